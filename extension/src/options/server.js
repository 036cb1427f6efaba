import { onStored } from "../lib/browser.js";
import { address, forgetPairing, isPaired, isRunning, moveTo, parseAddress } from "../lib/server.js";
import { t } from "../lib/words.js";
import { button, el } from "../panel/nodes.js";
import { pairingForm } from "../panel/pairing.js";

/**
 * Where the server is, and whether this browser is paired with it.
 * @param {import("./options.js").Say} say
 */
export function serverPart(say) {
  const typed = el("input", {
    id: "address", name: "address", type: "text", class: "wide", spellcheck: "false", autocomplete: "off", dir: "ltr", "aria-describedby": "address-help",
  });
  const form = el("form", { id: "server", novalidate: true },
    el("label", { for: "address" }, t("optionsAddress")),
    el("div", { class: "actions" }, typed, el("button", { type: "submit", class: "action strong" }, t("optionsUseAddress"))),
    el("p", { id: "address-help", class: "why" }, t("optionsAddressHelp")));
  const state = el("p", { id: "state" });
  const pairing = el("div", { id: "pairing" });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const checked = parseAddress(typed.value);
    typed.setAttribute("aria-invalid", String(!checked));
    if (!checked) return say(t("optionsAddressWrong"));
    if (checked !== (await address())) await moveTo(checked);
    else draw();
    typed.value = checked;
    say(t("optionsAddressNow", checked));
  });

  let turn = 0;
  async function draw() {
    const mine = ++turn;
    const now = await address();
    if (document.activeElement !== typed) typed.value = now;
    const [runs, paired] = await Promise.all([isRunning(), isPaired()]);
    if (mine !== turn) return;
    state.textContent = t(!runs ? "optionsNotRunning" : paired ? "optionsPaired" : "optionsNotPaired");
    if (paired && pairing.querySelector("#forget")) return;
    if (paired) pairing.replaceChildren(forget());
    else if (!runs) pairing.replaceChildren();
    else if (!pairing.querySelector("form")) pairing.replaceChildren(pairingForm(() => say(t("optionsPaired"))), why());
  }

  function forget() {
    return el("div", {}, button({ id: "forget", class: "action" }, async () => {
      await forgetPairing();
      say(t("optionsForgotten"));
    }, t("optionsForget")));
  }

  const why = () => el("p", { id: "code-help", class: "why" }, t("optionsPairWhy"));

  onStored("local", (changes) => ("address" in changes || "token" in changes) && draw());
  // The reader may have gone to start the server.
  addEventListener("focus", draw);
  draw();
  return el("fieldset", {}, el("legend", {}, t("optionsServer")), form, state, pairing);
}
