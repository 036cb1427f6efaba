import { METHODS, ServerError } from "../lib/server.js";
import { t } from "../lib/words.js";
import { el, OURS } from "./nodes.js";
import { methodName } from "./told.js";

/** @typedef {import("../lib/wire.js").Summary} Summary */

const NEWS = "news";

/**
 * Which method ranks the sentences: our own comes with the reading, the others are asked for.
 * @param {import("./choice.js").Choice} choice
 * @param {(method: string) => Promise<Summary>} ask
 * @param {(message: string) => void} say
 */
export function methodChoice(choice, ask, say) {
  const own = choice.summary;
  /** @type {Map<string, Summary>} */
  const known = new Map([[own.method, own]]);
  const select = el("select", { id: "method" }, ...METHODS.map((name) => el("option", { value: name }, methodName(name))));
  select.value = own.method;
  select.addEventListener("change", () => turnTo(select.value));

  /** @param {string} method */
  async function turnTo(method) {
    const wait = known.has(method) ? null : setTimeout(() => say(t("panelRanking", methodName(method))));
    select.setAttribute("aria-busy", "true");
    try {
      const summary = known.get(method) ?? (await ask(method));
      known.set(method, summary);
      if (select.value !== method) return;
      choice.change({ summary });
      say(t("panelRanked", methodName(method)));
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (select.value !== method) return;
      select.value = NEWS;
      choice.change({ summary: own });
      say(`${error.message} ${t("panelBackToNews")}`);
    } finally {
      clearTimeout(wait ?? undefined);
      select.removeAttribute("aria-busy");
    }
  }

  return {
    node: el("div", { class: "method", ...OURS }, el("label", { for: "method" }, t("panelMethod")), select),
    /** @param {string} method */
    turnTo: (method) => {
      if (method === select.value || !METHODS.includes(method)) return;
      select.value = method;
      turnTo(method);
    },
  };
}
