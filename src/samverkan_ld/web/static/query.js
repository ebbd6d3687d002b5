// The page of the SPARQL endpoint with a script: YASGUI's editor in place of the text field, and
// answers that come without a new page. They are the page's own, so nothing is shown in two ways.

const { Yasqe } = window.Yasgui;
const form = document.getElementById("ask");
const field = document.getElementById("query");
const format = document.getElementById("format");
const button = form.querySelector("button");
const terms = JSON.parse(document.getElementById("completions").textContent);

const LONGEST_IN_ADDRESS = 4000;
const ANSWERED = ["title", "#fault", "#about", "#answer", ".examples ul", ".languages"];

// ---------------------------------------------------------------- Completing

function short(iri) {
  const found = Object.entries(terms.prefixes).filter(([, start]) => iri.startsWith(start));
  const [prefix, start] = found.sort(([, one], [, other]) => other.length - one.length)[0] ?? [];
  return start === undefined ? `<${iri}>` : `${prefix}:${iri.slice(start.length)}`;
}

// What has a colon is compared from its beginning, a bare word anywhere in names and labels.
function matching(known, written) {
  const word = written.toLowerCase();
  const fits = ([iri, label]) =>
    written.includes(":")
      ? iri.startsWith(written) && iri !== written
      : `${short(iri)} ${label}`.toLowerCase().includes(word);
  return known.filter(fits).map(([iri]) => iri);
}

function described(known, hint) {
  const term = known.find(([iri]) => hint.text === `<${iri}>` || hint.text === short(iri));
  if (!term) return hint;
  const [iri, label, count] = term;
  const parts = [short(iri), label, count.toLocaleString(document.documentElement.lang)];
  return { ...hint, text: short(iri), displayText: parts.filter(Boolean).join(" · ") };
}

// The editor's own completers are replaced, since they ask lov.linkeddata.es.
function complete(name, parts) {
  Yasqe.forkAutocompleter(name, { name, persistenceId: null, autoShow: true, ...parts });
}

for (const [name, known] of [["class", terms.classes], ["property", terms.properties]]) {
  complete(name, {
    get: (_, token) => matching(known, token.autocompletionString),
    postprocessHints: (_, hints) => hints.map((hint) => described(known, hint)),
  });
}
complete("prefixes", {
  get: () => Object.entries(terms.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
});

// ---------------------------------------------------------------- The editor

const box = document.createElement("div");
field.before(box);
field.hidden = true;
const draft = new URLSearchParams(location.hash.slice(1)).get("query");
if (draft !== null) history.replaceState(null, "", location.pathname + location.search);

const editor = new Yasqe(box, {
  value: draft ?? field.value,
  screenReaderLabel: form.querySelector("label").textContent,
  persistenceId: null,
  consumeShareLink: null,
  createShareableLink: null,
  showQueryButton: false,
  resizeable: false,
  editorHeight: "auto",
  viewportMargin: Infinity,
  // the tabulator leads on to the button, as in any form
  extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": submit, "Cmd-Enter": submit },
});
form.querySelector("label").addEventListener("click", () => editor.focus());
editor.on("changes", markFaults);
markFaults();

function submit() {
  form.requestSubmit();
}

// The editor tells in English what it expected instead: that it is wrong here is enough.
function markFaults() {
  for (const icon of form.querySelectorAll(".parseErrorIcon")) {
    icon.onmouseover = icon.onmouseout = null;
    icon.title = form.dataset.invalid;
  }
}

// ---------------------------------------------------------------- Asking

// Heard by those who do not see the answer come.
const status = document.createElement("p");
status.role = "status";
status.className = "unseen";
form.append(status);

let running = null;
let shown = location.search;

form.addEventListener("submit", (event) => {
  field.value = editor.getValue();
  form.method = isLong() ? "post" : "get";
  if (format.value) return; // a file: the browser fetches it
  event.preventDefault();
  if (running) running.abort();
  else ask();
});

function isLong() {
  return field.value.length > LONGEST_IN_ADDRESS;
}

async function ask() {
  running = new AbortController();
  const label = button.textContent;
  button.textContent = form.dataset.stop;
  document.getElementById("answer").ariaBusy = "true";
  try {
    await answer(running.signal);
  } catch (error) {
    if (error.name !== "AbortError") tell(form.dataset.lost);
  } finally {
    running = null;
    button.textContent = label;
    document.getElementById("answer").ariaBusy = "false";
  }
}

async function answer(signal) {
  const sent = new URLSearchParams(new FormData(form));
  sent.delete("format");
  const asks = { method: form.method, headers: { Accept: "text/html" }, signal };
  const address = `/sparql?${sent}`;
  const response = isLong()
    ? await fetch(`/sparql?lang=${document.documentElement.lang}`, { ...asks, body: sent })
    : await fetch(address, asks);
  show(new DOMParser().parseFromString(await response.text(), "text/html"));
  if (!isLong()) {
    history.pushState(null, "", address);
    shown = location.search;
  }
}

function show(page) {
  if (!page.getElementById("answer")) {
    tell(page.querySelector("main h1 + p")?.textContent ?? form.dataset.lost);
    return;
  }
  for (const part of ANSWERED) {
    document.querySelector(part).replaceChildren(...page.querySelector(part).childNodes);
  }
  status.textContent = document.querySelector("#answer .note")?.textContent ?? "";
  (document.getElementById("svar") ?? form).scrollIntoView();
}

function tell(text) {
  const fault = document.createElement("p");
  fault.className = "fault";
  fault.textContent = text;
  document.getElementById("fault").replaceChildren(fault);
}

window.addEventListener("popstate", () => {
  if (location.search !== shown) location.reload();
});

// Another language is another page: what is written but not asked yet goes along.
document.querySelector(".languages").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const asked = new URLSearchParams(location.search).get("query") ?? field.defaultValue;
  if (link && editor.getValue() !== asked.replaceAll("\r\n", "\n")) {
    link.hash = new URLSearchParams({ query: editor.getValue() });
  }
});
