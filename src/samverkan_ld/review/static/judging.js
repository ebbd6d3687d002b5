// What there is to say about the record: asked of the program whenever it has changed.

import { renew } from "./received.js";
import { toSend } from "./sent.js";
import { post } from "./wire.js";
import { say } from "./words.js";

const PAUSE = 500; // milliseconds without a change after which the record is judged

const local = ([place, key]) => ({ severity: "violation", message: say(key), place });

export function judging(page, report) {
  const { store, text, address } = page;
  let findings = [];
  let notes = [];
  let timer = null;
  let running = null;
  let isStale = false;

  // Judge the model as it is now; one question is asked at a time.
  async function judge() {
    clearTimeout(timer);
    if (running) {
      isStale = true;
      return running;
    }
    running = ask();
    await running;
    running = null;
    if (!isStale) return;
    isStale = false;
    await judge();
  }

  async function ask() {
    const { body, faults } = toSend(store.model, text);
    report.wait();
    findings = faults.map(local);
    try {
      const answer = await post(`${address}/check`, JSON.stringify(body));
      store.take((model) => renew(model, answer, body));
      findings = [...findings, ...answer.report.results];
      notes = answer.report.notes;
    } catch (error) {
      findings = [...findings, { severity: "violation", message: error.message, place: "" }];
    }
    show();
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
