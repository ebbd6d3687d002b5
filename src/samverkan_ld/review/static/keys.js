// What is done by keys: in the text, and wherever the focus is.

import { placesOf } from "./article.js";
import { make } from "./dom.js";
import { accept, acceptable, decisions, undecided } from "./values.js";
import { say } from "./words.js";

const KEYS = [
  ["Ctrl+Enter", "keys-accept"],
  ["F2", "keys-own"],
  ["F6", "keys-pane"],
  ["Enter", "keys-go"],
  ["Esc", "keys-escape"],
  ["Ctrl+Z", "keys-undo"],
  ["Ctrl+S", "keys-save"],
];

export function listKeys(list) {
  const row = ([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, say(what))];
  list.append(...KEYS.flatMap(row));
}

// In the text, where nothing can be typed, letters are free to say what selected words are.
export function bindText({ pane, article, selecting, page }) {
  pane.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    selecting.offer(article.chosen()); // the browser may not have told of the last change yet
    if (event.key === "Enter") {
      event.preventDefault();
      enter();
    } else if (event.key === "Escape") {
      document.getSelection().collapseToStart();
    } else if (event.key.length === 1 && selecting.press(event.key)) {
      event.preventDefault();
    }
  });

  function enter() {
    if (selecting.isOpen()) {
      selecting.enter();
      return;
    }
    const [place] = placesOf(document.getSelection().focusNode);
    if (place) page.focus(place);
  }
}

export function bindPage({ pane, record, page, save, undo }) {
  document.addEventListener("focusin", () => page.store.settle());
  document.addEventListener("keydown", (event) => {
    const act = action(event);
    if (!act) return;
    event.preventDefault();
    act();
  });

  function action({ key, ctrlKey, metaKey, shiftKey }) {
    if (key === "F6") return change;
    if (!ctrlKey && !metaKey) return null;
    return { s: save, z: shiftKey ? null : undo, Enter: acceptHere }[key];
  }

  function change() {
    if (record.contains(document.activeElement)) pane.focus();
    else page.focus(page.aimed ?? "title");
  }

  // Accept the value that has the focus, and go on to the next that waits.
  function acceptHere() {
    const place = document.activeElement.closest("[data-place]")?.dataset.place;
    const isHere = (one) => one.place === place;
    if (acceptable(page.store.model).some(isHere)) {
      page.store.change((model) => accept(model, [place]));
    }
    const order = decisions(page.store.model).map((one) => one.place);
    const waiting = undecided(page.store.model);
    const after = waiting.find((one) => order.indexOf(one) > order.indexOf(place));
    if (waiting.length) page.focus(after ?? waiting[0]);
    else page.tell(say("done-all"));
  }
}
