// The model of the page, as what the program is given.

import { isDay, isMoment } from "./dates.js";
import { counting } from "./units.js";

const ADDRESS = /^https?:\/\/[^\s<>"{}|\\^`/]+\/[^\s<>"{}|\\^`]*$/;

const isUrl = (text) => text === "" || ADDRESS.test(text);
const isCode = (text) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text);
const isHeld = (role) => role.title.text.trim() || role.organisation.text.trim();

// What the program could not read is left out, and told as a fault: [place, key].
export function toSend(model, text) {
  const { characters } = counting(text);
  const faults = [];
  const fits = (given, place, test, key) => {
    if (test(given)) return true;
    faults.push([place, key]);
    return false;
  };
  const span = ({ start, end }) => ({
    start: characters(start),
    end: characters(end),
    quote: text.slice(start, end),
  });
  const shown = ({ text: said, start, end, origin }) =>
    start === null
      ? { start, end, quote: said, origin }
      : { ...span({ start, end }), ...(origin ? { origin } : {}) };
  // A pair: what is said, and the evidence for it.
  const value = (given, place, test = () => true, key = "") => {
    const said = given.text.trim();
    return said && fits(said, place, test, key)
      ? [said, shown({ ...given, text: said })]
      : [null, null];
  };
  const role = (given) => {
    const [title, titleShown] = value(given.title, `${given.id}.title`);
    const [organisation, organisationShown] = value(given.organisation, `${given.id}.organisation`);
    const [from, fromShown] = value(given.from, `${given.id}.from`, isMoment, "bad-moment");
    const [to, toShown] = value(given.to, `${given.id}.to`, isMoment, "bad-moment");
    const linked = organisationShown && { ...organisationShown, iri: null, candidates: [] };
    return [
      { title, organisation, from, to },
      { title: titleShown, organisation: linked, from: fromShown, to: toShown, concept: null },
    ];
  };
  const person = (given) => {
    const roles = given.roles
      .filter((one) => fits(one, `${one.id}.title`, isHeld, "bad-role"))
      .map((one) => [one.id, ...role(one)]);
    const { responsible } = given;
    return {
      said: {
        name: given.name.text.trim(),
        responsible: responsible !== null,
        roles: roles.map(([, said]) => said),
      },
      shown: {
        name: shown({ ...given.name, text: given.name.text.trim() }),
        mentions: given.mentions.map(span),
        responsible: responsible && shown(responsible),
        roles: roles.map(([, , evidence]) => evidence),
        statements: given.statements.map(span),
        candidates: [],
      },
      chosen: {
        id: given.id,
        published: given.published,
        roles: roles.map(([id]) => id),
        statements: given.statements.map(({ id, text: own }) => ({ id, text: own })),
      },
    };
  };
  const [title, titleShown] = value(model.title, "title");
  const [published, publishedShown] = value(model.published, "published", isDay, "bad-day");
  const persons = model.persons
    .filter((one) => fits(one.name.text, `${one.id}.name`, (name) => name.trim(), "bad-name"))
    .map(person);
  const { publisher, english, own, replaces, organisations, accepted } = model;
  const language = fits(model.language, "language", isCode, "bad-language") ? model.language : "sv";
  const url = fits(model.url.trim(), "url", isUrl, "bad-url") ? model.url.trim() : "";
  return {
    faults,
    body: {
      draft: {
        ...{ title, published, language },
        persons: persons.map(({ said }) => said),
        evidence: {
          title: titleShown,
          published: publishedShown,
          persons: persons.map(({ shown: evidence }) => evidence),
          notices: model.notices,
        },
      },
      choices: {
        ...{ publisher, url, english, own, replaces, organisations, accepted },
        persons: persons.map(({ chosen }) => chosen),
      },
    },
  };
}
