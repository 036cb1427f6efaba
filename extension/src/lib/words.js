/** The extension's own words, in the reader's language: _locales/<language>/messages.json. */

import { message, uiLanguage } from "./browser.js";

/**
 * The words for a key, with $1, $2, … filled in.
 * @param {string} key
 * @param {...(string | number)} fills
 */
export const t = (key, ...fills) => message(key, fills.map(String)) || key;

/** The language those words really come in: the browser's own, or that of the translation it fell back to. */
export const LANGUAGE = uiLanguage().startsWith(t("panelLanguage")) ? uiLanguage() : t("panelLanguage");

/**
 * The words for a number of things: `<key>_one`, `<key>_other` and whatever other plural the language
 * has; $1 is the number as that language writes it.
 * @param {string} key
 * @param {number} count
 * @param {...(string | number)} fills  $2, $3, …
 */
export function many(key, count, ...fills) {
  const rule = new Intl.PluralRules(LANGUAGE).select(count);
  const given = [number(count), ...fills.map(String)];
  return message(`${key}_${rule}`, given) || message(`${key}_other`, given) || key;
}

/** @param {number} value */
export const number = (value) => new Intl.NumberFormat(LANGUAGE).format(value);
