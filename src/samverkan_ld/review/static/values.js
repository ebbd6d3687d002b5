// All values of a model, in the order of the form, and what one can do with them.

import { nothing } from "./model.js";

export const KINDS =
  "headline date name mention title organisation time responsible statement".split(" ");
const FIELDS = ["title", "organisation", "from", "to"];

const KIND_OF = { title: "title", organisation: "organisation", from: "time", to: "time" };

// Each value: its place, its kind, the person (and role) that it is of, and itself.
export function* valuesOf(model) {
  yield { place: "title", kind: "headline", value: model.title };
  yield { place: "published", kind: "date", value: model.published };
  for (const person of model.persons) {
    yield { place: `${person.id}.name`, kind: "name", person, value: person.name };
    if (person.candidates.length) {
      yield { place: `${person.id}.who`, kind: "who", person, value: nothing() };
    }
    if (person.responsible) {
      const place = `${person.id}.responsible`;
      yield { place, kind: "responsible", person, value: person.responsible };
    }
    for (const role of person.roles) {
      for (const field of FIELDS) {
        yield {
          place: `${role.id}.${field}`,
          kind: KIND_OF[field],
          person,
          role,
          value: role[field],
        };
      }
    }
    for (const said of person.statements) {
      yield { place: said.id, kind: "statement", person, value: said };
    }
  }
}

const isAcceptable = ({ kind, value }) => kind !== "statement" && value.text;

// What an editor can accept: all that was found, but not statements, which only show their place.
export function acceptable(model) {
  return [...valuesOf(model)].filter(isAcceptable);
}

// All that has to be decided: what can be accepted, and who somebody is, which has to be chosen.
export function decisions(model) {
  return [...valuesOf(model)]
    .filter((one) => isAcceptable(one) || one.kind === "who")
    .map(({ place, kind, person }) => ({
      place,
      isDone: model.accepted.includes(place) || (kind === "who" && person.published !== null),
    }));
}

export function undecided(model) {
  return decisions(model)
    .filter(({ isDone }) => !isDone)
    .map(({ place }) => place);
}

// The stretches of the text that something is said about, each with a number for its person.
export function marksOf(model) {
  const marks = [];
  for (const { place, kind, person, value } of valuesOf(model)) {
    const number = person ? model.persons.indexOf(person) + 1 : null;
    if (value.start !== null && (value.text || kind === "statement")) {
      marks.push({ place, kind, number, start: value.start, end: value.end });
    }
    if (kind === "name") {
      for (const { start, end } of person.mentions) {
        if (start !== value.start) marks.push({ place, kind: "mention", number, start, end });
      }
    }
  }
  return marks;
}

// The person, and the role, that a place is of.
export function owner(model, place) {
  const [id] = place.split(".");
  const isIt = (one) => one.id === id;
  const person = model.persons.find(
    (one) => isIt(one) || one.roles.some(isIt) || one.statements.some(isIt),
  );
  return { person: person ?? null, role: person?.roles.find(isIt) ?? null };
}

export function accept(model, places) {
  model.accepted = [...new Set([...model.accepted, ...places])];
}

export function removeValue(model, value, place) {
  Object.assign(value, nothing());
  model.accepted = model.accepted.filter((one) => one !== place);
}
