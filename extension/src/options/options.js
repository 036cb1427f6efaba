import { message } from "../lib/browser.js";
import { t } from "../lib/words.js";
import { applyLook } from "../panel/look.js";
import { el, OURS } from "../panel/nodes.js";
import { keptPart } from "./kept.js";
import { lookPart } from "./look.js";
import { serverPart } from "./server.js";
import { summaryPart } from "./summary.js";
import { templatePart } from "./template.js";

const view = /** @type {HTMLElement} */ (document.getElementById("view"));
const said = /** @type {HTMLElement} */ (document.getElementById("said"));

/** What a change has done, for everyone. @typedef {(words: string) => void} Say */
/** @type {Say} */
const say = (words) => (said.textContent = words);

document.title = `${message("name", [])} – ${t("optionsTitle")}`;
applyLook();
view.append(el("section", { class: "plain", ...OURS },
  el("h1", {}, t("optionsTitle")),
  serverPart(say), summaryPart(say), lookPart(say), keptPart(say), templatePart(say)));
