import { onTabChanged } from "../lib/browser.js";
import { since } from "../lib/page.js";
import { t } from "../lib/words.js";
import { button, OURS } from "./nodes.js";

const LOOKS_MS = [2_000, 6_000, 15_000];

/**
 * Says that the page shows more than when it was read, that its tab shows another one, or that something
 * is selected in it, and offers to read that.
 * @param {HTMLElement} line
 * @param {import("./asking.js").Taken} taken
 * @param {(selection: boolean) => void} again
 * @param {() => void} onMoved
 */
export function watchPage(line, { tabId, page: { url }, length, hasSelection }, again, onMoved) {
  const ending = new AbortController();
  const { signal } = ending;
  if (hasSelection) hint("read-selection", "panelSelected", "panelReadSelection");
  const timers = LOOKS_MS.map((after) => setTimeout(look, after));
  addEventListener("focus", look, { signal });
  onTabChanged(tabId, look, signal);
  signal.addEventListener("abort", () => {
    timers.forEach(clearTimeout);
    line.replaceChildren();
  });

  async function look() {
    const became = await since(tabId, { url, length });
    if (signal.aborted || !became || line.querySelector(`#${became}`)) return;
    if (became === "grew") return hint("grew", "panelGrown", "panelAgain");
    hint("moved", "panelMoved", "read");
    onMoved();
  }

  /** @param {"read-selection" | "grew" | "moved"} id @param {string} key @param {string} act */
  function hint(id, key, act) {
    line.replaceChildren(`${t(key)} `, button({ class: "action", id, ...OURS }, () => again(id === "read-selection"), t(act)));
  }
  return () => ending.abort();
}
