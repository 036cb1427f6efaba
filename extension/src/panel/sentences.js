import { t } from "../lib/words.js";
import { el, OURS } from "./nodes.js";

const HINT = "sentence-keys";
const ROVING = { tabindex: "0", role: "group", id: "sentence", "aria-labelledby": "sentence", "aria-describedby": HINT };

/**
 * Makes the sentences of a story places to press, by mouse and by keys. One of them is in the tab order;
 * the arrows go on from there (the roving tabindex of the ARIA practices), Enter presses.
 * @param {import("./story.js").StoryView} story
 * @param {(index: number, shown: HTMLElement) => void} press
 * @returns {HTMLElement} the line that says so, for above the story
 */
export function pressable({ article, sentences }, press) {
  article.classList.add("pressable");
  const order = sentences.flatMap((_, index) => index);
  for (const index of order) sentences[index]?.setAttribute("tabindex", "-1");
  let turn = order[0];
  turnTo(turn);

  article.addEventListener("click", ({ target }) => {
    const index = indexOf(target);
    // A link in it, or words being selected, are left alone.
    if (index === null || /** @type {Element} */ (target).closest("a, button") || !getSelection()?.isCollapsed) return;
    turnTo(index);
    press(index, /** @type {HTMLElement} */ (sentences[index]));
  });
  article.addEventListener("keydown", (event) => {
    const index = sentences.indexOf(/** @type {HTMLElement} */ (event.target));
    if (index < 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Enter") press(index, /** @type {HTMLElement} */ (sentences[index]));
    else if (!move(index, event.key)) return;
    event.preventDefault();
  });

  /** @param {number} from @param {string} key */
  function move(from, key) {
    const at = order.indexOf(from);
    /** @type {Record<string, number | undefined>} */
    const to = { ArrowDown: order[at + 1] ?? from, ArrowUp: order[at - 1] ?? from, Home: order[0], End: order.at(-1) };
    if (to[key] === undefined) return false;
    turnTo(to[key]);
    sentences[to[key]]?.focus();
    return true;
  }

  /** Only this one has a role: told of each, it would break up the reading. @param {number | undefined} index */
  function turnTo(index) {
    const [last, next] = [turn, index].map((one) => (one === undefined ? undefined : sentences[one]));
    for (const name of ["role", "id", "aria-labelledby", "aria-roledescription", "aria-describedby"]) last?.removeAttribute(name);
    last?.setAttribute("tabindex", "-1");
    for (const [name, value] of Object.entries(ROVING)) next?.setAttribute(name, value);
    next?.setAttribute("aria-roledescription", t("panelSentence"));
    turn = index;
  }

  /** @param {EventTarget | null} target */
  function indexOf(target) {
    const shown = /** @type {Element} */ (target).closest("[data-sentence]");
    const index = Number(shown?.getAttribute("data-sentence"));
    return shown && sentences[index] ? index : null;
  }
  return el("p", { class: "why", id: HINT, hidden: order.length === 0, ...OURS }, t("panelSentenceKeys"));
}
