import { calendar } from "./calendar.js";
import { el, OURS, section } from "./nodes.js";
import { quoteList } from "./quotes.js";

/** @typedef {import("../lib/wire.js").Reading} Reading */
/** @typedef {import("../lib/wire.js").Fact} Fact */
/** @typedef {import("../lib/wire.js").FactKind} FactKind */
/** @typedef {import("../lib/wire.js").Answer} Answer */
/** @typedef {import("../lib/wire.js").Quote} Quote */
/** @typedef {import("../lib/wire.js").Story} Story */
/** @typedef {import("../lib/wire.js").Voice} Voice */
/** @typedef {import("../lib/wire.js").Span} Span */
/** @typedef {import("./press.js").Press} Press */

/** @type {[import("../lib/wire.js").Question, string][]} */
const QUESTIONS = [["who", "Who"], ["what", "What"], ["when", "When"], ["where", "Where"], ["why", "Why"], ["how", "How"]];
/** @type {[FactKind, string][]} */
const NAMED = [["person", "People"], ["organisation", "Organisations"], ["place", "Places"]];
/** @type {[FactKind, string][]} */
const MEASURED = [["date", "Dates"], ["number", "Numbers"]];
const AT_FIRST = 8;
const BEFORE = 28;
const AFTER = 44;

/**
 * The card; names; quotes; dates and numbers among their neighbours.
 * @param {Reading} reading
 * @param {Press} press
 */
export function factsView(reading, press) {
  const { facts, story } = reading;
  /** @param {FactKind} kind */
  const of = (kind) => facts.items.filter((fact) => fact.kind === kind && fact.spans.length > 0);
  const nothing = facts.items.length === 0 && facts.quotes.length === 0;
  return section("facts", "Key facts",
    nothing && el("p", { class: "none", ...OURS }, "No names, quotes, dates or numbers were found."),
    card(reading, press),
    ...NAMED.map(([kind, title]) => group(kind, title, of(kind).map((fact) => el("li", {}, name(fact, story.text, press))))),
    quoteList(reading, press),
    ...MEASURED.map(([kind, title]) => group(kind, title, of(kind).map((fact) => measured(fact, reading, press)))));
}

/** @param {Reading} reading @param {Press} press */
function card({ facts, story }, press) {
  const { numbers, timeline, voices } = facts.card;
  const rows = [
    ...QUESTIONS.map(([question, title]) => row(question, title, facts.card[question].map((one) => answer(one, story, press)))),
    row("numbers", "Figures", numbers.map((one) => answer(one, story, press))),
    row("timeline", "Timeline", timeline.map(({ value, span }) => [el("span", { class: "note" }, calendar(value)),
      press.place({ class: "fact", dir: "auto" }, [span], story.text.slice(...span))])),
    row("voices", "Voices", voices.map((one) => voice(one, facts.quotes, story, press))),
  ].flat();
  return rows.length > 0 && el("dl", { class: "card" }, ...rows);
}

/** @param {string} question @param {string} title @param {import("./nodes.js").Child[][]} said */
function row(question, title, said) {
  if (said.length === 0) return [];
  const items = said.map((children) => el("li", {}, ...children));
  return [el("dt", OURS, title), el("dd", { "data-question": question }, el("ul", {}, ...items))];
}

/** @param {Answer} answer @param {Story} story @param {Press} press */
function answer({ span, place }, story, press) {
  if (place === "text") return [press.place({ class: "fact", dir: "auto" }, [span], story.text.slice(...span))];
  const exact = (story.headline ?? "").slice(...span);
  const shown = story.blocks.find(({ kind, anchor }) => kind === "headline" && anchor.exact.includes(exact));
  // A headline that stands only in the page's head has no place that could be lit.
  if (!shown) return [el("span", { dir: "auto" }, exact)];
  return [press.anchor({ class: "fact", dir: "auto" }, { ...shown.anchor, exact, prefix: "", suffix: "" }, exact)];
}

/** @param {Voice} voice @param {Quote[]} quotes @param {Story} story @param {Press} press  one press a quote */
function voice({ name, quotes: said }, quotes, story, press) {
  const spans = quotes.filter((_, index) => said.includes(index)).map(({ content }) => content);
  return [press.place({ class: "fact", dir: "auto" }, spans, el("span", { dir: "auto" }, story.text.slice(...name)),
    spans.length > 1 && el("span", { class: "times", "aria-label": `${spans.length} times` }, `${spans.length}`))];
}

/** @param {string} kind @param {string} title @param {HTMLLIElement[]} items */
function group(kind, title, items) {
  if (items.length === 0) return null;
  const rest = items.slice(AT_FIRST);
  return el("div", { class: `group ${kind}` }, el("h3", OURS, title),
    el("ul", {}, ...items.slice(0, AT_FIRST)),
    rest.length > 0 && el("details", {}, el("summary", OURS, `${rest.length} more`), el("ul", {}, ...rest)));
}

/** @param {Fact} fact @param {string} text @param {Press} press */
function name({ kind, spans, value }, text, press) {
  const words = text.slice(...(spans[0] ?? [0, 0]));
  return press.place({ class: "fact", "data-kind": kind, title: value ?? words }, spans, el("span", { dir: "auto" }, words),
    spans.length > 1 && el("span", { class: "times", "aria-label": `${spans.length} places` }, `${spans.length}`));
}

/** @param {Fact} fact @param {Reading} reading @param {Press} press */
function measured(fact, { story }, press) {
  const [start, end] = fact.spans[0] ?? [0, 0];
  const { span: [from, to] } = story.sentences[fact.sentence ?? -1] ?? { span: [start, end] };
  const before = tail(story.text.slice(Math.min(from, start), start));
  const after = head(story.text.slice(end, Math.max(to, end)));
  const words = story.text.slice(start, end);
  const unit = fact.unit && story.text.slice(...fact.unit);
  const at = fact.unit ? fact.unit[0] - end : -1;
  const near = unit && at >= 0 && after.startsWith(unit, at);
  const note = fact.kind === "date" ? calendar(fact.value) : near ? null : unit;
  // A button may be parted from the comma after it at the end of a line, unless the two are held together.
  const left = /\S*$/.exec(before)?.[0] ?? "";
  const right = /^[^\s\p{L}\p{N}]*/u.exec(after)?.[0] ?? "";
  const cutAt = near && at >= right.length ? at : after.length;
  return el("li", {}, el("span", { class: "among", dir: "auto" },
    before.slice(0, before.length - left.length),
    el("span", { class: "held" }, left, press.place({ class: "fact", "data-kind": fact.kind }, fact.spans, words), right),
    after.slice(right.length, cutAt),
    cutAt < after.length && el("span", { class: "unit" }, unit),
    cutAt < after.length && after.slice(cutAt + (unit ?? "").length)),
    note && note !== words && el("span", { class: "note" }, note));
}

/** @param {string} before */
function tail(before) {
  return before.length <= BEFORE ? before : `…${before.slice(-BEFORE).replace(/^\S*/, "")}`;
}

/** @param {string} after */
function head(after) {
  return after.length <= AFTER ? after : `${after.slice(0, AFTER).replace(/\S*$/, "")}…`;
}
