/** What is done to the story shown in the panel: a place lit, ranks as shades, blocks brought back. */

import { t } from "../lib/words.js";
import { button, el, OURS } from "./nodes.js";

/** @typedef {import("../lib/wire.js").Span} Span */
/** @typedef {import("../lib/wire.js").Removal} Removal */
/** @typedef {import("./story.js").StoryView} StoryView */

/** @param {StoryView} story @param {Span | null} span */
export function lightStory({ pieces }, span) {
  CSS.highlights.delete("nutgraf");
  if (!span) return;
  const [start, end] = span;
  const first = pieces.find((piece) => piece.end > start);
  const last = pieces.findLast((piece) => piece.start < end);
  if (!first || !last || first.start >= end) return;
  const range = new Range();
  range.setStart(first.node, Math.max(0, start - first.start));
  range.setEnd(last.node, Math.min(end, last.end) - last.start);
  CSS.highlights.set("nutgraf", new Highlight(range));
}

/** @param {StoryView} story @param {number[] | null} levels  of every sentence; null takes the shades off */
export function shadeStory({ article }, levels) {
  article.classList.toggle("skim", levels !== null);
  for (const sentence of article.querySelectorAll("[data-sentence]")) {
    const level = levels?.[Number(sentence.getAttribute("data-sentence"))];
    if (level) sentence.setAttribute("data-level", String(level));
    else sentence.removeAttribute("data-level");
  }
}

const BARS = { above: 180, below: 60 };

/** Brings an element of the panel to where no bar covers it. @param {Element} element */
export function bring(element) {
  const { top, bottom } = element.getBoundingClientRect();
  if (top < BARS.above || bottom > innerHeight - BARS.below) element.scrollIntoView({ block: "center", behavior: "instant" });
}

/**
 * Puts a block that was left out back to where it stood, marked as brought back.
 * @param {StoryView} story
 * @param {Removal} removal
 * @param {() => void} onTakeAway
 * @returns {HTMLElement}
 */
export function bringBack({ article }, { text, before }, onTakeAway) {
  const away = button({ class: "action", ...OURS }, onTakeAway, t("panelTakeAway"));
  const made = el("div", { class: "brought", "data-before": before },
    el("p", { class: "brought-note", ...OURS }, t("panelBroughtBack"), " ", away),
    ...(text ?? "").split("\n").filter((line) => line.trim()).map((line) => el("p", { dir: "auto" }, line)));
  const after = [...article.children].find((one) => placeOf(one) >= (before ?? Infinity) && !(one.matches(".brought") && placeOf(one) === before));
  article.insertBefore(made, after ?? null);
  return made;
}

/** Before which block an element stands or which one it begins with; nothing comes after a footnote. @param {Element} element */
function placeOf(element) {
  const { before, block } = /** @type {HTMLElement} */ (element).dataset;
  if (before !== undefined) return Number(before);
  if (block !== undefined) return Number(block);
  return element.matches(".note-apart") ? Infinity : -1;
}
