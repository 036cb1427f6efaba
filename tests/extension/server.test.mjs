import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { browser } from "./browser.mjs";
import { reading } from "./readings.mjs";

const kept = browser().local;
const { DEFAULT_ADDRESS, exportFile, fileName, findServer, isRunning, keepReadings, mayPass, METHODS, moveTo, pair, parseAddress, putBack, read, setSettings, settings, summaryBy, takeOut } = await import("../../extension/src/lib/server.js");

const PAGE = { url: "http://stories.example/boat", html: "<p>Words.</p>", captured_at: "2026-03-14T08:00:00Z", notices: [] };
let asked = [];

/** @param {number} status @param {unknown} body @param {Record<string, string>} [headers] */
function answer(status, body, headers = {}) {
  globalThis.fetch = async (url, request) => {
    asked.push({ url, ...request });
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
  };
}
const problem = (status, code, detail) => answer(status, { type: "about:blank", title: code, status, code, detail });

beforeEach(() => {
  kept.clear();
  asked = [];
});

test("Only this machine and a port make an address", () => {
  assert.equal(parseAddress(" 127.0.0.1:7684 "), "http://127.0.0.1:7684");
  assert.equal(parseAddress("http://127.0.0.1:81/"), "http://127.0.0.1:81");
  const refused = ["localhost:80", "https://127.0.0.1:80", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "http://127.0.0.1:80/x", "http://127.0.0.1:80@evil.example", "http://127.0.0.1.evil.example:80", ""];
  for (const typed of refused) assert.equal(parseAddress(typed), null, typed);
});

test("A page is posted as the contract says, with the token and to this machine", async () => {
  kept.set("token", "secret");
  answer(200, reading("Words."));
  await read(PAGE);
  assert.equal(asked[0].url, `${DEFAULT_ADDRESS}/api/v1/readings?save=true`);
  assert.equal(asked[0].headers.get("Authorization"), "Bearer secret");
  assert.equal(asked[0].headers.get("Content-Type"), "application/json");
  assert.deepEqual(JSON.parse(asked[0].body), PAGE);
});

test("A token that is refused is forgotten, but not one that came meanwhile", async () => {
  kept.set("token", "old");
  problem(401, "not-paired", "No.");
  await assert.rejects(read(PAGE), { code: "not-paired" });
  assert.equal(kept.has("token"), false);
  kept.set("token", "old");
  globalThis.fetch = async () => {
    kept.set("token", "new");
    return new Response(JSON.stringify({ code: "not-paired", detail: "No." }), { status: 401 });
  };
  await assert.rejects(read(PAGE), { code: "not-paired" });
  assert.equal(kept.get("token"), "new");
});

test("What the reader does not want to keep is not kept", async () => {
  answer(200, reading("Words."));
  await keepReadings(false);
  await read(PAGE);
  await read(PAGE, true);
  await keepReadings(true);
  await read(PAGE);
  assert.deepEqual(asked.map(({ url }) => url.split("?")[1]), ["save=false", "save=true", "save=true"]);
});

test("A library that cannot be written to is no reason not to read, and is told", async () => {
  globalThis.fetch = async (url, request) => {
    asked.push({ url, ...request });
    if (!url.endsWith("save=true")) return new Response(JSON.stringify(reading("Words.")));
    const full = { status: 507, code: "shelf-full", detail: "There is no room left on the disk." };
    return new Response(JSON.stringify(full), { status: 507 });
  };
  const { notices, story } = await read(PAGE);
  assert.equal(story.text, "Words.");
  assert.match(notices.at(-1).message, /not in your library\. There is no room left/);
});

test("A reading is taken out of the library and put back by its id", async () => {
  answer(200, {});
  await takeOut("ab");
  await putBack("ab");
  assert.deepEqual(asked.map(({ method, url }) => `${method} ${url.split("/api/v1")[1]}`), ["DELETE /readings/ab", "POST /readings/ab/restore"]);
});

