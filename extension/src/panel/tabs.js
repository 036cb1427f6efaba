import { t } from "../lib/words.js";
import { el, OURS } from "./nodes.js";

/** @typedef {{id: string, key: string, part: HTMLElement}} Part  a part of the reading and the key of its name */

/**
 * The parts of a reading, one shown at a time: the tabs pattern of the ARIA practices. The browser's own
 * search finds words in all of them and brings the right one forward.
 */
export class Tabs {
  /** @param {Part[]} parts */
  constructor(parts) {
    this.parts = parts;
    this.shown = parts[0]?.id ?? "";
    /** @type {Map<string, number>} */
    this.scrolled = new Map();
    this.buttons = parts.map(({ id, key }) =>
      el("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": id, ...OURS }, t(key)));
    this.buttons.forEach((one, index) => one.addEventListener("click", () => this.show(parts[index]?.id ?? "")));
    this.node = el("div", { class: "tabs", role: "tablist", "aria-label": t("panelParts"), ...OURS }, ...this.buttons);
    this.node.addEventListener("keydown", (event) => this.#key(event));
    for (const { id, part } of parts) {
      part.setAttribute("role", "tabpanel");
      part.setAttribute("aria-labelledby", `tab-${id}`);
      part.addEventListener("beforematch", () => this.show(id));
    }
    this.#draw();
  }

  /** @param {string} id */
  show(id) {
    if (id === this.shown) return;
    const top = this.#top();
    const isStuck = scrollY > top;
    this.scrolled.set(this.shown, scrollY);
    this.shown = id;
    this.#draw();
    if (isStuck) scrollTo({ top: Math.max(top, this.scrolled.get(id) ?? top), behavior: "instant" });
  }

  /** How far down the row of tabs stands when nothing is scrolled. */
  #top() {
    const [first] = this.parts;
    const shown = this.parts.find(({ id }) => id === this.shown) ?? first;
    return shown ? shown.part.getBoundingClientRect().top + scrollY - this.node.offsetHeight : 0;
  }

  #draw() {
    this.parts.forEach(({ id, part }, index) => {
      const isShown = id === this.shown;
      if (isShown) part.removeAttribute("hidden");
      else part.setAttribute("hidden", "until-found");
      this.buttons[index]?.setAttribute("aria-selected", String(isShown));
      this.buttons[index]?.setAttribute("tabindex", isShown ? "0" : "-1");
      if (isShown) this.#uncover(this.buttons[index]);
    });
  }

  /** In a narrow panel, or with long names, the row runs on past its edge. @param {HTMLElement | undefined} button */
  #uncover(button) {
    if (!button || this.node.scrollWidth <= this.node.clientWidth) return;
    this.node.scrollLeft = button.offsetLeft - (this.node.clientWidth - button.offsetWidth) / 2;
  }

  /** @param {KeyboardEvent} event */
  #key({ key, ctrlKey, altKey, metaKey }) {
    if (ctrlKey || altKey || metaKey) return;
    const at = this.buttons.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const step = OURS.dir === "rtl" ? -1 : 1;
    const last = this.buttons.length - 1;
    /** @type {Record<string, number>} */
    const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: last };
    const wanted = to[key];
    if (wanted === undefined) return;
    const next = this.buttons[(wanted + this.buttons.length) % this.buttons.length];
    next?.focus();
    next?.click();
  }
}
