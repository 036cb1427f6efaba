import assert from "node:assert/strict";
import { test } from "node:test";

import { toUtf16 } from "../../extension/src/lib/wire.js";
import { reading } from "./readings.mjs";

/** @param {string} text @param {[number, number]} span */
const said = (text, [start, end]) => text.slice(start, end);

test("An emoji before a quote does not move the quote", () => {
  const { story, facts } = toUtf16(reading("🚢 The boat is back. “We waited,” said Ada Holm."));
  assert.equal(said(story.text, facts.quotes[0].content), "“We waited,”");
  assert.equal(said(story.text, facts.quotes[0].source.name), "Ada Holm");
  assert.equal(said(story.text, story.sentences[1].span), "“We waited,” said Ada Holm.");
});

test("Every span of a reading is converted, wherever it stands", () => {
  const text = "👩‍🌾🐝 OSLO — Ada Holm came.";
  const points = [...text];
  const name = points.indexOf("A");
  const span = [name, name + 8];
  const given = reading(text);
  given.story.dateline = [3, 8];
  given.story.marks = [{ kind: "link", span, href: "https://stories.example/ada", block: null }];
  given.facts.items = [{ kind: "person", spans: [span, span], value: null, sentence: 0, confidence: 1, unit: span }];
  given.facts.quotes = [{ content: span, cue: span, source: { mention: span, name: null, role: span }, mode: "direct", rule: "after", confidence: 1, sentence: 0 }];
  const answers = [{ span, confidence: 1, place: "text" }];
  given.facts.card = {
    who: answers, what: answers, when: answers, where: answers, why: answers, how: answers, numbers: answers,
    timeline: [{ value: "2026", span, sentence: 0 }], voices: [{ name: span, quotes: [0] }],
  };
  const { story, facts } = toUtf16(given);
  const [quote] = facts.quotes;
  const spans = [story.marks[0].span, ...facts.items[0].spans, facts.items[0].unit, quote.content, quote.cue, quote.source.mention, quote.source.role, ...Object.values(facts.card).flat().map((one) => one.span ?? one.name)];
  for (const one of spans) assert.equal(said(text, one), "Ada Holm");
  assert.equal(quote.source.name, null);
  assert.equal(said(text, story.blocks[0].span), text);
});

test("An answer in the headline is counted in the headline's own characters", () => {
  const given = reading("Ada Holm came.");
  given.story.headline = "🚢 Ada Holm sails";
  given.facts.card.what = [{ span: [11, 16], confidence: 1, place: "headline" }];
  given.facts.card.who = [{ span: [0, 8], confidence: 1, place: "text" }];
  const { story, facts } = toUtf16(given);
  assert.equal(said(story.headline, facts.card.what[0].span), "sails");
  assert.equal(said(story.text, facts.card.who[0].span), "Ada Holm");
});

test("A reading without astral characters is handed back as it came", () => {
  const given = reading("Plain words, naïve and “quoted”, said Ada Holm.");
  assert.equal(toUtf16(given), given);
});

test("The reading given is not changed", () => {
  const given = reading("🚢 The boat is back.");
  const before = structuredClone(given);
  toUtf16(given);
  assert.deepEqual(given, before);
});
