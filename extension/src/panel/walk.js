import { ownWindow, shortcut } from "../lib/browser.js";
import { endWalk, goTo, onWalk, walkOf } from "../lib/walk.js";
import { number, t } from "../lib/words.js";
import { button, el, OURS } from "./nodes.js";

/** @typedef {import("../lib/walk.js").Walk} Walk */
/** @typedef {import("../lib/walk.js").Step} Step */

/** @type {Record<Step["state"], () => string>} */
const BECAME = {
  ahead: () => t("walkAhead"),
  kept: () => t("walkRead"),
  read: () => t("walkNotKept"),
  queued: () => t("walkQueued"),
  failed: () => t("walkFailed"),
  gone: () => t("walkGone"),
};

/**
 * How far the reader has come with several tabs, above whatever the panel shows; nothing with one tab.
 * @param {(message: string) => void} say
 */
export function walkView(say) {
  const view = el("section", { id: "walk", hidden: true, "aria-label": t("walkTitle"), ...OURS });
  begin();
  return view;

  async function begin() {
    const windowId = await ownWindow();
    const key = await shortcut();
    onWalk(windowId, (walk) => draw(walk, windowId, key));
    draw(await walkOf(windowId), windowId, key);
  }

  /** @param {Walk | null} walk @param {number} windowId @param {string} key */
  function draw(walk, windowId, key) {
    view.hidden = !walk;
    if (!walk) return view.replaceChildren();
    const { steps } = walk;
    const done = steps.filter(({ state }) => state !== "ahead").length;
    const next = steps.find(({ state }) => state === "ahead");
    const told = next ? (key ? t("walkPressKey", key) : t("walkPress")) : t("walkDone");
    const count = t("walkCount", number(done), number(steps.length));
    view.replaceChildren(
      el("p", {}, el("strong", {}, count), " ", told),
      el("progress", { max: steps.length, value: done, "aria-label": t("walkTitle") }),
      el("details", {}, el("summary", {}, t("walkTabs")), el("ol", {}, ...steps.map(row))),
      el("div", { class: "actions" },
        next && button({ class: "action", id: "walk-next" }, () => goTo(windowId, next.tabId), t("walkNext")),
        button({ class: "action", id: "walk-end" }, () => endWalk(windowId), t(next ? "walkStop" : "walkClose"))));
    say(`${count} ${told}`);
  }
}

/** @param {Step} step */
function row({ title, state, said }) {
  return el("li", {}, title && el("bdi", {}, title), title && ": ", BECAME[state](), said && ` ${said}`);
}
