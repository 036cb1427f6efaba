import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const EXTENSION = new URL("../../extension/", import.meta.url);
const read = (path) => readFileSync(new URL(path, EXTENSION), "utf8");
const sources = readdirSync(new URL("src/", EXTENSION), { recursive: true }).filter((name) => /\.(js|html)$/.test(name));
const scripts = sources.filter((name) => name.endsWith(".js"));
const code = (name) => read(`src/${name}`).replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
const manifest = JSON.parse(read("manifest.json"));

test("Pages are built from nodes: no markup from strings, and no code from strings", () => {
  const forbidden = /innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|DOMParser|createContextualFragment|\beval\b|new Function|import\(/;
  for (const name of scripts) assert.doesNotMatch(code(name), forbidden, name);
  for (const name of sources.filter((file) => file.endsWith(".html"))) assert.doesNotMatch(read(`src/${name}`), /\son\w+=|<style|style=|<script(?![^>]*\ssrc=)/, name);
});

test("One place calls fetch, and one place names the browser's own calls", () => {
  const callers = (pattern) => scripts.filter((name) => pattern.test(code(name)));
  assert.deepEqual(callers(/\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource/), ["lib/server.js"]);
  const pageFunctions = ["capture.js", "lib/anchor.js", "lib/follow.js"];
  const named = callers(/(?<!\/)\b(chrome|browser)\./).filter((name) => !pageFunctions.includes(name));
  assert.deepEqual(named.filter((name) => name !== "lib/browser.js"), []);
});

test("No address but this machine's is written anywhere", () => {
  for (const name of sources) {
    for (const [found] of code(name).matchAll(/https?:\/\/[^\s"'`/]*/g)) assert.match(found, /^http:\/\/127\.0\.0\.1/, name);
  }
});

test("The functions that run inside a page close over nothing", async () => {
  const files = { "capture.js": ["capturePage", "pageNow"], "lib/anchor.js": ["findPlaces", "countShown"], "lib/light.js": ["lightPlace"], "lib/skim.js": ["skimPage"], "lib/follow.js": ["followPresses"] };
  const all = Object.entries(files).flatMap(([file, names]) => names.map((name) => [name, file]));
  for (const [name, file] of all) {
    const { [name]: one } = await import(new URL(`src/${file}`, EXTENSION));
    const inside = one.toString();
    const outside = code(file).replace(inside, "");
    const names = [...outside.matchAll(/^(?:export )?(?:const|let|function|class) (\w+)|^import \{([^}]*)\}/gm)].flatMap(([, own, taken]) => own ?? taken.split(","));
    for (const other of names.map((word) => word.trim())) if (other !== name) assert.doesNotMatch(inside, new RegExp(`\\b${other}\\b`), `${file}: ${other}`);
  }
});

test("The manifest asks for exactly the permissions that were promised", () => {
  assert.deepEqual(manifest.permissions.toSorted(), ["activeTab", "contextMenus", "scripting", "sidePanel", "storage"]);
  assert.deepEqual(manifest.host_permissions, ["http://127.0.0.1/*"]);
  for (const key of ["optional_permissions", "optional_host_permissions", "content_scripts", "externally_connectable", "web_accessible_resources"]) assert.equal(manifest[key], undefined, key);
});

test("One manifest serves both browsers", () => {
  const { background, browser_specific_settings: { gecko } } = manifest;
  assert.equal(manifest.manifest_version, 3);
  assert.deepEqual(background.scripts, [background.service_worker]);
  assert.equal(background.type, "module");
  assert.equal(manifest.side_panel.default_path, manifest.sidebar_action.default_panel);
  assert.equal(gecko.id, "nutgraf@nutgraf.example");
  assert.equal(gecko.strict_min_version, "140.0");
  assert.deepEqual(gecko.data_collection_permissions, { required: ["none"] });
});

test("The policy lets nothing in from outside and nothing out but to this machine", () => {
  const policy = manifest.content_security_policy.extension_pages;
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /connect-src http:\/\/127\.0\.0\.1:\*(;|$)/);
  assert.doesNotMatch(policy, /unsafe|https:|\*[^;]/);
});

test("The shortcut is not the one Chromium keeps for itself", () => {
  const keys = Object.values(manifest.commands).flatMap(({ suggested_key: key }) => Object.values(key));
  assert.ok(keys.length > 0);
  assert.ok(!keys.includes("Alt+Shift+N"));
});

test("Every file the manifest names is there, and every message", () => {
  const text = JSON.stringify(manifest);
  for (const [, path] of text.matchAll(/"((?:src|icons)\/[^"]+)"/g)) assert.ok(read(path).length, path);
  const messages = JSON.parse(read("_locales/en/messages.json"));
  for (const [, name] of text.matchAll(/__MSG_(\w+)__/g)) assert.ok(messages[name]?.message, name);
});

test("README has a row for every permission", () => {
  const rows = readFileSync(new URL("../README.md", EXTENSION), "utf8").split("\n").filter((line) => line.startsWith("|"));
  for (const name of [...manifest.permissions, ...manifest.host_permissions]) assert.ok(rows.some((row) => row.includes(`\`${name}\``)), name);
});

test("The lock file names no download hosts", () => {
  assert.doesNotMatch(read("package-lock.json"), /"resolved"/);
});
