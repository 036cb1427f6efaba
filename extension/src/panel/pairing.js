import { pair, ServerError } from "../lib/server.js";
import { el } from "./nodes.js";

/**
 * Asks for the code the server printed.
 * @param {() => void} onPaired
 */
export function pairingView(onPaired) {
  const code = el("input", {
    id: "code", name: "code", type: "text", inputmode: "numeric", autocomplete: "one-time-code",
    maxlength: 7, required: true, "aria-describedby": "code-help code-wrong", placeholder: "000 000",
  });
  const wrong = el("p", { id: "code-wrong", class: "wrong", role: "alert" });
  const go = el("button", { type: "submit", class: "action strong" }, "Pair");
  const form = el("form", { novalidate: true },
    el("label", { for: "code" }, "Six-digit code"),
    el("div", { class: "actions" }, code, go), wrong);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = code.value.replace(/\D/g, "");
    if (typed.length !== 6) return refuse("The code has six digits.");
    go.disabled = true;
    try {
      await pair(typed);
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

  return el("section", { class: "plain", id: "pairing" },
    el("h1", {}, "Pair this browser"),
    el("p", { id: "code-help" }, "Once, so that no one else on this machine or on the web can use your server. It printed a code when it was started; to see a new one, run in a terminal:"),
    el("pre", { class: "command" }, "nutgraf pair"),
    form,
    el("p", { class: "why" }, "Not started yet? Run “nutgraf serve” first. It prints a code too."));
}
