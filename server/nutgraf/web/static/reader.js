/** The reader: a slider that needs no request, and words that light up in the story when they are pressed. */

const status = document.getElementById("status");
const article = document.querySelector("article");

document.documentElement.classList.add("scripted");

/* The slider: every length is a head of the ranking, and all sentences it can show are there. */

const slider = /** @type {HTMLInputElement | null} */ (document.getElementById("length"));
const counted = document.getElementById("counted");
const picks = [...document.querySelectorAll(".picks > li")];

/** @param {number} count @param {string} one */
const many = (count, one) => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;

function lengthen() {
  const length = Number(slider.value);
  let words = 0;
  for (const pick of picks) {
    pick.hidden = Number(pick.dataset.rank) >= length;
    if (!pick.hidden) words += Number(pick.dataset.words);
  }
  const total = Number(slider.dataset.total);
  counted.textContent = `${length} of ${many(total, "sentence")}, ${many(words, "word")}`;
  slider.setAttribute("aria-valuetext", counted.textContent);
  const url = new URL(location.href);
  url.searchParams.set("sentences", slider.value);
  history.replaceState(null, "", url);
  if (lit?.closest("[hidden]")) out();
}

/* The light. A place is a range of code points of the story's text. */

/** @type {{node: Text | Element, start: number, end: number}[] | null} */
let pieces = null;
/** @type {HTMLElement | null} */
let lit = null;
let next = 0;

/** The story's texts and line breaks, each with its place. */
function storyPieces() {
  const made = [];
  for (const element of article.querySelectorAll("[data-at]")) {
    let at = Number(element.dataset.at);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.ELEMENT_NODE && node.localName !== "br") continue;
      const length = node.nodeType === Node.TEXT_NODE ? [...node.data].length : 1;
      made.push({ node, start: at, end: at + length });
      at += length;
    }
  }
  return made.filter(({ node }) => node.nodeType === Node.TEXT_NODE);
}

/** A browser counts text in halves of characters. @param {Text} node @param {number} points */
const units = (node, points) => [...node.data].slice(0, Math.max(0, points)).join("").length;

/** @param {number} start @param {number} end @returns {Range | null} */
function rangeOf(start, end) {
  pieces ??= storyPieces();
  const first = pieces.find((piece) => piece.end > start);
  const last = pieces.findLast((piece) => piece.start < end);
  if (!first || !last || first.start >= end) return null;
  const range = new Range();
  range.setStart(first.node, units(first.node, start - first.start));
  range.setEnd(last.node, units(last.node, end - last.start));
  return range;
}

/** @param {Range | null} range */
function light(range) {
  CSS.highlights?.delete("nutgraf");
  if (range) CSS.highlights?.set("nutgraf", new Highlight(range));
}

/** Brings a range into view, below the bar and above the line at the bottom. @param {Range} range */
function bring(range) {
  const { top, bottom } = range.getBoundingClientRect();
  const room = innerHeight - 60;
  if (top < 60 || bottom > room) scrollBy({ top: top - Math.max(60, (room - (bottom - top)) / 3), behavior: "instant" });
}

function out() {
  lit?.removeAttribute("aria-current");
  lit = null;
  light(null);
  status.replaceChildren();
}

/** @param {HTMLElement} pressed */
function press(pressed) {
  const places = pressed.dataset.spans.split(" ");
  if (lit !== pressed) {
    out();
    next = 0;
  }
  const place = places[next++];
  if (!place) return out();
  const range = rangeOf(...place.split("-").map(Number));
  if (!range) return false;
  lit = pressed;
  pressed.setAttribute("aria-current", "true");
  const from = scrollY;
  light(range);
  bring(range);
  say(places.length > 1 ? `Lit in the story. Place ${next} of ${places.length}.` : "Lit in the story.", from);
}

/** @param {string} words @param {number} from */
function say(words, from) {
  status.replaceChildren(words);
  const { top, bottom } = lit.getBoundingClientRect();
  if (bottom > 0 && top < innerHeight) return;
  const back = document.createElement("button");
  const pressed = lit;
  back.type = "button";
  back.className = "action";
  back.textContent = "Back";
  back.addEventListener("click", () => {
    scrollTo({ top: from, behavior: "instant" });
    pressed.focus({ preventScroll: true });
    out();
  });
  status.append(" ", back);
}

/** A link from elsewhere may name a sentence. */
function follow() {
  const named = /^#[sb]\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
  if (!named) return;
  const range = new Range();
  range.selectNodeContents(named);
  light(range);
}

if (slider) {
  slider.addEventListener("input", lengthen);
  slider.setAttribute("aria-valuetext", counted.textContent);
}
if (article) {
  document.addEventListener("click", (event) => {
    const pressed = /** @type {Element} */ (event.target).closest("[data-spans]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (pressed && plain && press(pressed) !== false) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && lit) out();
  });
  addEventListener("hashchange", follow);
  follow();
}
