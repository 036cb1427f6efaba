import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const EXTENSION = new URL("../../extension/", import.meta.url);
const read = (path) => readFileSync(new URL(path, EXTENSION), "utf8");
const LANGUAGES = readdirSync(new URL("_locales/", EXTENSION)).sort();
const PROMISED = ["ar", "de", "en", "es", "fr", "ja", "pt"];
const words = Object.fromEntries(LANGUAGES.map((language) => [language, JSON.parse(read(`_locales/${language}/messages.json`))]));
const others = LANGUAGES.filter((language) => language !== "en");

const PLURAL = /_(zero|one|two|few|many|other)$/;
/** Keys that are the plurals of one thing: every `<key>_other` of English. */
const counted = new Set(Object.keys(words.en).filter((key) => key.endsWith("_other")).map((key) => key.replace(PLURAL, "")));
const isPlural = (key) => PLURAL.test(key) && counted.has(key.replace(PLURAL, ""));
const plain = (language) => Object.keys(words[language]).filter((key) => !isPlural(key)).sort();
/** The plurals this language has for the numbers a page can hold: French has one more for millions. */
const needed = (language) => [...new Set(Array.from({ length: 1001 }, (_, count) => new Intl.PluralRules(language).select(count)))];
const fills = (message) => [...new Set(message.match(/\$\d/g))].sort();

const sources = readdirSync(new URL("src/", EXTENSION), { recursive: true }).filter((name) => /\.(js|html)$/.test(name));
const code = sources.map((name) => read(`src/${name}`).replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "")).join("\n") + read("manifest.json");
/** Every string of the code, whole: a key may be chosen in a table or by a condition. */
const strings = new Set([...code.matchAll(/(?:__MSG_|["'`])([\w@]+)(?:__|["'`])/g)].map(([, found]) => found));
/** The beginnings of keys that are put together: `page_${found}`. */
const beginnings = [...code.matchAll(/`([a-z]\w+)\$\{/g)].map(([, found]) => found);
const isUsed = (key) => strings.has(key) || strings.has(key.replace(PLURAL, "")) || beginnings.some((beginning) => key.startsWith(beginning));

test("The languages that were promised are there, English among them", () => {
  assert.equal(JSON.parse(read("manifest.json")).default_locale, "en");
  for (const language of PROMISED) assert.ok(LANGUAGES.includes(language), language);
});

test("Every word the code asks for is there in English", () => {
  for (const [, key] of code.matchAll(/__MSG_(\w+)__|data-(?:t|words)(?:-\w+)?="(\w+)"/g)) if (key) assert.ok(words.en[key], key);
  for (const [, key] of code.matchAll(/(?<![\w.])t\(\s*["'`](\w+)["'`]/g)) assert.ok(words.en[key], key);
  for (const [, key] of code.matchAll(/(?<![\w.])many\(\s*["'`](\w+)["'`]/g)) assert.ok(counted.has(key), key);
});

test("No word is kept that the code never asks for", () => {
  assert.deepEqual(Object.keys(words.en).filter((key) => !isUsed(key)), []);
});

test("Every English word tells its translator what it is for", () => {
  assert.deepEqual(Object.keys(words.en).filter((key) => !words.en[key].description?.trim()), []);
});

for (const language of LANGUAGES) {
  test(`${language}: no word is empty, and no plural its language needs is missing`, () => {
    for (const [key, { message }] of Object.entries(words[language])) assert.ok(message?.trim(), key);
    for (const key of counted) for (const plural of needed(language)) assert.ok(words[language][`${key}_${plural}`], `${key}_${plural}`);
  });
}

for (const language of others) {
  test(`${language}: the same words as in English, and no plural it never uses`, () => {
    assert.deepEqual(plain(language), plain("en"));
    const kept = Object.keys(words[language]).filter(isPlural);
    assert.deepEqual(kept.filter((key) => !needed(language).includes(PLURAL.exec(key)[1])), []);
  });

  test(`${language}: the same places are filled in as in English`, () => {
    for (const key of plain(language)) assert.deepEqual(fills(words[language][key].message), fills(words.en[key].message), key);
    for (const key of Object.keys(words[language]).filter(isPlural)) {
      const [given, all] = [words[language][key].message, words.en[key.replace(PLURAL, "_other")].message].map(fills);
      // One, two or none may be said in a word: “a sentence”.
      const free = /_(zero|one|two)$/.test(key) ? ["$1"] : [];
      assert.deepEqual(given.filter((fill) => !free.includes(fill)), all.filter((fill) => !free.includes(fill)), key);
      assert.ok(given.every((fill) => all.includes(fill)), key);
    }
  });

  test(`${language}: commands, addresses and names of formats stay as they are`, () => {
    for (const key of plain(language)) {
      const exact = words.en[key].message.match(/nutgraf (?:serve|pair|open)|127\.0\.0\.1(?::\d+)?|\{\{|\}\}|Markdown|EPUB|BibTeX|CSL|\bRIS\b|\bCSV\b|\bJSON\b/g) ?? [];
      for (const part of exact) assert.ok(words[language][key].message.includes(part), `${key}: ${part}`);
    }
  });
}

test("What a button is called in full holds the words it shows, so that it can be called by them", () => {
  const full = { panelShare: "panelShareLine", panelBringBack: "panelBringBackOf", panelTakeAway: "panelTakeAwayOf", queueReadNow: "queueReadNowThis", queueDrop: "queueDropThis" };
  for (const language of LANGUAGES)
    for (const [shown, whole] of Object.entries(full)) assert.ok(words[language][whole].message.includes(words[language][shown].message), `${language} ${whole}`);
});

test("A dollar sign is either a place that is filled in or doubled, as the browsers read it", () => {
  for (const language of LANGUAGES)
    for (const [key, { message }] of Object.entries(words[language])) assert.doesNotMatch(message, /(?<!\$)\$(?![\d$])/, `${language} ${key}`);
});

test("The store's limits are kept: a name of 75 signs, a description of 132", () => {
  for (const language of LANGUAGES) {
    assert.ok(words[language].name.message.length <= 75, language);
    assert.ok(words[language].description.message.length <= 132, language);
  }
});
