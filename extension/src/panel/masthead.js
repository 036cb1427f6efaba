import { el, OURS } from "./nodes.js";

/** @typedef {import("../lib/wire.js").Reading} Reading */

/**
 * Site, date, headline, dek and byline, and what the reader has to know before reading on.
 * @param {Reading} reading
 */
export function masthead({ story, notices }) {
  const date = story.published && dateOf(story.published);
  const updated = story.updated && story.updated !== story.published ? dateOf(story.updated) : null;
  return el("header", { class: "masthead" },
    el("p", { class: "kicker" },
      story.site && el("span", { dir: "auto" }, story.site),
      date && el("time", { datetime: story.published }, date),
      updated && updated !== date && el("span", OURS, "updated ", el("time", { datetime: story.updated }, updated))),
    el("h1", { dir: "auto" }, story.headline ?? "Untitled"),
    story.dek && el("p", { class: "dek", dir: "auto" }, story.dek),
    story.byline.length > 0 && el("p", { class: "byline", dir: "auto" }, story.byline.join(", ")),
    notices.length > 0 && el("ul", { class: "notices", "aria-label": "Notes on this reading", ...OURS },
      ...notices.map(({ code, message }) => el("li", { "data-code": code }, message))));
}

/**
 * The story's own calendar date, whatever the reader's time zone, at the precision it has.
 * @param {string} iso
 */
export function dateOf(iso) {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso) ?? [];
  if (!year) return iso;
  const when = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  /** @type {Intl.DateTimeFormatOptions} */
  const shape = { timeZone: "UTC", year: "numeric" };
  if (month) shape.month = "long";
  if (day) shape.day = "numeric";
  return new Intl.DateTimeFormat("en-GB", shape).format(when);
}
