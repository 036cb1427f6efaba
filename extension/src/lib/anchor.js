/** Places: from a span of the story to an anchor, and from an anchor to the words in the live page. */

/** @typedef {import("./wire.js").Anchor} Anchor */
/** @typedef {import("./wire.js").Span} Span */
/** @typedef {"shown" | "hidden" | "lost"} Found  hidden: the words are there, but the page does not show them */

const CONTEXT = 32;

/**
 * The anchor of a span: its words, and up to 32 characters on each side within its block.
 * @param {import("./wire.js").Story} story
 * @param {Span} span
 * @returns {Anchor}
 */
export function anchorOf(story, [start, end]) {
  const block = story.blocks.find(({ span: [from, to] }) => from <= start && start < to);
  const exact = story.text.slice(start, end);
  if (!block) return { exact, prefix: "", suffix: "", path: "" };
  const [from, to] = block.span;
  const before = story.text.slice(Math.max(from, start - CONTEXT), start);
  const after = story.text.slice(end, Math.min(Math.max(to, end), end + CONTEXT));
  return {
    exact,
    prefix: whole(before) || block.anchor.prefix,
    suffix: whole(after) || block.anchor.suffix,
    path: block.anchor.path,
  };
}

/**
 * Without the half characters a cut may leave at either end: they do not survive the way into the page.
 * @param {string} cut
 */
function whole(cut) {
  return cut.replace(/^[\uDC00-\uDFFF]/, "").replace(/[\uD800-\uDBFF]$/, "");
}

/**
 * Finds an anchor in the page and lights it; the light before goes out, and null only puts it out.
 * Runs inside the page and closes over nothing. The page's DOM is not changed. Text is compared with
 * white space and invisible characters left out, so neither layout nor inline elements matter; where
 * the words stand more than once, the place at the path wins, then the one with the right neighbours.
 * @param {Anchor | null} anchor
 * @param {string} url  the page the anchor belongs to
 * @returns {Found}
 */
