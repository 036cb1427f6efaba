import assert from "node:assert/strict";
import { test } from "node:test";

import { anchorOf, findPlaces } from "../../extension/src/lib/anchor.js";
import { lightPlace } from "../../extension/src/lib/light.js";
import { el, host, open } from "./pages.mjs";
import { reading } from "./readings.mjs";

const URL = "http://stories.example/boat";
/** What lib/page.js does in two calls. */
function lightAnchor(wanted, url) {
  if (wanted) findPlaces("light", url, [wanted]);
  return lightPlace(null, wanted !== null);
}
const anchor = (exact, more = {}) => ({ exact, prefix: "", suffix: "", path: "", ...more });

test("The anchor of a span is its words, its neighbours in the block, and the block's path", () => {
  const { story } = reading("The boat is back. Ada Holm waited for it on the quay all night.");
  const start = story.text.indexOf("Ada");
  assert.deepEqual(anchorOf(story, [start, start + 8]), {
    exact: "Ada Holm", prefix: "The boat is back. ", suffix: " waited for it on the quay all n", path: "/html/body/p",
  });
});

test("At the edge of a block the block's own neighbours are taken", () => {
  const { story } = reading("Ada Holm waited.");
  Object.assign(story.blocks[0].anchor, { prefix: "before it", suffix: "after it" });
  const { prefix, suffix } = anchorOf(story, [0, story.text.length]);
  assert.deepEqual([prefix, suffix], ["before it", "after it"]);
});

test("A neighbour cut inside an emoji loses the broken half", () => {
  const { story } = reading(`🚢${"x".repeat(31)}Ada Holm`);
  assert.equal(anchorOf(story, [33, 41]).prefix, "x".repeat(31));
});

test("Words are found across inline elements, white space and soft hyphens", () => {
  const page = open(URL, el("p", "The  coun\u00ADcil paid ", el("em", "twice"), "\n as much."));
  assert.equal(lightAnchor(anchor("The council paid twice as much."), URL), "shown");
  assert.equal(page.lit(), "The  coun\u00ADcil paid twice\n as much.");
});

test("Of equal words, those at the path are lit", () => {
  const page = open(URL, el("p", "one Ada"), el("p", "two Ada"), el("p", "three Ada"));
  assert.equal(lightAnchor(anchor("Ada", { path: "/html/body/p[2]" }), URL), "shown");
  assert.equal(page.lit(), "Ada");
  assert.equal(lightAnchor(anchor("two Ada", { path: "/html/body/p[1]" }), URL), "shown");
  assert.equal(page.lit(), "two Ada");
});

test("Of equal words without a path, those with the right neighbours are lit", () => {
  open(URL, el("p", "Ada came. Then Ada left."));
  assert.equal(lightAnchor(anchor("Ada", { prefix: "came. Then ", suffix: " left" }), URL), "shown");
  const [range] = document.defaultView.CSS.highlights.get("nutgraf");
  assert.equal(range.startOffset, 15);
});

test("Words that stand twice with nothing to tell them apart are not lit", () => {
  const page = open(URL, el("p", "Ada came."), el("p", "Ada left."));
  assert.equal(lightAnchor(anchor("Ada"), URL), "lost");
  assert.equal(page.lit(), null);
});

test("Words inside a shadow root are found, by a path through its host", () => {
  const page = open(URL, el("p", "Ada"), host("x-note", el("p", "Ada again")));
  assert.equal(lightAnchor(anchor("Ada", { path: "/html/body/x-note/p" }), URL), "shown");
  assert.equal(page.lit(), "Ada");
});

test("An anchor without words is its whole element", () => {
  const page = open(URL, el("p", "One."), el("p", "Two ", el("b", "and"), " three."));
  assert.equal(lightAnchor(anchor("", { path: "/html/body/p[2]" }), URL), "shown");
  assert.equal(page.lit(), "Two and three.");
});

test("A hidden word near the start of the words does not hide them", () => {
  const page = open(URL, el("p", "The ", el("a", "report", el("span", ", opens in a new tab")), " by the harbour office is short."));
  assert.equal(lightAnchor(anchor("The report by the harbour office is short.", { path: "/html/body/p" }), URL), "shown");
  assert.match(page.lit(), /^The report.* is short\.$/);
});

test("A note the page puts inside the words does not hide them", () => {
  const page = open(URL, el("p", "The council paid twice as much", el("sup", "[3]"), " as it had planned to pay in June."));
  assert.equal(lightAnchor(anchor("The council paid twice as much as it had planned to pay in June."), URL), "shown");
  assert.match(page.lit(), /^The council .*\[3\].* June\.$/);
});

test("A second light replaces the first, and null puts it out", () => {
  const page = open(URL, el("p", "One."), el("p", "Two."));
  lightAnchor(anchor("One."), URL);
  lightAnchor(anchor("Two."), URL);
  assert.equal(page.lit(), "Two.");
  lightAnchor(null, URL);
  assert.equal(page.lit(), null);
});

test("Words that are gone, and another page in the tab, are said to be lost", () => {
  open(URL, el("p", "One."), el("script", "Two."));
  assert.equal(lightAnchor(anchor("Two."), URL), "lost");
  assert.equal(lightAnchor(anchor("One."), "http://stories.example/other"), "lost");
  assert.equal(lightAnchor(anchor("One."), `${URL}#part`), "shown");
});
