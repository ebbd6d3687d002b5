// Asking the program. What it refuses is an error with the words that it gives.

import { language, say } from "./words.js";

let secret = null;

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(`${path}${path.includes("?") ? "&" : "?"}lang=${language}`, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error(say("lost"));
  }
  secret = response.headers.get("X-CSRF-Token") ?? secret;
  return response;
}

async function taken(response, also = []) {
  if (!response.ok && !also.includes(response.status)) {
    throw new Error((await response.json()).detail);
  }
  return response.json();
}

export async function get(path) {
  return taken(await ask(path, { headers: { Accept: "application/json" } }));
}

// The answers of the statuses in `also` are given too: they are no errors.
export async function post(path, body, { type = "application/json", also = [], signal } = {}) {
  if (secret === null) await ask("/start", { method: "HEAD" });
  const headers = { Accept: "application/json", "Content-Type": type, "X-CSRF-Token": secret };
  return taken(await ask(path, { method: "POST", body, headers, signal }), also);
}
