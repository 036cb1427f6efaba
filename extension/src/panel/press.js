import { anchorOf } from "../lib/anchor.js";
import { PageError } from "../lib/browser.js";
import { follow, light } from "../lib/page.js";
import { number, t } from "../lib/words.js";
import { button } from "./nodes.js";

/** @typedef {import("../lib/wire.js").Span} Span */
/** @typedef {import("../lib/wire.js").Anchor} Anchor */
/** @typedef {(attributes: Record<string, string>, spans: Span[], ...children: import("./nodes.js").Child[]) => HTMLButtonElement} MakePlace */

/**
 * `pressed`: the reader pressed lit words in the page; `missed`: there is no page to light them in. Both
 * with the sentence the words stand in.
 * @typedef {{say: (message: string) => void, lightStory: (span: Span | null) => void, pressed: (sentence: number) => void, missed: (sentence: number) => void}} Told
 */

/** @type {Record<import("../lib/anchor.js").Found, string>} */
const SAID = { shown: "panelLitShown", hidden: "panelLitHidden", lost: "panelLitLost" };

/** Makes the buttons that light up their place, in the page and in the panel's story. One is lit at a time. */
export class Press {
  /**
   * @param {number} tabId
   * @param {import("../lib/wire.js").Reading} reading
   * @param {Told} told
   */
  constructor(tabId, reading, { lightStory, say, pressed, missed }) {
    this.tabId = tabId;
    this.reading = reading;
    /** Under which address the page is. */
    this.url = reading.page.url;
    this.lightStory = lightStory;
    this.say = say;
    /** @type {HTMLElement | null} */
    this.lit = null;
    this.asked = 0;
    /** @type {Promise<unknown>}  what is being lit: one after the other, or the slower one would win */
    this.before = Promise.resolve();
    this.pressed = pressed;
    this.missed = missed;
    /** @type {Promise<() => void> | null}  the line to the page, while something may be lit there */
    this.line = null;
    this.isOver = false;
    /** @type {(() => void)[]} */
    this.watchers = [];
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
      const which = spans.length > 1 ? ` ${t("panelPlaceOf", number(next), number(spans.length))}` : "";
      this.#on(pressed, anchorOf(this.reading.story, span), span, which);
    }, ...children);
  };

  /** @param {Record<string, string>} attributes @param {Anchor} anchor @param {...import("./nodes.js").Child} children */
  anchor = (attributes, anchor, ...children) =>
    button({ ...attributes, "aria-pressed": "false" }, (pressed) => {
      if (this.lit === pressed) this.out();
      else this.#on(pressed, anchor, null, "");
    }, ...children);

  /** Lights a sentence that has no button of its own; once more puts the light out. @param {number} index @param {HTMLElement} shown */
  turn(index, shown) {
    if (this.lit === shown) this.out();
    else this.sentence(index, shown);
  }

  /** Lights a sentence. @param {number} index @param {HTMLElement} shown  where it stands in the panel @param {string} [which] */
  sentence(index, shown, which = "") {
    const span = this.reading.story.sentences[index]?.span;
    if (span) this.#on(shown, anchorOf(this.reading.story, span), span, which);
  }

  /**
   * Marks what the reader pressed in the page, where it is lit already.
   * @param {number} index @param {HTMLElement} shown
   */
  follow(index, shown) {
    this.asked++;
    this.#mark(shown);
    this.lightStory(this.reading.story.sentences[index]?.span ?? null);
  }

  /** Puts the light out when its button goes away. */
  settle() {
    if (this.lit && !this.lit.isConnected) this.out();
  }

  /** Opens the line to the page, once; raises PageError. */
  async call() {
    this.line ??= follow(this.tabId, this.pressed, () => this.#dark());
    const { line } = this;
    try {
      const hangUp = await line;
      if (this.isOver) hangUp();
    } catch (error) {
      if (this.line === line) this.line = null;
      throw error;
    }
  }

  /** The reading goes, and what it has lit in the page goes out. */
  end() {
    this.isOver = true;
    this.line?.then((hangUp) => hangUp(), () => {});
    this.line = null;
    this.lightStory(null);
  }

  /** Calls back when the page has gone dark by itself. @param {() => void} heard */
  onDark(heard) {
    this.watchers.push(heard);
  }

  #dark() {
    this.line = null;
    this.#mark(null);
    this.lightStory(null);
    for (const heard of this.watchers) heard();
  }

  /** @param {HTMLElement} pressed @param {Anchor} anchor @param {Span | null} span @param {string} which */
  async #on(pressed, anchor, span, which) {
    this.#mark(pressed);
    this.lightStory(span);
    const became = await this.#inTurn(() => this.#light(anchor, span));
    if (!became) return;
    const { said, missed } = became;
    if (missed !== null) this.missed(missed);
    this.say((missed === null ? said : `${said} ${t("panelLitHere")}`) + which);
  }

  out() {
    this.#mark(null);
    this.lightStory(null);
    this.say("");
    return this.#inTurn(async () => {
      if (this.line) await light(this.tabId, null, this.url).catch(notThere);
    });
  }

  /** @param {HTMLElement | null} pressed  only a button has a pressed state */
  #mark(pressed) {
    const state = (/** @type {HTMLElement} */ one) => (one.hasAttribute("aria-pressed") ? "aria-pressed" : "aria-current");
    if (this.lit) this.lit.setAttribute(state(this.lit), "false");
    if (pressed) pressed.setAttribute(state(pressed), "true");
    this.lit = pressed;
  }

  /** @param {Span} span */
  #sentenceAt([start]) {
    const index = this.reading.story.sentences.findIndex(({ span: [from, to] }) => from <= start && start < to);
    return index < 0 ? null : index;
  }

  /**
   * Does one thing at a time in the page.
   * @template T
   * @param {() => Promise<T>} act
   * @returns {Promise<T | null>} null when a later press overtook this one
   */
  #inTurn(act) {
    const turn = ++this.asked;
    const mine = this.before.then(() => (turn === this.asked ? act() : null)).then((became) => (turn === this.asked ? became : null));
    this.before = mine.catch(() => {});
    return mine;
  }

  /** @param {Anchor} anchor @param {Span | null} span @returns {Promise<{said: string, missed: number | null}>} missed: the sentence that the page could not show */
  async #light(anchor, span) {
    const sentence = span && this.#sentenceAt(span);
    if (this.tabId < 0) return { said: t("panelNoTab"), missed: sentence };
    try {
      await this.call();
      const found = await light(this.tabId, anchor, this.url, sentence);
      return { said: t(SAID[found]), missed: found === "lost" ? sentence : null };
    } catch (error) {
      return { said: notThere(error), missed: sentence };
    }
  }
}

/** Why a page cannot be lit. @param {unknown} error @returns {string} */
function notThere(error) {
  if (error instanceof PageError) return error.message;
  throw error;
}
