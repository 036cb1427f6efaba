import { many, t } from "../lib/words.js";
import { button, el, OURS, section } from "./nodes.js";
import { bring, bringBack } from "./shown.js";
import { stepName, told } from "./told.js";

/** @typedef {import("../lib/wire.js").Removal} Removal */
/** @typedef {import("./story.js").StoryView} StoryView */

const OPEN_UP_TO = 12;

/**
 * What was left out, by the step that cut it, and why: nothing is lost without a word, and what stood in
 * the story or near it can be put back there.
 * @param {Removal[]} removed
 * @param {import("./press.js").Press} press
 * @param {StoryView} story
 * @param {() => void} showStory
 * @param {(message: string) => void} say
 */
export function removedView(removed, press, story, showStory, say) {
  if (removed.length === 0) return section("removed", "panelRemoved", el("p", { class: "none", ...OURS }, t("panelNothingRemoved")));
  const groups = [...Map.groupBy(removed, ({ step }) => step)].map(([step, all]) =>
    el("details", { open: removed.length <= OPEN_UP_TO },
      el("summary", OURS, el("h3", {}, stepName(step)), el("span", { class: "count" }, many("panelPieces", all.length))),
      el("ul", {}, ...all.map((removal) => item(removal)))));
  return section("removed", "panelRemoved", el("p", { class: "why", ...OURS }, t("panelRemovedHelp")), ...groups);

  /** @param {Removal} removal */
  function item(removal) {
    const { reason, preview, anchor, text } = removal;
    const { words, attributes } = told(reason);
    const place = anchor && (anchor.exact || anchor.path);
    const shown = preview || t("panelNoText");
    return el("li", {},
      place ? press.anchor({ class: "preview", dir: "auto" }, anchor, shown) : el("span", { class: "preview", dir: "auto" }, shown),
      el("p", { class: "under", ...OURS }, el("span", { class: "why", ...attributes }, words), text && back(removal)));
  }

  /** @param {Removal} removal */
  function back(removal) {
    /** @type {HTMLElement | null} */
    let brought = null;
    const turn = button({ class: "quiet back", "aria-label": t("panelBringBackOf", removal.preview) }, () => (brought ? away() : put()), t("panelBringBack"));
    function put() {
      brought = bringBack(story, removal, () => {
        away();
        turn.isConnected && say(t("panelTakenAway"));
      });
      turn.textContent = t("panelTakeAway");
      turn.setAttribute("aria-label", t("panelTakeAwayOf", removal.preview));
      showStory();
      bring(brought);
      brought.querySelector("button")?.focus({ preventScroll: true });
      say(t("panelBrought"));
    }
    function away() {
      const focused = brought?.contains(document.activeElement);
      brought?.remove();
      brought = null;
      turn.textContent = t("panelBringBack");
      turn.setAttribute("aria-label", t("panelBringBackOf", removal.preview));
      if (focused) document.getElementById("tab-story")?.focus({ preventScroll: true });
    }
    return turn;
  }
}