test("An address that was tampered with falls back to the default one", async () => {
  kept.set("address", "http://elsewhere.example");
  answer(200, reading("Words."));
  await read(PAGE);
  assert.ok(asked[0].url.startsWith(`${DEFAULT_ADDRESS}/`));
});

test("A server that does not answer is said to be not running", async () => {
  globalThis.fetch = async () => {
    throw new TypeError("Failed to fetch");
  };
  await assert.rejects(read(PAGE), { code: "no-server", message: /^The Nutgraf server is not running\./ });
  assert.equal(await isRunning(), false);
});

test("A server that hangs up on a page but is there is not said to be down", async () => {
  globalThis.fetch = async (url) => {
    if (url.endsWith("/health")) return new Response(JSON.stringify({ name: "nutgraf", status: "ok" }));
    throw new TypeError("Failed to fetch");
  };
  await assert.rejects(read(PAGE), { code: "cut-off" });
});

test("A server that answers too late is said to be slow", async () => {
  globalThis.fetch = async () => {
    throw new DOMException("late", "TimeoutError");
  };
  await assert.rejects(read(PAGE), { code: "too-slow" });
});

test("A problem's own sentence reaches the reader", async () => {
  problem(413, "page-too-large", "This page is 12 MB; Nutgraf reads up to 10 MB.");
  await assert.rejects(read(PAGE), { code: "page-too-large", message: "This page is 12 MB; Nutgraf reads up to 10 MB." });
});

test("Every code of the contract has a sentence even when the server sends none", async () => {
  const codes = "bad-request bad-budget unknown-method unknown-format page-too-large page-too-slow page-too-heavy not-a-page not-paired wrong-code wrong-host refused no-such-reading nothing-kept busy";
  for (const code of codes.split(" ")) {
    problem(422, code, undefined);
    await assert.rejects(read(PAGE), (error) => error.code === code && /^[A-Z].*\.$/.test(error.message));
  }
});

test("An answer that is not ours is said to come from something else", async () => {
  answer(404, "<h1>Not found</h1>");
  await assert.rejects(read(PAGE), { code: "not-nutgraf" });
  answer(200, "<h1>It works</h1>");
  await assert.rejects(read(PAGE), { code: "not-nutgraf" });
  answer(200, { name: "other", status: "ok" });
  assert.equal(await isRunning(), false);
});

test("A reading of a later form is refused, not shown wrong", async () => {
  answer(200, { ...reading("Words."), version: 2 });
  await assert.rejects(read(PAGE), { code: "wrong-version" });
});

test("Pairing keeps the token; another address forgets it", async () => {
  answer(201, { token: "fresh" });
  await pair("123456");
  assert.equal(kept.get("token"), "fresh");
  assert.equal(asked[0].headers.has("Authorization"), false);
  await moveTo("http://127.0.0.1:9999");
  assert.equal(kept.has("token"), false);
  answer(200, { name: "nutgraf", status: "ok" });
  assert.equal(await isRunning(), true);
  assert.equal(asked.at(-1).url, "http://127.0.0.1:9999/health");
});

test("A pairing elsewhere moves there with the same press, and leaves the old token behind", async () => {
  kept.set("token", "old");
  answer(201, { token: "fresh" });
  await pair("123456", "http://127.0.0.1:7690");
  assert.equal(asked[0].url, "http://127.0.0.1:7690/api/v1/pairings");
  assert.equal(asked[0].headers.has("Authorization"), false);
  assert.deepEqual([kept.get("address"), kept.get("token")], ["http://127.0.0.1:7690", "fresh"]);
  problem(403, "wrong-code", "Wrong code.");
  await assert.rejects(pair("000000", "http://127.0.0.1:7691"), { code: "wrong-code" });
  assert.deepEqual([kept.get("address"), kept.get("token")], ["http://127.0.0.1:7690", "fresh"]);
});

