import { askToReachServer, mayReachServer } from "../lib/browser.js";
import { findServer, isRunning } from "../lib/server.js";
import { t } from "../lib/words.js";
import { button, el, OURS } from "./nodes.js";
import { pairingForm } from "./pairing.js";

const EVERY_MS = 1500;
const LONGEST_MS = 60_000;

/**
 * Says what to do when the server does not answer, and reads the waiting page as soon as it does.
 * @param {() => void} onBack
 * @param {HTMLElement} waits  what is told about the page that waits
 */
export function offlineView(onBack, waits) {
  const elsewhere = el("div", { role: "status" });
  const view = el("section", { class: "plain", id: "offline", ...OURS },
    el("h1", {}, t("queueOfflineTitle")),
    el("p", {}, t("queueOfflineWhy")),
    el("pre", { class: "command", lang: "en", dir: "ltr" }, "nutgraf serve"),
    waits, elsewhere,
    el("p", { class: "why" }, t("queueOfflinePort")));
  offerPermission(view);
  let pause = EVERY_MS;
  let next = 0;
  again();

  function again() {
    setTimeout(async () => {
      if (!view.isConnected) return;
      const isBack = await isRunning();
      // Other ports may be another program's, which is asked more and more seldom.
      const isDue = !isBack && Date.now() >= next;
      const moved = isDue ? await findServer() : null;
      if (!view.isConnected) return;
      if (isBack) return onBack();
      if (isDue) {
        next = Date.now() + pause;
        pause = Math.min(pause * 2, LONGEST_MS);
        // One late answer takes no code away that is being typed.
        if (moved || !elsewhere.contains(document.activeElement)) offerMove(moved);
      }
      again();
    }, EVERY_MS);
  }

  /** @param {string | null} at */
  function offerMove(at) {
    if ((elsewhere.dataset.at ?? null) === at) return;
    delete elsewhere.dataset.at;
    elsewhere.replaceChildren();
    if (!at) return;
    elsewhere.dataset.at = at;
    elsewhere.append(
      el("p", { id: "code-help" }, t("queueMoved", at.slice(at.lastIndexOf(":") + 1))),
      pairingForm(onBack, at));
  }
  return view;
}

/** @param {HTMLElement} view */
async function offerPermission(view) {
  if (await mayReachServer()) return;
  const offer = el("div", {}, el("p", {}, t("queueNotAllowed")));
  offer.append(button({ class: "action strong", id: "allow" }, async () => {
    if (await askToReachServer()) offer.remove();
  }, t("queueAllow")));
  view.append(offer);
}
