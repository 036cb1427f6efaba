import { t } from "../lib/words.js";
import { el, section } from "./nodes.js";
import { cut, dressed, inBody, listsOf, noteSigns, passages } from "./outline.js";

/** @typedef {import("../lib/wire.js").Story} Story */
/** @typedef {import("../lib/wire.js").Image} Image */
/** @typedef {import("../lib/wire.js").Span} Span */
/** @typedef {import("./outline.js").Item} Item */
/** @typedef {import("./outline.js").Piece} Piece */

/** @type {Record<string, "strong" | "em" | "code" | "sub" | "sup">} */
const MARKS = { strong: "strong", emphasis: "em", code: "code", sub: "sub", sup: "sup" };
const HEADINGS = /** @type {const} */ (["h3", "h4", "h5", "h6"]);

/** The story in full. It keeps where each piece of text and each sentence stands. */
export class StoryView {
  /** @param {Story} story */
  constructor(story) {
    this.story = story;
    /** @type {{node: Text, start: number, end: number}[]} */
    this.pieces = [];
    /** @type {HTMLElement[]}  the element each sentence begins in */
    this.sentences = [];
    this.depth = -1;
    /** @type {Map<number, import("../lib/wire.js").Mark[]> | null} */
    this.marks = null;
    /** @type {Map<number, number[]>} */
    this.inBlock = new Map();
    story.sentences.forEach(({ block }, index) => this.inBlock.set(block, [...(this.inBlock.get(block) ?? []), index]));
    this.article = el("article", { lang: story.language }, ...passages(story).flatMap((one) => this.#passage(one)), ...this.#notes());
    this.node = section("story", "panelStory", this.article, story.credits.length > 0 && el("p", { class: "credits", dir: "auto" }, story.credits.join(" ")));
  }

  /** @param {Image | number[]} passage @returns {HTMLElement[]} */
  #passage(passage) {
    if (!Array.isArray(passage)) return [this.#picture(passage)];
    const [first = 0] = passage;
    const { blocks } = this.story;
    const kind = blocks[first]?.kind;
    if (kind === "list-item") return listsOf(blocks, passage).map((items) => this.#list(items));
    if (kind === "quote") return [el("blockquote", { "data-block": first }, ...passage.map((index) => this.#paragraph(index)))];
    return passage.map((index) => this.#block(index));
  }

  /** A picture is named, not fetched. @param {Image} image */
  #picture({ src, alt, caption }) {
    const words = (this.story.blocks[caption ?? -1]?.anchor.exact || alt).replace(/\s+/g, " ").trim();
    return el("p", { class: "picture", dir: "auto" }, linked(src, words ? t("panelImageOf", words) : t("panelImage")));
  }

  /** @param {number} index @returns {HTMLElement} */
  #block(index) {
    const { kind, level, span } = /** @type {import("../lib/wire.js").Block} */ (this.story.blocks[index]);
    const name = { id: `b${index}`, "data-block": index };
    if (kind === "subhead") return el(this.#heading(level), { ...name, dir: "auto" }, ...this.#words(index, span));
    if (kind === "code") return el("pre", { ...name, tabindex: 0, dir: "ltr" }, el("code", {}, ...this.#words(index, span)));
    if (kind === "table") return this.#table(index, span);
    return this.#paragraph(index);
  }

  /** The page's own levels below ours, without a step left out on the way down. @param {number | null} level */
  #heading(level) {
    this.depth = Math.max(0, Math.min((level ?? 2) - 2, this.depth + 1, HEADINGS.length - 1));
    return HEADINGS[this.depth] ?? "h3";
  }

  /** @param {number} index */
  #paragraph(index) {
    return el("p", { id: `b${index}`, "data-block": index, dir: "auto" }, ...this.#words(index, this.story.blocks[index]?.span ?? [0, 0]));
  }

  /** Rows stand on lines, cells between tabs. @param {number} index @param {Span} span */
  #table(index, span) {
    const rows = cut(this.story.text, span, "\n").map((row) =>
      el("tr", {}, ...cut(this.story.text, row, "\t").map((cell) => el("td", { dir: "auto" }, ...this.#words(index, cell)))));
    return el("div", { id: `b${index}`, "data-block": index, class: "table", tabindex: 0, role: "region", "aria-label": t("panelTable") }, el("table", {}, ...rows));
  }

  /** @param {Item[]} items @returns {HTMLElement} */
  #list(items) {
    const [first] = items[0]?.parts ?? [];
    const head = typeof first === "number" ? { "data-block": first } : {};
    return el(items[0]?.ordinal == null ? "ul" : "ol", { ...head, dir: "auto" }, ...items.map(({ parts, ordinal }) =>
      el("li", { value: ordinal }, ...parts.flatMap((part, nth) => {
        if (typeof part !== "number") return [this.#list(part)];
        return nth > 0 ? [this.#paragraph(part)] : this.#words(part, this.story.blocks[part]?.span ?? [0, 0]);
      }))));
  }

  /** A span of a block: its sentences, each in an element of its own, and what is between.
   * @param {number} block @param {Span} span */
  #words(block, [start, end]) {
    const made = [];
    let at = start;
    for (const index of this.inBlock.get(block) ?? []) {
      const [first, last] = this.story.sentences[index]?.span ?? [0, 0];
      const from = Math.max(first, at);
      const to = Math.min(last, end);
      if (to <= from) continue;
      made.push(...this.#between(block, [at, from]));
      const sentence = el("span", { "data-sentence": index }, ...this.#dressed(block, [from, to]));
      this.sentences[index] ??= sentence;
      made.push(sentence);
      at = to;
    }
    return [...made, ...this.#between(block, [at, end])];
  }

  /** @param {number} block @param {Span} span */
  #between(block, span) {
    const { dateline } = this.story;
    const nodes = this.#dressed(block, span);
    const isDateline = dateline && span[0] <= dateline[0] && dateline[1] <= span[1];
    return isDateline ? [el("span", { class: "dateline" }, ...nodes)] : nodes;
  }

  /** @param {number} block @param {Span} span */
  #dressed(block, span) {
    if (span[1] <= span[0]) return [];
    const marks = this.story.marks.length > 0 ? this.#marksOf(block, span) : [];
    return dressed(span, marks).map((piece) => this.#piece(piece));
  }

  /** @param {number} block @param {Span} span */
  #marksOf(block, [start, end]) {
    this.marks ??= Map.groupBy(this.story.marks, ({ span }) => this.story.blocks.findLastIndex((one) => inBody(one) && one.span[0] <= span[0]));
    return (this.marks.get(block) ?? []).filter(({ span }) => span[0] < end && span[1] > start);
  }

  /** @param {Piece} piece @returns {Node} */
  #piece(piece) {
    if (Array.isArray(piece)) return this.#text(piece);
    const { mark, inside } = piece;
    const nodes = inside.map((one) => this.#piece(one));
    if (mark.kind === "note") return el("a", { class: "to-note", href: `#b${mark.block}` }, ...nodes);
    if (mark.kind === "link") return linked(mark.href ?? "", ...nodes);
    return el(MARKS[mark.kind] ?? "span", {}, ...nodes);
  }

  /** @param {Span} span */
  #text([start, end]) {
    const node = document.createTextNode(this.story.text.slice(start, end));
    this.pieces.push({ node, start, end });
    return node;
  }

  /** The footnotes that stand outside the body. */
  #notes() {
    return [...noteSigns(this.story)].filter(([index]) => this.story.blocks[index] && !inBody(/** @type {import("../lib/wire.js").Block} */ (this.story.blocks[index])))
      .map(([index, sign]) => el("p", { id: `b${index}`, class: "note-apart", dir: "auto" }, el("sup", {}, sign), ` ${this.story.blocks[index]?.anchor.exact ?? ""}`));
  }
}

/** A link; plain words where the address is none of the web. @param {string} address @param {...(Node | string)} words */
function linked(address, ...words) {
  if (!/^https?:\/\//.test(address)) return el("span", {}, ...words);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...words);
}
