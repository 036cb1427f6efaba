import { LANGUAGE, t } from "../lib/words.js";

/** @typedef {Node | string | null | undefined | false} Child */

const LEFTWARD = /^(ar|dv|fa|he|ps|ur)\b/;

/** Which way a language is written. @param {string | null} language */
export const directionOf = (language) => (LEFTWARD.test(language ?? "") ? "rtl" : "ltr");

/** The panel's own words stand among the story's, which may be in any language. */
export const OURS = { lang: LANGUAGE, dir: directionOf(LANGUAGE) };

/**
 * An element with its attributes and children; what is false or null is left away.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/**
 * A button that does one thing when pressed.
 * @param {Record<string, string | boolean | null>} attributes
 * @param {(button: HTMLButtonElement) => void} act
 * @param {...Child} children
 */
export function button(attributes, act, ...children) {
  const made = el("button", { type: "button", ...attributes }, ...children);
  made.addEventListener("click", () => act(made));
  return made;
}

/**
 * One part of the reading. Its heading is for those who go from heading to heading: its tab shows the name.
 * @param {string} id
 * @param {string} key  of its name in _locales
 * @param {...Child} children
 */
export function section(id, key, ...children) {
  return el("section", { id }, el("h2", { class: "unseen", ...OURS }, t(key)), ...children);
}
