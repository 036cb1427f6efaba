import { askToReachServer, mayReachServer } from "../lib/browser.js";
import { isRunning } from "../lib/server.js";
import { button, el } from "./nodes.js";

const EVERY_MS = 1500;

/**
 * Says what to do when the server does not answer, and reads the waiting page as soon as it does.
 * @param {() => void} onBack
 */
export function offlineView(onBack) {
  const view = el("section", { class: "plain", id: "offline" },
    el("h1", {}, "The Nutgraf server is not running"),
    el("p", {}, "Nutgraf reads pages on your own machine, with a small server that has to be started. In a terminal, run:"),
    el("pre", { class: "command" }, "nutgraf serve"),
    el("p", {}, "This page is waiting. As soon as the server answers, it is read: there is nothing to press here."),
    el("p", { class: "why" }, "Does it run on another port? Set its address in the options."));
  offerPermission(view);
  again();

  function again() {
    setTimeout(async () => {
      if (!view.isConnected) return;
      if (await isRunning()) {
        if (view.isConnected) onBack();
      } else again();
    }, EVERY_MS);
  }
  return view;
}

/** @param {HTMLElement} view */
async function offerPermission(view) {
  if (await mayReachServer()) return;
  view.append(el("p", {}, "The browser does not let Nutgraf reach your own machine at the moment."),
    button({ class: "action strong" }, () => askToReachServer(), "Allow it"));
}
