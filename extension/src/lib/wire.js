/**
 * The form the server speaks, version 1, and the one place where its Unicode code points become the
 * UTF-16 units of a JavaScript string.
 */

/** @typedef {[number, number]} Span  half-open, into Story.text */
/** @typedef {{exact: string, prefix: string, suffix: string, path: string}} Anchor */
/** @typedef {"paragraph" | "subhead" | "list-item" | "quote" | "table" | "code"} BodyKind */
/** @typedef {BodyKind | "headline" | "dek" | "byline" | "caption" | "credit" | "note"} BlockKind */
/** @typedef {{kind: BlockKind, span: Span, anchor: Anchor, level: number | null, ordinal: number | null}} Block */
/** @typedef {"link" | "note" | "strong" | "emphasis" | "sub" | "sup" | "code"} MarkKind */
/** @typedef {{kind: MarkKind, span: Span, href: string | null, block: number | null}} Mark */
/** @typedef {{src: string, alt: string, before: number, caption: number | null}} Image  never fetched */
/** @typedef {{span: Span, block: number}} Sentence */
/**
 * @typedef {object} Story
 * @property {string} text
 * @property {Block[]} blocks
 * @property {Sentence[]} sentences
 * @property {string | null} headline
 * @property {string | null} dek
 * @property {string[]} byline
 * @property {Span | null} dateline
 * @property {string[]} credits
 * @property {string | null} site
 * @property {string | null} published
 * @property {string | null} updated
 * @property {string | null} language
 * @property {string | null} image
 * @property {string | null} url
 * @property {Mark[]} marks    in the order of their spans, an outer one first
 * @property {Image[]} images
 */
/** @typedef {{sentence: number, score: number, reason: string}} Pick */
/** @typedef {{sentences: number | null, words: number | null, share: number | null}} Budget */
/**
 * @typedef {object} Summary
 * @property {string} method
 * @property {Budget} budget
 * @property {number[]} ranking  every sentence, best first
 * @property {number[]} scores   in the order of ranking
 * @property {string[]} reasons  in the order of ranking
 * @property {number[]} words    in the order of the story
 * @property {Pick[]} picks
 */
/** @typedef {"person" | "organisation" | "place" | "date" | "number"} FactKind */
/** @typedef {{kind: FactKind, spans: Span[], value: string | null, sentence: number | null, confidence: number, unit: Span | null, basis: "text" | "published" | null}} Fact */
/** @typedef {{mention: Span | null, name: Span | null, role: Span | null}} Source */
/** @typedef {{content: Span, cue: Span | null, source: Source | null, mode: "direct" | "mixed" | "indirect", rule: string, confidence: number, sentence: number | null}} Quote */
/** @typedef {"who" | "what" | "when" | "where" | "why" | "how"} Question */
/** @typedef {{span: Span, confidence: number, place: "text" | "headline"}} Answer  span of Story.text or of Story.headline */
/** @typedef {{value: string, span: Span, sentence: number | null}} Moment */
/** @typedef {{name: Span, quotes: number[]}} Voice  quotes are indexes into Facts.quotes */
/** @typedef {Record<Question, Answer[]> & {numbers: Answer[], timeline: Moment[], voices: Voice[]}} Card */
/** @typedef {{items: Fact[], quotes: Quote[], card: Card, names_by: "model" | "rules"}} Facts */
/**
 * Something left out: `before` is the index in Story.blocks before which it stood, `text` the whole of it
 * where it may be brought back.
 * @typedef {{step: string, reason: string, preview: string, anchor: Anchor | null, before: number | null, text: string | null}} Removal
 */
/** @typedef {{code: string, message: string}} Notice */
/**
 * @typedef {object} Reading
 * @property {string} id
 * @property {number} version
 * @property {string} digest
 * @property {{url: string, captured_at: string, sha256: string, characters: number}} page
 * @property {Story} story
 * @property {Summary} summary
 * @property {Facts} facts
 * @property {Removal[]} removed
 * @property {Notice[]} notices
 * @property {Record<string, string>} engines
 * @property {{id: string, kept_at: string, versions: number} | null} library  how the library lists it, where it holds it
 */
/** @typedef {{url: string, html: string, captured_at: string, notices: Notice[]}} Page  what is posted */

export const VERSION = 1;

/**
 * The same reading with every span in UTF-16 units. The reading given is left as it is.
 * @param {Reading} reading
 * @returns {Reading}
 */
export function toUtf16(reading) {
  const units = unitsOf(reading.story.text);
  const headline = unitsOf(reading.story.headline ?? "");
  if (!units && !headline) return reading;
  /** @param {Span} span @param {number[] | null} among @returns {Span} */
  const shift = ([start, end], among) => (among ? [among[start] ?? 0, among[end] ?? 0] : [start, end]);
  /** @param {Span} span */
  const one = (span) => shift(span, units);
  /** @param {Answer} given @returns {Answer} */
  const answer = (given) => ({ ...given, span: shift(given.span, given.place === "headline" ? headline : units) });
  /** @param {Span | null | undefined} span */
  const maybe = (span) => (span ? one(span) : null);
  const { story, facts } = reading;
  return {
    ...reading,
    story: {
      ...story,
      dateline: maybe(story.dateline),
      blocks: story.blocks.map((block) => ({ ...block, span: one(block.span) })),
      sentences: story.sentences.map((sentence) => ({ ...sentence, span: one(sentence.span) })),
      marks: story.marks.map((mark) => ({ ...mark, span: one(mark.span) })),
    },
    facts: {
      names_by: facts.names_by,
      items: facts.items.map((fact) => ({ ...fact, spans: fact.spans.map(one), unit: maybe(fact.unit) })),
      quotes: facts.quotes.map((quote) => ({
        ...quote,
        content: one(quote.content),
        cue: maybe(quote.cue),
        source: quote.source && {
          mention: maybe(quote.source.mention),
          name: maybe(quote.source.name),
          role: maybe(quote.source.role),
        },
      })),
      card: {
        who: facts.card.who.map(answer),
        what: facts.card.what.map(answer),
        when: facts.card.when.map(answer),
        where: facts.card.where.map(answer),
        why: facts.card.why.map(answer),
        how: facts.card.how.map(answer),
        numbers: facts.card.numbers.map(answer),
        timeline: facts.card.timeline.map((moment) => ({ ...moment, span: one(moment.span) })),
        voices: facts.card.voices.map((voice) => ({ ...voice, name: one(voice.name) })),
      },
    },
  };
}

/**
 * For each code point's place, its place in UTF-16 units; null when the two counts agree.
 * @param {string} text
 */
function unitsOf(text) {
  if (!/[\u{10000}-\u{10FFFF}]/u.test(text)) return null;
  const units = [];
  let unit = 0;
  for (const point of text) {
    units.push(unit);
    unit += point.length;
  }
  units.push(unit);
  return units;
}
