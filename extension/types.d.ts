/** Firefox's own corners, and the two Chromium ones the page functions use. */
declare var browser: typeof chrome | undefined;

declare namespace chrome.sidebarAction {
  function open(): Promise<void>;
}

interface Element {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

/** What the page functions keep between two calls, in a world of their own that the page cannot see. */
interface PageWorld {
  /** For each set of anchors, the ranges of each; none for words that are lost. */
  places: Map<string, { key: string; url: string; ranges: Range[][] }>;
  lit: { sentence: number | null; ranges: Range[] } | null;
  shaded: { sentence: number; ranges: Range[] }[];
  documents: Set<Document>;
  /** Brings the listeners in step with what is lit and shaded. */
  listen?: () => void;
}
declare var nutgrafWorld: PageWorld | undefined;
