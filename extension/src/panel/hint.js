import { grew } from "../lib/page.js";
import { t } from "../lib/words.js";
import { button, OURS } from "./nodes.js";

const LOOKS_MS = [2_000, 6_000, 15_000];

/**
 * Says that the page shows more than when it was read, or that something is selected in it, and offers to
 * read that.
 * @param {HTMLElement} line
 * @param {{tabId: number, length: number, hasSelection: boolean}} page
 * @param {(selection: boolean) => void} again
 */
export function watchPage(line, { tabId, length, hasSelection }, again) {
  const ending = new AbortController();
  const { signal } = ending;
  if (hasSelection) hint("panelSelected", "panelReadSelection", true);
  const timers = LOOKS_MS.map((after) => setTimeout(look, after));
  addEventListener("focus", look, { signal });
  signal.addEventListener("abort", () => {
    timers.forEach(clearTimeout);
    line.replaceChildren();
  });

  async function look() {
    if (!line.querySelector("#grown") && (await grew(tabId, length)) && !signal.aborted) hint("panelGrown", "panelAgain", false);
  }

  /** @param {string} key @param {string} act @param {boolean} selection */
  function hint(key, act, selection) {
    line.replaceChildren(`${t(key)} `, button({ class: "action", id: selection ? "read-selection" : "grown", ...OURS }, () => again(selection), t(act)));
  }
  return () => ending.abort();
}
