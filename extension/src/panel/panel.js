import { openOptions } from "../lib/browser.js";
import { t } from "../lib/words.js";
import { Asking } from "./asking.js";
import { watchPage } from "./hint.js";
import { applyLook } from "./look.js";
import { ReadingView } from "./reading.js";
import { walkView } from "./walk.js";

/** @typedef {import("../lib/wire.js").Reading} Reading */
/** @typedef {import("./asking.js").Taken} Taken */

const SAID_FOR_MS = 6000;

const view = part("view");
const status = part("status");
const again = part("again");
/** What ends when the reading that is shown goes. @type {() => void} */
let end = () => {};

const asking = new Asking({ show, say, present, leave });
again.append(t("panelAgain"));
again.addEventListener("click", () => asking.readAgain());
part("options").append(t("panelOptions"));
part("options").addEventListener("click", () => openOptions());
part("before").append(walkView(say), asking.queue());
applyLook();
asking.start();

/** @param {Reading} reading @param {Taken} taken @param {import("./reading.js").Likes} likes */
function present(reading, taken, likes) {
  leave();
  let isKept = reading.library !== null;
  const made = new ReadingView(reading, taken, likes, {
    say, explain: (error) => asking.explain(error, taken), mark: (kept) => ((isKept = kept), watch.look()),
  });
  const watch = watchPage(part("hint"), taken, reading.story, (selection) => asking.readAgain(selection), (isThere, now) => {
    asking.mark(taken.tabId, isThere && isKept);
    if (isThere) made.at(now);
  });
  end = () => (watch.end(), made.end());
  show(made.node);
  say(t("panelRead"));
}

/** The page before leaves nothing behind: no light, no shade, no hint. */
function leave() {
  end();
  end = () => {};
}

/** @param {HTMLElement} seen */
function show(seen) {
  again.hidden = !asking.asked;
  const focused = view.contains(document.activeElement);
  CSS.highlights.delete("nutgraf");
  view.replaceChildren(seen);
  scrollTo({ top: 0 });
  if (focused) refocus(seen);
}

/**
 * Keeps a reader without a mouse in place when what had the focus is gone.
 * @param {HTMLElement} seen
 */
function refocus(seen) {
  const heading = seen.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** @param {string} message */
function say(message) {
  status.textContent = message;
  setTimeout(() => status.textContent === message && status.replaceChildren(), SAID_FOR_MS);
}

/** @param {string} id */
function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
