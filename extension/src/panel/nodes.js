/** @typedef {Node | string | null | undefined | false} Child */

/** The panel's own words stand among the story's, which may be in any language. */
export const OURS = { lang: "en", dir: "ltr" };

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
 * One part of the reading, with its heading.
 * @param {string} id
 * @param {string} title
 * @param {...Child} children
 */
export function section(id, title, ...children) {
  return el("section", { id, "aria-labelledby": `${id}-title` }, el("h2", { id: `${id}-title`, ...OURS }, title), ...children);
}

/** @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
