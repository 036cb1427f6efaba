import { ServerError, settings } from "../lib/server.js";
import { t } from "../lib/words.js";
import { copy } from "./copied.js";
import { button, el, OURS, section } from "./nodes.js";

/** @typedef {import("../lib/server.js").Format} Format */
/** @typedef {import("./copied.js").Form} Form */
/** @typedef {{name: string, bytes: Blob}} Exported */

/** @type {[string, [Format, string][]][]} */
const FILES = [
  ["panelToRead", [["md", "Markdown"], ["html", "HTML"], ["epub", "EPUB"], ["txt", "panelFileText"]]],
  ["panelToCite", [["ris", "RIS"], ["bibtex", "BibTeX"], ["csl-json", "CSL-JSON"]]],
  ["panelToCount", [["csv", "CSV"], ["json", "JSON"], ["annotations", "panelFileAnnotations"]]],
];
/** @type {[Form, string][]} */
const FORMS = [["rich", "panelRich"], ["markdown", "panelMarkdown"], ["plain", "panelPlain"]];

/**
 * Copy and save, at the length the summary has now.
 * @param {{summary: () => Element, story: () => Element, hasBrought: () => boolean}} parts  what is copied, made when asked
 * @param {(format: Format, template: boolean) => Promise<Exported>} fetched
 * @param {(message: string) => void} say
 * @param {HTMLElement} library  whether it is kept there
 */
export function exportView(parts, fetched, say, library) {
  /** @param {() => Promise<string>} act */
  async function attempt(act) {
    try {
      say(await act());
    } catch (error) {
      say(error instanceof ServerError ? error.message : t("panelNotAllowed"));
    }
  }
  /** @param {"summary" | "story"} part @param {string} key */
  const copies = (part, key) => group(t(key), FORMS.map(([form, words]) =>
    button({ class: "action", "data-copy": `${part}-${form}` }, () => attempt(async () => {
      await copy(parts[part](), form);
      return t("panelCopied");
    }), t(words))));
  /** @param {Format} format @param {string} title @param {boolean} [template] */
  const file = (format, title, template = false) => button({ class: "action", "data-format": template ? "template" : format, "aria-label": t("panelSaveAs", title) },
    () => attempt(async () => download(await fetched(format, template), parts.hasBrought())), title);
  const saves = FILES.map(([key, formats]) => group(t(key), formats.map(([format, title]) => file(format, /^panel/.test(title) ? t(title) : title))));

  const view = section("keep", "panelKeep", library,
    el("h3", OURS, t("panelCopy")), copies("summary", "panelSummary"), copies("story", "panelStory"),
    el("h3", OURS, t("panelSave")), ...saves, el("p", { class: "why", ...OURS }, t("panelSaveHelp")));
  settings().then(({ template }) => template && saves[0]?.lastElementChild?.append(file("md", t("panelFileTemplate"), true)), () => {});
  return view;
}

/** @param {string} label @param {HTMLButtonElement[]} buttons */
function group(label, buttons) {
  return el("div", { class: "actions", role: "group", "aria-label": label, ...OURS }, el("span", { class: "label", "aria-hidden": "true" }, label),
    el("div", { class: "among-actions" }, ...buttons));
}

/** @param {Exported} exported @param {boolean} hasBrought */
function download({ name, bytes }, hasBrought) {
  const href = URL.createObjectURL(bytes);
  el("a", { href, download: name }).click();
  // The browser takes the bytes after the click returns.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  return hasBrought ? `${t("panelSaved", name)} ${t("panelSavedWithout")}` : t("panelSaved", name);
}
