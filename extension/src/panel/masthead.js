import { many, t } from "../lib/words.js";
import { dateOf, readingTime } from "./calendar.js";
import { el, OURS } from "./nodes.js";
import { toldNotice } from "./told.js";

/** @typedef {import("../lib/wire.js").Reading} Reading */

/**
 * Site, date, headline, dek and byline, how long the story takes, and what the reader has to know
 * before reading on.
 * @param {Reading} reading
 */
export function masthead({ story, summary, notices }) {
  const date = story.published && dateOf(story.published);
  const updated = story.updated && story.updated !== story.published ? dateOf(story.updated) : null;
  const words = summary.words.reduce((sum, count) => sum + count, 0);
  const tongue = { lang: story.language, dir: "auto" };
  return el("header", { class: "masthead" },
    el("p", { class: "kicker" },
      story.site && el("span", { class: "site", ...tongue }, story.site),
      date && el("time", { datetime: story.published, ...OURS }, date),
      updated && updated !== date && el("span", OURS, t("panelUpdated", updated)),
      words > 0 && el("span", OURS, t("panelTakes", readingTime(words), many("panelWords", words)))),
    el("h1", story.headline ? tongue : OURS, story.headline ?? t("panelUntitled")),
    story.dek && el("p", { class: "dek", ...tongue }, story.dek),
    story.byline.length > 0 && el("p", { class: "byline", dir: "auto" }, new Intl.ListFormat(OURS.lang, { type: "unit" }).format(story.byline)),
    notices.length > 0 && el("ul", { class: "notices", "aria-label": t("panelNotices"), ...OURS }, ...notices.map((notice) => {
      const { words: said, attributes } = toldNotice(notice);
      return el("li", { "data-code": notice.code, ...attributes }, said);
    })));
}
