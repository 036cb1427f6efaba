import { dateOf } from "./masthead.js";

const SEASONS = { SP: "spring", SU: "summer", FA: "autumn", WI: "winter" };
const DAY = /^\d{4}(-\d\d){0,2}$/;

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
  if (hour) return `${dateOf(day)}, ${hour}`;
  return partOfYear(from);
}

/** @param {string} value  `1998-Q1`, `1998-SU`, `1998-W03` */
function partOfYear(value) {
  const [, year, part = ""] = /^(\d{4})-(\w+)$/.exec(value) ?? [];
  if (!year) return value;
  if (/^W\d\d$/.test(part)) return `week ${Number(part.slice(1))} of ${year}`;
  if (/^Q\d$/.test(part)) return `quarter ${part.slice(1)} of ${year}`;
  return part in SEASONS ? `${SEASONS[/** @type {keyof typeof SEASONS} */ (part)]} ${year}` : value;
}
