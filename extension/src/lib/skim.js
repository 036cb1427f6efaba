/** The rank of every sentence as shades in the live page: ink and ground together, so that any page can be read through them. */

/** Ground and ink, the strongest first; the second of each pair is for pages with light ink. */
export const TINTS = [
  [["#ffdf6b", "#1b1a17"], ["#5f4900", "#fff8e1"]],
  [["#ffe996", "#1b1a17"], ["#4d3c00", "#fff8e1"]],
  [["#fff2c2", "#1b1a17"], ["#3f3304", "#f6edd2"]],
  [["#fff9e4", "#1b1a17"], ["#2e270b", "#efe7d0"]],
];
const FORCED = ["double 3px", "solid 2px", "dashed 1px", "dotted 1px"];

/** @param {(string[] | undefined)[]} pair @param {number} level */
const rules = ([day, night], level) =>
  `::highlight(nutgraf-skim-${level}) { background-color: ${day?.[0]}; color: ${day?.[1]}; }
::highlight(nutgraf-skim-night-${level}) { background-color: ${night?.[0]}; color: ${night?.[1]}; }
@media (forced-colors: active) {
  ::highlight(nutgraf-skim-${level}), ::highlight(nutgraf-skim-night-${level}) { background-color: Canvas; color: CanvasText; text-decoration: underline ${FORCED[level - 1]}; }
}`;

export const SHADES = TINTS.map((pair, index) => rules(pair, index + 1)).join("\n");

/**
 * Shades the sentences whose places findPlaces kept under "skim"; null takes the shades off. Runs inside
 * the page and closes over nothing.
 * @param {{url: string, key: string, levels: number[]} | null} skimmed
 * @returns {{shown: number, lost: number} | null}  null: these places are not known here
 */
export function skimPage(skimmed) {
  /** @type {PageWorld} */
  const world = (globalThis.nutgrafWorld ??= { places: new Map(), lit: null, shaded: [], documents: new Set() });
  const LIGHT_INK = 0.5;
  /** @type {Map<string, boolean>} */
  const inks = new Map();

  /** @param {string} color  as computed: rgb(), or one of the newer spaces */
  function isLight(color) {
    const [a = 0, b = 0, c = 0] = (color.match(/-?[\d.]+(e-?\d+)?%?/g) ?? []).map((part) => parseFloat(part));
    if (/^(ok)?l(ab|ch)/.test(color)) return a > (color.startsWith("ok") ? 0.68 : 60);
    const most = color.startsWith("rgb") ? 255 : 1;
    return (0.3 * a + 0.59 * b + 0.11 * c) / most > LIGHT_INK;
  }

  /** @param {Range} range */
  function onDark(range) {
    const above = range.startContainer.parentNode;
    const el = above && (above.nodeType === 1 ? /** @type {Element} */ (above) : /** @type {ShadowRoot} */ (above).host);
    const view = el?.ownerDocument.defaultView;
    if (!el || !view) return false;
    const { color } = view.getComputedStyle(el);
    const known = inks.get(color) ?? isLight(color);
    inks.set(color, known);
    return known;
  }

  /** @param {Document} doc */
  const registry = (doc) => /** @type {Window & typeof globalThis} */ (doc.defaultView ?? {});
  /** @param {Document} doc */
  function clear(doc) {
    const { CSS } = registry(doc);
    // By name: in Firefox a page's highlights cannot be gone through from outside its world.
    for (const night of ["", "night-"]) for (const level of [1, 2, 3, 4]) CSS?.highlights.delete(`nutgraf-skim-${night}${level}`);
  }

  /** Every name's ranges, in each document. @type {Map<Document, Map<string, Range[]>>} */
  const shades = new Map();
  /** @param {Range} range @param {number} level */
  function shade(range, level) {
    const doc = /** @type {Document} */ (range.startContainer.ownerDocument);
    const named = shades.get(doc) ?? new Map();
    const called = `nutgraf-skim-${onDark(range) ? "night-" : ""}${level}`;
    const ranges = named.get(called) ?? [];
    ranges.push(range);
    named.set(called, ranges);
    shades.set(doc, named);
  }

  const kept = skimmed && world.places.get("skim");
  if (skimmed && (kept?.key !== skimmed.key || kept.url !== skimmed.url)) return null;
  // The page has put other nodes in their place.
  if (skimmed && kept?.ranges.some((ranges) => ranges.some((range) => range.collapsed || !range.startContainer.isConnected))) return null;
  world.shaded = [];
  const count = { shown: 0, lost: 0 };
  kept?.ranges.forEach((ranges, sentence) => {
    const level = skimmed?.levels[sentence] ?? 0;
    if (ranges.length === 0) count.lost++;
    if (ranges.length === 0 || level < 1) return;
    for (const range of ranges) shade(range, Math.min(level, 4));
    world.shaded.push({ sentence, ranges });
    count.shown++;
  });
  // Colours were asked for before the first highlight changes: in turns, each would cost a new layout.
  for (const doc of [document, ...world.documents]) clear(doc);
  for (const [doc, named] of shades) {
    const { CSS, Highlight } = registry(doc);
    if (CSS) for (const [called, ranges] of named) CSS.highlights.set(called, new Highlight(...ranges));
    world.documents.add(doc);
  }
  world.listen?.();
  return count;
}
