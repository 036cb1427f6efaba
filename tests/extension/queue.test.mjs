import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { browser } from "./browser.mjs";
import { reading } from "./readings.mjs";

const { local } = browser();
const { drop, MOST, onWaiting, put, refused, roomFor, take, waiting } = await import("../../extension/src/lib/queue.js");
const { readWaiting } = await import("../../extension/src/lib/drain.js");

const page = (name, html = "<p>Wörter 🚢.</p>") => ({ url: `http://stories.example/${name}`, html, captured_at: "2026-03-14T08:00:00Z", notices: [] });
const names = async () => (await waiting()).map(({ title }) => title);
const noise = (length) => Array.from({ length }, () => String.fromCharCode(33 + Math.random() * 90)).join("");
let posted = [];

/** @param {(page: any) => [number, unknown]} answered  what becomes of each page that is posted */
function server(answered) {
  globalThis.fetch = async (url, { body }) => {
    if (url.endsWith("/health")) return new Response(JSON.stringify({ name: "nutgraf" }));
    const sent = JSON.parse(body);
    posted.push(sent.url.split("/").at(-1));
    const [status, said] = answered(sent);
    return new Response(JSON.stringify(said), { status });
  };
}
const kept = (text) => ({ ...reading(text), library: { id: "1", kept_at: "2026-03-14T08:00:00Z", versions: 1 } });

beforeEach(() => {
  local.clear();
  posted = [];
});

test("A page that waits comes back as it was, and takes less room than it is long", async () => {
  const long = page("boat", "<p>The boat came in. Das Schiff kam an. 🚢</p>".repeat(2000));
  const { id } = await put(long, { title: "The boat" });
  assert.deepEqual(await take(id), long);
  const [entry] = await waiting();
  assert.deepEqual([entry.title, entry.url], ["The boat", long.url]);
  assert.ok(entry.bytes < long.html.length / 10);
  assert.equal(local.get(`queued-${id}`).length, entry.bytes);
});

test("The same page again takes the place of the one before; a part of it stands beside", async () => {
  await put(page("boat"), { title: "Old" });
  await put(page("boat", "<p>More.</p>"), { title: "New" });
  await put(page("boat", "<p>Part.</p>"), { title: "Part", selection: true });
  assert.deepEqual(await names(), ["New", "Part"]);
  assert.equal([...local.keys()].filter((name) => name.startsWith("queued-")).length, 2);
});

test("When there is no room for one more page, the oldest is named and stays until it may go", async () => {
  for (let i = 0; i < MOST.pages; i++) await put(page(`p${i}`), { title: `P${i}` });
  const became = await put(page("new"), { title: "New" });
  assert.deepEqual(became.full.map(({ title }) => title), ["P0"]);
  assert.equal((await names()).length, MOST.pages);
  assert.ok((await names()).includes("P0"));
  assert.ok("id" in (await put(page("new"), { title: "New" }, became.full.map(({ id }) => id))));
  assert.deepEqual([(await names()).at(0), (await names()).at(-1), (await names()).length], ["P1", "New", MOST.pages]);
  assert.equal([...local.keys()].filter((name) => name.startsWith("queued-")).length, MOST.pages);
});

test("Bytes are bounded too: as many of the oldest have to go as make room", () => {
  const list = [1, 2, 3].map((n) => ({ id: String(n), bytes: 3_000_000 }));
  assert.deepEqual(roomFor(1_000, list.slice(0, 2)), []);
  assert.deepEqual(roomFor(2_500_000, list).map(({ id }) => id), ["1", "2"]);
  assert.equal(roomFor(MOST.bytes, list).length, 3);
});

test("A page that is larger than all the room is not taken, and none goes for it", async () => {
  const { id } = await put(page("boat"), { title: "Boat" });
  assert.deepEqual(await put(page("huge", noise(MOST.bytes)), { title: "Huge" }, [id]), { tooLarge: true });
  assert.deepEqual(await names(), ["Boat"]);
});

test("A browser that has no room itself is told of as a full queue, and nothing is half kept", async () => {
  await put(page("boat"), { title: "Boat" });
  const { set } = chrome.storage.local;
  chrome.storage.local.set = async () => {
    throw new Error("QUOTA_BYTES quota exceeded");
  };
  const became = await put(page("bees"), { title: "Bees" });
  chrome.storage.local.set = set;
  assert.deepEqual(became.full.map(({ title }) => title), ["Boat"]);
  assert.deepEqual([...local.keys()].length, 2);
});

test("Where the browser has no room, what may go goes first, and nothing else does", async () => {
  for (const name of ["boat", "ferry", "bees"]) await put(page(name), { title: name });
  const { set } = chrome.storage.local;
  chrome.storage.local.set = async (items) => {
    const names = new Set([...local.keys(), ...Object.keys(items)].filter((name) => name.startsWith("queued-")));
    if (names.size > 3) throw new Error("QUOTA_BYTES quota exceeded");
    return set(items);
  };
  const { full } = await put(page("new"), { title: "new" });
  assert.deepEqual(full.map(({ title }) => title), ["boat"]);
  assert.ok("id" in (await put(page("new"), { title: "new" }, full.map(({ id }) => id))));
  chrome.storage.local.set = set;
  assert.deepEqual(await names(), ["ferry", "bees", "new"]);
  for (const { id, url } of await waiting()) assert.equal((await take(id)).url, url);
  assert.equal(local.size, 4);
});

