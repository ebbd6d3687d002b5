// The card of a person: name, who it is, roles, statements.

import { whichBox, whoBox } from "./candidates.js";
import { make, newId } from "./dom.js";
import { newResponsible, newRole } from "./model.js";
import { acceptButton, checkRow, follows, remarks, valueRow } from "./rows.js";
import { accept, acceptable } from "./values.js";
import { say } from "./words.js";

const without = (list, one) => list.splice(list.indexOf(one), 1);
const short = (text) => (text.length > 240 ? `${text.slice(0, 239)}…` : text);

export function personCard(page, given, number) {
  const { store } = page;
  const person = (model) => model.persons.find(({ id }) => id === given.id);
  const title = make("h4", { id: newId(), tabindex: "-1" });
  const named = () => person(store.model).name.text.trim() || say("unnamed");
  const accepting = make(
    "button",
    { type: "button", class: "quiet accept-all", click: acceptAll },
    "✓✓",
  );
  const removing = make(
    "button",
    { type: "button", class: "quiet remove-all", click: removeAll },
    "×",
  );

  function acceptAll() {
    const ours = acceptable(store.model).filter((one) => one.person?.id === given.id);
    store.change((model) =>
      accept(
        model,
        ours.map(({ place }) => place),
      ),
    );
  }

  function removeAll() {
    store.change((model) => without(model.persons, person(model)));
    page.removed("persons");
  }

  page.synced(() => {
    title.replaceChildren(make("span", { class: "number" }, String(number)), ` ${named()}`);
    for (const [button, key] of [
      [accepting, "accept-person"],
      [removing, "remove-person"],
    ]) {
      button.setAttribute("aria-label", say(key, { name: named() }));
      button.title = say(key, { name: named() });
    }
  });
  const card = make(
    "section",
    { class: "person", "aria-labelledby": title.id },
    make("div", { class: "head" }, title, accepting, removing),
    valueRow(page, {
      place: `${given.id}.name`,
      label: say("name"),
      value: (model) => person(model).name,
    }),
    whoBox(page, person, `${given.id}.who`),
    remarks(page, `${given.id}.who`),
    responsibleRow(page, person, given),
    given.roles.map((role, i) => roleBox(page, { person, role, number: i + 1, named })),
    make(
      "button",
      { type: "button", class: "quiet", click: () => addRole(page, person) },
      say("add-role"),
    ),
    given.statements.map((said, i) => statementBox(page, { person, said, number: i + 1, named })),
  );
  card.dataset.place = given.id;
  card.addEventListener("focusin", () => page.aim(given.id));
  return card;
}

function addRole(page, person) {
  const role = newRole(person(page.store.model));
  page.store.change((model) => person(model).roles.push(role));
  page.focus(`${role.id}.title`);
}

function responsibleRow(page, person, given) {
  const [place, label] = [`${given.id}.responsible`, say("responsible")];
  const row = checkRow(page, {
    label,
    checked: (model) => person(model).responsible !== null,
    change: (isOn) =>
      page.store.change((model) => (person(model).responsible = isOn ? newResponsible() : null)),
    also: acceptButton(page, {
      place,
      label,
      text: (model) => person(model).responsible?.text ?? "",
    }),
  });
  return follows(page, place, row);
}

function roleBox(page, { person, role: given, number, named }) {
  const role = (model) => person(model).roles.find(({ id }) => id === given.id);
  const removing = make("button", { type: "button", class: "quiet", click: remove }, "×");
  const concept = make("p", { class: "note" });

  function remove() {
    page.store.change((model) => without(person(model).roles, role(model)));
    page.removed(person(page.store.model).id);
  }

  page.synced(() => {
    const { title, concept: known } = role(page.store.model);
    concept.hidden = !title.text;
    concept.textContent = known ? say("concept") : say("concept-none");
    removing.setAttribute("aria-label", say("remove-role", { number, name: named() }));
    removing.title = say("remove-role", { number, name: named() });
  });
  const row = (field, more = {}) =>
    valueRow(page, {
      place: `${given.id}.${field}`,
      label: say(`role-${field}`),
      value: (model) => role(model)[field],
      ...more,
    });
  const which = whichBox(page, {
    name: (model) => role(model).organisation.text,
    links: (model) => role(model).links,
    place: `${given.id}.organisation`,
  });
  const title = make("h5", { id: newId() }, say("role", { number }));
  const box = make(
    "div",
    { class: "part", role: "group", "aria-labelledby": title.id },
    make("div", { class: "head" }, title, removing),
    row("title", { also: concept }),
    row("organisation", { list: "organisations", also: which }),
    make(
      "div",
      { class: "pair" },
      row("from", { hint: say("moment-hint") }),
      row("to", { hint: say("moment-hint") }),
    ),
    remarks(page, given.id),
  );
  box.dataset.place = given.id;
  box.addEventListener("focusin", (event) => {
    event.stopPropagation();
    page.aim(given.id);
  });
  return box;
}

function statementBox(page, { person, said: given, number, named }) {
  const id = newId();
  const said = (model) => person(model).statements.find((one) => one.id === given.id);
  const sentence = page.text.slice(given.start, given.end);
  const quotation = make("blockquote", {}, short(sentence));
  const taking = make(
    "button",
    { type: "button", class: "quiet", click: take },
    say("statement-own"),
  );
  const removing = make("button", { type: "button", class: "quiet", click: remove }, "×");
  const field = make("textarea", {
    id,
    rows: "2",
    input: () => page.store.change((model) => (said(model).text = field.value), given.id),
    change: () => page.store.settle(),
    keydown: (event) => event.key === "F2" && page.store.model.own && take(),
  });

  function take() {
    page.store.change((model) => (said(model).text = sentence.replace(/\s+/g, " ")));
    field.focus();
  }

  function remove() {
    page.store.change((model) => without(person(model).statements, said(model)));
    page.removed(person(page.store.model).id);
  }

  page.synced(() => {
    if (field.value !== said(page.store.model).text) field.value = said(page.store.model).text;
    quotation.lang = page.store.model.language;
    field.lang = page.store.model.language;
    taking.hidden = !page.store.model.own;
    removing.setAttribute("aria-label", say("remove-statement", { number, name: named() }));
    removing.title = say("remove-statement", { number, name: named() });
  });
  const title = make("h5", { id: newId() }, say("statement", { number }));
  const box = make(
    "div",
    { class: "part", role: "group", "aria-labelledby": title.id },
    make("div", { class: "head" }, title, removing),
    quotation,
    make("label", { for: id }, say("statement-box")),
    field,
    taking,
    remarks(page, given.id, field),
  );
  return follows(page, given.id, box);
}
