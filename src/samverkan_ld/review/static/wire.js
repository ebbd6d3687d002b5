// Asking the program. What it refuses is an error with the words that it gives.

import { language, say } from "./words.js";

let secret = null;

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(`${path}${path.includes("?") ? "&" : "?"}lang=${language}`, options);
  } catch {
    throw new Error(say("lost"));
  }
  secret = response.headers.get("X-CSRF-Token") ?? secret;
  return response;
}

const isProblem = ({ headers }) => headers.get("Content-Type") === "application/problem+json";

async function taken(response) {
  const answer = await response.json();
  if (isProblem(response)) throw new Error(answer.detail);
  return answer;
}

export async function get(path) {
  return taken(await ask(path, { headers: { Accept: "application/json" } }));
}

export async function post(path, body, type = "application/json") {
  if (secret === null) await ask("/start", { method: "HEAD" });
  const headers = { Accept: "application/json", "Content-Type": type, "X-CSRF-Token": secret };
  return taken(await ask(path, { method: "POST", body, headers }));
}

// Ask about a review, one question after another: each repeats the revision that was told last, by
// which the program knows that nobody else has changed the review meanwhile.
export function asking(address, revision) {
  let last = Promise.resolve();
  return (what, body) => {
    const answer = last.then(async () => {
      const given = await post(`${address}/${what}`, JSON.stringify({ ...body, revision }));
      ({ revision } = given);
      return given;
    });
    last = answer.catch(() => {});
    return answer;
  };
}
