import assert from "node:assert/strict";
import { test } from "node:test";

import { findPlaces } from "../../extension/src/lib/anchor.js";
import { followPresses } from "../../extension/src/lib/follow.js";
import { lightPlace } from "../../extension/src/lib/light.js";
import { SHADES, skimPage, TINTS } from "../../extension/src/lib/skim.js";
import { el, open } from "./pages.mjs";

const URL = "http://stories.example/boat";
const anchor = (exact) => ({ exact, prefix: "", suffix: "", path: "" });

function boat() {
  const night = el("p", "Three in the dark.");
  night.color = "rgb(230, 230, 230)";
  const page = open(URL, el("p", "One. Two."), night);
  findPlaces("skim", URL, ["One.", "Two.", "Three in the dark.", "Gone."].map(anchor), "a");
  return page;
}
const shades = (levels, key = "a") => ({ url: URL, key, levels });

/** WCAG 2.2: the contrast of two colours. */
function contrast(one, other) {
  const light = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const [low, high] = [light(one), light(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

test("Every shade brings its own ink and ground, seven to one at least, and the weaker the fainter", () => {
  for (const pairs of TINTS) for (const [ground, ink] of pairs) assert.ok(contrast(ground, ink) >= 7, `${ground} ${ink}`);
  for (const [side, paper] of [[0, "#ffffff"], [1, "#000000"]]) {
    const distances = TINTS.map((pairs) => contrast(pairs[side][0], paper));
    assert.deepEqual(distances, distances.toSorted((a, b) => b - a));
  }
});

test("Where the reader has chosen the colours, shades are lines", () => {
  assert.equal(SHADES.match(/forced-colors: active/g).length, TINTS.length);
  assert.equal(new Set(SHADES.match(/underline \w+ \dpx/g)).size, TINTS.length);
});

test("Sentences are shaded by their level, on dark grounds in the dark shades", () => {
  const page = boat();
  assert.deepEqual(skimPage(shades([1, 3, 1, 2])), { shown: 3, lost: 1 });
  assert.equal(page.lit("nutgraf-skim-1"), "One.");
  assert.equal(page.lit("nutgraf-skim-3"), "Two.");
  assert.equal(page.lit("nutgraf-skim-night-1"), "Three in the dark.");
});

test("Another threshold needs no second search, and null takes the shades off", () => {
  const page = boat();
  skimPage(shades([1, 3, 1, 2]));
  assert.deepEqual(skimPage(shades([0, 2, 0, 0])), { shown: 1, lost: 1 });
  assert.deepEqual([...page.highlights.keys()], ["nutgraf-skim-2"]);
  skimPage(null);
  assert.deepEqual([...page.highlights.keys()], []);
});

test("Places that were not found here before are asked for", () => {
  boat();
  assert.equal(skimPage(shades([1], "another reading")), null);
  open(URL, el("p", "One."));
  assert.equal(skimPage(shades([1])), null);
});

test("Places whose nodes the page has taken away are found anew", () => {
  boat();
  assert.notEqual(skimPage(shades([1])), null);
  globalThis.nutgrafWorld.places.get("skim").ranges[0][0].collapsed = true;
  assert.equal(skimPage(shades([1])), null);
});

test("A light stands above the shades and leaves them as they are", () => {
  const page = boat();
  skimPage(shades([1, 1, 1, 1]));
  findPlaces("light", URL, [anchor("Two.")]);
  assert.equal(lightPlace(1, true), "shown");
  assert.equal(page.lit(), "Two.");
  assert.ok(page.highlights.get("nutgraf").priority > (page.highlights.get("nutgraf-skim-1").priority ?? 0));
  lightPlace(null, false);
  assert.equal(page.lit("nutgraf-skim-1"), "One.|Two.");
});

/** A page that listens: what panels call it with, and what it does when it goes. */
function listening() {
  const heard = new Set();
  document.addEventListener = (_, listener) => heard.add(listener);
  document.removeEventListener = (_, listener) => heard.delete(listener);
  const calls = [];
  globalThis.chrome = { runtime: { onConnect: { addListener: (taken) => calls.push(taken) } } };
  const page = { heard, calls };
  globalThis.addEventListener = (name, gone) => name === "pagehide" && (page.go = gone);
  followPresses();
  const call = () => {
    const line = { said: [], isOpen: true, postMessage: (message) => line.said.push(message), onDisconnect: { addListener: (ended) => (line.end = ended) } };
    line.disconnect = () => (line.isOpen = false);
    for (const taken of calls) taken(line);
    return line;
  };
  return { ...page, call, go: () => page.go() };
}

test("Nothing stays shaded without a line to the panel, and when it ends the shades go out", () => {
  const page = boat();
  const { call } = listening();
  skimPage(shades([1]));
  assert.equal(page.lit("nutgraf-skim-1"), null);
  const line = call();
  assert.deepEqual(line.said, [{ ready: true }]);
  skimPage(shades([1]));
  assert.equal(page.lit("nutgraf-skim-1"), "One.");
  line.end();
  assert.equal(page.lit("nutgraf-skim-1"), null);
});

test("The panel that called last has the page: the one before is told, and puts nothing out", () => {
  const page = boat();
  const { call } = listening();
  const [first, second] = [call(), call()];
  assert.deepEqual([first.isOpen, second.isOpen], [false, true]);
  skimPage(shades([1]));
  first.end();
  assert.equal(page.lit("nutgraf-skim-1"), "One.");
});

test("A page that goes hangs up, dark: it may come back out of the browser's cache", () => {
  const page = boat();
  const { call, go } = listening();
  const line = call();
  skimPage(shades([1]));
  go();
  assert.equal(line.isOpen, false);
  assert.equal(page.lit("nutgraf-skim-1"), null);
});

test("Presses are heard only while something is lit or shaded, and once however often it is asked", () => {
  boat();
  const { call, calls, heard } = listening();
  call();
  assert.equal(heard.size, 0);
  skimPage(shades([1]));
  assert.equal(heard.size, 1);
  followPresses();
  skimPage(shades([0, 1]));
  assert.deepEqual([calls.length, heard.size], [1, 1]);
  skimPage(null);
  assert.equal(heard.size, 0);
});
