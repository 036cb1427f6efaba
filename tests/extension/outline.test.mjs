import assert from "node:assert/strict";
import { test } from "node:test";

import { cut, dressed, listsOf, noteSigns, passages } from "../../extension/src/panel/outline.js";

/** @param {string} kind @param {string} path @param {object} [more] */
const block = (kind, path, more = {}) => ({ kind, span: [0, 5], anchor: { exact: "", prefix: "", suffix: "", path }, level: null, ordinal: null, ...more });
const mark = (kind, span) => ({ kind, span, href: null, block: null });

test("Items stand together, paragraphs alone, pictures between them, labels outside", () => {
  const blocks = [block("headline", "/h1", { span: [0, 0] }), block("paragraph", "/p"), block("list-item", "/ul/li[1]"), block("list-item", "/ul/li[2]"), block("caption", "/figcaption", { span: [9, 9] }), block("list-item", "/ul[2]/li[1]"), block("quote", "/blockquote[1]/p[1]"), block("quote", "/blockquote[1]/p[2]"), block("quote", "/blockquote[2]/p[1]")];
  const image = { src: "https://stories.example/a.jpg", alt: "", before: 4, caption: 4 };
  assert.deepEqual(passages({ blocks, images: [image] }), [[1], [2, 3], image, [5], [6, 7], [8]]);
});

test("A list in an item stands in that item, and a second list is a list of its own", () => {
  const item = (path, level, ordinal = null) => block("list-item", path, { level, ordinal });
  const blocks = [item("/ol/li[1]", 1, 1), item("/ol/li[1]/ul/li[1]", 2), item("/ol/li[2]", 1, 2), item("/ol/li[2]", 1, null), item("/ul/li[1]", 1)];
  const lists = listsOf(blocks, [0, 1, 2, 3, 4]);
  assert.deepEqual(lists, [
    [{ parts: [0, [{ parts: [1], ordinal: null }]], ordinal: 1 }, { parts: [2, 3], ordinal: 2 }],
    [{ parts: [4], ordinal: null }],
  ]);
});

test("Marks in marks stay inside, and those that reach out are cut at the ends", () => {
  const [link, strong, late] = [mark("link", [2, 8]), mark("strong", [4, 6]), mark("emphasis", [9, 20])];
  assert.deepEqual(dressed([0, 12], [link, strong, late]), [
    [0, 2], { mark: link, inside: [[2, 4], { mark: strong, inside: [[4, 6]] }, [6, 8]] }, [8, 9], { mark: late, inside: [[9, 12]] },
  ]);
});

test("Every character of a span is in exactly one piece", () => {
  const flat = (pieces) => pieces.flatMap((piece) => (Array.isArray(piece) ? [piece] : flat(piece.inside)));
  const marks = [mark("link", [0, 4]), mark("code", [3, 3]), mark("strong", [4, 9]), mark("sub", [5, 9]), mark("sup", [12, 30])];
  const pieces = flat(dressed([1, 20], marks));
  assert.equal(pieces.reduce((at, [from, to]) => (assert.equal(from, at), to), 1), 20);
});

test("Rows and cells are the places between their separators", () => {
  assert.deepEqual(cut("a\tbb\n", [0, 4], "\t"), [[0, 1], [2, 4]]);
});

test("Two footnotes with one sign are told apart", () => {
  const marks = [0, 2].map((at, nth) => ({ kind: "note", span: [at, at + 1], href: null, block: nth + 4 }));
  assert.deepEqual([...noteSigns({ text: "1 1", marks })], [[4, "1"], [5, "1x2"]]);
});
