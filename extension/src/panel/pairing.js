import { pair, ServerError } from "../lib/server.js";
import { t } from "../lib/words.js";
import { el, OURS } from "./nodes.js";

/**
 * Asks for the code the server printed.
 * @param {() => void} onPaired
 */
export function pairingView(onPaired) {
  return el("section", { class: "plain", id: "pairing", ...OURS },
    el("h1", {}, t("serverPairTitle")),
    el("p", { id: "code-help" }, t("serverPairWhy")),
    el("pre", { class: "command", lang: "en", dir: "ltr" }, "nutgraf pair"),
    pairingForm(onPaired),
    el("p", { class: "why" }, t("serverPairNotStarted")));
}

/**
 * The field for the code.
 * @param {() => void} onPaired
 * @param {string} [at]  the address of a server to move to with the same press
 */
export function pairingForm(onPaired, at) {
  const code = el("input", {
    id: "code", name: "code", type: "text", inputmode: "numeric", autocomplete: "one-time-code", dir: "ltr",
    maxlength: 7, required: true, "aria-describedby": "code-help code-wrong", placeholder: "000 000",
  });
  const wrong = el("p", { id: "code-wrong", class: "wrong", role: "alert" });
  const go = el("button", { type: "submit", class: "action strong" }, t("serverPair"));
  const form = el("form", { novalidate: true },
    el("label", { for: "code" }, t("serverCode")),
    el("div", { class: "actions" }, code, go), wrong);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = code.value.replace(/\D/g, "");
    if (typed.length !== 6) return refuse(t("serverSixDigits"));
    go.disabled = true;
    try {
      await pair(typed, at);
      onPaired();
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      refuse(error.message);
    } finally {
      go.disabled = false;
    }
  });

  /** @param {string} sentence */
  function refuse(sentence) {
    wrong.textContent = sentence;
    code.setAttribute("aria-invalid", "true");
    code.focus();
    code.select();
  }
  return form;
}
