/** As much of a browser as the extension's own modules need: what is stored, the words, and locks. */

import { readFileSync } from "node:fs";

const MESSAGES = JSON.parse(readFileSync(new URL("../../extension/_locales/en/messages.json", import.meta.url), "utf8"));

/** @param {string} key @param {string[]} [fills] */
const said = (key, fills = []) => (MESSAGES[key]?.message ?? "").replace(/\$(\d)/g, (_, n) => fills[n - 1] ?? "");

/** @param {Map<string, unknown>} kept */
function area(kept) {
  const heard = [];
  const tell = (changes) => heard.forEach((listener) => listener(changes));
  return {
    get: async (name) => (kept.has(name) ? { [name]: structuredClone(kept.get(name)) } : {}),
    set: async (items) => {
      for (const [name, value] of Object.entries(items)) kept.set(name, structuredClone(value));
      tell(Object.fromEntries(Object.entries(items).map(([name, newValue]) => [name, { newValue }])));
    },
    remove: async (names) => {
      for (const name of [names].flat()) kept.delete(name);
      tell(Object.fromEntries([names].flat().map((name) => [name, {}])));
    },
    onChanged: { addListener: (listener) => heard.push(listener) },
  };
}

/** Puts a browser into the global scope and hands back what it keeps, by area. */
export function browser() {
  const kept = { local: new Map(), session: new Map() };
  const last = new Map();
  const held = new Set();
  globalThis.chrome = {
    storage: { local: area(kept.local), session: area(kept.session) },
    i18n: { getMessage: said, getUILanguage: () => "en-GB" },
  };
  const locks = {
    request: (name, ...rest) => {
      if (rest[0]?.ifAvailable && held.has(name)) return rest.at(-1)(null);
      held.add(name);
      const turn = (last.get(name) ?? Promise.resolve()).catch(() => {}).then(() => rest.at(-1)({}));
      last.set(name, turn);
      const free = () => last.get(name) === turn && held.delete(name);
      turn.then(free, free);
      return turn;
    },
  };
  Object.defineProperty(globalThis, "navigator", { value: { locks }, configurable: true });
  return kept;
}
