import { anchorOf } from "../lib/anchor.js";
import { onTabChanged } from "../lib/browser.js";
import { since } from "../lib/page.js";
import { t } from "../lib/words.js";
import { button, OURS } from "./nodes.js";

const LOOKS_MS = [2_000, 6_000, 15_000];
/** A page puts its new address up before the new story is there, and some put up many. */
const CHANGES_MS = [300, 1_500, 5_000, 15_000];
const PLACES = 5;

/**
 * Says that the page shows more than when it was read, that its tab shows another one, or that something
 * is selected in it, and offers to read that.
 * @param {HTMLElement} line
 * @param {import("./asking.js").Taken} taken
 * @param {import("../lib/wire.js").Story} story  of the page
 * @param {(selection: boolean) => void} again
 * @param {(isThere: boolean, now: string) => void} seen  at every look: whether the tab still shows the page, and under which address
 */
export function watchPage(line, { tabId, page: { url }, length, hasSelection }, story, again, seen) {
  const ending = new AbortController();
  const { signal } = ending;
  const places = some(story.sentences).map(({ span }) => anchorOf(story, span));
  /** @type {ReturnType<typeof setTimeout>[]} */
  let timers = [];
  if (hasSelection) hint("read-selection", "panelSelected", "panelReadSelection");
  lookAfter(LOOKS_MS);
  addEventListener("focus", look, { signal });
  onTabChanged(tabId, () => lookAfter(CHANGES_MS), signal);
  signal.addEventListener("abort", () => {
    lookAfter([]);
    line.replaceChildren();
  });

  /** @param {number[]} waits */
  function lookAfter(waits) {
    timers.forEach(clearTimeout);
    timers = waits.map((wait) => setTimeout(look, wait));
  }

  async function look() {
    const found = await since(tabId, { url, length }, places);
    if (signal.aborted || !found) return;
    const { became, now } = found;
    seen(became !== "moved", now);
    if (became !== "moved") line.querySelector("#moved")?.parentElement?.replaceChildren();
    if (became === "same" || line.querySelector(`#${became}`)) return;
    if (became === "grew") hint("grew", "panelGrown", "panelAgain");
    else hint("moved", "panelMoved", "read");
  }

  /** @param {"read-selection" | "grew" | "moved"} id @param {string} key @param {string} act */
  function hint(id, key, act) {
    line.replaceChildren(`${t(key)} `, button({ class: "action", id, ...OURS }, () => again(id === "read-selection"), t(act)));
  }
  return { look, end: () => ending.abort() };
}

/** A few of them, from the first to the last. @template T @param {T[]} all @returns {T[]} */
const some = (all) => all.filter((_, index) => index % Math.ceil(all.length / PLACES) === 0);
