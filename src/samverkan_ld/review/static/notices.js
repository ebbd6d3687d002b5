// What an editor should look at before anything else, and how far the looking has come.

import { make } from "./dom.js";
import { decisions } from "./values.js";
import { knows, say } from "./words.js";

export function showNotices(list, model, form) {
  const link = ([words, place]) =>
    make("button", { type: "button", class: "plain", click: () => form.focus(place) }, words);
  const row = ([what, about]) => {
    const links = about.flatMap((one, i) => [i ? ", " : null, one[1] ? link(one) : one[0]]);
    return make("li", {}, what, links.length ? ": " : null, links);
  };
  const found = [...notices(model)];
  list.replaceChildren(...(found.length ? found.map(row) : [make("li", {}, say("notice-none"))]));
}

// Each notice: what there is to look at, and what it is about, with the places of that.
function* notices(model) {
  if (!model.title.text) yield [say("notice-no-title"), [[say("title"), "title"]]];
  if (!model.published.text) yield [say("notice-no-date"), [[say("published"), "published"]]];
  const hasRegister = model.notices.every(([code]) => code !== "no-register");
  for (const [kind, about] of Object.entries(doubts(model))) {
    if (about.size && (hasRegister || kind !== "unknown")) yield [say(`notice-${kind}`), [...about]];
  }
  const said = model.persons.flatMap(({ statements }) => statements);
  const blank = said.filter(({ text }) => !text.trim());
  if (blank.length) yield [say("notice-statements"), [[String(blank.length), blank[0].id]]];
  for (const [code, words] of model.notices) {
    const place = placeOf(words, model.persons);
    if (place && model.accepted.includes(place)) continue;
    yield [knows(`notice-${code}`) ? say(`notice-${code}`) : code, words ? [[words, place]] : []];
  }
}

// Where a notice's words stand in the record: a person's name, or the organisation of a role.
function placeOf(words, persons) {
  const person = persons.find(({ name }) => name.text === words);
  if (person) return `${person.id}.name`;
  const roles = persons.flatMap((one) => one.roles);
  const role = roles.find(({ organisation }) => words && organisation.text === words);
  return role ? `${role.id}.organisation` : null;
}

// Names and titles that may be something else, each once; what is accepted was looked at.
function doubts(model) {
  const found = {
    ambiguous: new Map(),
    candidates: new Map(),
    unknown: new Map(),
    concept: new Map(),
  };
  const put = (kind, words, place) => {
    const isNew = !found[kind].has(words) && !model.accepted.includes(place);
    if (isNew) found[kind].set(words, place);
  };
  for (const { id, name, candidates, published, roles } of model.persons) {
    if (candidates.length && !published) put("candidates", name.text, `${id}.who`);
    for (const { id: role, title, organisation, links, concept } of roles) {
      const place = `${role}.organisation`;
      const isOpen = model.organisations[organisation.text.trim()] === undefined;
      if (links.length > 1 && isOpen) found.ambiguous.set(organisation.text, place);
      if (organisation.text && !links.length) put("unknown", organisation.text, place);
      if (title.text && !concept) put("concept", title.text, `${role}.title`);
    }
  }
  return found;
}

export function showProgress(node, model) {
  const all = decisions(model);
  const done = all.filter(({ isDone }) => isDone);
  node.textContent = say("accepted", { done: done.length, all: all.length });
}
