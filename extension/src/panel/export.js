import { ServerError } from "../lib/server.js";
import { button, el, OURS, section } from "./nodes.js";

/** @typedef {import("../lib/server.js").Format} Format */
/** @typedef {{name: string, bytes: Blob}} Exported */

/** @type {[Format, string][]} */
const FORMATS = [["md", "Markdown"], ["html", "HTML"], ["txt", "Text"], ["epub", "EPUB"], ["json", "JSON"]];

/**
 * Copy and save, at the length the summary has now.
 * @param {(format: Format) => Promise<Exported>} fetched
 * @param {(message: string) => void} say
 * @param {HTMLElement} library  whether it is kept there
 */
export function exportView(fetched, say, library) {
  /** @param {Format} format @param {(exported: Exported) => Promise<string> | string} then */
  async function take(format, then) {
    try {
      say(await then(await fetched(format)));
    } catch (error) {
      say(error instanceof ServerError ? error.message : "The browser did not allow this. Try once more.");
    }
  }
  const save = FORMATS.map(([format, title]) =>
    button({ class: "action", "data-format": format, "aria-label": `Save as ${title}` }, () => take(format, download), title));
  return section("keep", "Keep it", library,
    el("div", { class: "actions", ...OURS }, button({ class: "action strong", id: "copy" }, () => take("md", copy), "Copy as Markdown")),
    el("div", { class: "actions", ...OURS, role: "group", "aria-label": "Save as" }, el("span", { class: "label" }, "Save as"), ...save));
}

/** @param {Exported} exported */
async function copy({ bytes }) {
  await navigator.clipboard.writeText(await bytes.text());
  return "Copied.";
}

/** @param {Exported} exported */
function download({ name, bytes }) {
  const href = URL.createObjectURL(bytes);
  el("a", { href, download: name }).click();
  // The browser takes the bytes after the click returns.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  return `Saved as ${name}.`;
}
