import { many, t } from "../lib/words.js";
import { directionOf, el, OURS } from "./nodes.js";

/** @typedef {import("../lib/wire.js").Reading} Reading */
/** @typedef {import("../lib/wire.js").Quote} Quote */

const AT_FIRST = 5;
const SURE = 0.85;
const MARKED = /^["'“”„«»‘’‹「『]/;

/**
 * What was said and by whom, as far as the story says it; what is told in the reporter's words only
 * where it says by whom.
 * @param {Reading} reading
 * @param {import("./press.js").Press} press
 */
export function quoteList({ facts, story }, press) {
  const items = facts.quotes.filter(({ mode }) => mode !== "indirect").map((quote) => {
    const words = story.text.slice(...quote.content);
    const bare = quote.mode === "direct" && !MARKED.test(words);
    return el("li", {}, el("blockquote", { class: bare && "bare" },
      press.place({ class: "fact", "data-kind": "quote", dir: "auto" }, [quote.content], words)),
      speaker(quote, story.text, press));
  });
  const told = facts.quotes.filter(({ mode, source }) => mode === "indirect" && source?.mention)
    .map((quote) => el("li", {}, speaker(quote, story.text, press),
      press.place({ class: "fact", "data-kind": "told", dir: "auto" }, [quote.content], story.text.slice(...quote.content))));
  if (items.length === 0 && told.length === 0) return null;
  const rest = items.slice(AT_FIRST);
  return el("div", { class: "group quotes", lang: story.language },
    items.length > 0 && el("h3", OURS, t("panelQuotes")),
    items.length > 0 && el("ul", { dir: directionOf(story.language) }, ...items.slice(0, AT_FIRST)),
    rest.length > 0 && el("details", {}, el("summary", OURS, many("panelMore", rest.length)), el("ul", { dir: directionOf(story.language) }, ...rest)),
    told.length > 0 && el("details", { class: "told" }, el("summary", OURS, many("panelTold", told.length)), el("ul", { dir: directionOf(story.language) }, ...told)));
}

/** @param {Quote} quote @param {string} text @param {import("./press.js").Press} press */
function speaker({ source, confidence }, text, press) {
  const who = source?.name ?? source?.mention;
  if (!who) return el("p", { class: "speaker unnamed", ...OURS }, t("panelSpeakerUnnamed"));
  return el("p", { class: "speaker" },
    confidence < SURE && el("span", { class: "guess", ...OURS }, `${t("panelProbably")} `),
    press.place({ class: "fact", "data-kind": "speaker", dir: "auto" }, [who], text.slice(...who)),
    source?.role && el("span", { class: "role", dir: "auto" }, text.slice(...source.role)));
}
