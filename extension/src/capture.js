/**
 * `thinned`: parts that no reader sees were left away for size; `tooLarge`: not even so does it fit, and
 * html is empty.
 * @typedef {{url: string, html: string, contentType: string, framesBlocked: number, thinned: boolean, tooLarge: boolean, selection: boolean, hasSelection: boolean}} Taken
 */

/**
 * The page as the reader sees it, as HTML. Runs inside the page and closes over nothing; the live DOM
 * is only read. Shadow roots (open and closed) and frames of the same origin stand where they are shown,
 * a frame as a div; code and drawings are left out; what the reader cannot see carries
 * data-nutgraf-hidden. Of a selection only its own words are taken, in the elements around them; the
 * others stay as empty elements, so that paths hold. What is too large goes without what no reader sees.
 * @param {{selectionOnly?: boolean}} [how]
 * @returns {Taken}
 */
export function capturePage({ selectionOnly = false } = {}) {
  const EMPTY = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]);
  const LEFT_OUT = new Set(["style", "template", "svg", "canvas", "datalist", "object"]);
  const NEVER_SHOWN = new Set(["script", "link", "meta", "br", "wbr", "source", "track", "param", "area", "option", "optgroup", "col", "colgroup"]);
  const HOSTS = new Set(["article", "aside", "blockquote", "body", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main", "nav", "p", "section", "span"]);
  const DATA_KEPT = 512;
  const NOTABLE = { width: 200, height: 100 };
  const PREVIEW = 80;
  const LONG_VALUE = 300;
  const JSON_LENGTH = 80;
  const RAW_LENGTH = 16_000_000;
  const MOST_BYTES = 10_000_000;
  // In the order in which they are given up.
  const SPARE = [/^(style|on\w+|srcset|sizes|integrity|nonce)$/, /^(data|aria|x|v|ng)-|^[:@]/];
  /** @type {string[]} */
  const out = [];
  let size = 0;
  let framesBlocked = 0;
  /** Stretches of `out` that the page can do without, in the order of SPARE; hidden words last. @type {[number, number][][]} */
  const spare = [[], [], []];
  /** @param {...string} parts */
  function put(...parts) {
    for (const part of parts) size += part.length;
    out.push(...parts);
  }

  /** @param {string} words */
  const text = (words) => words.replace(/[&<>\u00A0]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : c === ">" ? "&gt;" : "&nbsp;"));
  /** @param {string} value */
  const quoted = (value) => value.replace(/[&"\u00A0]/g, (c) => (c === "&" ? "&amp;" : c === '"' ? "&quot;" : "&nbsp;"));

  /** @param {Element} el @returns {ShadowRoot | null} */
  function shadowOf(el) {
    if (!el.localName.includes("-") && !HOSTS.has(el.localName)) return null;
    try {
      return el.shadowRoot ?? el.openOrClosedShadowRoot ?? globalThis.chrome?.dom?.openOrClosedShadowRoot?.(/** @type {HTMLElement} */ (el)) ?? null;
    } catch {
      return null;
    }
  }
  /** @param {Element} el @returns {Element | null} */
  function frameBody(el) {
    try {
      return /** @type {HTMLIFrameElement} */ (el).contentDocument?.body ?? null;
    } catch {
      return null;
    }
  }
  /** Kept equal to the walk in lib/anchor.js, or paths part ways.
   * @param {Element} el @returns {Iterable<Node>} */
  function within(el) {
    if (el.localName === "slot") {
      const given = /** @type {HTMLSlotElement} */ (el).assignedNodes();
      if (given.length) return given;
    }
    return (shadowOf(el) ?? el).childNodes;
  }

  /** What is selected in a document, or in a shadow root where the browser keeps that apart.
   * @param {Document | ShadowRoot} root @returns {Range[]} */
  function rangesIn(root) {
    const selection = /** @type {Document} */ (root).getSelection?.();
    const ranges = Array.from({ length: selection?.rangeCount ?? 0 }, (_, i) => /** @type {Selection} */ (selection).getRangeAt(i));
    return ranges.filter((range) => !range.collapsed);
  }
  /** @param {Document | ShadowRoot} root @returns {Range[]} */
  function selectedIn(root) {
    const inner = [...root.querySelectorAll("*")].flatMap((el) => {
      const inside = el.localName === "iframe" || el.localName === "frame" ? frameBody(el)?.ownerDocument : shadowOf(el);
      return inside ? selectedIn(inside) : [];
    });
    return [...rangesIn(root), ...inner];
  }
  /** The part of a text that is selected. @param {Text} node */
  function selectedPart(node) {
    return selected.filter((range) => range.intersectsNode(node)).map(({ startContainer, startOffset, endContainer, endOffset }) =>
      node.data.slice(startContainer === node ? startOffset : 0, endContainer === node ? endOffset : undefined)).join("");
  }
  /** @param {Element} el */
  function isWhole(el) {
    const own = el.ownerDocument.createRange();
    own.selectNode(el);
    const root = el.getRootNode();
    return selected.some((range) => range.startContainer.getRootNode() === root
      && range.compareBoundaryPoints(0, own) <= 0 && range.compareBoundaryPoints(2, own) >= 0);
  }

  /** Out of reach even when everything around it is scrolled back to its start.
   * @param {Element} el @param {DOMRect} box @param {Window} view */
  function outOfReach(el, box, view) {
    let right = box.right + view.scrollX;
    let bottom = box.bottom + view.scrollY;
    // An empty box says nothing about what flows out of it.
    if ((right > 0 && bottom > 0) || box.width === 0 || box.height === 0) return false;
    for (let up = el.parentElement; up && up !== el.ownerDocument.scrollingElement; up = up.parentElement) {
      right += Math.max(0, up.scrollLeft);
      bottom += up.scrollTop;
    }
    const leftward = view.getComputedStyle(el.ownerDocument.documentElement).direction === "rtl";
    return bottom <= 0 || (right <= 0 && !leftward);
  }

  /** Clipped away, or pushed out of its own box.
   * @param {CSSStyleDeclaration} style @param {DOMRect} box */
  function clipped(style, box) {
    const tiny = box.width <= 1 || box.height <= 1;
    if (tiny && style.overflow !== "visible") return true;
    if (/^rect\((0|1)(px)?(, (0|1)(px)?){3}\)$/.test(style.clip) && style.position !== "static") return true;
    if (/^inset\((50|100)%\)$/.test(style.clipPath)) return true;
    return parseFloat(style.textIndent) <= -500 && style.overflow !== "visible";
  }

  /** @param {Element} el @param {CSSStyleDeclaration} style */
  function invisibleText(el, style) {
    if (style.visibility === "visible") return !el.firstElementChild && parseFloat(style.fontSize) === 0;
    // A visible child of an invisible parent is still seen, so the mark goes further down.
    const view = el.ownerDocument.defaultView ?? window;
    for (const inner of el.querySelectorAll(":scope > *")) if (view.getComputedStyle(inner).visibility === "visible") return false;
    return true;
  }

  /** A page may fade its paragraphs in as they are scrolled to: those are late, not hidden.
   * @param {CSSStyleDeclaration} style @param {DOMRect} box @param {Window} view */
  function fadesIn(style, box, view) {
    const moves = style.animationName !== "none" || /opacity|all/.test(style.transitionProperty) && parseFloat(style.transitionDuration) > 0;
    return moves && box.top > view.innerHeight;
  }

  /** @param {Element} el */
  function unseen(el) {
    if (NEVER_SHOWN.has(el.localName)) return false;
    const view = el.ownerDocument.defaultView ?? window;
    const style = view.getComputedStyle(el);
    if (style.display === "none" || style.contentVisibility === "hidden") return true;
    if (style.display === "contents") return false;
    const box = el.getBoundingClientRect();
    if (parseFloat(style.opacity) < 0.02) return !fadesIn(style, box, view);
    return invisibleText(el, style) || clipped(style, box) || outOfReach(el, box, view);
  }

  /** @param {Element} el @param {boolean} hidden */
  function open(el, hidden) {
    put("<", el.localName);
    for (const { name, value } of el.attributes) {
      // What a reader has typed stays in the page, and no page marks its own parts for us.
      if ((name === "value" && el.localName === "input") || name.startsWith("data-nutgraf-")) continue;
      if (selecting && value.length > JSON_LENGTH && /^\s*[[{]/.test(value)) continue;
      const kept = value.length > DATA_KEPT && value.startsWith("data:") ? "data:," : value;
      const rank = SPARE.findIndex((spared) => spared.test(name));
      if (rank >= 0) spare[rank]?.push([out.length, out.length + 1]);
      put(` ${name}="${quoted(kept)}"`);
    }
    put(hidden ? ' data-nutgraf-hidden="">' : ">");
  }

  /** @param {Element} el @param {State} state */
  function frame(el, state) {
    const body = frameBody(el);
    const { width, height } = el.getBoundingClientRect();
    if (!body) {
      if (!state.hidden && width >= NOTABLE.width && height >= NOTABLE.height) framesBlocked++;
      return;
    }
    put(state.hidden ? '<div data-nutgraf-frame="" data-nutgraf-hidden="">' : '<div data-nutgraf-frame="">');
    for (const child of within(body)) node(child, { ...state, inBody: true });
    put("</div>");
  }

  /** @param {Element} el @param {State} state */
  function element(el, state) {
    const name = el.localName;
    if (LEFT_OUT.has(name)) return;
    const isScript = name === "script";
    if (isScript && !/ld\+json/i.test(el.getAttribute("type") ?? "")) return;
    const isCut = selecting && state.inBody && !state.whole;
    const whole = state.whole || (isCut && (el.localName.includes("-") || name === "iframe" || EMPTY.has(name)) && isWhole(el));
    if (isCut && !whole && EMPTY.has(name)) return;
    const isHidden = state.inBody && !state.hidden && unseen(el);
    const inside = { inBody: state.inBody || name === "body", hidden: state.hidden || isHidden, whole };
    const [from, words] = [out.length, said];
    if (name === "iframe" || name === "frame") frame(el, inside);
    else {
      open(el, isHidden);
      if (EMPTY.has(name)) return;
      contents(el, isHidden, inside);
      put("</", name, ">");
    }
    if (isCut && words === said && !isScript && name !== "body") stub(from, name === "iframe" ? "div" : name);
  }

  /** A page's data may hold the whole story, which would be read in place of a short selection.
   * @param {string} json */
  function withoutStory(json) {
    try {
      return JSON.stringify(JSON.parse(json, (_, value) => (typeof value === "string" && value.length > LONG_VALUE ? undefined : value))) ?? "";
    } catch {
      return "";
    }
  }

  /** @param {Element} el @param {boolean} isHidden @param {State} inside */
  function contents(el, isHidden, inside) {
    const from = out.length;
    if (el.localName === "script") put(selecting ? withoutStory(el.textContent ?? "") : (el.textContent ?? ""));
    else if (el.localName === "noscript") put(selecting ? "" : (el.textContent ?? ""));
    else if (el.localName !== "textarea" && el.getAttribute("role") !== "textbox") for (const child of within(el)) node(child, inside);
    if (isHidden) spare[2]?.push([from, out.length]);
  }

  /** In place of what is not selected. @param {number} from @param {string} name */
  function stub(from, name) {
    for (const part of out.splice(from)) size -= part.length;
    for (const ranks of spare) while ((ranks.at(-1)?.[0] ?? -1) >= from) ranks.pop();
    put("<", name, ' data-nutgraf-hidden=""></', name, ">");
  }

  /** @param {Node} one @param {State} state */
  function node(one, state) {
    if (size > RAW_LENGTH) return;
    if (one.nodeType === 1) element(/** @type {Element} */ (one), state);
    if (one.nodeType !== 3) return;
    const isCut = selecting && state.inBody && !state.whole;
    const part = isCut ? selectedPart(/** @type {Text} */ (one)) : /** @type {Text} */ (one).data;
    said += part.trim().length;
    put(text(part));
  }

  /** Whether what is out fits, after giving up as much as it takes. */
  function fits() {
    const bytes = () => new TextEncoder().encode(out.join("")).length;
    if (size > RAW_LENGTH) return false;
    if (size * 3 <= MOST_BYTES || bytes() <= MOST_BYTES) return true;
    for (const [rank, stretches] of spare.entries()) {
      thinned = true;
      for (const [from, to] of stretches) {
        const [preview = ""] = rank === 2 ? [out.slice(from, to).join("").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim().slice(0, PREVIEW)] : [];
        out.fill("", from, to);
        if (preview && to > from) out[from] = preview;
      }
      if (bytes() <= MOST_BYTES) return true;
    }
    return false;
  }

  /** @typedef {{inBody: boolean, hidden: boolean, whole: boolean}} State  whole: inside something wholly selected */
  let said = 0;
  let thinned = false;
  const selected = selectionOnly ? selectedIn(document) : rangesIn(document);
  const hasSelection = selected.some((range) => range.toString().trim() !== "");
  const selecting = selectionOnly && hasSelection;
  put("<!DOCTYPE html>");
  node(document.documentElement, { inBody: false, hidden: false, whole: false });
  const tooLarge = !fits();
  return {
    url: location.href, html: tooLarge ? "" : out.join(""), contentType: document.contentType,
    framesBlocked: selecting ? 0 : framesBlocked, thinned, tooLarge, selection: selecting, hasSelection,
  };
}

/**
 * Which page this is, and how many characters of text it shows, in shadow roots and frames too: enough to
 * tell that it has grown, or gone. Runs inside the page and closes over nothing.
 */
export function pageNow() {
  /** @param {Element} el @returns {Element | ShadowRoot | null} */
  function inner(el) {
    try {
      if (el.localName === "iframe") return /** @type {HTMLIFrameElement} */ (el).contentDocument?.body ?? null;
      if (!el.localName.includes("-")) return el.shadowRoot;
      return el.shadowRoot ?? el.openOrClosedShadowRoot ?? globalThis.chrome?.dom?.openOrClosedShadowRoot?.(/** @type {HTMLElement} */ (el)) ?? null;
    } catch {
      return null;
    }
  }
  /** @param {Element | ShadowRoot} root @returns {number} */
  function count(root) {
    const own = root.nodeType === 1 ? [/** @type {HTMLElement} */ (root)] : /** @type {HTMLElement[]} */ ([...root.children]);
    const shown = own.reduce((sum, el) => sum + (el.innerText ?? "").length, 0);
    return [...root.querySelectorAll("*")].reduce((sum, el) => {
      const inside = inner(el);
      return inside ? sum + count(inside) : sum;
    }, shown);
  }
  return { url: location.href, length: document.body ? count(document.body) : 0 };
}
