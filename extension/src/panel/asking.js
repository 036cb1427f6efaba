import { badge, onAsked, ownWindow, PageError, remembered, tabOf } from "../lib/browser.js";
import { capture, withoutHash } from "../lib/page.js";
import { dropRead } from "../lib/queue.js";
import { mayPass, read, ServerError } from "../lib/server.js";
import { walkOf, walkOn } from "../lib/walk.js";
import { t } from "../lib/words.js";
import { busy, trouble, welcome } from "./messages.js";
import { offlineView } from "./offline.js";
import { pairingView } from "./pairing.js";
import { letWait, queueView } from "./queue.js";

/** @typedef {import("../lib/wire.js").Page} Page */
/** @typedef {import("../lib/wire.js").Reading} Reading */
/**
 * A page on its way: as it is sent, the tab it came from (-1 when that is not known any more), how much
 * of it there was to see, and under which name and since when it waits, if it does.
 * @typedef {{page: Page, tabId: number, title: string, isPrivate: boolean, selection: boolean, hasSelection: boolean, length: number, waits: string | null, at: number}} Taken
 */
/**
 * What the panel does for a page. `leave`: the reading that is shown is about to go.
 * @typedef {{show: (shown: HTMLElement) => void, say: (message: string) => void, present: (reading: Reading, taken: Taken, likes: import("./reading.js").Likes) => void, leave: () => void}} Panel
 */

const NO_TAB = -1;

/** How a page comes into the panel: asked for, taken from its tab, sent, and kept waiting when that fails. */
export class Asking {
  /** @param {Panel} panel */
  constructor(panel) {
    this.panel = panel;
    this.turn = 0;
    this.stopper = new AbortController();
    /** @type {import("../lib/browser.js").Asked | null} */
    this.asked = null;
    /** @type {Taken | null} */
    this.taken = null;
    /** @type {string | null}  under which name the page waits that is being sent */
    this.sending = null;
    this.window = ownWindow();
  }

  start() {
    onAsked((asked) => (asked ? this.begin(asked) : this.panel.show(welcome())));
  }

  /** The list of pages that wait. */
  queue() {
    const open = (/** @type {Page} */ page, /** @type {import("../lib/queue.js").Waiting} */ { id, at, title, selection }) => {
      if (this.taken?.waits === id) return this.#send(this.taken);
      this.asked = null;
      this.#next();
      this.#send({ page, tabId: NO_TAB, title, isPrivate: false, selection, hasSelection: false, length: 0, waits: id, at });
    };
    return queueView(open, this.panel.say, ({ id }, isRead) => {
      if (isRead && this.taken?.waits === id) return this.#send(this.taken);
      if (isRead || ![this.taken?.waits, this.sending].includes(id)) return;
      this.#next();
      this.panel.show(welcome());
    });
  }

  /** @param {import("../lib/browser.js").Asked} asked */
  async begin(asked) {
    this.asked = asked;
    const mine = this.#next();
    this.#busy();
    try {
      const taken = await Promise.race([take(asked.tabId, asked.selection ?? false), stopped(this.stopper.signal)]);
      if (mine === this.turn) await this.#send(taken);
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      if (mine !== this.turn) return;
      const isStopped = this.stopper.signal.aborted;
      const again = () => this.readAgain(asked.selection);
      this.panel.show(trouble(t(isStopped ? "panelStopped" : "panelCannotRead"), error.message, isStopped ? again : null));
      this.panel.say("");
      await this.#walkOn(asked.tabId, { state: "failed", said: error.message });
    }
  }

  /** Takes the page anew: it may have grown. @param {boolean} [selection] */
  readAgain(selection = false) {
    if (this.asked) this.begin({ ...this.asked, selection });
  }

