/**
 * Several tabs, one after the other. A browser shows an extension only the tab on which the button was
 * pressed, so the reader is led from tab to tab, and presses it on each.
 */

import { ask, onStored, PageError, runInPage, showTab, store, stored, tabOf, unstore } from "./browser.js";

/** @typedef {{tabId: number, state: "ahead" | "kept" | "read" | "queued" | "failed" | "gone", title?: string, said?: string}} Step */
/** @typedef {{windowId: number, steps: Step[]}} Walk */

/** @param {number} windowId */
const nameOf = (windowId) => `walk-${windowId}`;

/** @param {number} windowId @param {number[]} tabs  the one the button was pressed on first */
export function beginWalk(windowId, tabs) {
  /** @type {Walk} */
  const walk = { windowId, steps: tabs.map((tabId) => ({ tabId, state: "ahead" })) };
  return store({ [nameOf(windowId)]: walk }, "session");
}

/** @param {number} windowId @returns {Promise<Walk | null>} */
export const walkOf = async (windowId) => /** @type {Walk | null} */ (await stored(nameOf(windowId), "session"));

/** @param {number} windowId */
export const endWalk = (windowId) => unstore([nameOf(windowId)], "session");

/** @param {number} windowId @param {(walk: Walk | null) => void} changed */
export const onWalk = (windowId, changed) =>
  onStored("session", (changes) => nameOf(windowId) in changes && changed(/** @type {Walk | null} */ (changes[nameOf(windowId)])));

/**
 * The walk after a tab has become something, and the tab that comes next.
 * @param {Walk} walk @param {number} tabId @param {Omit<Step, "tabId">} became
 * @returns {{walk: Walk, next: number | null}}
 */
export function stepped(walk, tabId, became) {
  const steps = walk.steps.map((step) => (step.tabId === tabId ? { tabId, ...became } : step));
  return { walk: { ...walk, steps }, next: steps.find(({ state }) => state === "ahead")?.tabId ?? null };
}

/**
 * Notes what became of a tab and goes to the next one. A tab that may be read already, because the
 * button was pressed on it before, is read at once.
 * @param {number} windowId @param {number} tabId @param {Omit<Step, "tabId">} became
 */
export async function walkOn(windowId, tabId, became) {
  const now = await walkOf(windowId);
  if (!now?.steps.some((step) => step.tabId === tabId && step.state === "ahead")) return;
  const { walk, next } = stepped(now, tabId, became);
  await store({ [nameOf(windowId)]: walk }, "session");
  if (next !== null) await goTo(windowId, next);
}

/** @param {number} windowId @param {number} tabId */
export async function goTo(windowId, tabId) {
  try {
    await showTab(tabId);
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    return walkOn(windowId, tabId, { state: "gone" });
  }
  if (await isOpen(tabId)) await ask({ id: tabId, windowId, url: (await tabOf(tabId)).address });
}

/** @param {number} tabId */
async function isOpen(tabId) {
  try {
    await runInPage(tabId, () => true);
    return true;
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    return false;
  }
}
