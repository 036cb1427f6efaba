import { el, OURS } from "./nodes.js";

/** @typedef {import("../lib/wire.js").Reading} Reading */
/** @typedef {import("../lib/wire.js").Quote} Quote */

const AT_FIRST = 5;
const MARKED = /^["'“”„«»‘’‹「『]/;

/**
 * What was said and by whom, as far as the story says it.
 * @param {Reading} reading
 * @param {import("./press.js").Press} press
 */
export function quoteList({ facts, story }, press) {
  if (facts.quotes.length === 0) return null;
  const items = facts.quotes.map((quote) => {
    const words = story.text.slice(...quote.content);
    const bare = quote.mode === "direct" && !MARKED.test(words);
    return el("li", {}, el("blockquote", { class: bare && "bare" },
      press.place({ class: "fact", "data-kind": "quote", dir: "auto" }, [quote.content], words)),
      speaker(quote, story.text, press));
  });
  const rest = items.slice(AT_FIRST);
  return el("div", { class: "group quotes" }, el("h3", OURS, "Quotes"),
    el("ul", {}, ...items.slice(0, AT_FIRST)),
    rest.length > 0 && el("details", {}, el("summary", OURS, `${rest.length} more`), el("ul", {}, ...rest)));
}

/** @param {Quote} quote @param {string} text @param {import("./press.js").Press} press */
function speaker({ source }, text, press) {
  const who = source?.name ?? source?.mention;
  if (!who) return el("p", { class: "speaker unnamed", ...OURS }, "speaker not named");
  return el("p", { class: "speaker" },
    press.place({ class: "fact", "data-kind": "speaker", dir: "auto" }, [who], text.slice(...who)),
    source?.role && el("span", { class: "role", dir: "auto" }, text.slice(...source.role)));
}
