import { address, forgetPairing, moveTo, parseAddress } from "../lib/server.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("server"));
const typed = /** @type {HTMLInputElement} */ (document.getElementById("address"));
const said = /** @type {HTMLElement} */ (document.getElementById("said"));

address().then((now) => (typed.value = now));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const checked = parseAddress(typed.value);
  typed.setAttribute("aria-invalid", String(!checked));
  if (!checked) {
    said.textContent = "The address has to look like http://127.0.0.1:7684, with a port from 1 to 65535.";
    return;
  }
  if (checked !== (await address())) await moveTo(checked);
  typed.value = checked;
  said.textContent = `Nutgraf now asks ${checked}.`;
});

document.getElementById("forget")?.addEventListener("click", async () => {
  await forgetPairing();
  said.textContent = "The pairing is forgotten.";
});
