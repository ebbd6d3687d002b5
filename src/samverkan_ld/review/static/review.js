// The page of a review: the text on one side, the record on the other, and the report below.

import { placesOf, showText } from "./article.js";
import { make } from "./dom.js";
import { showForm } from "./form.js";
import { keep } from "./history.js";
import { judging } from "./judging.js";
import { bindPage, bindText, listKeys } from "./keys.js";
import { showNotices, showProgress } from "./notices.js";
import { receive } from "./received.js";
import { showReport } from "./report.js";
import { offerSelection } from "./selection.js";
import { toSend } from "./sent.js";
import { accept, acceptable, KINDS, marksOf, undecided } from "./values.js";
import { asking, get } from "./wire.js";
import { say } from "./words.js";

const element = (id) => document.getElementById(id);
const address = document.body.dataset.review;
const pane = element("text");
const record = element("record");

function tell(words) {
  element("told").textContent = words;
}

const given = await get(`${address}/draft`).catch((error) => {
  tell(error.message);
  throw error;
});
const text = given.draft.evidence.text;
const store = keep(receive(given, text));

const page = {
  ask: asking(address, given.revision),
  store,
  text,
  tell,
  aimed: null,
  aim(id) {
    page.aimed = id;
  },
  point(place) {
    article.point(place);
  },
  focus(place) {
    form.focus(place);
  },
  added(place, words) {
    tell(words);
    form.mark([place]);
    article.point(place, { scrolls: false });
  },
  removed(place) {
    tell(say("done-removed"));
    const row = record.querySelector(`[data-place="${CSS.escape(place)}"]`);
    row?.querySelector("h3, h4")?.focus({ preventScroll: true });
  },
};

const article = showText(pane, text);
const form = showForm(element("form"), record, page);
const selecting = offerSelection(element("chosen"), article, page);
const judged = judging(page, showReport(page, form));

// How often the model was changed, and how often it had been when it was written.
let changes = given.unsaved ? 1 : 0;
let written = 0;

store.onChange(({ asks }) => {
  if (form.sync()) judged.show();
  draw();
  if (asks) {
    changes += 1;
    tell(""); // what was told of the state before
    judged.later();
  }
});

function draw() {
  pane.lang = store.model.language;
  article.show(marksOf(store.model));
  showNotices(element("notices"), store.model, form);
  showProgress(element("progress"), store.model);
}

// ---------------------------------------------------------------- Saving

// Let the program have the model as it is. Gives which change was the last, or null where the program
// cannot take all of it over: that is told.
async function handOver() {
  let now = null;
  while (now !== changes) {
    now = changes;
    const obstacle = await judged.judge();
    if (obstacle) {
      refuse(obstacle.place, obstacle.message);
      return null;
    }
  }
  return now;
}

async function save() {
  tell(say("saving"));
  const now = await handOver();
  if (now === null) return;
  try {
    const answer = await page.ask("save", toSend(store.model, text).body);
    const wrong = answer.report.results.find(({ severity }) => severity === "violation");
    if (wrong) refuse(wrong.place, answer.detail);
    else if (answer.waiting) lead(answer.waiting[0], answer.detail);
    else saved(answer, now);
  } catch (error) {
    tell(error.message);
  }
}

function refuse(place, words) {
  element("report").open = true;
  lead(place, words);
}

function lead(place, words) {
  tell(words);
  if (place) form.focus(place);
}

function acceptRest() {
  const places = acceptable(store.model).map(({ place }) => place);
  const isDone = places.every((place) => store.model.accepted.includes(place));
  if (!isDone) store.change((model) => accept(model, places));
  const [left] = undecided(store.model);
  if (left) lead(left, say("who-waits"));
  else tell(say("done-all"));
}

function saved({ file, record: download }, then) {
  store.take((model) => (model.earlier = [])); // the choice is made: the file is this record's
  written = then;
  if (written !== changes) tell(say("saved-changed"));
  else tell(file ? say("saved", { file }) : say("saved-download"));
  if (!file) make("a", { href: download, download: true }).click();
}

function undo() {
  tell(say(store.undo() ? "done-undone" : "done-nothing"));
}

element("save").addEventListener("click", save);
element("rest").addEventListener("click", acceptRest);
element("undo").addEventListener("click", undo);
element("form").addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("beforeunload", (event) => {
  if (changes !== written) event.preventDefault();
});

// Another language is another page: what is written goes along, by way of the program, or one stays.
async function speak(href) {
  const now = await handOver();
  if (now === null) return;
  written = now;
  location.assign(href);
}

for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    speak(link.href);
  });
}

// ---------------------------------------------------------------- The text

document.addEventListener("selectionchange", () => {
  if (!article.selection()) return;
  selecting.offer(article.chosen());
  if (selecting.isOpen()) form.mark([]);
  else if (document.activeElement === pane) {
    form.mark(placesOf(document.getSelection().focusNode).slice(0, 1));
  }
});

pane.addEventListener("mouseover", (event) => {
  if (document.activeElement !== pane) form.mark(placesOf(event.target).slice(0, 1));
});
pane.addEventListener("mouseleave", () => form.mark([]));

element("chosen").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  pane.focus();
  document.getSelection().collapseToEnd();
  selecting.offer(null);
});

bindText({ pane, article, selecting, page });
bindPage({ pane, record, page, save, undo });
listKeys(element("keys"));
element("legend").append(
  make(
    "p",
    {},
    KINDS.map((kind) => [make("mark", { class: `${kind} began` }, say(`kind-${kind}`)), " "]),
  ),
);

form.sync();
draw();
judged.judge();
