import { libraryLink, putBack, ServerError, takeOut } from "../lib/server.js";
import { LANGUAGE, number, t } from "../lib/words.js";
import { button, el, OURS } from "./nodes.js";

const JUST_NOW_MS = 60_000;

/**
 * Whether the library holds the reading, with a way in and out.
 * @param {{id: string, library: import("../lib/wire.js").Reading["library"], canBeKept: boolean}} reading
 * @param {() => Promise<string>} keep  keeps it for the first time and gives its id
 * @param {(message: string) => void} say
 * @param {(isIn: boolean) => void} [onTurn]  after it went in or out
 */
export function libraryView({ id, library, canBeKept }, keep, say, onTurn = () => {}) {
  let name = library ? id : "";
  let isIn = library !== null;
  let since = library ? sinceOf(library) : "";
  const said = el("span", { class: "label", id: "kept" });
  const turn = button({ class: "action", id: "keep-turn" }, () => attempt(isIn ? out : into));
  const open = button({ class: "action", id: "library" }, () => attempt(look), t("serverOpenLibrary"));

  /** @param {() => Promise<string>} act */
  async function attempt(act) {
    turn.disabled = true;
    try {
      say(await act());
    } catch (error) {
      say(error instanceof ServerError ? error.message : t("serverNotAllowed"));
    }
    turn.disabled = false;
    draw();
  }

  async function out() {
    await takeOut(name);
    isIn = false;
    onTurn(isIn);
    return t("serverTakenOut");
  }

  async function into() {
    if (name) await putBack(name);
    else name = await keep();
    isIn = true;
    onTurn(isIn);
    return t("serverKept");
  }

  async function look() {
    show(await libraryLink());
    return "";
  }

  function draw() {
    said.textContent = isIn ? since || t("serverInLibrary") : t("serverNotInLibrary");
    turn.textContent = isIn ? t("serverTakeOut") : name ? t("serverPutBack") : t("serverKeep");
    turn.hidden = !isIn && !canBeKept;
  }

  draw();
  return el("div", { class: "actions", ...OURS, role: "group", "aria-label": t("serverLibrary") }, said, turn, open);
}

/**
 * Since when, for a page that was kept before, and which version this is, for one that has changed since.
 * @param {{kept_at: string, versions: number}} library
 */
function sinceOf({ kept_at, versions }) {
  const at = new Date(kept_at);
  const isOld = Date.now() - at.getTime() > JUST_NOW_MS;
  const day = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "long" }).format(at);
  if (versions > 1) return isOld ? t("serverVersionSince", number(versions), day) : t("serverVersionNew", number(versions));
  return isOld ? t("serverInLibrarySince", day) : "";
}

/** @param {string} link */
const show = (link) => window.open(link, "_blank", "noopener");
