import { t } from "../lib/words.js";
import { button, el } from "./nodes.js";

/** Before any page was asked for. */
export function welcome() {
  return el("section", { class: "plain", id: "welcome" },
    el("h1", {}, t("panelWelcome")),
    el("p", {}, t("panelWelcomeHow", t("read"))),
    el("p", {}, t("panelWelcomeWhat")),
    el("p", { class: "why" }, t("panelWelcomePrivate")));
}

const LONG_MS = 1000;

/** @param {() => void} onCancel */
export function busy(onCancel) {
  const wait = el("div", { class: "wait", hidden: true },
    el("p", { role: "status" }), button({ class: "action", id: "cancel" }, onCancel, t("panelCancel")));
  const view = el("section", { class: "plain busy", id: "busy" },
    el("h1", {}, t("panelBusy")),
    el("div", { class: "lines", "aria-hidden": "true" }, ...Array.from({ length: 7 }, () => el("span", {}))), wait);
  setTimeout(() => {
    if (!view.isConnected) return;
    wait.hidden = false;
    wait.firstElementChild?.append(t("panelStillBusy"));
  }, LONG_MS);
  return view;
}

/**
 * @param {string} title
 * @param {string} sentence
 * @param {(() => void) | null} onAgain
 */
export function trouble(title, sentence, onAgain) {
  return el("section", { class: "plain", id: "trouble", role: "alert" },
    el("h1", {}, title),
    el("p", {}, sentence),
    onAgain && button({ class: "action" }, onAgain, t("panelTryAgain")));
}
