import { dateOf } from "./masthead.js";
import { el, OURS, section } from "./nodes.js";
import { quoteList } from "./quotes.js";

/** @typedef {import("../lib/wire.js").Reading} Reading */
/** @typedef {import("../lib/wire.js").Fact} Fact */
/** @typedef {import("../lib/wire.js").FactKind} FactKind */
/** @typedef {import("../lib/wire.js").Span} Span */
/** @typedef {import("./press.js").Press} Press */

/** @type {["who" | "what" | "when" | "where" | "why", string][]} */
const QUESTIONS = [["who", "Who"], ["what", "What"], ["when", "When"], ["where", "Where"], ["why", "Why"]];
/** @type {[FactKind, string][]} */
const NAMED = [["person", "People"], ["organisation", "Organisations"], ["place", "Places"]];
/** @type {[FactKind, string][]} */
const MEASURED = [["date", "Dates"], ["number", "Numbers"]];
const AT_FIRST = 8;
const BEFORE = 28;
const AFTER = 44;

/**
 * Who, what, when, where, why; names; quotes; dates and numbers among their neighbours.
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
  const rows = QUESTIONS.flatMap(([question, title]) => {
    const spans = facts.card[question];
    if (spans.length === 0) return [];
    const said = spans.map((span) => el("li", {}, press.place({ class: "fact", dir: "auto" }, [span], story.text.slice(...span))));
    return [el("dt", OURS, title), el("dd", { "data-question": question }, el("ul", {}, ...said))];
  });
  return rows.length > 0 && el("dl", { class: "card" }, ...rows);
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

/** @param {string | null} value  a date, or something longer that is shown as it is */
const calendar = (value) => (value && /^\d{4}(-\d\d){0,2}$/.test(value) ? dateOf(value) : value);

/** @param {string} before */
function tail(before) {
  return before.length <= BEFORE ? before : `…${before.slice(-BEFORE).replace(/^\S*/, "")}`;
}

/** @param {string} after */
function head(after) {
  return after.length <= AFTER ? after : `${after.slice(0, AFTER).replace(/\S*$/, "")}…`;
}
