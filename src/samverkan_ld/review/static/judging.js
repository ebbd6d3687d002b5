// What there is to say about the record: asked of the program whenever it has changed.

import { renew } from "./received.js";
import { toSend } from "./sent.js";
import { say } from "./words.js";

const PAUSE = 500; // milliseconds without a change after which the record is judged

const local = ([place, key]) => ({ severity: "violation", message: say(key), place });

export function judging(page, report) {
  const { store, text, ask } = page;
  let findings = [];
  let notes = [];
  let timer = null;
  let running = null;
  let isStale = false;

  // Judge the model as it is now; one question is asked at a time. Gives what kept the program from
  // taking it over, all of it: a finding, or null.
  function judge() {
    clearTimeout(timer);
    isStale = true;
    running ??= settle();
    return running;
  }

  async function settle() {
    let obstacle = null;
    while (isStale) {
      isStale = false;
      obstacle = await once();
    }
    running = null;
    return obstacle;
  }

  async function once() {
    const { body, faults } = toSend(store.model, text);
    let [obstacle = null] = faults.map(local);
    report.wait();
    findings = faults.map(local);
    try {
      const answer = await ask("check", body);
      store.take((model) => renew(model, answer, body));
      findings = [...findings, ...answer.report.results];
      notes = answer.report.notes;
    } catch (error) {
      obstacle = { severity: "violation", message: error.message, place: "" };
      findings = [...findings, obstacle];
    }
    show();
    return obstacle;
  }

  function show() {
    report.show(findings, notes);
  }

  return {
    judge,
    show,
    later() {
      clearTimeout(timer);
      timer = setTimeout(judge, PAUSE);
    },
  };
}
