// What the program gives, as the model of the page.

import { nothing } from "./model.js";
import { counting } from "./units.js";

export function receive({ draft, choices }, text) {
  const { units } = counting(text);
  const evidence = draft.evidence;
  const span = (shown) =>
    shown.start === null
      ? { start: null, end: null }
      : { start: units(shown.start), end: units(shown.end) };
  const value = (said, shown) =>
    shown === null ? nothing() : { text: said, ...span(shown), origin: shown.origin ?? "" };
  const role = (said, shown, id) => ({
    id,
    title: value(said.title, shown.title),
    organisation: value(said.organisation, shown.organisation),
    from: value(said.from, shown.from),
    to: value(said.to, shown.to),
    concept: shown.concept,
    links: shown.organisation?.candidates ?? [],
  });
  const person = (said, shown, chosen) => ({
    id: chosen.id,
    name: value(said.name, shown.name),
    mentions: shown.mentions.map(span),
    responsible: shown.responsible && value(shown.responsible.quote, shown.responsible),
    roles: said.roles.map((one, i) => role(one, shown.roles[i], chosen.roles[i])),
    statements: shown.statements.map((one, i) => ({ ...chosen.statements[i], ...span(one) })),
    candidates: offered(shown.candidates, chosen.published),
    published: chosen.published,
  });
  const { publisher, url, english, own, replaces, organisations, accepted } = choices;
  return {
    title: value(draft.title, evidence.title),
    published: value(draft.published, evidence.published),
    language: draft.language,
    persons: draft.persons.map((one, i) => person(one, evidence.persons[i], choices.persons[i])),
    notices: evidence.notices,
    publisherLinks: [],
    earlier: [],
    ...{ publisher, url, english, own, replaces, organisations, accepted },
  };
}

// The published persons of a name; who was chosen stays among them while the name is typed anew.
function offered(found, published, before = []) {
  const isChosen = ({ iri }) => iri === published;
  if (published === null || found.some(isChosen)) return found;
  const unknown = { iri: published, label: published, facts: [] };
  return [...found, before.find(isChosen) ?? unknown];
}

// What the program has found anew: links, concepts and published persons, by the ids of `sent`.
export function renew(model, { draft, publishers, earlier }, sent) {
  model.publisherLinks = publishers;
  model.earlier = earlier;
  for (const [i, chosen] of sent.choices.persons.entries()) {
    const person = model.persons.find((one) => one.id === chosen.id);
    if (!person) continue;
    const evidence = draft.evidence.persons[i];
    const before = person.candidates;
    person.candidates = offered(evidence.candidates, person.published, before);
    // who was said to be a new person may be one of those who come up now
    const isOld = ({ iri }) => before.some((one) => one.iri === iri);
    if (person.published === null && !person.candidates.every(isOld)) {
      model.accepted = model.accepted.filter((place) => place !== `${person.id}.who`);
    }
    for (const [j, id] of chosen.roles.entries()) {
      const role = person.roles.find((one) => one.id === id);
      if (!role) continue;
      role.concept = evidence.roles[j].concept;
      role.links = evidence.roles[j].organisation?.candidates ?? [];
    }
  }
}
