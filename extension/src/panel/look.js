import { onStored, stored } from "../lib/browser.js";
import { OURS } from "./nodes.js";

const root = document.documentElement;

/** The panel as the reader likes it: language, light or dark, size of the letters. Follows the options. */
export async function applyLook() {
  Object.assign(root, OURS);
  onStored("local", ({ theme, size }) => set({ theme, size }));
  set({ theme: await stored("theme"), size: await stored("size") });
}

/** @param {{theme?: unknown, size?: unknown}} kept  null: as the system has it; undefined: unchanged */
function set({ theme, size }) {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else if (theme !== undefined) delete root.dataset.theme;
  if (size !== undefined) root.style.setProperty("--size", /^\d{2,3}$/.test(String(size)) ? `${size}%` : "100%");
}
