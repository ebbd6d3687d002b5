// Adding by selection: what words of the text are, and of whom.

import { readMoment } from "./dates.js";
import { make, newId } from "./dom.js";
import { newPerson, newRole, newStatement } from "./model.js";
import { accept, owner } from "./values.js";
import { say } from "./words.js";

const OF_ROLE = ["title", "organisation", "from", "to"];
const OF_PERSON = [...OF_ROLE, "statement"];
const ACTIONS = ["name", ...OF_PERSON, "headline", "date"];

// The word as it stands, without what only the sentence needs.
function worded(action, text, names) {
  const words = text.replace(/\u00ad/g, "").replace(/\s+/g, " ");
  if (action === "from" || action === "to" || action === "date") return readMoment(words);
  if (action === "organisation" && words.endsWith("s") && names.has(words.slice(0, -1)))
    return words.slice(0, -1);
  return words;
}

// Every place where a name stands as a word of its own, or in the genitive.
function mentions(text, name) {
  const found = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const [before, after] = [
      text[at - 1] ?? "",
      text.slice(at + name.length, at + name.length + 2),
    ];
    if (!/[\p{L}\p{N}-]/u.test(before) && /^s?(?![\p{L}\p{N}])/u.test(after))
      found.push({ start: at, end: at + name.length });
  }
  return found;
}

// Whom words are about: whoever is named last before them.
function nearest(model, start) {
  const places = (person) => [person.name, ...person.mentions].filter((at) => at.start !== null);
  const before = model.persons.flatMap((person) =>
    places(person)
      .filter((at) => at.start <= start)
      .map((at) => [at.start, person.id]),
  );
  before.sort(([one], [other]) => other - one);
  return before[0]?.[1] ?? model.persons[0]?.id ?? "";
}

export function offerSelection(box, article, page) {
  const names = new Set(
    [...document.querySelectorAll("#organisations option")].map(({ value }) => value),
  );
  const words = make("p", { class: "words" });
  const target = make("select", { id: newId() });
  const buttons = ACTIONS.map((action) =>
    make(
      "button",
      {
        type: "button",
        "aria-keyshortcuts": say(`key-${action}`),
        mousedown: (event) => event.preventDefault(), // the selection stays
        click: () => add(action),
      },
      say(`add-${action}`),
      make("kbd", { "aria-hidden": "true" }, say(`key-${action}`)),
    ),
  );
  const about = make(
    "p",
    { class: "about" },
    make("label", { for: target.id }, say("chosen-for")),
    target,
  );
  box.append(words, about, make("div", { class: "actions" }, buttons));
  let chosen = null;

  function offer(found) {
    chosen = found;
    box.hidden = !found;
    if (!found) return;
    const shown = found.text.length > 80 ? `${found.text.slice(0, 79)}…` : found.text;
    words.textContent = say("chosen", { text: shown });
    const { model } = page.store;
    const options = [...targets(model)];
    target.replaceChildren(...options.map(([value, label]) => make("option", { value }, label)));
    const aimed = page.aimed && options.some(([value]) => value === page.aimed) ? page.aimed : null;
    target.value = aimed ?? nearest(model, found.start);
    about.hidden = !options.length;
    for (const [i, action] of ACTIONS.entries())
      buttons[i].hidden = OF_PERSON.includes(action) && !options.length;
  }

  function* targets(model) {
    for (const person of model.persons) {
      const name = person.name.text || say("unnamed");
      yield [person.id, name];
      for (const [i, { id, title, organisation }] of person.roles.entries()) {
        const role =
          [title.text, organisation.text].filter(Boolean).join(", ") ||
          say("role", { number: i + 1 });
        yield [id, say("target-role", { name, role })];
      }
      if (person.roles.length) yield [`${person.id}+`, say("target-new", { name })];
    }
  }

  function add(action) {
    const { start, end, text } = chosen;
    if (OF_PERSON.includes(action) && !target.value) {
      page.tell(say("needs-person", { key: say("key-name") }));
      return;
    }
    const given = { text: worded(action, text, names), start, end, origin: "" };
    let place;
    page.store.change((model) => {
      place = put(model, action, given);
      accept(model, [place]);
    });
    page.aim(place.split(".")[0]);
    page.added(
      place,
      say("done-added", { kind: say(`add-${action}`).toLowerCase(), text: given.text }),
    );
    offer(null);
    article.select({ anchor: end, focus: end });
  }

  // Put a value where it belongs, and give its place.
  function put(model, action, given) {
    if (action === "headline" || action === "date") {
      const key = action === "date" ? "published" : "title";
      model[key] = given;
      return key;
    }
    if (action === "name") {
      const person = { ...newPerson(given), mentions: mentions(page.text, given.text) };
      const after = model.persons.findIndex(
        ({ name }) => name.start !== null && name.start > given.start,
      );
      model.persons.splice(after < 0 ? model.persons.length : after, 0, person);
      return `${person.id}.name`;
    }
    const isNew = target.value.endsWith("+");
    const { person, role } = owner(model, target.value.replace("+", ""));
    if (action === "statement") {
      const said = newStatement(person, given);
      person.statements.push(said);
      return said.id;
    }
    const held =
      role ??
      (isNew ? undefined : person.roles.find((one) => !one[action].text)) ??
      newRole(person);
    if (!person.roles.includes(held)) person.roles.push(held);
    held[action] = given;
    return `${held.id}.${action}`;
  }

  return {
    offer,
    isOpen: () => chosen !== null,
    enter: () => buttons[0].focus(),
    // The letter of what the selected words are.
    press(letter) {
      const action = ACTIONS.find((one) => say(`key-${one}`) === letter.toLowerCase());
      if (!action || !chosen) return false;
      add(action);
      return true;
    },
  };
}
