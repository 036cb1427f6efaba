/**
 * Tells the panel which lit or shaded sentence is pressed in the page; the page's own click goes on as
 * ever. Listens only while something is lit or shaded, and puts that out when the panel closes. Runs
 * inside the page and closes over nothing.
 * @param {boolean} on
 */
export function followPresses(on) {
  /** @type {PageWorld} */
  const world = (globalThis.nutgrafWorld ??= { places: new Map(), lit: null, shaded: [], documents: new Set() });
  /** @type {Set<Document>} */
  const heard = new Set();
  /** @type {chrome.runtime.Port | null} */
  let line = null;
  const SETTLED_MS = 1000;

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
      // Nobody hears it when the panel is closed.
      (globalThis.browser ?? chrome).runtime.sendMessage({ kind: "nutgraf-pressed", sentence }).catch(() => listen(false));
    } catch {
      listen(false);
    }
  }

  function listen(wanted = Boolean(world.lit) || world.shaded.length > 0) {
    for (const doc of world.documents) {
      if (wanted && !heard.has(doc)) doc.addEventListener("click", pressed, true);
      else if (!wanted) doc.removeEventListener("click", pressed, true);
    }
    heard.clear();
    if (wanted) for (const doc of world.documents) heard.add(doc);
    if (wanted) holdLine();
    else letGo();
  }

  function holdLine() {
    if (line) return;
    const since = Date.now();
    try {
      line = (globalThis.browser ?? chrome).runtime.connect({ name: "nutgraf-lit" });
    } catch {
      // The extension was taken away, or renewed.
      return darken();
    }
    line.onDisconnect.addListener(() => {
      line = null;
      // The panel of another window, when it closes, may end the line as well: ours takes a new one.
      if (Date.now() - since > SETTLED_MS) holdLine();
      else darken();
    });
  }

  function letGo() {
    line?.disconnect();
    line = null;
  }

  /** The panel is gone. */
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

  // The listeners of an earlier call are its own to take off.
  world.unlisten?.();
  delete world.listen;
  delete world.unlisten;
  if (!on) return;
  world.listen = () => listen();
  world.unlisten = () => listen(false);
  listen();
}
