import { number, t } from "../lib/words.js";
import { el } from "../panel/nodes.js";
import { choice, sayChosen } from "./choices.js";

const SIZES = [100, 85, 115, 130, 150];

/**
 * Light or dark, and the size of the letters.
 * @param {import("./options.js").Say} say
 */
export function lookPart(say) {
  const theme = choice("theme", t("optionsTheme"), [
    ["system", t("optionsThemeSystem")], ["light", t("optionsThemeLight")], ["dark", t("optionsThemeDark")],
  ], sayChosen(say));
  const size = choice("size", t("optionsSize"), SIZES.map((share) => [String(share), t("optionsPercent", number(share))]), sayChosen(say));
  size.select.append(...[...size.select.options].sort((a, b) => Number(a.value) - Number(b.value)));
  return el("fieldset", {}, el("legend", {}, t("optionsLook")), theme.node, size.node);
}
