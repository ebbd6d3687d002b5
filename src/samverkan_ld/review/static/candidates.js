// Choosing among what a name may stand for. Nothing is ever chosen beforehand.

import { make, newId } from "./dom.js";
import { remarks } from "./rows.js";
import { accept } from "./values.js";
import { say } from "./words.js";

// Radio buttons: a way out, and the candidates with what tells them apart.
function options({ legend, candidates, other, otherFirst, choose, label }) {
  const name = newId();
  const option = (value, text, facts = [], link = null) => {
    const id = newId();
    const box = make("input", { id, type: "radio", name, value, change: () => choose(value) });
    const lines = facts.map((fact) => make("li", {}, fact));
    return make(
      "div",
      { class: "option" },
      box,
      make(
        "div",
        {},
        make("label", { for: id }, text),
        link,
        lines.length ? make("ul", {}, lines) : null,
      ),
    );
  };
  const known = candidates.map(({ iri, label: named, facts }) =>
    option(iri, label(named), facts, opening(iri, named)),
  );
  const none = option("", other);
  return make(
    "fieldset",
    { class: "options" },
    make("legend", {}, legend),
    otherFirst ? [none, known] : [known, none],
  );
}

function opening(iri, label) {
  if (!/^https?:\/\//.test(iri)) return null;
  const name = say("link-open", { label });
  return make(
    "a",
    { href: iri, target: "_blank", rel: "noreferrer", "aria-label": name, title: iri },
    "↗",
  );
}

function check(box, chosen) {
  for (const radio of box.querySelectorAll("input[type=radio]"))
    radio.checked = radio.value === chosen;
}

// Drawn anew only when there are others to choose from: the focus stays where it is.
function redrawn(box, draw) {
  let before = "[]";
  return (candidates) => {
    const now = JSON.stringify(candidates);
    if (now !== before) box.replaceChildren(...(candidates.length ? [draw(candidates)] : []));
    before = now;
  };
}

// Which published person this is, or a new one: the editor says so.
export function whoBox(page, person, place) {
  const box = make("div", { class: "who", "data-place": place });
  const draw = redrawn(box, (candidates) =>
    options({
      legend: say("who"),
      candidates,
      other: say("who-new"),
      otherFirst: true,
      label: (label) => say("who-known", { label }),
      choose: (iri) => page.store.change((model) => take(model, iri)),
    }),
  );

  function take(model, iri) {
    person(model).published = iri || null;
    accept(model, [place]);
  }

  page.synced(() => {
    const { candidates, published } = person(page.store.model);
    draw(candidates);
    check(box, published ?? (page.store.model.accepted.includes(place) ? "" : null));
  });
  return box;
}

// Whether the record takes the place of one that the site has of the same article.
export function earlierBox(page) {
  const box = make("div", {});
  const draw = redrawn(box, (records) =>
    options({
      legend: say("earlier"),
      candidates: records
        .filter(({ replaceable }) => replaceable)
        .map(({ name, file, about }) => ({
          iri: name,
          label: say("earlier-replace", { file, about }),
          facts: [],
        })),
      other: say("earlier-other"),
      otherFirst: false,
      label: (label) => label,
      choose: (name) => page.store.change((model) => (model.replaces = name)),
    }),
  );
  page.synced(() => {
    const { earlier, replaces } = page.store.model;
    draw(earlier);
    check(box, replaces);
  });
  const row = make("div", {}, box, remarks(page, "replaces"));
  row.dataset.place = "replaces";
  return row;
}

// Which organisation of the register a name stands for. One name is one organisation in an article.
export function whichBox(page, { name, links, place = null }) {
  const shown = make("summary");
  const inner = make("div");
  const several = make("details", { class: "which" }, shown, inner);
  const note = make("p", { class: "note" });
  const draw = redrawn(inner, (candidates) =>
    options({
      legend: say("which"),
      candidates,
      other: say("which-none"),
      otherFirst: false,
      label: (label) => label,
      choose: (iri) => page.store.change((model) => take(model, iri)),
    }),
  );

  function take(model, iri) {
    model.organisations[name(model).trim()] = iri;
    if (place) accept(model, [place]); // who chooses has looked at it
  }

  let asked = "";
  page.synced(() => {
    const model = page.store.model;
    const [called, found] = [name(model).trim(), links(model)];
    draw(found);
    several.hidden = !called || !found.length;
    note.hidden = !called || found.length > 0;
    note.textContent = say("link-none");
    if (several.hidden) return;
    const chosen = model.organisations[called] ?? (found.length === 1 ? found[0].iri : null);
    check(inner, chosen);
    const known = found.find(({ iri }) => iri === chosen);
    several.classList.toggle("undecided", chosen === null);
    shown.textContent =
      chosen === null
        ? say("link-choose")
        : known
          ? say("link", { label: known.label })
          : say("which-none");
    if (chosen === null && asked !== called) several.open = true;
    asked = called;
  });
  return make("div", {}, several, note);
}
