// The texts of the page, in the language that it was asked for in.

const texts = JSON.parse(document.getElementById("texts").textContent);

export const language = document.documentElement.lang;

export function say(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function knows(key) {
  return key in texts;
}

// "1 fel", "2 fel"
export function count(what, number) {
  return say(`${what}-${number === 1 ? "one" : "many"}`, { number });
}
