import assert from "node:assert/strict";
import { test } from "node:test";

import { browser } from "./browser.mjs";

browser();
const { calendar, dateOf, readingTime } = await import("../../extension/src/panel/calendar.js");

test("Weeks, quarters, seasons and spans of years are said in words", () => {
  assert.equal(calendar("2026-W09"), "week 9 of 2026");
  assert.equal(calendar("1998-Q1"), "quarter 1 of 1998");
  assert.equal(calendar("1963-WI"), "winter 1963");
  assert.equal(calendar("1990/1999"), "1990 – 1999");
  assert.equal(calendar("2026-03-14T07:30"), "14 March 2026, 07:30");
});

test("A length of time and a time of day have no day to show", () => {
  for (const value of ["P2D", "PT1M30S", "R/P1D", "T22:00", null]) assert.equal(calendar(value), null);
});

test("A date is shown at the precision it has, in the reader's language", () => {
  assert.equal(dateOf("2026-03-14T23:30:00-08:00"), "14 March 2026");
  assert.equal(dateOf("2026-03"), "March 2026");
  assert.equal(dateOf("soon"), "soon");
});

test("Reading time counts 230 words a minute, and tens of seconds below one", () => {
  assert.equal(readingTime(920), "4 mins");
  assert.equal(readingTime(230), "1 min");
  assert.equal(readingTime(80), "20 secs");
  assert.equal(readingTime(1), "10 secs");
});
