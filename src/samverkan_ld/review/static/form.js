// The record as a form. It is built anew when persons, roles or statements come or go; else what
// stands in it is brought up to date, so that nobody loses the place.

import { earlierBox, whichBox } from "./candidates.js";
import { make, reveal } from "./dom.js";
import { newPerson } from "./model.js";
import { personCard } from "./person.js";
import { checkRow, plainRow, valueRow } from "./rows.js";
import { say } from "./words.js";

const FIELDS = "input, textarea, button, summary";

export function showForm(root, pane, page) {
  let syncs = [];
  let built = "";
  page.spots = new Map();
  page.synced = (sync) => syncs.push(sync);

  function structure({ persons }) {
    const ids = ({ id }) => id;
    return JSON.stringify(
      persons.map((one) => [one.id, one.roles.map(ids), one.statements.map(ids)]),
    );
  }

  function build(model) {
    syncs = [];
    page.spots.clear();
    root.replaceChildren(articlePart(page), personsPart(page, model));
  }

  function sync() {
    const model = page.store.model;
    const now = structure(model);
    if (now !== built) {
      const [held, scrolled] = [heldPlace(), pane.scrollTop];
      build(model);
      built = now;
      for (const one of syncs) one();
      pane.scrollTop = scrolled;
      if (held) restore(held);
      return true;
    }
    for (const one of syncs) one();
    return false;
  }

  // Which field has the focus: its place, and the how-manieth it is there.
  function heldPlace() {
    const node = document.activeElement;
    const row = root.contains(node) ? node.closest("[data-place]") : null;
    return row && [row.dataset.place, [...row.querySelectorAll(FIELDS)].indexOf(node)];
  }

  function restore([place, index]) {
    rowOf(place)?.querySelectorAll(FIELDS)[index]?.focus({ preventScroll: true });
  }

  function rowOf(place) {
    return root.querySelector(`[data-place="${CSS.escape(place)}"]`);
  }

  function focus(place) {
    const row = rowOf(place) ?? rowOf(place.split(".")[0]);
    const details = row?.querySelector("details.undecided");
    if (details) details.open = true;
    const field = row?.querySelector(details ? "details input" : "input, textarea");
    field?.focus({ preventScroll: true });
    if (!row) return;
    reveal(row, pane);
    row.scrollIntoView({ block: "nearest" }); // on low screens the page scrolls as well
  }

  function mark(places) {
    for (const row of root.querySelectorAll(".marked")) row.classList.remove("marked");
    const rows = places.map(rowOf).filter(Boolean);
    for (const row of rows) row.classList.add("marked");
    if (rows.length) reveal(rows[0], pane);
  }

  return { sync, focus, mark };
}

function articlePart(page) {
  const value = (key, more) =>
    valueRow(page, { place: key, label: say(key), value: (model) => model[key], ...more });
  const plain = (key, more = {}) => plainRow(page, { key, label: say(key), ...more });
  const publisher = whichBox(page, {
    name: (model) => model.publisher,
    links: (model) => model.publisherLinks,
  });
  return make(
    "section",
    { class: "article", "aria-labelledby": "article-name" },
    make("h3", { id: "article-name" }, say("article")),
    earlierBox(page),
    value("title"),
    make(
      "div",
      { class: "pair" },
      value("published", { hint: say("published-hint") }),
      plain("language"),
    ),
    plain("publisher", { list: "organisations", hint: say("publisher-hint"), also: publisher }),
    plain("url"),
    plain("english", { lang: "en" }),
    checkRow(page, {
      label: say("own"),
      checked: (model) => model.own,
      change: (isOn) => page.store.change((model) => (model.own = isOn)),
    }),
  );
}

function personsPart(page, model) {
  const adding = make(
    "button",
    { type: "button", class: "quiet add", click: add },
    say("add-person"),
  );

  function add() {
    const person = newPerson();
    page.store.change((now) => now.persons.push(person));
    page.focus(`${person.id}.name`);
  }

  const part = make(
    "section",
    { "aria-labelledby": "persons-name" },
    make("h3", { id: "persons-name", tabindex: "-1" }, say("persons")),
    model.persons.map((person, i) => personCard(page, person, i + 1)),
    adding,
  );
  part.dataset.place = "persons";
  return part;
}