export function lightAnchor(anchor, url) {
  const SKIPPED = new Set(["script", "style", "noscript", "template", "textarea", "select", "svg", "head", "title"]);
  const BLANK = /[\s\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]+/g;
  const SLACK = 60;
  const LONG_ENOUGH = 12;
  /** @param {string} words */
  const squeeze = (words) => words.replace(BLANK, "");

  /** @param {Element} el @returns {ShadowRoot | null} */
  function shadowOf(el) {
    try {
      return el.shadowRoot ?? el.openOrClosedShadowRoot ?? globalThis.chrome?.dom?.openOrClosedShadowRoot?.(/** @type {HTMLElement} */ (el)) ?? null;
    } catch {
      return null;
    }
  }
  /** @param {Element} el @returns {Element | null} */
  function frameBody(el) {
    if (el.localName !== "iframe" && el.localName !== "frame") return null;
    try {
      return /** @type {HTMLIFrameElement} */ (el).contentDocument?.body ?? null;
    } catch {
      return null;
    }
  }
  /** What the reader sees inside a node, in order. Kept equal to the walk in capture.js, or paths part ways.
   * @param {Node} node @returns {Iterable<Node>} */
  function within(node) {
    if (node.nodeType !== 1) return node.childNodes;
    const el = /** @type {Element} */ (node);
    if (el.localName === "slot") {
      const given = /** @type {HTMLSlotElement} */ (el).assignedNodes();
      if (given.length) return given;
    }
    return (frameBody(el) ?? shadowOf(el) ?? el).childNodes;
  }

  /** @param {string} path @returns {Element | null} */
  function atPath(path) {
    /** @type {Element | null} */
    let here = null;
    /** @type {Iterable<Node>} */
    let inside = document.childNodes;
    for (const step of path.split("/").filter(Boolean)) {
      const [, name, nth = "1"] = /^([^[\]]+)(?:\[(\d+)\])?$/.exec(step) ?? [];
      let left = Number(nth);
      /** @type {Element | null} */
      let next = null;
      for (const child of inside) {
        if (child.nodeType !== 1) continue;
        const el = /** @type {Element} */ (child);
        const known = frameBody(el) ? "div" : el.localName;
        if ((name === "*" || known === name) && --left === 0) next = el;
        if (next) break;
      }
      if (!next) return null;
      here = next;
      inside = within(next);
    }
    return here;
  }

  /** @type {{node: Text, at: number}[]} */
  const pieces = [];
  let hay = "";
  let from = -1;
  let to = -1;
  /** @param {Node} node @param {Element | null} marked */
  function gather(node, marked) {
    if (node.nodeType === 3) {
      const words = squeeze(/** @type {Text} */ (node).data);
      if (words) pieces.push({ node: /** @type {Text} */ (node), at: hay.length });
      hay += words;
      return;
    }
    if (node.nodeType === 1 && SKIPPED.has(/** @type {Element} */ (node).localName)) return;
    if (node === marked) from = hay.length;
    for (const child of within(node)) gather(child, marked);
    if (node === marked) to = hay.length;
  }

  /** The index of the text node that holds a place. @param {number} at */
  function pieceAt(at) {
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((pieces[middle]?.at ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @param {number} at @param {boolean} isEnd @returns {[Text, number]} */
  function place(at, isEnd) {
    const wanted = isEnd ? at - 1 : at;
    const piece = /** @type {{node: Text, at: number}} */ (pieces[pieceAt(wanted)]);
    let seen = piece.at;
    for (let i = 0; i < piece.node.data.length; i++) {
      if (!squeeze(piece.node.data.charAt(i))) continue;
      if (seen === wanted) return [piece.node, isEnd ? i + 1 : i];
      seen++;
    }
    return [piece.node, piece.node.data.length];
  }

  /** @param {string} prefix @param {string} suffix @param {number} start @param {number} end */
  function neighbours(prefix, suffix, start, end) {
    let before = 0;
    while (before < prefix.length && prefix.at(-1 - before) === hay[start - 1 - before]) before++;
    let after = 0;
    while (after < suffix.length && suffix[after] === hay[end + after]) after++;
    return before + after;
  }

  /** @param {string} exact @param {string} prefix @param {string} suffix @returns {[number, number] | null} */
  function best(exact, prefix, suffix) {
    /** @type {[number, number] | null} */
    let found = null;
    let top = -1;
    let alike = 0;
    for (let at = hay.indexOf(exact); at >= 0; at = hay.indexOf(exact, at + 1)) {
      const end = at + exact.length;
      const inPath = at >= from && end <= to;
      const rank = (inPath ? 1000 : 0) + neighbours(prefix, suffix, at, end);
      alike = rank === top ? alike + 1 : rank > top ? 1 : alike;
      if (rank > top) [found, top] = [[at, end], rank];
    }
    // Words that stand in several places with nothing to tell them apart are not a place.
    return top === 0 && alike > 1 ? null : found;
  }

  /** Where words end that begin here, when short text nodes between them may be passed over; 0 when they do not fit.
   * @param {string} exact @param {number} start */
  function fit(exact, start) {
    let at = start;
    let passed = 0;
    for (let seen = 0; seen < exact.length; ) {
      if (at >= hay.length || passed > SLACK) return 0;
      if (hay[at] === exact[seen]) {
        at++;
        seen++;
        continue;
      }
      const index = pieceAt(at);
      const begin = pieces[index]?.at ?? 0;
      const end = pieces[index + 1]?.at ?? hay.length;
      if (begin <= start) return 0;
      seen -= at - begin;
      passed += end - begin;
      at = end;
    }
    return at;
  }

  /** The page may hold a hidden word, a note or a reading aid inside the words, which the story does not have.
   * @param {string} exact @returns {[number, number] | null} */
  function aroundNotes(exact) {
    if (exact.length < LONG_ENOUGH) return null;
    const last = to > from ? to : hay.length;
    for (let start = Math.max(0, from); start < last; start++) {
      const end = hay[start] === exact[0] ? fit(exact, start) : 0;
      if (end) return [start, end];
    }
    return null;
  }

  /** @param {Document} doc @param {Range | null} range */
  function show(doc, range) {
    const view = doc.defaultView;
    if (!view) return;
    const { CSS, Highlight } = /** @type {Window & typeof globalThis} */ (view);
    CSS.highlights.delete("nutgraf");
    if (range) CSS.highlights.set("nutgraf", new Highlight(range));
  }
  /** @param {Document} doc */
  function darken(doc) {
    show(doc, null);
    for (const frame of doc.querySelectorAll("iframe, frame")) {
      const body = frameBody(frame);
      if (body) darken(body.ownerDocument);
    }
  }

  /** @param {Range} range */
  function bring(range) {
    const el = range.startContainer.parentElement;
    const view = el?.ownerDocument.defaultView;
    if (!el || !view) return;
    el.scrollIntoView({ block: "center", behavior: "instant" });
    const { top, bottom } = range.getBoundingClientRect();
    if (top < 0 || bottom > view.innerHeight) view.scrollBy({ top: top - view.innerHeight / 3, behavior: "instant" });
  }

  darken(document);
  if (!anchor || location.href.split("#")[0] !== url.split("#")[0]) return "lost";
  const marked = atPath(anchor.path);
  gather(document, marked);
  const exact = squeeze(anchor.exact);
  /** @type {[number, number] | null} */
  const all = to > from ? [from, to] : null;
  const found = exact ? (best(exact, squeeze(anchor.prefix), squeeze(anchor.suffix)) ?? aroundNotes(exact)) : all;
  if (!found) return "lost";
  const [startNode, startAt] = place(found[0], false);
  const [endNode, endAt] = place(found[1], true);
  const doc = startNode.ownerDocument;
  const range = doc.createRange();
  range.setStart(startNode, startAt);
  range.setEnd(endNode, endAt);
  show(doc, range);
  if (range.getClientRects().length === 0) return "hidden";
  bring(range);
  return "shown";
}
