import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Choice } from "../../extension/src/panel/choice.js";

const summary = { method: "news", budget: { sentences: 3, words: null, share: null }, ranking: [4, 0, 2, 1, 3, 5], scores: [], reasons: [], words: [10, 20, 30, 40, 50, 60], picks: [] };
const css = (name) => readFileSync(new URL(`../../extension/src/panel/${name}`, import.meta.url), "utf8");

test("The picks are the head of the ranking in the order of the story", () => {
  const choice = new Choice(summary, null);
  assert.deepEqual(choice.picks, [0, 2, 4]);
  assert.equal(choice.words, 90);
  assert.equal(choice.allWords, 210);
  assert.deepEqual(new Choice(summary, 99).picks, [0, 1, 2, 3, 4, 5]);
});

test("Every change is told to every view at once", () => {
  const choice = new Choice(summary, 2);
  const seen = [];
  choice.watch(() => seen.push(choice.length));
  choice.change({ length: 4 });
  choice.change({ summary: { ...summary, ranking: [5, 4, 3, 2, 1, 0] } });
  assert.deepEqual(seen, [2, 4, 4]);
  assert.deepEqual(choice.picks, [2, 3, 4, 5]);
});

test("Shades grow paler with the rank; what is chosen has the full ink", () => {
  const choice = new Choice(summary, 3);
  assert.deepEqual(choice.levels, [1, 2, 1, 3, 1, 4]);
  assert.deepEqual(choice.tints, [2, 0, 3, 0, 1, 0]);
});

test("No shade is paler than AA asks of text, by day and by night", () => {
  const paper = [...css("panel.css").matchAll(/--paper: (#\w{6});/g)].map(([, color]) => color).slice(0, 2);
  const shades = [...css("reading.css").matchAll(/--shade-\d: light-dark\((#\w{6}), (#\w{6})\)/g)];
  assert.equal(shades.length, 3);
  for (const [, ...pair] of shades) pair.forEach((ink, at) => assert.ok(contrast(ink, paper[at]) >= 4.5, `${ink} on ${paper[at]}`));
});

/** As WCAG 2 counts it. @param {string} a @param {string} b */
function contrast(a, b) {
  const [dark, light] = [a, b].map(luminance).sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {string} color */
function luminance(color) {
  const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
  const [r, g, b] = parts.map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
