import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { browser } from "./browser.mjs";

const { session } = browser();
const told = {};
const event = (name) => ({ addListener: (listener) => (told[name] = listener) });
const lineTo = (id) => ({
  onMessage: { addListener: (heard) => (told.line = heard) }, onDisconnect: { addListener: (ended) => (told.end = ended) }, disconnect: () => (told.hungUp = id),
});
let tab = { url: "http://stories.example/boat" };
let answer = async () => [{ result: 1 }];
Object.assign(chrome, {
  tabs: { get: async () => tab, TAB_ID_NONE: -1, connect: lineTo, query: async () => [{ id: 3, index: 1 }, { id: 2, index: 0 }] },
  scripting: { executeScript: (asked) => answer(asked) },
  action: { onClicked: event("clicked") },
  contextMenus: { onClicked: event("chosen"), removeAll: (then) => then(), create: (item) => (told.items = [...(told.items ?? []), item]) },
  commands: { getAll: async () => [{ name: "_execute_action", shortcut: "Alt+Shift+M" }] },
});
chrome.runtime = { id: "us", onInstalled: event("installed"), onStartup: event("started"), onMessage: event("message") };
const { ask, onAsk, callPage, PageError, runInPage, selectedTabs, shortcut } = await import("../../extension/src/lib/browser.js");

const refuse = (words) => {
  answer = async () => {
    throw new Error(words);
  };
};
const said = async () => runInPage(2, () => 1).then(() => "", (error) => (assert.ok(error instanceof PageError), error.message));

beforeEach(() => {
  tab = {};
});

test("Every kind of page that cannot be read has a sentence of its own, by what the browser complains of", async () => {
  const kinds = {
    "Cannot access a chrome:// URL": /browser's own pages/,
    "The extensions gallery cannot be scripted.": /extension store/,
    "No tab with id: 2.": /closed/,
    "Missing host permission for the tab": /Press the Nutgraf button/,
    "Frame with ID 0 was removed.": /went away/,
    "Something new": /Reload it/,
  };
  for (const [words, sentence] of Object.entries(kinds)) {
    refuse(words);
    assert.match(await said(), sentence, words);
  }
});

test("Where the browser tells the page's address, that says it better", async () => {
  refuse("Missing host permission for the tab");
  const kinds = {
    "view-source:http://stories.example/boat": /source of a page/,
    "about:reader?url=http%3A%2F%2Fstories.example%2Fboat": /reader view/,
    "https://addons.mozilla.org/en/firefox/": /extension store/,
    "https://chromewebstore.google.com/": /extension store/,
    "http://stories.example/boat.pdf?page=2": /This is a PDF/,
    "file:///home/me/boat.html": /file on your own machine/,
    "about:config": /browser's own pages/,
    "http://stories.example/boat": /Press the Nutgraf button/,
  };
  for (const [url, sentence] of Object.entries(kinds)) {
    tab = { url };
    assert.match(await said(), sentence, url);
  }
});

test("A browser that says nothing instead of no is understood", async () => {
  for (const nothing of [[], [null]]) {
    answer = async () => nothing;
    tab = { url: "about:support" };
    assert.match(await said(), /browser's own pages/);
  }
});

test("The button, its key and the menu ask for the page; one entry of the menu for the selection only", async () => {
  const asked = [];
  onAsk((one, selection) => asked.push([one.id, selection]));
  told.installed();
  assert.deepEqual(told.items.map(({ id, title }) => [id, title]), [["read", "Read this page with Nutgraf"], ["selection", "Read only the selection with Nutgraf"]]);
  assert.deepEqual(told.items[1].contexts, ["selection"]);
  told.clicked({ id: 1 });
  told.chosen({ menuItemId: "read" }, { id: 2 });
  told.chosen({ menuItemId: "selection" }, { id: 3 });
  told.chosen({ menuItemId: "read" }, undefined);
  assert.deepEqual(asked, [[1, false], [2, false], [3, true]]);
  await ask({ id: 3, windowId: 7 }, true);
  assert.deepEqual({ ...session.get("asked-7"), at: 0 }, { tabId: 3, windowId: 7, at: 0, selection: true, url: "" });
});

test("Selected tabs come from left to right, and the key is the one the reader has set", async () => {
  assert.deepEqual(await selectedTabs(7), [2, 3]);
  assert.equal(await shortcut(), "Alt+Shift+M");
});

test("A line to a page is open once the page says so, brings its presses, and tells of its end", async () => {
  const heard = [];
  const opened = callPage(5, (sentence) => heard.push(sentence), () => heard.push("ended"));
  told.line({ ready: true });
  told.line({ sentence: 4 });
  told.line({ sentence: "4" });
  const hangUp = await opened;
  told.end();
  assert.deepEqual(heard, [4, "ended"]);
  hangUp();
  assert.equal(told.hungUp, 5);
});

test("A page that never answers is an error in words, and not an end", async () => {
  const heard = [];
  const opened = callPage(5, () => {}, () => heard.push("ended"));
  told.end();
  await assert.rejects(opened, PageError);
  assert.deepEqual(heard, []);
});
