import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { linkTo } from "../../extension/src/lib/link.js";

const TABLE = JSON.parse(readFileSync(new URL("links.json", import.meta.url), "utf8"));

test("A link to words is the same as the server's", () => {
  for (const { url, exact, link } of TABLE) assert.equal(linkTo({ exact }, url), link, exact);
});

test("A half character, which no link can hold, does no harm", () => {
  assert.equal(linkTo({ exact: "a\uD83D b" }, "http://stories.example/"), "http://stories.example/#:~:text=a%EF%BF%BD%20b");
});
