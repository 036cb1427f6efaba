import { onStored, remember, remembered } from "../lib/browser.js";
import { isPaired, METHODS, ServerError, setSettings, settings } from "../lib/server.js";
import { many, t } from "../lib/words.js";
import { el } from "../panel/nodes.js";
import { methodName } from "../panel/told.js";
import { choice } from "./choices.js";

const LENGTHS = [3, 1, 2, 4, 5, 6, 8, 10, 15, 20, 30];
const UNTOLD = "untold";

/**
 * How long a summary is and who chooses its sentences, unless the reader says otherwise in the panel. The
 * server is told too, so that its own pages do the same.
 * @param {import("./options.js").Say} say
 */
export function summaryPart(say) {
  const length = choice("length", t("panelLength"), LENGTHS.map((count) => [String(count), many("panelSentences", count)]),
    (_, words) => tell(words));
  length.select.append(...[...length.select.options].sort((a, b) => Number(a.value) - Number(b.value)));
  const method = choice("method", t("panelMethod"),
    METHODS.map((name) => [name, methodName(name)]),
    (_, words) => tell(words));

  const chosenHere = () => length.count() + method.count();

  /** @param {string} words */
  async function tell(words) {
    say(t("optionsChosen", words));
    await remember(UNTOLD, "yes");
    if (!(await told()) && (await isPaired())) say(`${t("optionsChosen", words)} ${t("optionsOnlyHere")}`);
  }

  /** Whether the server has heard of the choices. */
  async function told() {
    try {
      if (!(await isPaired())) return false;
      await setSettings({ sentences: Number(length.select.value), method: method.select.value });
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      return false;
    }
    await remember(UNTOLD, null);
    return true;
  }

  /** What was chosen last holds, here or on the server's own pages. */
  async function agree() {
    if (!(await isPaired())) return;
    if (await remembered(UNTOLD)) return void (await told());
    const before = chosenHere();
    const chosen = await settings().catch(() => null);
    if (!chosen || chosenHere() !== before) return;
    await length.set(String(chosen.sentences));
    await method.set(chosen.method);
  }

  onStored("local", (changes) => "token" in changes && agree());
  Promise.all([length.ready, method.ready]).then(agree);
  return el("fieldset", {}, el("legend", {}, t("panelSummary")), length.node, method.node, el("p", { class: "why" }, t("optionsSummaryHelp")));
}
