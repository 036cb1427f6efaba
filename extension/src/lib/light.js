/**
 * Lights what findPlaces kept under "light" and brings it into view; the light before goes out. Runs
 * inside the page and closes over nothing.
 * @param {number | null} sentence  where the words stand, for a press on them
 * @param {boolean} on  false only puts the light out
 * @returns {import("./anchor.js").Found}
 */
export function lightPlace(sentence, on) {
  /** @type {PageWorld} */
  const world = (globalThis.nutgrafWorld ??= { places: new Map(), lit: null, shaded: [], documents: new Set() });

  /** @param {Document} doc @param {Range[]} ranges */
  function show(doc, ranges) {
    const { CSS, Highlight } = /** @type {Window & typeof globalThis} */ (doc.defaultView ?? {});
    if (!CSS) return;
    CSS.highlights.delete("nutgraf");
    if (ranges.length === 0) return;
    const highlight = new Highlight(...ranges);
    // Above the shades of the skim.
    highlight.priority = 1;
    CSS.highlights.set("nutgraf", highlight);
  }

  /** @param {Node | null} node @returns {Element | null} the element around, out of a shadow root too */
  function around(node) {
    const above = node?.parentNode;
    if (!above) return null;
    return above.nodeType === 1 ? /** @type {Element} */ (above) : (/** @type {ShadowRoot} */ (above).host ?? null);
  }

  /** @param {Range} range */
  function bring(range) {
    const el = around(range.startContainer);
    const view = el?.ownerDocument.defaultView;
    if (!el || !view) return;
    el.scrollIntoView({ block: "center", behavior: "instant" });
    // A long paragraph may be in the middle of the window, and its last line below.
    for (let box = around(range.startContainer); box; box = around(box)) {
      if (box.scrollHeight <= box.clientHeight || !/auto|scroll/.test(view.getComputedStyle(box).overflowY)) continue;
      const { top, bottom } = box.getBoundingClientRect();
      const words = range.getBoundingClientRect();
      if (words.top < top || words.bottom > bottom) box.scrollBy({ top: words.top - top - box.clientHeight / 3, behavior: "instant" });
    }
    const { top, bottom } = range.getBoundingClientRect();
    if (top < 0 || bottom > view.innerHeight) view.scrollBy({ top: top - view.innerHeight / 3, behavior: "instant" });
  }

  for (const doc of [document, ...world.documents]) show(doc, []);
  const [ranges = []] = (on && world.places.get("light")?.ranges) || [];
  world.places.delete("light");
  world.lit = ranges.length > 0 ? { sentence, ranges } : null;
  for (const range of ranges) world.documents.add(/** @type {Document} */ (range.startContainer.ownerDocument));
  for (const doc of world.documents) show(doc, ranges.filter(({ startContainer }) => startContainer.ownerDocument === doc));
  world.listen?.();
  const [first] = ranges;
  if (!first) return "lost";
  const seen = ranges.find((range) => range.getClientRects().length > 0);
  if (!seen) return "hidden";
  bring(seen);
  return "shown";
}
