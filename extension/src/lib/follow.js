/**
 * Takes the line of the panel that reads this page: which lit or shaded sentence is pressed is told over
 * it, as {sentence}; the page's own click goes on as ever. Without a line nothing stays lit or shaded: it
 * ends when the panel closes, and when the page goes. Runs inside the page and closes over nothing.
 */
export function followPresses() {
  /** @type {PageWorld} */
  const world = (globalThis.nutgrafWorld ??= { places: new Map(), lit: null, shaded: [], documents: new Set() });
  // An earlier call listens already.
  if (world.listen) return;
  /** @type {Set<Document>} */
  const heard = new Set();
  /** @type {chrome.runtime.Port | null} */
  let line = null;

  /** @param {Range} range @param {Element} target @param {number} x @param {number} y */
  function isUnder(range, target, x, y) {
    const inTarget = range.intersectsNode(target) || holds(target, range.startContainer);
    return inTarget && [...range.getClientRects()].some(({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom);
  }

  /** Whether a node stands inside an element, in its shadow roots too. @param {Element} el @param {Node | null} node */
  function holds(el, node) {
    for (let up = node; up; up = up.parentNode ?? /** @type {ShadowRoot} */ (up).host ?? null) if (up === el) return true;
    return false;
  }

  /** @param {MouseEvent} event */
  function pressed(event) {
    const [target] = event.composedPath();
    const chosen = (/** @type {Node | undefined} */ (target))?.ownerDocument?.getSelection();
    if (!event.isTrusted || event.button !== 0 || !target || (chosen && !chosen.isCollapsed)) return;
    const places = [...(world.lit ? [world.lit] : []), ...world.shaded];
    const found = places.find(({ ranges }) =>
      ranges.some((range) => isUnder(range, /** @type {Element} */ (target), event.clientX, event.clientY)));
    if (found && found.sentence !== null) tell(found.sentence);
  }

  /** @param {number} sentence */
  function tell(sentence) {
    try {
      line?.postMessage({ sentence });
    } catch {
      // The extension was taken away, or renewed: nobody has told the page.
      hangUp();
    }
  }

  function listen() {
    const wanted = Boolean(world.lit) || world.shaded.length > 0;
    if (wanted && !line) return darken();
    for (const doc of world.documents) {
      if (wanted && !heard.has(doc)) doc.addEventListener("click", pressed, true);
      else if (!wanted) doc.removeEventListener("click", pressed, true);
    }
    heard.clear();
    if (wanted) for (const doc of world.documents) heard.add(doc);
  }

  function hangUp() {
    line?.disconnect();
    line = null;
    darken();
  }

  function darken() {
    for (const doc of [document, ...world.documents]) {
      const { CSS } = /** @type {Window & typeof globalThis} */ (doc.defaultView ?? {});
      CSS?.highlights.delete("nutgraf");
      for (const night of ["", "night-"]) for (const level of [1, 2, 3, 4]) CSS?.highlights.delete(`nutgraf-skim-${night}${level}`);
    }
    world.lit = null;
    world.shaded = [];
    listen();
  }

  // Not by the name of "browser", which an element of the page may bear; Firefox knows this one too.
  chrome.runtime.onConnect.addListener((taken) => {
    // Of two panels the last one asked has the page.
    line?.disconnect();
    line = taken;
    taken.onDisconnect.addListener(() => {
      if (line !== taken) return;
      line = null;
      darken();
    });
    taken.postMessage({ ready: true });
  });
  // A page that comes back out of the browser's cache finds no panel at the other end.
  addEventListener("pagehide", hangUp);
  world.listen = listen;
}