test("A changed port is found among the usual ones and those beside, and no token goes there", async () => {
  kept.set("address", "http://127.0.0.1:9000");
  kept.set("token", "secret");
  globalThis.fetch = async (url, request) => {
    asked.push({ url, ...request });
    if (url !== "http://127.0.0.1:7687/health") throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify({ name: "nutgraf" }));
  };
  assert.equal(await findServer(), "http://127.0.0.1:7687");
  const ports = asked.map(({ url }) => Number(/:(\d+)\//.exec(url)[1]));
  assert.deepEqual(ports.toSorted(), [7684, 7685, 7686, 7687, 7688, 7689, 7690, 7691, 7692, 7693, 8997, 8998, 8999, 9001, 9002, 9003]);
  assert.ok(asked.every(({ headers }) => !headers.has("Authorization")));
  globalThis.fetch = async () => new Response(JSON.stringify({ name: "other" }));
  assert.equal(await findServer(), null);
});

test("A reading can be stopped, and is said to be stopped", async () => {
  const stopper = new AbortController();
  globalThis.fetch = (_, { signal }) => {
    stopper.abort();
    return Promise.reject(signal.reason);
  };
  const reads = read(PAGE, true, stopper.signal);
  await assert.rejects(reads, { code: "stopped", message: "Stopped. The page was not read." });
});

test("An answer that breaks off is no answer of something else", async () => {
  globalThis.fetch = async (url) => {
    if (url.endsWith("/health")) throw new TypeError("Failed to fetch");
    return new Response(new ReadableStream({ start: (broken) => broken.error(new TypeError("network error")) }));
  };
  await assert.rejects(read(PAGE), { code: "no-server" });
});

test("What is wrong with the moment may pass; what is wrong with the page does not", () => {
  for (const code of ["no-server", "too-slow", "busy", "not-paired", "wrong-version"]) assert.ok(mayPass(code), code);
  for (const code of ["page-too-large", "page-too-slow", "page-too-heavy", "not-a-page", "bad-request", "stopped"]) assert.ok(!mayPass(code), code);
});

test("Another method, and the reader's settings, are asked for as the contract says", async () => {
  answer(200, { method: "luhn", ranking: [1, 0] });
  assert.deepEqual((await summaryBy("ab", "luhn")).ranking, [1, 0]);
  answer(200, { sentences: 5, method: "news", template: "" });
  await settings();
  await setSettings({ sentences: 5 });
  assert.deepEqual(asked.map(({ method, url, body }) => [method, url.split("/api/v1")[1], body]), [
    ["GET", "/readings/ab/summary?method=luhn", undefined], ["GET", "/settings", undefined], ["PUT", "/settings", '{"sentences":5}'],
  ]);
  assert.equal(METHODS[0], "news");
});

test("A wrong code says what to do", async () => {
  problem(403, "wrong-code", "Wrong code.");
  await assert.rejects(pair("000000"), { code: "wrong-code", message: /nutgraf pair/ });
});

test("A file keeps the server's name and is asked for at the length shown", async () => {
  answer(200, "# Boat", { "Content-Disposition": "attachment; filename=\"boat.md\"; filename*=UTF-8''b%C3%A5t.md" });
  const { name, bytes } = await exportFile("a/b", "md", { sentences: 5 });
  assert.equal(name, "båt.md");
  assert.equal(await bytes.text(), "# Boat");
  assert.equal(asked[0].url, `${DEFAULT_ADDRESS}/api/v1/readings/a%2Fb/export?format=md&sentences=5`);
});

test("A file's name never leads out of the folder", () => {
  assert.equal(fileName("attachment; filename=\"../../boat.md\""), "....boat.md");
  assert.equal(fileName("attachment; filename*=UTF-8''%E0%A4%A; filename=\"boat.md\""), "boat.md");
  assert.equal(fileName(null), null);
});
