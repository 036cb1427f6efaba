/** A story as a writer sets it: lists and quotations put together, pictures in their places, words with their marks. */

/** @typedef {import("../lib/wire.js").Story} Story */
/** @typedef {import("../lib/wire.js").Block} Block */
/** @typedef {import("../lib/wire.js").Image} Image */
/** @typedef {import("../lib/wire.js").Mark} Mark */
/** @typedef {import("../lib/wire.js").Span} Span */
/** @typedef {{parts: (number | Item[])[], ordinal: number | null}} Item  an item's own paragraphs, by index, and the lists in it */
/** @typedef {Image | number[]} Passage  a picture, or the blocks that are set together */
/** @typedef {Span | {mark: Mark, inside: Piece[]}} Piece */

/** @type {Set<string>} */
const BODY = new Set(["paragraph", "subhead", "list-item", "quote", "table", "code"]);
const ITEM = /^.*\/li\[\d+\]/;
const QUOTATION = /^.*\/blockquote\[\d+\]/;

/** @param {Block} block */
export const inBody = ({ kind, span: [start, end] }) => BODY.has(kind) && end > start;

/**
 * The body's blocks and the pictures between them, in order.
 * @param {Story} story
 * @returns {Passage[]}
 */
export function passages({ blocks, images }) {
  /** @type {Passage[]} */
  const made = [];
  /** @type {number[]} */
  let group = [];
  const close = () => {
    if (group.length > 0) made.push(group);
    group = [];
  };
  for (let index = 0; index <= blocks.length; index++) {
    const pictures = images.filter(({ before }) => before === index);
    if (pictures.length > 0) close();
    made.push(...pictures);
    const block = blocks[index];
    if (!block || !inBody(block)) continue;
    const last = blocks[group.at(-1) ?? -1];
    if (last && !goesOn(last, block)) close();
    group.push(index);
  }
  close();
  return made;
}

/** Whether a block is set together with the one before it. @param {Block} last @param {Block} block */
function goesOn(last, block) {
  if (last.kind !== block.kind) return false;
  if (block.kind !== "quote") return block.kind === "list-item";
  const whole = QUOTATION.exec(last.anchor.path)?.[0];
  return whole !== undefined && whole === QUOTATION.exec(block.anchor.path)?.[0];
}

/**
 * The lists that a group of list items makes, nested as in the page.
 * @param {Block[]} blocks
 * @param {number[]} group
 * @returns {Item[][]}
 */
export function listsOf(blocks, group) {
  /** @type {Map<string, Item[]>} */
  const lists = new Map();
  let before = "";
  let number = 0;
  for (let at = 0, past = 0; at < group.length; at = past) {
    const head = blockAt(blocks, group[at]);
    past = at + 1;
    while (past < group.length && isInside(head, blockAt(blocks, group[past]))) past++;
    const around = itemPath(head).replace(/\/?[^/]*$/, "");
    if (at > 0 && around !== before) number++;
    const name = String(number);
    lists.set(name, [...(lists.get(name) ?? []), item(blocks, group.slice(at, past))]);
    before = around;
  }
  return [...lists.values()];
}

/** @param {Block[]} blocks @param {number[]} group @returns {Item} */
function item(blocks, [first = 0, ...others]) {
  const head = blockAt(blocks, first);
  /** @type {(number | Item[])[]} */
  const parts = [first];
  /** @type {number[]} */
  let inner = [];
  for (const index of others) {
    if (isSame(head, blockAt(blocks, index))) {
      parts.push(...listsOf(blocks, inner), index);
      inner = [];
    } else inner.push(index);
  }
  return { parts: [...parts, ...listsOf(blocks, inner)], ordinal: head.ordinal };
}

/** @param {Block[]} blocks @param {number | undefined} index */
const blockAt = (blocks, index) => /** @type {Block} */ (blocks[index ?? 0]);
/** @param {Block} block */
const itemPath = ({ anchor }) => ITEM.exec(anchor.path)?.[0] ?? "";
/** @param {Block} head @param {Block} block */
const isSame = (head, block) => itemPath(head) !== "" && itemPath(head) === itemPath(block);
/** Whether a block belongs to the list item that another one begins. @param {Block} head @param {Block} block */
const isInside = (head, block) => (block.level ?? 1) > (head.level ?? 1) || isSame(head, block);

/**
 * The words of a span, those of each mark in it together; a mark that reaches out is cut at the ends.
 * @param {Span} span
 * @param {Mark[]} marks  in the order of their spans, an outer one first
 * @returns {Piece[]}
 */
export function dressed([start, end], marks) {
  /** @type {Piece[]} */
  const pieces = [];
  let at = start;
  for (let number = 0; number < marks.length; ) {
    const mark = /** @type {Mark} */ (marks[number]);
    const from = Math.max(mark.span[0], at);
    const to = Math.min(mark.span[1], end);
    let past = number + 1;
    while (past < marks.length && /** @type {Mark} */ (marks[past]).span[1] <= mark.span[1]) past++;
    if (to > from) {
      if (from > at) pieces.push([at, from]);
      pieces.push({ mark, inside: dressed([from, to], marks.slice(number + 1, past)) });
      at = to;
    }
    number = past;
  }
  if (end > at) pieces.push([at, end]);
  return pieces;
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

/**
 * For each block that holds a footnote its sign: letters or digits, each one once.
 * @param {Story} story
 * @returns {Map<number, string>}
 */
export function noteSigns({ text, marks }) {
  /** @type {Map<number, string>} */
  const signs = new Map();
  for (const { block, span } of marks) {
    if (block === null || signs.has(block)) continue;
    const sign = /[0-9A-Za-z]+/.exec(text.slice(...span))?.[0] ?? String(signs.size + 1);
    signs.set(block, [...signs.values()].includes(sign) ? `${sign}x${signs.size + 1}` : sign);
  }
  return signs;
}
