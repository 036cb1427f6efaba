import { el, section } from "./nodes.js";

/** @typedef {import("../lib/wire.js").Story} Story */
/** @typedef {import("../lib/wire.js").Block} Block */
/** @typedef {import("../lib/wire.js").Span} Span */

/** @type {Set<string>} */
const BODY = new Set(["paragraph", "subhead", "list-item", "quote", "table", "code"]);

/** The story in full. It keeps where each piece of text stands, so that any span can be lit. */
export class StoryView {
  /** @param {Story} story */
  constructor(story) {
    this.story = story;
    /** @type {{node: Text, start: number, end: number}[]} */
    this.pieces = [];
    const blocks = story.blocks.filter(({ kind, span: [start, end] }) => BODY.has(kind) && end > start);
    this.node = section("story", "The story", el("article", {}, ...this.#drawn(blocks)), this.#credits());
  }

  /** @param {Span | null} span */
  light = (span) => {
    CSS.highlights.delete("nutgraf");
    if (!span) return;
    const [start, end] = span;
    const first = this.pieces.find((piece) => piece.end > start);
    const last = this.pieces.findLast((piece) => piece.start < end);
    if (!first || !last) return;
    const range = new Range();
    range.setStart(first.node, Math.max(0, start - first.start));
    range.setEnd(last.node, Math.min(end, last.end) - last.start);
    CSS.highlights.set("nutgraf", new Highlight(range));
  };

  /** @param {Block[]} blocks */
  #drawn(blocks) {
    /** @type {HTMLElement[]} */
    const drawn = [];
    for (const block of blocks) {
      if (block.kind !== "list-item") drawn.push(this.#block(block));
      else {
        const list = drawn.at(-1);
        const item = el("li", {}, this.#text(block.span));
        if (list?.localName === "ul") list.append(item);
        else drawn.push(el("ul", { dir: "auto" }, item));
      }
    }
    return drawn;
  }

  /** @param {Block} block @returns {HTMLElement} */
  #block({ kind, span, level }) {
    if (kind === "subhead") return el((level ?? 2) > 2 ? "h4" : "h3", { dir: "auto" }, this.#text(span));
    if (kind === "quote") return el("blockquote", { dir: "auto" }, this.#text(span));
    if (kind === "code") return el("pre", { tabindex: 0 }, el("code", {}, this.#text(span)));
    if (kind === "table") return this.#table(span);
    return el("p", { dir: "auto" }, ...this.#paragraph(span));
  }

  /** @param {Span} span */
  #paragraph([start, end]) {
    const dateline = this.story.dateline;
    if (!dateline || dateline[0] !== start || dateline[1] > end) return [this.#text([start, end])];
    return [el("span", { class: "dateline" }, this.#text(dateline)), this.#text([dateline[1], end])];
  }

  /** Rows stand on lines, cells between tabs.
   * @param {Span} span */
  #table(span) {
    const rows = cut(this.story.text, span, "\n").map((row) =>
      el("tr", {}, ...cut(this.story.text, row, "\t").map((cell) => el("td", {}, this.#text(cell)))));
    return el("div", { class: "table", tabindex: 0, role: "region", "aria-label": "Table" }, el("table", { dir: "auto" }, ...rows));
  }

  /** @param {Span} span */
  #text([start, end]) {
    const node = document.createTextNode(this.story.text.slice(start, end));
    this.pieces.push({ node, start, end });
    return node;
  }

  #credits() {
    const { credits } = this.story;
    return credits.length > 0 && el("p", { class: "credits", dir: "auto" }, credits.join(" "));
  }
}

/**
 * The places between separators.
 * @param {string} text
 * @param {Span} span
 * @param {string} separator
 * @returns {Span[]}
 */
export function cut(text, [start, end], separator) {
  /** @type {Span[]} */
  const spans = [];
  let from = start;
  for (const part of text.slice(start, end).split(separator)) {
    spans.push([from, from + part.length]);
    from += part.length + separator.length;
  }
  return spans;
}
