import { counted, el, OURS, section } from "./nodes.js";

/** @typedef {import("../lib/wire.js").Reading} Reading */

const LONGEST = 30;

/**
 * The best sentences in story order. The slider needs no request: every length is a head of the ranking.
 * @param {Reading} reading
 * @param {import("./press.js").Press} press
 * @param {(sentences: number) => void} onLength
 */
export function summaryView({ story, summary }, press, onLength) {
  const most = Math.min(summary.ranking.length, LONGEST);
  const list = el("ol", { class: "picks" });
  const said = el("output", { for: "length" });
  const slider = el("input", { type: "range", id: "length", min: 1, max: most, step: 1 });
  /** @type {Map<number, HTMLLIElement>} */
  const made = new Map();

  /** @param {number} sentence */
  function pick(sentence) {
    const kept = made.get(sentence);
    if (kept) return kept;
    const span = story.sentences[sentence]?.span ?? [0, 0];
    const why = summary.reasons[summary.ranking.indexOf(sentence)] ?? "";
    const item = el("li", {}, press.place({ class: "pick", dir: "auto", "data-sentence": String(sentence) }, [span],
      el("span", { class: "words" }, story.text.slice(...span)),
      why && el("span", { class: "why", ...OURS }, why)));
    made.set(sentence, item);
    return item;
  }

  function draw() {
    const count = Number(slider.value);
    const picks = summary.ranking.slice(0, count).sort((a, b) => a - b);
    list.replaceChildren(...picks.map(pick));
    const words = picks.reduce((sum, sentence) => sum + (summary.words[sentence] ?? 0), 0);
    said.textContent = `${count} of ${counted(summary.ranking.length, "sentence")}, ${counted(words, "word")}`;
    slider.setAttribute("aria-valuetext", said.textContent);
    press.settle();
    onLength(count);
  }

  if (most === 0) return section("summary", "Summary", el("p", { class: "none", ...OURS }, "There are no sentences to choose from."));
  slider.value = String(Math.min(most, summary.budget.sentences ?? 3));
  slider.addEventListener("input", draw);
  draw();
  return section("summary", "Summary", list,
    el("div", { class: "length", ...OURS }, el("label", { for: "length" }, "Length"), slider, said));
}
