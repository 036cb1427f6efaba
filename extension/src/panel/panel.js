import { onAsked, openOptions, PageError } from "../lib/browser.js";
import { capture } from "../lib/page.js";
import { exportFile, forgetPairing, read, ServerError } from "../lib/server.js";
import { exportView } from "./export.js";
import { factsView } from "./facts.js";
import { libraryView } from "./library.js";
import { masthead } from "./masthead.js";
import { busy, trouble, welcome } from "./messages.js";
import { el } from "./nodes.js";
import { offlineView } from "./offline.js";
import { pairingView } from "./pairing.js";
import { Press } from "./press.js";
import { removedView } from "./removed.js";
import { StoryView } from "./story.js";
import { summaryView } from "./summary.js";

/** @typedef {import("../lib/wire.js").Page} Page */
/** @typedef {import("../lib/wire.js").Reading} Reading */
/** @typedef {import("../lib/browser.js").Asked} Asked */

const READABLE = /^(text\/(html|plain|markdown|xml)|application\/(xhtml\+xml|xml))$/;
const SAID_FOR_MS = 6000;
const PARTS = [["summary", "Summary"], ["facts", "Facts"], ["story", "Story"]];

const view = /** @type {HTMLElement} */ (document.getElementById("view"));
const contents = /** @type {HTMLElement} */ (document.getElementById("contents"));
const status = /** @type {HTMLElement} */ (document.getElementById("status"));

/** A later press of the button overtakes a reading still under way. */
let turn = 0;
/** @type {Press | null} */
let press = null;

document.getElementById("options")?.addEventListener("click", () => openOptions());
onAsked((asked) => (asked ? begin(asked) : show(welcome())));

/** @param {Asked} asked */
async function begin({ tabId }) {
  const mine = ++turn;
  if (press?.lit) press.out();
  press = null;
  show(busy());
  say("Reading the page…");
  try {
    const page = await taken(tabId);
    if (mine === turn) await send(page, tabId);
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    if (mine === turn) stop(trouble("This page cannot be read", error.message, null));
  }
}

/** @param {number} tabId @returns {Promise<Page>} */
async function taken(tabId) {
  const { contentType, ...page } = await capture(tabId);
  if (contentType === "application/pdf") throw new PageError("This is a PDF. Nutgraf reads web pages only.");
  if (!READABLE.test(contentType)) throw new PageError(`This is a file of the kind ${contentType}. Nutgraf reads web pages only.`);
  return { ...page, captured_at: new Date().toISOString() };
}

/** @param {Page} page @param {number} tabId */
async function send(page, tabId) {
  const mine = turn;
  const again = () => {
    if (mine !== turn) return;
    show(busy());
    say("Reading the page…");
    send(page, tabId);
  };
  try {
    const reading = await read(page);
    if (mine === turn) present(reading, page, tabId);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (mine === turn) await explain(error, again);
  }
}

/** @param {ServerError} error @param {() => void} again */
async function explain(error, again) {
  if (error.code === "no-server") return stop(offlineView(again), error.message);
  if (error.code !== "not-paired") return stop(trouble("This page could not be read", error.message, again));
  await forgetPairing();
  stop(pairingView(again), error.message);
  document.getElementById("code")?.focus();
}

/** @param {Reading} reading @param {Page} page @param {number} tabId */
function present(reading, page, tabId) {
  const story = new StoryView(reading.story);
  const places = (press = new Press(tabId, reading, story.light, say));
  let { id } = reading;
  let length = 3;

  /** @param {import("../lib/server.js").Format} format */
  async function exported(format) {
    try {
      return await exportFile(id, format, length);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (error.code === "not-paired") await explain(error, () => present(reading, page, tabId));
      if (error.code !== "no-such-reading") throw error;
      ({ id } = await read(page));
      return exportFile(id, format, length);
    }
  }

  const keep = async () => (({ id } = await read(page, true)), id);
  const library = libraryView({ id, isKept: reading.library !== null, canBeKept: reading.story.text !== "" }, keep, say);
  const summary = summaryView(reading, places, (sentences) => (length = sentences));
  show(el("div", { class: "reading", lang: reading.story.language },
    masthead(reading), summary, exportView(exported, say, library), factsView(reading, places),
    story.node, removedView(reading.removed, places)));
  contents.replaceChildren(...PARTS.map(([part, title]) => el("a", { href: `#${part}` }, title ?? "")));
  say("The page is read.");
}

/** @param {HTMLElement} shown  what the reader has to see before anything goes on @param {string} [spoken] */
function stop(shown, spoken = "") {
  show(shown);
  say(spoken);
}

/** @param {HTMLElement} shown */
function show(shown) {
  const focused = view.contains(document.activeElement);
  CSS.highlights.delete("nutgraf");
  contents.replaceChildren();
  view.replaceChildren(shown);
  scrollTo({ top: 0 });
  if (focused) refocus(shown);
}

/**
 * Keeps a reader without a mouse in place when what had the focus is gone.
 * @param {HTMLElement} shown
 */
function refocus(shown) {
  const heading = shown.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** @param {string} message */
function say(message) {
  status.textContent = message;
  setTimeout(() => status.textContent === message && status.replaceChildren(), SAID_FOR_MS);
}
