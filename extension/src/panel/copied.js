/** What the panel copies: the summary or the story as clean nodes, or one line with where it stands. */

import { anchorOf } from "../lib/anchor.js";
import { linkTo } from "../lib/link.js";
import { t } from "../lib/words.js";
import { dateOf } from "./calendar.js";
import { el } from "./nodes.js";
import { htmlOf, markdownOf, plainOf } from "./written.js";

/** @typedef {import("../lib/wire.js").Reading} Reading */
/** @typedef {"plain" | "markdown" | "rich"} Form */

const KEPT = ["href", "value", "lang", "dir"];

/** @param {Reading} reading @param {Span} span @typedef {import("../lib/wire.js").Span} Span */
const linkOf = ({ story, page }, span) => linkTo(anchorOf(story, span), page.url);

/** @param {Reading} reading @param {number[]} picks */
export function summaryNodes(reading, picks) {
  const { story } = reading;
  return whole(reading, el("ul", {}, ...picks.map((index) => {
    const span = story.sentences[index]?.span ?? [0, 0];
    const link = linkOf(reading, span);
    return el("li", {}, story.text.slice(...span), link && " ", link && el("a", { href: link }, "↗"));
  })));
}

/** The story as the panel shows it, with what was brought back. @param {Reading} reading @param {Element} article */
export function storyNodes(reading, article) {
  return whole(reading, /** @type {Element} */ (clean(article)));
}

/** @param {Reading} reading @param {Element} body */
function whole({ story, page }, body) {
  const about = [story.byline.join(", "), story.site, story.published && dateOf(story.published)].filter(Boolean).join(" · ");
  return el("div", { lang: story.language }, el("h1", {}, story.headline ?? t("panelUntitled")), about !== "" && el("p", {}, about), body,
    /^https?:/.test(page.url) && el("p", {}, el("a", { href: page.url }, page.url)));
}

/** A copy without the panel's own buttons, marks and names. @param {Node} node @returns {Node} */
function clean(node) {
  if (node.nodeType === 3) return document.createTextNode(node.nodeValue ?? "");
  const element = /** @type {HTMLElement} */ (node);
  const children = [...element.childNodes].filter((child) => !(child instanceof HTMLButtonElement)).map(clean);
  if (element.localName === "span" || element.matches("a.to-note")) return fragment(children);
  if (element.matches(".brought-note")) return el("p", {}, el("em", {}, `[${element.firstChild?.nodeValue?.trim() ?? ""}]`));
  // In the panel a heading of the story stands below one of ours.
  const made = document.createElement(element.localName.replace(/^h([3-6])$/, (_, level) => `h${level - 1}`));
  for (const name of KEPT) if (element.hasAttribute(name)) made.setAttribute(name, element.getAttribute(name) ?? "");
  made.append(...children);
  return made;
}

/** @param {Node[]} nodes */
function fragment(nodes) {
  const made = document.createDocumentFragment();
  made.append(...nodes);
  return made;
}

/** Must run inside the reader's own click. @param {Element} nodes @param {Form} form */
export function copy(nodes, form) {
  if (form === "plain") return navigator.clipboard.writeText(withLinks(nodes));
  if (form === "markdown") return navigator.clipboard.writeText(markdownOf(nodes));
  const types = { "text/html": htmlOf(nodes), "text/plain": withLinks(nodes) };
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(types).map(([type, text]) => [type, new Blob([text], { type })])))]);
}

/** In plain text an arrow leads nowhere. @param {Element} nodes */
const withLinks = (nodes) => plainOf(nodes).replace(/ ↗$/gm, "");

/**
 * A sentence, where it comes from and the link that opens the page at it.
 * @param {Reading} reading @param {number} index
 */
export function lineOf(reading, index) {
  const { story, page } = reading;
  const span = story.sentences[index]?.span ?? [0, 0];
  const from = [story.headline, story.site, story.published && dateOf(story.published)].filter(Boolean).join(", ");
  const words = story.text.slice(...span).replace(/\s+/g, " ").trim();
  return t("panelLine", words, [from, linkOf(reading, span) || page.url].filter(Boolean).join(", "));
}
