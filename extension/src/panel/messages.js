import { button, el } from "./nodes.js";

/** Before any page was asked for. */
export function welcome() {
  return el("section", { class: "plain", id: "welcome" },
    el("h1", {}, "Open a story, then press the button"),
    el("p", {}, "Go to the page you want to read and press Nutgraf in the toolbar, or choose “Read this page with Nutgraf” from the page's menu."),
    el("p", {}, "You get the story without the clutter, a summary made only of its own sentences, and its key facts. Press any of them to see where it stands in the page."),
    el("p", { class: "why" }, "Pages are read by a server on your own machine and go nowhere else."));
}

export function busy() {
  return el("section", { class: "plain busy", id: "busy", "aria-busy": "true" },
    el("h1", {}, "Reading the page"),
    el("div", { class: "lines", "aria-hidden": "true" }, ...Array.from({ length: 7 }, () => el("span", {}))));
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
    onAgain && button({ class: "action" }, onAgain, "Try again"));
}
