import { many, number, t } from "../lib/words.js";
import { readingTime } from "./calendar.js";
import { button, el, OURS, section } from "./nodes.js";
import { told } from "./told.js";

/** @typedef {import("../lib/wire.js").Reading} Reading */
/** @typedef {import("./choice.js").Choice} Choice */

/**
 * The best sentences in story order. The slider needs no request: every length is a head of the ranking.
 * @param {Reading} reading
 * @param {Choice} choice
 * @param {import("./press.js").Press} press
 * @param {(sentence: number) => void} share  copies the link to a sentence
 * @param {...import("./nodes.js").Child} below
 */
export function summaryView({ story }, choice, press, share, ...below) {
  const list = el("ol", { class: "picks", lang: story.language });
  /** @type {Map<number, HTMLLIElement>} */
  let made = new Map();
  let ranked = choice.summary;

  /** @param {number} sentence */
  function pick(sentence) {
    const kept = made.get(sentence);
    if (kept) return kept;
    const span = story.sentences[sentence]?.span ?? [0, 0];
    const why = choice.summary.method === "news" && choice.summary.reasons[choice.summary.ranking.indexOf(sentence)];
    const { words, attributes } = told(why || "");
    const item = el("li", {},
      press.place({ class: "pick", dir: "auto", "data-sentence": String(sentence) }, [span], el("span", { class: "words" }, story.text.slice(...span))),
      el("p", { class: "under", ...OURS }, why && el("span", { class: "why", ...attributes }, words),
        button({ class: "quiet share", "aria-label": t("panelShareLine", number(sentence + 1)) }, () => share(sentence), t("panelShare"))));
    made.set(sentence, item);
    return item;
  }

  function draw() {
    if (ranked !== choice.summary) made = new Map();
    ranked = choice.summary;
    list.replaceChildren(...choice.picks.map(pick));
    press.settle();
  }

  if (choice.most === 0) return section("summary", "panelSummary", el("p", { class: "none", ...OURS }, t("panelNoSentences")), ...below);
  choice.watch(draw);
  return section("summary", "panelSummary", list, ...below);
}

/**
 * A slider over the length of the summary. Every slider of a reading moves with the others.
 * @param {Choice} choice
 * @param {string} id
 * @param {string} label
 */
export function lengthSlider(choice, id, label) {
  const slider = el("input", { type: "range", id, min: 1, max: choice.most, step: 1 });
  const said = el("output", { for: id });
  slider.addEventListener("input", () => choice.change({ length: Number(slider.value) }));
  choice.watch(() => {
    slider.value = String(choice.length);
    const saved = choice.allWords - choice.words;
    const length = t("panelLengthOf", number(choice.length), many("panelSentences", choice.summary.ranking.length), many("panelWords", choice.words));
    const gain = saved > 0 ? t("panelSaves", readingTime(saved)) : "";
    said.replaceChildren(length, gain && " · ", gain && el("span", {}, gain));
    slider.setAttribute("aria-valuetext", said.textContent ?? "");
  });
  return el("div", { class: "length", ...OURS }, el("label", { for: id }, label), slider, said);
}
