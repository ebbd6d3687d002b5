// A draft counts characters, a browser counts units of UTF-16: a character may take two of them.

export function counting(text) {
  const pairs = [...text.matchAll(/[\u{10000}-\u{10ffff}]/gu)].map((hit) => hit.index);

  // How many pairs begin before a place; `shift` turns the place of a pair into the same count.
  function before(place, shift) {
    let [low, high] = [0, pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[middle] - shift * middle < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    units: (characters) => characters + before(characters, 1),
    characters: (units) => units - before(units, 0),
  };
}
