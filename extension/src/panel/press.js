import { anchorOf } from "../lib/anchor.js";
import { PageError } from "../lib/browser.js";
import { light } from "../lib/page.js";
import { button } from "./nodes.js";

/** @typedef {import("../lib/wire.js").Span} Span */
/** @typedef {import("../lib/wire.js").Anchor} Anchor */
/** @typedef {(attributes: Record<string, string>, spans: Span[], ...children: import("./nodes.js").Child[]) => HTMLButtonElement} MakePlace */

/** @type {Record<import("../lib/anchor.js").Found, string>} */
const SAID = {
  shown: "Shown in the page.",
  hidden: "The page does not show these words at the moment.",
  lost: "These words could not be found in the page. It may have changed since it was read.",
};

/** Makes the buttons that light up their place, in the page and in the panel's story. One is lit at a time. */
export class Press {
  /**
   * @param {number} tabId
   * @param {import("../lib/wire.js").Reading} reading
   * @param {(span: Span | null) => void} lightStory
   * @param {(message: string) => void} say
   */
  constructor(tabId, reading, lightStory, say) {
    this.tabId = tabId;
    this.reading = reading;
    this.lightStory = lightStory;
    this.say = say;
    /** @type {HTMLButtonElement | null} */
    this.lit = null;
    this.turn = 0;
  }

  /**
   * A button for words that may stand in several places: each press goes to the next, the last one out.
   * @type {MakePlace}
   */
  place = (attributes, spans, ...children) => {
    let next = 0;
    return button({ ...attributes, "aria-pressed": "false" }, (pressed) => {
      if (this.lit !== pressed) next = 0;
      const span = spans[next++];
      if (!span) return this.out();
      this.#on(pressed, anchorOf(this.reading.story, span), span, spans.length > 1 ? ` Place ${next} of ${spans.length}.` : "");
    }, ...children);
  };

  /** @param {Record<string, string>} attributes @param {Anchor} anchor @param {...import("./nodes.js").Child} children */
  anchor = (attributes, anchor, ...children) =>
    button({ ...attributes, "aria-pressed": "false" }, (pressed) => {
      if (this.lit === pressed) this.out();
      else this.#on(pressed, anchor, null, "");
    }, ...children);

  /** Puts the light out when its button goes away. */
  settle() {
    if (this.lit && !this.lit.isConnected) this.out();
  }

  /** @param {HTMLButtonElement} pressed @param {Anchor} anchor @param {Span | null} span @param {string} which */
  async #on(pressed, anchor, span, which) {
    this.#mark(pressed);
    this.lightStory(span);
    const found = await this.#page(anchor);
    if (found) this.say(SAID[found] + which);
  }

  out() {
    this.#mark(null);
    this.lightStory(null);
    this.say("");
    return this.#page(null);
  }

  /** @param {HTMLButtonElement | null} pressed */
  #mark(pressed) {
    this.lit?.setAttribute("aria-pressed", "false");
    pressed?.setAttribute("aria-pressed", "true");
    this.lit = pressed;
  }

  /** @param {Anchor | null} anchor @returns {Promise<import("../lib/anchor.js").Found | null>} null when a later press overtook this one */
  async #page(anchor) {
    const turn = ++this.turn;
    try {
      const found = await light(this.tabId, anchor, this.reading.page.url);
      return turn === this.turn ? found : null;
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      if (turn === this.turn) this.say(error.message);
      return null;
    }
  }
}
