import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { browser } from "./browser.mjs";

const { session } = browser();
const { beginWalk, endWalk, stepped, walkOf, walkOn } = await import("../../extension/src/lib/walk.js");

let shown = [];
/** Which tabs are there, and on which of them the button was pressed before. */
let tabs = { there: [1, 2, 3, 4], open: [1] };
chrome.tabs = {
  get: async () => ({}),
  update: async (id) => {
    if (!tabs.there.includes(id)) throw new Error(`No tab with id: ${id}.`);
    shown.push(id);
  },
};
chrome.scripting = {
  executeScript: async ({ target: { tabId } }) => {
    if (!tabs.open.includes(tabId)) throw new Error("Cannot access contents of the page.");
    return [{ result: true }];
  },
};
const states = async () => (await walkOf(7))?.steps.map(({ state }) => state);

beforeEach(() => {
  session.clear();
  shown = [];
  tabs = { there: [1, 2, 3, 4], open: [1] };
});

test("The next tab is the first one still ahead, whichever was read last", () => {
  const walk = { windowId: 7, steps: [1, 2, 3].map((tabId) => ({ tabId, state: "ahead" })) };
  const after = stepped(walk, 2, { state: "read", title: "Two" });
  assert.equal(after.next, 1);
  assert.deepEqual(after.walk.steps[1], { tabId: 2, state: "read", title: "Two" });
  assert.equal(stepped({ ...walk, steps: walk.steps.slice(0, 1) }, 1, { state: "read" }).next, null);
});

test("After a tab the next one is shown, and waits for the reader's press", async () => {
  await beginWalk(7, [1, 2, 3]);
  await walkOn(7, 1, { state: "read" });
  assert.deepEqual([shown, await states(), session.has("asked-7")], [[2], ["read", "ahead", "ahead"], false]);
});

test("A tab that may be read already is read at once", async () => {
  tabs.open = [1, 2];
  await beginWalk(7, [1, 2]);
  await walkOn(7, 1, { state: "read" });
  assert.equal(session.get("asked-7").tabId, 2);
});

test("A tab that was closed is passed over and told of", async () => {
  tabs.there = [1, 4];
  await beginWalk(7, [1, 2, 3, 4]);
  await walkOn(7, 1, { state: "read" });
  assert.deepEqual([shown, await states()], [[4], ["read", "gone", "gone", "ahead"]]);
});

test("Reading any other tab, or one twice, leads nowhere", async () => {
  await walkOn(7, 1, { state: "read" });
  await beginWalk(7, [1, 2]);
  await walkOn(7, 9, { state: "read" });
  assert.deepEqual(shown, []);
  await walkOn(7, 1, { state: "read" });
  await walkOn(7, 1, { state: "read" });
  assert.deepEqual(shown, [2]);
  await endWalk(7);
  assert.equal(await walkOf(7), null);
});
