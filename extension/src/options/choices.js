import { remember, remembered } from "../lib/browser.js";
import { t } from "../lib/words.js";
import { el } from "../panel/nodes.js";

/**
 * A choice that is kept under a name, the first one by keeping nothing.
 * @param {string} name
 * @param {string} label
 * @param {[string, string][]} values  each with its words; the first is the usual one
 * @param {(value: string, words: string) => void} onChosen
 */
export function choice(name, label, values, onChosen) {
  const usual = values[0]?.[0] ?? "";
  const select = el("select", { id: name, name }, ...values.map(([value, words]) => el("option", { value }, words)));
  const keep = () => remember(name, select.value === usual ? null : select.value);
  // A reader who is quicker than the browser's storage, or than the server, has the last word.
  let chosen = 0;
  const ready = remembered(name).then((value) => chosen || show(value ?? usual));
  select.addEventListener("change", async () => {
    chosen++;
    await keep();
    onChosen(select.value, select.selectedOptions[0]?.textContent ?? "");
  });

  /** @param {string} value  one that is not among the choices was made elsewhere, and is added */
  function show(value) {
    if (![...select.options].some((one) => one.value === value)) select.append(el("option", { value }, value));
    select.value = value;
  }
  /** @param {string} value */
  const set = (value) => (show(value), keep());
  return { select, ready, set, count: () => chosen, node: el("div", {}, el("label", { for: name }, label), select) };
}

/** @param {import("./options.js").Say} say @returns {(value: string, words: string) => void} */
export const sayChosen = (say) => (_, words) => say(t("optionsChosen", words));
