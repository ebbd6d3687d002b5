// Where a review is begun: a file that is dropped or chosen, or text that is pasted.

import { post } from "./wire.js";
import { language, say } from "./words.js";

const told = document.getElementById("told");
const drop = document.getElementById("drop");
const file = document.getElementById("file");
const paste = document.getElementById("paste");

async function open(body, name) {
  told.textContent = say("reading");
  try {
    const address = `/open?name=${encodeURIComponent(name)}`;
    const { review } = await post(address, body, "application/octet-stream");
    location.assign(`${review}?lang=${language}`);
  } catch (error) {
    told.textContent = error.message;
  }
}

file.addEventListener("change", () => file.files.length && open(file.files[0], file.files[0].name));

paste.addEventListener("submit", (event) => {
  event.preventDefault();
  open(document.getElementById("words").value, "artikel.txt");
});

// A file may be dropped anywhere; words that are dropped go where they are dropped.
for (const event of ["dragover", "drop"]) {
  document.addEventListener(event, (given) => {
    if (![...given.dataTransfer.types].includes("Files")) return;
    given.preventDefault();
    drop.classList.toggle("over", event === "dragover");
    const [dropped] = given.dataTransfer.files;
    if (event === "drop" && dropped) open(dropped, dropped.name);
  });
}
document.addEventListener("dragleave", () => drop.classList.remove("over"));
