/**
 * A reading of one paragraph in the form the server speaks: spans in code points, a quote where the text
 * has one, spoken by Ada Holm.
 * @param {string} text
 */
export function reading(text) {
  const points = [...text];
  /** @param {string} words */
  const place = (words) => {
    const unit = text.indexOf(words);
    if (unit < 0) return null;
    const start = [...text.slice(0, unit)].length;
    return [start, start + [...words].length];
  };
  const anchor = { exact: "", prefix: "", suffix: "", path: "/html/body/p" };
  const quoted = /“[^”]*”/.exec(text)?.[0];
  const sentences = text.split(/(?<=\.) /).map((words) => ({ span: place(words), block: 0 }));
  return {
    id: "1", version: 1, digest: "sha256:0",
    page: { url: "http://stories.example/boat", captured_at: "2026-03-14T08:00:00Z", sha256: "0", characters: points.length },
    story: {
      text, sentences, blocks: [{ kind: "paragraph", span: [0, points.length], anchor, level: null, ordinal: null }],
      headline: "The boat", dek: null, byline: [], dateline: null, credits: [], site: null,
      published: null, updated: null, language: "en", image: null, url: null, marks: [], images: [],
    },
    summary: {
      method: "news", budget: { sentences: 3, words: null, share: null }, ranking: sentences.map((_, i) => i),
      scores: sentences.map(() => 1), reasons: sentences.map(() => "stands first"), words: sentences.map(() => 4), picks: [],
    },
    facts: {
      items: [],
      quotes: quoted
        ? [{ content: place(quoted), cue: place("said"), source: { mention: place("Ada Holm"), name: place("Ada Holm"), role: null }, mode: "direct", rule: "after", confidence: 0.9, sentence: 1 }]
        : [],
      card: { who: [], what: [], when: [], where: [], why: [], how: [], numbers: [], timeline: [], voices: [] },
    },
    removed: [], notices: [], engines: {},
  };
}
