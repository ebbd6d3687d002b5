// Elements made of what they are and hold. Text becomes text nodes: nothing is ever read as HTML.

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null));
  return node;
}

// An id that no other element of the page has.
let made = 0;
export function newId() {
  made += 1;
  return `x${made}`;
}

// Show a node in the middle of what scrolls, unless all of it can be seen already.
export function reveal(node, pane) {
  const [inner, outer] = [node.getBoundingClientRect(), pane.getBoundingClientRect()];
  const bottom = Math.min(outer.bottom, window.innerHeight);
  if (inner.top >= outer.top && inner.bottom <= bottom) return;
  const middle = (bottom - outer.top) / 2 - Math.min(inner.height, bottom - outer.top) / 2;
  pane.scrollTop += inner.top - outer.top - middle;
}
