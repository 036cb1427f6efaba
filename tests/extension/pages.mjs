/** Just enough of a page for a function that runs inside one: elements, text, ranges and highlights. */

class Range {
  setStart(node, offset) {
    Object.assign(this, { startContainer: node, startOffset: offset });
  }
  setEnd(node, offset) {
    Object.assign(this, { endContainer: node, endOffset: offset });
  }
  intersectsNode(node) {
    return node === this.startContainer || node === this.startContainer.parentElement;
  }
  getBoundingClientRect() {
    return { top: 0, bottom: 10 };
  }
  getClientRects() {
    return [1];
  }
}

class Highlight extends Set {
  constructor(...ranges) {
    super(ranges);
  }
}

/** @param {string} localName @param {...(string | object)} children */
export function el(localName, ...children) {
  const node = { nodeType: 1, localName, shadowRoot: null, scrollIntoView() {}, querySelector: () => null, getRootNode: topOf, childNodes: [] };
  node.childNodes = children.map((child) => adopt(child, node));
  return node;
}

/** A shadow host. @param {string} localName @param {...(string | object)} inside */
export function host(localName, ...inside) {
  const node = el(localName);
  const shadow = { nodeType: 11, childNodes: [], host: node };
  shadow.childNodes = inside.map((child) => Object.assign(adopt(child, node), { parentNode: shadow }));
  node.shadowRoot = shadow;
  return node;
}

function adopt(child, parentElement) {
  const node = typeof child === "string" ? { nodeType: 3, data: child, isConnected: true, getRootNode: topOf, compareDocumentPosition: () => 4 } : child;
  return Object.assign(node, { parentElement, parentNode: parentElement });
}

function topOf() {
  return this.parentNode?.getRootNode?.() ?? this.parentNode ?? this;
}

/**
 * A page with these elements in its body, made the current one.
 * @param {string} url
 * @param {...object} body
 */
export function open(url, ...body) {
  const highlights = new Map();
  const styled = (el) => ({ color: el.color ?? "rgb(20, 20, 20)", overflowY: "visible" });
  const view = { CSS: { highlights }, Highlight, innerHeight: 900, scrollBy() {}, getComputedStyle: styled };
  globalThis.nutgrafWorld = undefined;
  const root = el("html", el("head", el("title", "The boat is back.")), el("body", ...body));
  const document = {
    nodeType: 9, childNodes: [root], defaultView: view,
    createRange: () => new Range(), querySelectorAll: () => [],
  };
  own(root, document);
  globalThis.document = document;
  globalThis.location = { href: url };
  return { lit: (name = "nutgraf") => said(highlights.get(name), root), highlights };
}

function own(node, document) {
  node.ownerDocument = document;
  for (const child of [...(node.childNodes ?? []), ...(node.shadowRoot?.childNodes ?? [])]) own(child, document);
}

/** The text of every range of a highlight; null without one. */
function said(highlight, root) {
  return highlight ? [...highlight].map((range) => words(range, root)).join("|") : null;
}

/** The text between a range's ends. */
function words(range, root) {
  const texts = [];
  (function gather(node) {
    if (node.nodeType === 3) texts.push(node);
    for (const child of (node.shadowRoot ?? node).childNodes ?? []) gather(child);
  })(root);
  const first = texts.indexOf(range.startContainer);
  const last = texts.indexOf(range.endContainer);
  return texts.slice(first, last + 1).map(({ data }, i) => {
    const end = first + i === last ? range.endOffset : data.length;
    return data.slice(i === 0 ? range.startOffset : 0, end);
  }).join("");
}
