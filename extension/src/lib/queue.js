/**
 * Pages that wait for the server, in the browser's own storage: a list of what they are under one
 * name, and each page, packed, under a name of its own.
 */

import { onStored, store, stored, unstore } from "./browser.js";

/** @typedef {import("./wire.js").Page} Page */
/**
 * A page that waits. `why`: the code of the refusal, when it was tried again and refused for good;
 * `said`: the sentence that goes with it.
 * @typedef {{id: string, title: string, url: string, at: number, bytes: number, selection: boolean, why?: string, said?: string}} Waiting
 */
/** @typedef {{id: string, at: number} | {full: Waiting[]} | {tooLarge: true}} Put  where it waits; or the oldest, which would have to go first */

const LIST = "queue";
export const MOST = { pages: 20, bytes: 8_000_000 };

/** The pages that wait, the oldest first. @returns {Promise<Waiting[]>} */
export const waiting = async () => /** @type {Waiting[] | null} */ (await stored(LIST)) ?? [];

/**
 * Lets a page wait. Nothing has to make room for it unasked: when there is none, what would have to go
 * is named, and goes only once `dropping` names it. The same page again takes the place of the one before.
 * @param {Page} page
 * @param {{title?: string, selection?: boolean, waits?: string | null}} about  `selection`: only a part of the page; `waits`: its id, when it waits already
 * @param {string[]} [dropping]  the ids of those that may go
 * @returns {Promise<Put>}
 */
export async function put(page, { title, selection = false, waits = null }, dropping = []) {
  const packed = await pack(page);
  const { url } = page;
  return alone(async () => {
    const list = await waiting();
    const isAgain = (/** @type {Waiting} */ one) => one.id === waits || (one.url === url && !one.selection && !selection);
    const [before] = list.filter(isAgain);
    const others = list.filter((one) => !isAgain(one));
    const staying = others.filter(({ id }) => !dropping.includes(id));
    const full = roomFor(packed.length, staying);
    if (packed.length > MOST.bytes) return { tooLarge: true };
    if (full.length) return { full: [...others.filter((one) => !staying.includes(one)), ...full] };
    /** @type {Waiting} */
    const entry = { id: before?.id ?? crypto.randomUUID(), title: title || url, url, at: Date.now(), bytes: packed.length, selection };
    let settled = await settle(entry, packed, others, !before);
    if (!settled && staying.length < others.length) {
      // The browser itself has no room: they go first, for the reader has said that they may.
      await keepOnly([...staying, ...(before ? [before] : [])], list);
      settled = await settle(entry, packed, staying, !before);
    }
    if (!settled) return fullStorage(staying);
    await keepOnly([...staying, entry], list);
    return { id: entry.id, at: entry.at };
  });
}

/** @param {Waiting} entry @param {string} packed @param {Waiting[]} beside @param {boolean} isNew @returns {Promise<boolean>} false: the browser's own bound */
async function settle(entry, packed, beside, isNew) {
  try {
    // At once, or a crash between the two would leave a page that no list names, or lose the copy from before.
    await store({ [nameOf(entry.id)]: packed, [LIST]: [...beside, entry] });
    return true;
  } catch {
    if (isNew) await unstore([nameOf(entry.id)]);
    return false;
  }
}

/** @param {Waiting[]} staying @param {Waiting[]} list */
async function keepOnly(staying, list) {
  const ids = new Set(staying.map(({ id }) => id));
  await unstore(list.filter(({ id }) => !ids.has(id)).map(({ id }) => nameOf(id)));
  await store({ [LIST]: staying });
}

/** @param {Waiting[]} list @returns {Put} */
const fullStorage = (list) => (list.length ? { full: list.slice(0, 1) } : { tooLarge: true });

/**
 * The oldest pages that have to go before one of so many bytes fits.
 * @param {number} bytes
 * @param {Waiting[]} list
 */
export function roomFor(bytes, list) {
  let pages = list.length + 1;
  let sum = list.reduce((all, one) => all + one.bytes, bytes);
  let gone = 0;
  for (; gone < list.length && (pages > MOST.pages || sum > MOST.bytes); gone++) {
    pages--;
    sum -= list[gone]?.bytes ?? 0;
  }
  return list.slice(0, gone);
}

/** A page that waits, as it was; null for one that does not any more. @param {string} id @returns {Promise<Page | null>} */
export async function take(id) {
  const packed = await stored(nameOf(id));
  return typeof packed === "string" ? unpack(packed).catch(() => null) : null;
}

/** Takes pages away for good. @param {string[]} ids */
export const drop = (ids) => alone(async () => dropNow(ids));

/** Takes a page away that was read, unless a newer copy waits in its place by now. @param {{id: string, at: number}} entry */
export const dropRead = ({ id, at }) =>
  alone(async () => {
    const isNewer = (await waiting()).some((one) => one.id === id && one.at !== at);
    if (!isNewer) await dropNow([id]);
  });

/** @param {string[]} ids */
async function dropNow(ids) {
  await unstore(ids.map(nameOf));
  await store({ [LIST]: (await waiting()).filter(({ id }) => !ids.includes(id)) });
}

/** Notes that a page was refused for good; "" takes the note off. @param {string} id @param {string} why @param {string} said */
export const refused = (id, why, said) =>
  alone(async () => store({ [LIST]: (await waiting()).map((one) => (one.id === id ? { ...one, why, said } : one)) }));

/** Calls back with the pages that wait whenever they change. @param {(list: Waiting[]) => void} changed */
export const onWaiting = (changed) =>
  onStored("local", (changes) => LIST in changes && changed(/** @type {Waiting[] | null} */ (changes[LIST]) ?? []));

/**
 * Does one thing at a time with the list, whichever panel or script asks.
 * @template T
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
const alone = async (act) => navigator.locks.request("queue", act);

/** @param {string} id */
const nameOf = (id) => `queued-${id}`;

/** Storage holds text only, and little of it. @param {Page} page */
async function pack(page) {
  const small = new Blob([JSON.stringify(page)]).stream().pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(small).arrayBuffer());
  const pieces = [];
  // A function takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(pieces.join(""));
}

/** @param {string} packed @returns {Promise<Page>} */
async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const whole = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(whole).json();
}
