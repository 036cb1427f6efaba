/** Presses the one button, once the reader really looks at the page: a link that is opened ahead must not be spent. */
const form = /** @type {HTMLFormElement} */ (document.getElementById("sign-in"));
const press = () => form.requestSubmit();

if (/** @type {Document & {prerendering?: boolean}} */ (document).prerendering) {
  document.addEventListener("prerenderingchange", press, { once: true });
} else if (document.visibilityState === "visible") press();
else document.addEventListener("visibilitychange", press, { once: true });
