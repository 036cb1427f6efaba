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
 * Finds anchors in the page and keeps their ranges under a name; says of each whether it was found.
 * Runs inside the page and closes over nothing. The page's DOM is not changed. Text is compared with
 * white space and invisible characters left out, so neither layout nor inline elements matter; where
 * the words stand more than once, the place at the path wins, then the one with the right neighbours.
 * @param {string} name
 * @param {string} url  the page the anchors belong to
 * @param {Anchor[]} anchors
 * @param {string} [key]  whose anchors they are
 * @returns {boolean[]}
 */
export function findPlaces(name, url, anchors, key = "") {
  const SKIPPED = new Set(["script", "style", "noscript", "template", "textarea", "select", "svg", "head", "title"]);
  const AIDS = new Set(["rt", "rp", "rtc"]);
  const HOSTS = new Set(["article", "aside", "blockquote", "body", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main", "nav", "p", "section", "span"]);
  const BLANK = /[\s\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]+/g;
  const SLACK = 60;
  const LONG_ENOUGH = 12;
  /** @param {string} words */
  const squeeze = (words) => words.replace(BLANK, "");

  /** @param {Element} el @returns {ShadowRoot | null} */
  function shadowOf(el) {
    if (!HOSTS.has(el.localName) && !el.localName.includes("-")) return null;
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

  /** @type {Map<string, Element | null>} */
  const elements = new Map([["", null]]);
  /** @param {string} path @returns {Element | null} */
  function atPath(path) {
    const known = elements.get(path);
    if (known !== undefined) return known;
    const cut = path.lastIndexOf("/");
    const above = path.slice(0, cut);
    const parent = above ? atPath(above) : document;
    const found = parent && nthOf(parent, path.slice(cut + 1));
    elements.set(path, found);
    return found;
  }

  /** The children of an element by their names, counted as an XPath does. @type {Map<Node, Map<string, Element[]>>} */
  const families = new Map();
  /** @param {Node} parent */
  function family(parent) {
    /** @type {Map<string, Element[]>} */
    const named = new Map([["*", []]]);
    for (const child of within(parent)) {
      if (child.nodeType !== 1) continue;
      const el = /** @type {Element} */ (child);
      const known = frameBody(el) ? "div" : el.localName;
      if (!named.has(known)) named.set(known, []);
      named.get(known)?.push(el);
      named.get("*")?.push(el);
    }
    families.set(parent, named);
    return named;
  }

  /** @param {Node} parent @param {string} step  `p[2]`, `*[3]` @returns {Element | null} */
  function nthOf(parent, step) {
    const [, wanted = "", nth = "1"] = /^([^[\]]+)(?:\[(\d+)\])?$/.exec(step) ?? [];
    return (families.get(parent) ?? family(parent)).get(wanted)?.[Number(nth) - 1] ?? null;
  }

  /** @type {{node: Text, at: number}[]} */
  const pieces = [];
  /** @type {string[]} */
  const words = [];
  let length = 0;
  /** Where the words of each element an anchor names begin and end. @type {Map<Node, [number, number]>} */
  const stretches = new Map();
  /** @param {Node} node */
  function gather(node) {
    if (node.nodeType === 3) {
      const said = squeeze(/** @type {Text} */ (node).data);
      if (said) pieces.push({ node: /** @type {Text} */ (node), at: length });
      words.push(said);
      length += said.length;
      return;
    }
    if (node.nodeType === 1) {
      const el = /** @type {Element} */ (node);
      if (SKIPPED.has(el.localName)) return;
      if (AIDS.has(el.localName) && !el.querySelector("p, article, section, h1, h2")) return;
    }
    const from = length;
    for (const child of within(node)) gather(child);
    if (stretches.has(node)) stretches.set(node, [from, length]);
  }

  for (const { path } of anchors) {
    const element = atPath(path);
    if (element) stretches.set(element, [0, 0]);
  }
  gather(document);
  const hay = words.join("");

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

  /** @param {string} prefix @param {string} suffix @param {number} start @param {number} end */
  function neighbours(prefix, suffix, start, end) {
    let before = 0;
    while (before < prefix.length && prefix.at(-1 - before) === hay[start - 1 - before]) before++;
    let after = 0;
    while (after < suffix.length && suffix[after] === hay[end + after]) after++;
    return before + after;
  }

  /** The best of equal words between two places; null for none, and for several that nothing tells apart.
   * @param {Anchor} anchor  squeezed @param {number} from @param {number} to @param {boolean} doubtful
   * @returns {[number, number] | null} */
  function best({ exact, prefix, suffix }, from, to, doubtful) {
    /** @type {[number, number] | null} */
    let found = null;
    let top = -1;
    let alike = 0;
    const among = hay.slice(from, to);
    for (let step = among.indexOf(exact); step >= 0; step = among.indexOf(exact, step + 1)) {
      const [at, end] = [from + step, from + step + exact.length];
      const rank = neighbours(prefix, suffix, at, end);
      alike = rank === top ? alike + 1 : rank > top ? 1 : alike;
      if (rank > top) [found, top] = [[at, end], rank];
    }
    return doubtful && top === 0 && alike > 1 ? null : found;
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
   * @param {string} exact @param {number} from @param {number} to @returns {[number, number] | null} */
  function aroundNotes(exact, from, to) {
    if (exact.length < LONG_ENOUGH) return null;
    for (let start = hay.indexOf(exact.charAt(0), from); start >= 0 && start < to; start = hay.indexOf(exact.charAt(0), start + 1)) {
      const end = fit(exact, start);
      if (end) return [start, end];
    }
    return null;
  }

  /** @param {Anchor} anchor @returns {[number, number] | null} */
  function search(anchor) {
    const element = atPath(anchor.path);
    const [from, to] = (element && stretches.get(element)) ?? [0, 0];
    const exact = squeeze(anchor.exact);
    if (!exact) return to > from ? [from, to] : null;
    const sought = { ...anchor, exact, prefix: squeeze(anchor.prefix), suffix: squeeze(anchor.suffix) };
    return best(sought, from, to, false) ?? best(sought, 0, hay.length, true)
      ?? (to > from ? aroundNotes(exact, from, to) : aroundNotes(exact, 0, hay.length));
  }

  /** How far into a text node a number of its visible characters reach. @param {string} data @param {number} seen */
  function offset(data, seen) {
    let left = seen;
    let from = 0;
    for (const { 0: blank, index } of data.matchAll(BLANK)) {
      if (left < index - from) break;
      left -= index - from;
      from = index + blank.length;
    }
    return from + left;
  }

  /** One range for each tree the words stand in: no range reaches into a shadow root, or out of a frame.
   * @param {[number, number]} found @returns {Range[]} */
  function ranges([start, end]) {
    /** @type {Range[]} */
    const made = [];
    /** @type {Text | null} */
    let last = null;
    for (let index = pieceAt(start); index < pieces.length; index++) {
      const { node, at } = /** @type {{node: Text, at: number}} */ (pieces[index]);
      if (at >= end) break;
      const joins = last && last.getRootNode() === node.getRootNode() && last.compareDocumentPosition(node) & 4;
      const range = (joins && made.at(-1)) || node.ownerDocument.createRange();
      if (!joins) {
        made.push(range);
        range.setStart(node, offset(node.data, Math.max(0, start - at)));
      }
      const inside = Math.min(end - at, (pieces[index + 1]?.at ?? hay.length) - at);
      range.setEnd(node, offset(node.data, inside - 1) + 1);
      last = node;
    }
    return made;
  }

  const world = (globalThis.nutgrafWorld ??= { places: new Map(), lit: null, shaded: [], documents: new Set() });
  const isHere = location.href.split("#")[0] === url.split("#")[0];
  const all = anchors.map((anchor) => {
    const found = isHere ? search(anchor) : null;
    return found ? ranges(found) : [];
  });
  world.places.set(name, { key, url, ranges: all });
  return all.map((several) => several.length > 0);
}

/**
 * How many of the places findPlaces kept under a name the page shows; they are let go. Runs inside the
 * page and closes over nothing.
 * @param {string} name
 */
export function countShown(name) {
  const places = globalThis.nutgrafWorld?.places;
  const ranges = places?.get(name)?.ranges ?? [];
  places?.delete(name);
  return ranges.filter((several) => several.some((range) => range.getClientRects().length > 0)).length;
}
