/** What is done inside the page that was read. Its DOM is only looked at, never changed. */

import { capturePage } from "../capture.js";
import { lightAnchor } from "./anchor.js";
import { BROWSERS_OWN, PageError, runInPage, showTab, styleInPage } from "./browser.js";

const LIGHT = "::highlight(nutgraf) { background-color: #ffd84d; color: #1b1a17; }";

/**
 * Reads the page in a tab as the browser shows it.
 * @param {number} tabId
 * @returns {Promise<import("../capture.js").Captured>}
 */
export async function capture(tabId) {
  const [shown] = await runInPage(tabId, capturePage);
  if (!shown) throw new PageError(`${BROWSERS_OWN} If it is not, reload it and press the button again.`);
  return shown;
}

/**
 * Lights one place in the page; null puts the light out.
 * @param {number} tabId
 * @param {import("./wire.js").Anchor | null} anchor
 * @param {string} url  of the page that was read
 * @returns {Promise<import("./anchor.js").Found>}
 */
export async function light(tabId, anchor, url) {
  if (anchor) {
    await styleInPage(tabId, LIGHT);
    await showTab(tabId);
  }
  const [found] = await runInPage(tabId, lightAnchor, [anchor, url]);
  return found ?? "lost";
}
