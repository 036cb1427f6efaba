import { many, number, t } from "../lib/words.js";
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
const QUESTIONS = [["who", "panelWho"], ["what", "panelWhat"], ["when", "panelWhen"], ["where", "panelWhere"], ["why", "panelWhy"], ["how", "panelHow"]];
/** @type {[FactKind, string][]} */
const NAMED = [["person", "panelPeople"], ["organisation", "panelOrganisations"], ["place", "panelPlaces"]];
/** @type {[FactKind, string][]} */
const MEASURED = [["date", "panelDates"], ["number", "panelNumbers"]];
const AT_FIRST = 8;
const BEFORE = 28;
const AFTER = 44;

/**
 * Names; quotes; what happened when; dates and numbers among their neighbours.
 * @param {Reading} reading
 * @param {Press} press
 */
export function factsView(reading, press) {
  const { facts, story } = reading;
  /** @param {FactKind} kind */
  const of = (kind) => facts.items.filter((fact) => fact.kind === kind && fact.spans.length > 0);
  const nothing = facts.items.length === 0 && facts.quotes.length === 0;
  return section("facts", "panelFacts",
    nothing && el("p", { class: "none", ...OURS }, t("panelNoFacts")),
    ...NAMED.map(([kind, key]) => group(kind, key, of(kind).map((fact) => el("li", {}, name(fact, story.text, press))))),
    timeline(reading, press),
    quoteList(reading, press),
    ...MEASURED.map(([kind, key]) => group(kind, key, of(kind).map((fact) => measured(fact, reading, press)))));
}

/**
 * Who, what, when, where: the story at a glance.
 * @param {Reading} reading
 * @param {Press} press
 */
export function cardView({ facts, story }, press) {
  const { numbers, voices } = facts.card;
  const rows = [
    ...QUESTIONS.map(([question, key]) => row(question, key, facts.card[question].map((one) => answer(one, story, press)))),
    row("numbers", "panelFigures", numbers.map((one) => answer(one, story, press))),
    row("voices", "panelVoices", voices.map((one) => voice(one, facts.quotes, story, press))),
  ].flat();
  if (rows.length === 0) return null;
  return el("div", { class: "glance" }, el("h3", OURS, t("panelGlance")), el("dl", { class: "card", lang: story.language }, ...rows));
}

/** @param {Reading} reading @param {Press} press */
function timeline({ facts, story }, press) {
  const moments = facts.card.timeline.map(({ value, span, sentence }) => {
    const { before, held, after } = among(press.place({ class: "fact" }, [span], story.text.slice(...span)), span, sentence, story);
    return el("li", {}, el("span", { class: "note", ...OURS }, calendar(value)), el("span", { class: "among", dir: "auto" }, before, held, after));
  });
  return group("timeline", "panelTimeline", moments);
}

/** @param {string} question @param {string} key @param {import("./nodes.js").Child[][]} said */
function row(question, key, said) {
  if (said.length === 0) return [];
  const items = said.map((children) => el("li", {}, ...children));
  return [el("dt", OURS, t(key)), el("dd", { "data-question": question }, el("ul", {}, ...items))];
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
    spans.length > 1 && times(spans.length))];
}

/** @param {string} kind @param {string} key @param {HTMLLIElement[]} items */
function group(kind, key, items) {
  if (items.length === 0) return null;
  const rest = items.slice(AT_FIRST);
  return el("div", { class: `group ${kind}` }, el("h3", OURS, t(key)),
    el("ul", {}, ...items.slice(0, AT_FIRST)),
    rest.length > 0 && el("details", {}, el("summary", OURS, many("panelMore", rest.length)), el("ul", {}, ...rest)));
}

/** @param {Fact} fact @param {string} text @param {Press} press */
function name({ kind, spans, value }, text, press) {
  const words = text.slice(...(spans[0] ?? [0, 0]));
  return press.place({ class: "fact", "data-kind": kind, title: value ?? words }, spans, el("span", { dir: "auto" }, words),
    spans.length > 1 && times(spans.length));
}

/** @param {Fact} fact @param {Reading} reading @param {Press} press */
function measured(fact, { story }, press) {
  const span = fact.spans[0] ?? [0, 0];
  const words = story.text.slice(...span);
  const place = press.place({ class: "fact", "data-kind": fact.kind }, fact.spans, words);
  const { before, held, after, right } = among(place, span, fact.sentence, story);
  const unit = fact.unit && story.text.slice(...fact.unit);
  const at = fact.unit ? fact.unit[0] - span[1] - right : -1;
  const near = unit && at >= 0 && after.startsWith(unit, at);
  const note = fact.kind === "date" ? calendar(fact.value) : near ? null : unit;
  const cutAt = near ? at : after.length;
  return el("li", {}, el("span", { class: "among", dir: "auto" }, before, held, after.slice(0, cutAt),
    near && el("span", { class: "unit" }, unit), near && after.slice(cutAt + unit.length)),
    note && note !== words && el("span", { class: "note", dir: "auto" }, note));
}

/**
 * A place between what stands before and after it in its sentence. `right`: how many characters behind
 * the place are held with it.
 * @param {HTMLElement} place @param {Span} span @param {number | null} sentence @param {Story} story
 */
function among(place, [start, end], sentence, story) {
  const { span: [from, to] } = story.sentences[sentence ?? -1] ?? { span: [start, end] };
  const before = tail(story.text.slice(Math.min(from, start), start));
  const after = head(story.text.slice(end, Math.max(to, end)));
  // A button may be parted from the comma after it at the end of a line, unless the two are held together.
  const left = /\S*$/.exec(before)?.[0] ?? "";
  const right = /^[^\s\p{L}\p{N}]*/u.exec(after)?.[0] ?? "";
  return {
    before: before.slice(0, before.length - left.length),
    held: el("span", { class: "held" }, left, place, right),
    after: after.slice(right.length),
    right: right.length,
  };
}

/** @param {string} before */
function tail(before) {
  return before.length <= BEFORE ? before : `…\u00A0${before.slice(-BEFORE).replace(/^\S*\s*/, "")}`;
}

/** @param {string} after */
function head(after) {
  return after.length <= AFTER ? after : `${after.slice(0, AFTER).replace(/\s*\S*$/, "")}\u00A0…`;
}

/** In how many places it stands. @param {number} count */
function times(count) {
  return el("span", { class: "times", ...OURS }, el("span", { "aria-hidden": "true" }, number(count)), el("span", { class: "unseen" }, `, ${many("panelTimes", count)}`));
}
