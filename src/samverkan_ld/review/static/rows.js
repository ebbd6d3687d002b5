// Rows of the form: a label, a field, and what there is to say about what stands in it.

import { make, newId } from "./dom.js";
import { type } from "./model.js";
import { accept, removeValue } from "./values.js";
import { say } from "./words.js";

// What is said about a place: a list that is empty most of the time.
export function remarks(page, place, field = null) {
  const id = newId();
  const list = make("ul", { id, class: "remarks" });
  if (field)
    field.setAttribute(
      "aria-describedby",
      [field.getAttribute("aria-describedby"), id].filter(Boolean).join(" "),
    );
  page.spots.set(place, {
    say(findings) {
      list.replaceChildren(
        ...findings.map(({ severity, message }) =>
          make(
            "li",
            { class: severity },
            make("b", {}, `${say(`severity-${severity}`)}: `),
            message,
          ),
        ),
      );
      field?.setAttribute(
        "aria-invalid",
        findings.some(({ severity }) => severity === "violation"),
      );
    },
  });
  return list;
}

// Let the text show a place while its row is pointed at or has the focus.
export function follows(page, place, node) {
  node.dataset.place = place;
  node.addEventListener("focusin", () => page.point(place));
  node.addEventListener("mouseenter", () => page.point(place));
  node.addEventListener("mouseleave", () => page.point(null));
  return node;
}

// Whether the editor has looked at a value and found it right.
export function acceptButton(page, { place, label, text }) {
  const button = make(
    "button",
    { type: "button", class: "accept", title: say("accept"), click: toggle },
    "✓",
  );

  function toggle() {
    page.store.change((model) => {
      if (!model.accepted.includes(place)) accept(model, [place]);
      else model.accepted = model.accepted.filter((one) => one !== place);
    });
  }

  page.synced(() => {
    const { model } = page.store;
    const words = text(model);
    button.hidden = words === "";
    button.setAttribute("aria-pressed", model.accepted.includes(place));
    button.setAttribute("aria-label", say("accept-value", { label, text: words }));
  });
  return button;
}

// A value that was found: it can be typed anew, accepted and removed.
export function valueRow(page, { place, label, value, list = null, hint = null, also = null }) {
  const id = newId();
  const field = make("input", {
    id,
    type: "text",
    list,
    placeholder: hint,
    spellcheck: "false",
    input: () =>
      page.store.change((model) => retype(model, value(model), place, field.value), place),
    change: () => page.store.settle(),
  });
  const removing = make("button", { type: "button", title: say("remove"), click: remove }, "×");
  const origin = make("p", { id: `${id}-origin`, class: "origin" });
  field.setAttribute("aria-describedby", origin.id);

  function remove() {
    page.store.change((model) => removeValue(model, value(model), place));
    page.tell(say("done-removed"));
    field.focus();
  }

  page.synced(() => {
    const { text, start, origin: from } = value(page.store.model);
    if (field.value !== text) field.value = text;
    field.lang = page.store.model.language;
    removing.hidden = !text;
    removing.setAttribute("aria-label", say("remove-value", { label, text }));
    row.classList.toggle("accepted", page.store.model.accepted.includes(place) && text !== "");
    origin.textContent = text && start === null ? unsupported(from) : "";
  });
  const accepting = acceptButton(page, { place, label, text: (model) => value(model).text });
  const row = make(
    "div",
    { class: "row" },
    make("label", { for: id }, label),
    make("div", { class: "entry" }, field, accepting, removing),
    origin,
    also,
    remarks(page, place, field),
  );
  return follows(page, place, row);
}

function retype(model, value, place, text) {
  type(value, text);
  if (text) accept(model, [place]); // who types something vouches for it
}

function unsupported(origin) {
  return origin.includes(" ") ? say("unsupported-from", { origin }) : say("unsupported");
}

// What only an editor can tell: a field of the model itself.
export function plainRow(page, { key, label, lang = null, list = null, hint = null, also = null }) {
  const id = newId();
  const field = make("input", {
    id,
    type: "text",
    lang,
    list,
    spellcheck: "false",
    input: () => page.store.change((model) => (model[key] = field.value), key),
    change: () => page.store.settle(),
  });
  const about = hint ? make("p", { id: `${id}-hint`, class: "note" }, hint) : null;
  if (about) field.setAttribute("aria-describedby", about.id);
  page.synced(() => {
    if (field.value !== page.store.model[key]) field.value = page.store.model[key];
  });
  const row = make("div", { class: "row" }, make("label", { for: id }, label), field, about, also);
  row.append(remarks(page, key, field));
  row.dataset.place = key;
  return row;
}

export function checkRow(page, { label, checked, change, also = null }) {
  const id = newId();
  const box = make("input", { id, type: "checkbox", change: () => change(box.checked) });
  page.synced(() => {
    box.checked = checked(page.store.model);
  });
  return make("div", { class: "row check" }, box, make("label", { for: id }, label), also);
}
