/** What is done inside the page that was read. Its DOM is only looked at, never changed. */

import { capturePage, pageNow } from "../capture.js";
import { countShown, findPlaces } from "./anchor.js";
import { callPage, PageError, runInPage, showTab, styleInPage } from "./browser.js";
import { followPresses } from "./follow.js";
import { lightPlace } from "./light.js";
import { SHADES, skimPage } from "./skim.js";
import { many, t } from "./words.js";

/** @typedef {import("./wire.js").Anchor} Anchor */
/** @typedef {import("./wire.js").Notice} Notice */
/**
 * A page as it was taken. `selection`: only what the reader had selected was; `hasSelection`: something
 * is selected in it; `length`: what since() compares with later.
 * @typedef {{url: string, html: string, contentType: string, notices: Notice[], selection: boolean, hasSelection: boolean, length: number}} Captured
 */
/**
 * All sentences of a story: their anchors and their levels, both in the order of the story. 1 is the
 * strongest shade, 4 the weakest, 0 none.
 * @typedef {{url: string, key: string, anchors: Anchor[], levels: number[]}} Skimmed  key: the reading's id
 */
/** @typedef {{shown: number, lost: number}} Skim  how many sentences were found in the page, and how many not */

const LIGHT = `::highlight(nutgraf) { background-color: #ffd84d; color: #1b1a17; }
@media (forced-colors: active) { ::highlight(nutgraf) { background-color: Highlight; color: HighlightText; } }`;
const GROWN = 1.2;
const PATIENCE_MS = 10_000;
const READABLE = /^(text\/(html|plain|markdown|xml)|application\/(xhtml\+xml|xml))$/;

/**
 * Takes the page in a tab as the browser shows it, or only what is selected in it, when something is;
 * raises PageError.
 * @param {number} tabId
 * @param {{selectionOnly?: boolean}} [how]
 * @returns {Promise<Captured>}
 */
export async function capture(tabId, { selectionOnly = false } = {}) {
  const [[taken], [now]] = await inTime(Promise.all([
    runInPage(tabId, capturePage, [{ selectionOnly }]),
    runInPage(tabId, pageNow),
  ]));
  if (!taken) throw new PageError(t("pageOwnOrReload"));
  const { framesBlocked, thinned, tooLarge, ...page } = taken;
  if (page.contentType === "application/pdf") throw new PageError(t("pagePdf"));
  if (!READABLE.test(page.contentType)) throw new PageError(t("pageKind", page.contentType));
  if (tooLarge) throw new PageError(t("pageTooLarge"));
  const notices = [];
  if (framesBlocked) notices.push({ code: "frames-blocked", message: many("pageFramesBlocked", framesBlocked) });
  if (thinned) notices.push({ code: "thinned", message: t("pageThinned") });
  return { ...page, notices, length: now?.length ?? 0 };
}

/**
 * A page that is busy with itself answers late, and Chromium's view of a source never.
 * @template T
 * @param {Promise<T>} asked
 * @returns {Promise<T>}
 */
async function inTime(asked) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new PageError(t("tabSilent"))), PATIENCE_MS)));
  try {
    return await Promise.race([asked, /** @type {Promise<never>} */ (late)]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Lights one place in the page; null puts the light out.
 * @param {number} tabId
 * @param {Anchor | null} anchor
 * @param {string} url  of the page that was read
 * @param {number | null} [sentence]  the sentence it stands in, which a press on the lit words tells of
 * @returns {Promise<import("./anchor.js").Found>}
 */
export async function light(tabId, anchor, url, sentence = null) {
  if (anchor) await Promise.all([styleInPage(tabId, LIGHT), showTab(tabId), runInPage(tabId, findPlaces, ["light", url, [anchor]])]);
  const [found] = await runInPage(tabId, lightPlace, [sentence, anchor !== null]);
  return found ?? "lost";
}

/**
 * Shades every sentence of the page by its level; null takes the shades off. To move the threshold, call
 * again with other levels: the places are kept in the page and only found once.
 * @param {number} tabId
 * @param {Skimmed | null} skimmed
 * @returns {Promise<Skim>}
 */
export async function skim(tabId, skimmed) {
  const nothing = { shown: 0, lost: 0 };
  if (!skimmed) return (await runInPage(tabId, skimPage, [null]))[0] ?? nothing;
  const { anchors, ...shades } = skimmed;
  const [, [known]] = await Promise.all([styleInPage(tabId, SHADES), runInPage(tabId, skimPage, [shades])]);
  if (known) return known;
  await runInPage(tabId, findPlaces, ["skim", shades.url, anchors, shades.key]);
  return (await runInPage(tabId, skimPage, [shades]))[0] ?? nothing;
}

/**
 * Opens the line to a page that light() and skim() need: without one the page stays dark. A press on lit
 * or shaded words comes over it.
 * @param {number} tabId
 * @param {(sentence: number) => void} pressed
 * @param {() => void} ended  the page has gone, or another panel reads it: what was lit there is out
 * @returns {Promise<() => void>} ends it, and light and shades with it; raises PageError
 */
export async function follow(tabId, pressed, ended) {
  await runInPage(tabId, followPresses);
  return callPage(tabId, pressed, ended);
}

/**
 * What has become of the page since it was taken: it is the same, it shows a good deal more text, or the
 * tab shows another one. Pages change their address without being loaded anew, be it only to tidy it:
 * while it shows most of the places, it is the same under the address it has `now`.
 * @param {number} tabId
 * @param {{url: string, length: number}} taken
 * @param {Anchor[]} places
 * @returns {Promise<{became: "same" | "grew" | "moved", now: string} | null>}  null when it cannot be asked
 */
export async function since(tabId, { url, length }, places) {
  try {
    const [now] = await runInPage(tabId, pageNow);
    if (!now) return null;
    if (withoutHash(now.url) !== withoutHash(url)) {
      // Two looks may meet.
      const name = `since ${crypto.randomUUID()}`;
      await runInPage(tabId, findPlaces, [name, now.url, places]);
      const [shown = 0] = await runInPage(tabId, countShown, [name]);
      if (shown <= places.length / 2) return { became: "moved", now: now.url };
    }
    return { became: now.length > length * GROWN ? "grew" : "same", now: now.url };
  } catch (error) {
    if (error instanceof PageError) return null;
    throw error;
  }
}

/** A page's address without the place in it. @param {string} url */
export const withoutHash = (url) => url.split("#")[0];
