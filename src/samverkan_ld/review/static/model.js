// The draft as the page holds it: values with their places in the text, in units of the browser.
//
// A value is {text, start, end, origin}; one without a text is none. Each has a place, by which the
// form, the text and the report speak of it: "title", "p1.name", "p1r1.organisation", "p1s1".

const EDITOR = "redaktören"; // the origin of what the text does not hold

export const nothing = () => ({ text: "", start: null, end: null, origin: "" });

// What an editor has typed: the place in the text stays, if there was one.
export function type(value, text) {
  value.text = text;
  if (!text) Object.assign(value, nothing());
  else if (value.start === null) value.origin = EDITOR;
}

function random() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((n) => (n % 36).toString(36)).join("");
}

export function newRole(person) {
  const fields = { title: nothing(), organisation: nothing(), from: nothing(), to: nothing() };
  return { id: `${person.id}r${random()}`, ...fields, concept: null, links: [] };
}

export function newPerson(name = nothing()) {
  const lists = { mentions: [], roles: [], statements: [], candidates: [] };
  return { id: `p${random()}`, name, responsible: null, published: null, ...lists };
}

export function newStatement(person, { start, end }) {
  return { id: `${person.id}s${random()}`, start, end, text: "" };
}

export function newResponsible() {
  return { ...nothing(), origin: EDITOR };
}
