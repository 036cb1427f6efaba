/** @typedef {{url: string, html: string, contentType: string, notices: import("./lib/wire.js").Notice[]}} Captured */

/**
 * The page as the reader sees it, as HTML. Runs inside the page and closes over nothing; the live DOM
 * is only read. Shadow roots (open and closed) and frames of the same origin stand where they are shown,
 * a frame as a div; code and drawings are left out; what the reader cannot see carries
 * data-nutgraf-hidden.
 * @returns {Captured}
 */
export function capturePage() {
  const EMPTY = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]);
  const LEFT_OUT = new Set(["style", "template", "svg", "canvas", "datalist", "object"]);
  const NEVER_SHOWN = new Set(["script", "link", "meta", "br", "wbr", "source", "track", "param", "area", "option", "optgroup", "col", "colgroup"]);
  const HOSTS = new Set(["article", "aside", "blockquote", "body", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main", "nav", "p", "section", "span"]);
  const DATA_KEPT = 512;
  const NOTABLE = { width: 200, height: 100 };
  /** @type {string[]} */
  const out = [];
  let framesBlocked = 0;

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
    for (const inner of el.children) if (view.getComputedStyle(inner).visibility === "visible") return false;
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
    out.push("<", el.localName);
    for (const { name, value } of el.attributes) {
      const kept = value.length > DATA_KEPT && value.startsWith("data:") ? "data:," : value;
      out.push(" ", name, '="', quoted(kept), '"');
    }
    out.push(hidden ? ' data-nutgraf-hidden="">' : ">");
  }

  /** @param {Element} el @param {boolean} hidden */
  function frame(el, hidden) {
    const body = frameBody(el);
    const { width, height } = el.getBoundingClientRect();
    if (!body) {
      if (!hidden && width >= NOTABLE.width && height >= NOTABLE.height) framesBlocked++;
      return;
    }
    out.push(hidden ? '<div data-nutgraf-frame="" data-nutgraf-hidden="">' : '<div data-nutgraf-frame="">');
    for (const child of within(body)) node(child, true, hidden);
    out.push("</div>");
  }

  /** @param {Element} el @param {boolean} inBody @param {boolean} hiddenAbove */
  function element(el, inBody, hiddenAbove) {
    const name = el.localName;
    if (LEFT_OUT.has(name)) return;
    const isScript = name === "script";
    if (isScript && !/ld\+json/i.test(el.getAttribute("type") ?? "")) return;
    const hidden = inBody && !hiddenAbove && unseen(el);
    if (name === "iframe" || name === "frame") return frame(el, hidden || hiddenAbove);
    open(el, hidden);
    if (EMPTY.has(name)) return;
    if (isScript || name === "noscript") out.push(el.textContent ?? "");
    else for (const child of within(el)) node(child, inBody || name === "body", hidden || hiddenAbove);
    out.push("</", name, ">");
  }

  /** @param {Node} one @param {boolean} inBody @param {boolean} hiddenAbove */
  function node(one, inBody, hiddenAbove) {
    if (one.nodeType === 3) out.push(text(/** @type {Text} */ (one).data));
    else if (one.nodeType === 1) element(/** @type {Element} */ (one), inBody, hiddenAbove);
  }

  out.push("<!DOCTYPE html>");
  node(document.documentElement, false, false);
  const notices = [];
  if (framesBlocked) {
    const parts = framesBlocked === 1 ? "One framed part" : `${framesBlocked} framed parts`;
    notices.push({
      code: "frames-blocked",
      message: `${parts} of this page, from another site, could not be read. Often that is a video or an advert.`,
    });
  }
  return { url: location.href, html: out.join(""), contentType: document.contentType, notices };
}
