import { counted, el, OURS } from "./nodes.js";

/** @typedef {import("../lib/wire.js").Removal} Removal */

/**
 * What was left out, and why: nothing is lost without a word.
 * @param {Removal[]} removed
 * @param {import("./press.js").Press} press
 */
export function removedView(removed, press) {
  const title = el("h2", { id: "removed-title", ...OURS }, "Left out");
  if (removed.length === 0) return el("section", { id: "removed" }, title, el("p", { class: "none", ...OURS }, "Nothing was left out."));
  return el("section", { id: "removed", "aria-labelledby": "removed-title" },
    el("details", {},
      el("summary", {}, title, el("span", { class: "count", ...OURS }, counted(removed.length, "part"))),
      el("ul", {}, ...removed.map((removal) => item(removal, press)))));
}

/** @param {Removal} removal @param {import("./press.js").Press} press */
function item({ step, reason, preview, anchor }, press) {
  const words = preview || "(no text)";
  const place = anchor && (anchor.exact || anchor.path);
  return el("li", {},
    place ? press.anchor({ class: "preview", dir: "auto" }, anchor, words) : el("span", { class: "preview", dir: "auto" }, words),
    el("span", { class: "why", ...OURS }, reason, el("span", { class: "step" }, step)));
}
