import { address, forgetPairing, keepReadings, keepsReadings, moveTo, parseAddress } from "../lib/server.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("server"));
const typed = /** @type {HTMLInputElement} */ (document.getElementById("address"));
const said = /** @type {HTMLElement} */ (document.getElementById("said"));

const keep = /** @type {HTMLInputElement} */ (document.getElementById("keep"));

address().then((now) => (typed.value = now));
keepsReadings().then((keeps) => (keep.checked = keeps));

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

keep.addEventListener("change", async () => {
  await keepReadings(keep.checked);
  said.textContent = keep.checked ? "What you read is kept in your library." : "What you read is not kept.";
});
