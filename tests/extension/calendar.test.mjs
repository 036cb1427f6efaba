import assert from "node:assert/strict";
import { test } from "node:test";
import { calendar } from "../../extension/src/panel/calendar.js";

test("Weeks, quarters, seasons and spans of years are said in words", () => {
  assert.equal(calendar("2026-W09"), "week 9 of 2026");
  assert.equal(calendar("1998-Q1"), "quarter 1 of 1998");
  assert.equal(calendar("1963-WI"), "winter 1963");
  assert.equal(calendar("1990/1999"), "1990 – 1999");
});

test("A length of time and a time of day have no day to show", () => {
  for (const value of ["P2D", "PT1M30S", "R/P1D", "T22:00", null]) assert.equal(calendar(value), null);
});
