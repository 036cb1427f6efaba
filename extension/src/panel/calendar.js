import { LANGUAGE, t } from "../lib/words.js";

const SEASONS = { SP: "panelSpring", SU: "panelSummer", FA: "panelAutumn", WI: "panelWinter" };
const DAY = /^\d{4}(-\d\d){0,2}$/;
const WORDS_A_MINUTE = 230;

/**
 * The story's own calendar date, whatever the reader's time zone, at the precision it has.
 * @param {string} iso
 */
export function dateOf(iso) {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso) ?? [];
  if (!year) return iso;
  const when = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  /** @type {Intl.DateTimeFormatOptions} */
  const shape = { timeZone: "UTC", year: "numeric", calendar: "gregory" };
  if (month) shape.month = "long";
  if (day) shape.day = "numeric";
  return new Intl.DateTimeFormat(LANGUAGE, shape).format(when);
}

/**
 * What a date's normal value means, in words; null for a length of time or a time of day, which
 * the story's own words say better.
 * @param {string | null} value  ISO 8601, or a year with a quarter, a season, a week
 * @returns {string | null}
 */
export function calendar(value) {
  if (!value || /^[PRT]/.test(value)) return null;
  if (DAY.test(value)) return dateOf(value);
  const [from = "", to] = value.split("/");
  if (to) return [calendar(from), calendar(to)].filter(Boolean).join(" – ") || null;
  const [day = "", hour] = from.split("T");
  if (hour) return t("panelDayHour", dateOf(day), hour);
  return partOfYear(from);
}

/** @param {string} value  `1998-Q1`, `1998-SU`, `1998-W03` */
function partOfYear(value) {
  const [, year, part = ""] = /^(\d{4})-(\w+)$/.exec(value) ?? [];
  if (!year) return value;
  if (/^W\d\d$/.test(part)) return t("panelWeek", Number(part.slice(1)), year);
  if (/^Q\d$/.test(part)) return t("panelQuarter", part.slice(1), year);
  return part in SEASONS ? t(SEASONS[/** @type {keyof typeof SEASONS} */ (part)], year) : value;
}

/**
 * How long so many words take to read: whole minutes, under one minute tens of seconds.
 * @param {number} words
 */
export function readingTime(words) {
  const seconds = (words / WORDS_A_MINUTE) * 60;
  const [count, unit] = seconds < 55 ? [Math.max(10, Math.round(seconds / 10) * 10), "second"] : [Math.round(seconds / 60), "minute"];
  return new Intl.NumberFormat(LANGUAGE, { style: "unit", unit, unitDisplay: "short" }).format(count);
}