test("Where the browser has no room for two copies of a page, one takes the place of the other, and a failure leaves what was", async () => {
  const { set } = chrome.storage.local;
  const { id } = await put(page("boat"), { title: "Boat" });
  const size = (items) => [...items].reduce((sum, [name, value]) => (name.startsWith("queued-") ? sum + value.length : sum), 0);
  const room = size(local) + 50;
  chrome.storage.local.set = async (items) => {
    if (size(new Map([...local, ...Object.entries(items)])) > room) throw new Error("QUOTA_BYTES quota exceeded");
    return set(items);
  };
  assert.equal((await put(page("boat", "<p>More.</p>"), { title: "Boat, again" })).id, id);
  assert.ok("tooLarge" in (await put(page("boat", noise(5000)), { title: "Boat, long" })));
  chrome.storage.local.set = set;
  assert.deepEqual(await names(), ["Boat, again"]);
  assert.match((await take(id)).html, /More/);
});

test("A page that was taken anew while the server read it is not dropped with the old copy", async () => {
  await put(page("boat"), { title: "Boat" });
  server(() => [200, kept("Old")]);
  const { fetch } = globalThis;
  let isFirst = true;
  globalThis.fetch = async (url, asked) => {
    if (!url.endsWith("/health") && isFirst) {
      isFirst = false;
      await new Promise((go) => setTimeout(go, 2));
      await put(page("boat", "<p>More.</p>"), { title: "Boat, again" });
    }
    return fetch(url, asked);
  };
  await readWaiting();
  assert.deepEqual(await names(), ["Boat, again"]);
});

test("A part of a page that is tried again takes its own place, and no other part's", async () => {
  const part = { title: "Part", selection: true };
  await put(page("boat", "<p>One.</p>"), part);
  const { id } = await put(page("boat", "<p>Two.</p>"), part);
  const again = await put(page("boat", "<p>Two.</p>"), { ...part, waits: id });
  assert.equal((await waiting()).length, 2);
  assert.equal((await take(again.id)).html, "<p>Two.</p>");
});

test("Pages put at the same moment all wait", async () => {
  let heard = 0;
  onWaiting(() => heard++);
  await Promise.all([1, 2, 3, 4].map((n) => put(page(`p${n}`), { title: `P${n}` })));
  assert.deepEqual((await names()).toSorted(), ["P1", "P2", "P3", "P4"]);
  assert.ok(heard >= 4);
});

test("What waits is read, the oldest first, and kept; then nothing waits any more", async () => {
  for (const name of ["a", "b", "c"]) await put(page(name), { title: name });
  server(() => [200, kept("Words.")]);
  const told = [];
  assert.equal(await readWaiting(({ title }) => told.push(title)), "done");
  assert.deepEqual([posted, told, await waiting()], [["a", "b", "c"], ["a", "b", "c"], []]);
  assert.deepEqual([...local.keys()], ["queue"]);
});

test("Of a page without a text it is said that it is not kept", async () => {
  for (const name of ["a", "blank"]) await put(page(name), { title: name });
  server(({ url }) => [200, url.endsWith("blank") ? { ...reading(""), library: null } : kept("Words.")]);
  const told = [];
  assert.equal(await readWaiting(({ title }, isKept) => told.push([title, isKept])), "done");
  assert.deepEqual([told, await names()], [[["a", true], ["blank", false]], []]);
});

test("A page that is refused for good stays, with the reason, and holds up no other", async () => {
  for (const name of ["big", "small"]) await put(page(name), { title: name });
  server(({ url }) => (url.endsWith("big") ? [413, { code: "page-too-large", detail: "This page is 12 MB." }] : [200, kept("Words.")]));
  assert.equal(await readWaiting(), "done");
  assert.deepEqual((await waiting()).map(({ title, why, said }) => [title, why, said]), [["big", "page-too-large", "This page is 12 MB."]]);
  await readWaiting();
  assert.deepEqual(posted, ["big", "small"]);
});

test("A server that is busy, gone or full loses nothing: everything waits on", async () => {
  for (const name of ["a", "b"]) await put(page(name), { title: name });
  for (const answered of [[503, { code: "busy", detail: "Busy." }], [401, { code: "not-paired", detail: "No." }]]) {
    server(() => answered);
    assert.notEqual(await readWaiting(), "done");
  }
  server(() => [200, { ...reading("Words."), library: null }]);
  assert.equal(await readWaiting(), "later");
  globalThis.fetch = async () => {
    throw new TypeError("Failed to fetch");
  };
  assert.equal(await readWaiting(), "away");
  assert.deepEqual(await names(), ["a", "b"]);
});

test("Two that read what waits at the same moment read each page once", async () => {
  for (const name of ["a", "b"]) await put(page(name), { title: name });
  server(() => [200, kept("Words.")]);
  const became = await Promise.all([readWaiting(), readWaiting()]);
  assert.deepEqual(became.toSorted(), ["away", "done"]);
  assert.deepEqual(posted, ["a", "b"]);
});

test("A reader who keeps nothing has nothing read unasked", async () => {
  await put(page("a"), { title: "a" });
  local.set("keep", "no");
  server(() => [200, kept("Words.")]);
  assert.equal(await readWaiting(), "done");
  assert.deepEqual([posted, await names()], [[], ["a"]]);
});

test("Dropped pages are gone whole, and a mark can be set and taken off", async () => {
  const { id } = await put(page("a"), { title: "a" });
  await refused(id, "busy", "Busy.");
  assert.equal((await waiting())[0].why, "busy");
  await drop([id]);
  assert.deepEqual([...local.keys()], ["queue"]);
  assert.equal(await take(id), null);
});
