// What there is to say about the record: counted, listed, and beside the fields that it is about.

import { make } from "./dom.js";
import { owner } from "./values.js";
import { count, say } from "./words.js";

const SEVERITIES = ["violation", "warning", "info"];

export function showReport(page, form) {
  const counts = document.getElementById("counts");
  const heard = document.getElementById("heard");
  const results = document.getElementById("results");

  function summary(findings) {
    const told = SEVERITIES.map((severity) => [
      `${severity}s`,
      findings.filter((one) => one.severity === severity).length,
    ]);
    const some = told.filter(([, number]) => number).map(([what, number]) => count(what, number));
    return findings.some(({ severity }) => severity === "violation")
      ? some.join(", ")
      : [say("conforms"), ...some].join(", ");
  }

  function row({ severity, message, place }) {
    const whose = place ? owner(page.store.model, place).person?.name.text : "";
    const about = whose ? `${whose}: ` : "";
    const text = [make("b", {}, `${say(`severity-${severity}`)}: `), about, message];
    return make(
      "li",
      { class: severity },
      place
        ? make("button", { type: "button", class: "plain", click: () => form.focus(place) }, text)
        : text,
    );
  }

  return {
    wait() {
      counts.textContent = say("checking");
    },
    show(findings, notes) {
      const sorted = SEVERITIES.flatMap((severity) =>
        findings.filter((one) => one.severity === severity),
      );
      counts.textContent = summary(findings);
      counts.className = sorted[0]?.severity ?? "conforms";
      if (heard.textContent !== counts.textContent) heard.textContent = counts.textContent;
      results.replaceChildren(
        ...sorted.map(row),
        ...notes.map((note) => make("li", { class: "info" }, note)),
      );
      const beside = sorted.filter(({ severity }) => severity !== "info");
      for (const [place, spot] of page.spots) spot.say(beside.filter((one) => one.place === place));
    },
  };
}
