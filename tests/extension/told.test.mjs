import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { browser } from "./browser.mjs";

browser();
const { stepName, told, toldNotice } = await import("../../extension/src/panel/told.js");
const source = (path) => readFileSync(new URL(`../../server/nutgraf/${path}`, import.meta.url), "utf8");
/** Every string of a piece of Python. */
const strings = (code) => [...code.matchAll(/"((?:[^"\\]|\\.)+)"/g)].map(([, words]) => words);

test("Every reason for a sentence that the server gives is said in the reader's language", () => {
  const holds = /return \{(.*)\}/s.exec(source("summary/reasons.py"))[1];
  const reasons = strings(holds).filter((words) => words.includes(" "));
  assert.equal(reasons.length, 9);
  for (const reason of reasons) assert.notEqual(told(reason).attributes.lang, "en", reason);
});

test("Every reason for leaving something out that the server gives is said in the reader's language", () => {
  const constants = [source("story/clutter.py").split("_LINES:")[0], source("story/boundary.py"), source("page/tree.py")]
    .flatMap((code) => [...code.matchAll(/^[A-Z_]+: Final = "([^"]+ [^"]+)"$/gm)].map(([, words]) => words));
  const reasons = [...constants, "reviews by buyers", "small print", ...["headline", "dek", "byline", "caption", "credit", "note"].map((label) => `a ${label}, kept apart from the text`)];
  assert.ok(reasons.length > 25);
  for (const reason of reasons) assert.notEqual(told(reason).attributes.lang, "en", reason);
  assert.equal(told("12 more pieces outside the story").words, "12 more pieces outside the story");
  assert.notEqual(told("12 more pieces outside the story").attributes.lang, "en");
});

test("Every notice of the server is said in the reader's language", () => {
  const kinds = source("story/kinds.py");
  const said = [...strings(/_MESSAGES[^{]*\{(.*?)\n\}/s.exec(kinds)[1]), ...strings(/_PAYWALLED: Final = Notice\((.*?)\n\)/s.exec(kinds)[1])].filter((words) => words.includes(" "));
  assert.equal(said.length, 6);
  for (const message of said) assert.notEqual(toldNotice({ code: "not-an-article", message }).attributes.lang, "en", message);
});

test("What is not known is shown as the server says it, marked as English", () => {
  assert.deepEqual(told("something new"), { words: "something new", attributes: { lang: "en", dir: "ltr" } });
  assert.equal(stepName("a-new-step"), "a-new-step");
});

test("The extension's own notices are in the reader's language already", () => {
  assert.notEqual(toldNotice({ code: "frames-blocked", message: "Ein Rahmen" }).attributes.lang, "en");
});
