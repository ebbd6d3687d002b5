// The text of the article, with everything that was found marked in it.
//
// It is a field that cannot be changed: so it has a caret, and words are selected in it by keyboard
// as in any other field. Lines are drawn anew only where their marks have changed.

import { make, reveal } from "./dom.js";

export function showText(pane, text) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const end = (line) => starts[line + 1] ?? text.length;
  const lines = starts.map((start, line) => make("div", {}, text.slice(start, end(line)) || "\n"));
  const numbers = new Map(lines.map((node, line) => [node, line]));
  const drawn = lines.map(() => "");
  pane.replaceChildren(...lines);
  for (const event of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
    pane.addEventListener(event, (given) => given.preventDefault());
  }

  function lineAt(offset) {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  // ---------------------------------------------------------------- Marks

  function show(marks) {
    const byLine = new Map();
    for (const mark of marks) {
      for (
        let line = lineAt(mark.start);
        line < starts.length && starts[line] < mark.end;
        line += 1
      ) {
        if (!byLine.has(line)) byLine.set(line, []);
        byLine.get(line).push(mark);
      }
    }
    const selected = selection();
    let isRedrawn = false;
    for (const [line, node] of lines.entries()) {
      const found = byLine.get(line) ?? [];
      const signature = found.length ? JSON.stringify(found) : "";
      if (signature === drawn[line]) continue;
      drawn[line] = signature;
      isRedrawn = true;
      node.replaceChildren(...pieces(starts[line], end(line), found));
    }
    if (isRedrawn && selected && pane.contains(document.activeElement)) select(selected);
  }

  function pieces(from, to, marks) {
    const edges = marks.flatMap((mark) => [Math.max(mark.start, from), Math.min(mark.end, to)]);
    const cuts = [...new Set([from, ...edges, to])].sort((one, other) => one - other);
    return cuts
      .slice(0, -1)
      .map((start, i) => piece(start, cuts[i + 1], marks))
      .concat(from === to ? ["\n"] : []);
  }

  function piece(start, stop, marks) {
    const words = text.slice(start, stop);
    const here = marks.filter((mark) => mark.start <= start && mark.end >= stop);
    if (!here.length) return words;
    // the shortest first: the value that is meant where one lies inside another
    here.sort((one, other) => one.end - one.start - (other.end - other.start));
    const ended = here.filter(
      (mark) => mark.end === stop && mark.number && mark.kind !== "statement",
    );
    const number = ended.length ? [...new Set(ended.map((mark) => mark.number))].join(" ") : null;
    const began = here.some((mark) => mark.kind === "statement" && mark.start === start);
    const kinds = [...new Set(here.map((mark) => mark.kind))].join(" ");
    const places = here.map((mark) => mark.place).join(" ");
    return make(
      "mark",
      { class: `${kinds}${began ? " began" : ""}`, "data-places": places, "data-number": number },
      words,
    );
  }

  function marksAt(place) {
    return pane.querySelectorAll(`mark[data-places~="${CSS.escape(place)}"]`);
  }

  function point(place, { scrolls = true } = {}) {
    for (const mark of pane.querySelectorAll("mark.pointed")) mark.classList.remove("pointed");
    const found = place ? marksAt(place) : [];
    for (const mark of found) mark.classList.add("pointed");
    if (scrolls && found.length) reveal(found[0], pane);
  }

  // ---------------------------------------------------------------- Selecting

  function offsetOf(node, offset) {
    if (node === pane) return offset < lines.length ? starts[offset] : text.length;
    let line = node;
    while (line.parentNode !== pane) line = line.parentNode;
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(node, offset);
    return Math.min(starts[numbers.get(line)] + before.toString().length, text.length);
  }

  function selection() {
    const chosen = document.getSelection();
    if (
      !chosen.rangeCount ||
      !pane.contains(chosen.anchorNode) ||
      !pane.contains(chosen.focusNode)
    ) {
      return null;
    }
    const anchor = offsetOf(chosen.anchorNode, chosen.anchorOffset);
    const focus = offsetOf(chosen.focusNode, chosen.focusOffset);
    return { anchor, focus };
  }

  function pointAt(offset) {
    const line = lineAt(offset);
    let left = offset - starts[line];
    const walker = document.createTreeWalker(lines[line], NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && left > node.length) {
      left -= node.length;
      node = walker.nextNode();
    }
    return node ? [node, left] : [lines[line], 0];
  }

  function select({ anchor, focus }) {
    document.getSelection().setBaseAndExtent(...pointAt(anchor), ...pointAt(focus));
  }

  // The words that are selected, without the space around them.
  function chosen() {
    const found = selection();
    if (!found) return null;
    let [start, stop] = [Math.min(found.anchor, found.focus), Math.max(found.anchor, found.focus)];
    while (start < stop && /\s/.test(text[start])) start += 1;
    while (start < stop && /\s/.test(text[stop - 1])) stop -= 1;
    return start < stop ? { start, end: stop, text: text.slice(start, stop) } : null;
  }

  return { show, point, chosen, selection, select };
}

export function placesOf(node) {
  const mark = (node.nodeType === Node.TEXT_NODE ? node.parentNode : node).closest?.(
    "mark[data-places]",
  );
  return mark ? mark.dataset.places.split(" ") : [];
}
