import { anchorOf } from "../lib/anchor.js";
import { PageError } from "../lib/browser.js";
import { skim } from "../lib/page.js";
import { many, number, t } from "../lib/words.js";
import { button, el, OURS } from "./nodes.js";
import { bring, shadeStory } from "./shown.js";
import { lengthSlider } from "./summary.js";

/** @typedef {import("../lib/wire.js").Reading} Reading */
/** @typedef {import("./choice.js").Choice} Choice */

/**
 * The summary in its context: every sentence's rank as a shade of ink, in the panel's story and at will in
 * the page, with a way from one chosen sentence to the next.
 * @param {Reading} reading
 * @param {Choice} choice
 * @param {import("./story.js").StoryView} story
 * @param {import("./press.js").Press} press
 * @param {(message: string) => void} say
 */
export function skimView(reading, choice, story, press, say) {
  const skims = el("input", { type: "checkbox", id: "skim" });
  const inPage = el("input", { type: "checkbox", id: "skim-page" });
  const more = el("div", { class: "skim-more", hidden: true },
    lengthSlider(choice, "skim-length", t("panelLength")),
    el("div", { class: "actions" },
      press.tabId >= 0 && el("label", { class: "check" }, inPage, t("panelSkimPage")),
      el("span", { class: "steps", role: "group", "aria-label": t("panelSteps") },
        button({ class: "action", id: "skim-before" }, () => step(-1), t("panelBefore")),
        button({ class: "action", id: "skim-next" }, () => step(1), t("panelNext")))));
  let at = -1;
  let turn = 0;

  skims.addEventListener("change", () => {
    more.hidden = !skims.checked;
    if (!skims.checked && inPage.checked) {
      inPage.checked = false;
      page();
    }
    shadeStory(story, skims.checked ? choice.levels : null);
  });
  inPage.addEventListener("change", page);
  press.onDark(() => (inPage.checked = false));
  choice.watch(() => {
    if (skims.checked) shadeStory(story, choice.levels);
    if (inPage.checked) page();
  });

  async function page() {
    const mine = ++turn;
    const { id } = reading;
    const anchors = reading.story.sentences.map(({ span }) => anchorOf(reading.story, span));
    try {
      if (!inPage.checked) {
        await skim(press.tabId, null);
        return say("");
      }
      await press.call();
      const { shown, lost } = await skim(press.tabId, { url: press.url, key: id, anchors, levels: choice.tints });
      if (!inPage.checked) return void (await skim(press.tabId, null));
      if (mine === turn) say(lost > 0 ? t("panelSkimmedSome", number(shown), number(lost)) : many("panelSkimmed", shown));
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      inPage.checked = false;
      if (mine === turn) say(error.message);
    }
  }

  /** @param {number} by */
  function step(by) {
    const { picks } = choice;
    const last = picks.indexOf(at);
    const next = last < 0 ? (by > 0 ? 0 : picks.length - 1) : (last + by + picks.length) % picks.length;
    at = picks[next] ?? -1;
    const shown = story.sentences[at];
    if (!shown) return;
    bring(shown);
    press.sentence(at, shown, ` ${t("panelPlaceOf", number(next + 1), number(picks.length))}`);
  }

  return el("div", { class: "skim-bar", ...OURS }, el("label", { class: "check" }, skims, t("panelSkim")), more);
}
