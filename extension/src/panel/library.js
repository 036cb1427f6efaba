import { libraryLink, putBack, ServerError, takeOut } from "../lib/server.js";
import { button, el, OURS } from "./nodes.js";

/**
 * Whether the library holds the reading, with a way in and out.
 * @param {{id: string, isKept: boolean, canBeKept: boolean}} reading
 * @param {() => Promise<string>} keep  keeps it for the first time and gives its id
 * @param {(message: string) => void} say
 */
export function libraryView({ id, isKept, canBeKept }, keep, say) {
  let name = isKept ? id : "";
  let isIn = isKept;
  const said = el("span", { class: "label", id: "kept" });
  const turn = button({ class: "action", id: "keep-turn" }, () => attempt(isIn ? out : into));
  const open = button({ class: "action", id: "library" }, () => attempt(look), "Open the library");

  /** @param {() => Promise<string>} act */
  async function attempt(act) {
    turn.disabled = true;
    try {
      say(await act());
    } catch (error) {
      say(error instanceof ServerError ? error.message : "The browser did not allow this. Try once more.");
    }
    turn.disabled = false;
    draw();
  }

  async function out() {
    await takeOut(name);
    isIn = false;
    return "Taken out of your library; it lies in the bin.";
  }

  async function into() {
    if (name) await putBack(name);
    else name = await keep();
    isIn = true;
    return "Kept in your library.";
  }

  async function look() {
    show(await libraryLink());
    return "";
  }

  function draw() {
    said.textContent = isIn ? "In your library" : "Not in your library";
    turn.textContent = isIn ? "Take it out" : name ? "Put it back" : "Keep it";
    turn.hidden = !isIn && !canBeKept;
  }

  draw();
  return el("div", { class: "actions", ...OURS, role: "group", "aria-label": "Library" }, said, turn, open);
}

/** @param {string} link */
const show = (link) => window.open(link, "_blank", "noopener");