  /** @param {Taken} taken */
  async #send(taken) {
    const mine = this.turn;
    // Or the queue, which has just read it, would have it shown once more.
    this.taken = null;
    this.sending = taken.waits;
    this.stopper = new AbortController();
    this.#busy();
    try {
      const keep = await this.#keeps(taken);
      const [reading, likes] = await Promise.all([read(taken.page, keep, this.stopper.signal), liked()]);
      if (mine === this.turn) await this.#present(reading, taken, likes);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (mine === this.turn) await this.explain(error, taken);
    }
  }

  /** @param {Reading} reading @param {Taken} taken @param {import("./reading.js").Likes} likes */
  async #present(reading, taken, likes) {
    const { waits, tabId } = taken;
    this.panel.present(reading, { ...taken, waits: null }, likes);
    // What the library had no room for is kept nowhere else.
    if (waits && !reading.notices.some(({ code }) => code === "not-kept")) await dropRead({ id: waits, at: taken.at });
    if (tabId === NO_TAB) return;
    const { address } = await tabOf(tabId);
    if (withoutHash(address) === withoutHash(taken.page.url)) await this.mark(tabId, reading.library !== null);
    await this.#walkOn(tabId, { state: reading.library ? "kept" : "read", title: reading.story.headline ?? taken.title });
  }

  /** Says on the button whether the library has the page. @param {number} tabId @param {boolean} isKept */
  mark(tabId, isKept) {
    return badge(tabId, isKept ? "✓" : "", t(isKept ? "serverBadge" : "read"));
  }

  /**
   * Says what went wrong and what happens next. A page that may be read later waits.
   * @param {ServerError} error @param {Taken} taken
   */
  async explain(error, taken) {
    const { show, say } = this.panel;
    const mine = this.turn;
    const again = () => mine === this.turn && this.#send(taken);
    const waits = mayPass(error.code) ? await letWait(taken.page, taken, say, (id, at) => Object.assign(taken, { waits: id, at })) : null;
    if (mine !== this.turn) return;
    this.taken = taken;
    this.panel.leave();
    if (error.code === "no-server" && waits) show(offlineView(again, waits));
    else if (error.code === "not-paired") show(pairingView(again));
    else if (error.code === "stopped") show(trouble(t("panelStopped"), t("panelStoppedHow"), again));
    else show(trouble(t("panelCouldNotRead"), error.message, again));
    if (waits && error.code !== "no-server") document.querySelector("#trouble, #pairing")?.append(waits);
    document.getElementById("code")?.focus();
    // An alert is told by itself.
    say(document.getElementById("trouble") ? "" : error.message);
    await this.#walkOn(taken.tabId, taken.waits ? { state: "queued", title: taken.title } : { state: "failed", title: taken.title, said: error.message });
  }

  /** @returns {number} the turn of whoever comes now: an earlier page that still arrives is too late */
  #next() {
    this.stopper.abort();
    this.stopper = new AbortController();
    this.panel.leave();
    this.taken = null;
    this.sending = null;
    return ++this.turn;
  }

  #busy() {
    const stop = () => this.stopper.abort();
    this.panel.show(busy(stop));
    this.panel.say(t("panelBusy"));
  }

  /**
   * Whether to keep the reading, where the options do not say it. A private window leaves nothing behind;
   * several tabs are read for the library: one after the other takes the panel.
   * @param {Taken} taken
   */
  async #keeps({ tabId, isPrivate }) {
    if (isPrivate) return false;
    const walk = await walkOf(await this.window);
    return walk?.steps.some((step) => step.tabId === tabId) ? true : undefined;
  }

  /** @param {number} tabId @param {Omit<import("../lib/walk.js").Step, "tabId">} became */
  async #walkOn(tabId, became) {
    await walkOn(await this.window, tabId, became);
  }
}

/** @param {number} tabId @param {boolean} selectionOnly @returns {Promise<Taken>} */
async function take(tabId, selectionOnly) {
  const { url, html, notices, selection, hasSelection, length } = await capture(tabId, { selectionOnly });
  if (selection) notices.push({ code: "selection", message: t("panelOnlySelection") });
  const page = { url, html, notices, captured_at: new Date().toISOString() };
  const { title, isPrivate } = await tabOf(tabId);
  return { page, tabId, title, isPrivate, selection, hasSelection, length, waits: null, at: 0 };
}

/** A page that is busy with itself may not answer at all. @param {AbortSignal} signal @returns {Promise<never>} */
const stopped = (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(new PageError(t("panelStoppedHow")))));

/** What the options say of a summary. @returns {Promise<import("./reading.js").Likes>} */
async function liked() {
  const [length, method] = await Promise.all([remembered("length"), remembered("method")]);
  return { length: Number(length) || null, method };
}
