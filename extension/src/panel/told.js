/** What the server says in English, said in the reader's language where it is known. */

import { many, t } from "../lib/words.js";
import { OURS } from "./nodes.js";

/** @type {Record<string, string>} */
const KEYS = {
  "opens the story": "panelWhyOpens",
  "answers the headline": "panelWhyHeadline",
  "names the decision": "panelWhyDecision",
  "gives someone's own words": "panelWhyWords",
  "gives a new figure": "panelWhyFigure",
  "says who or what is involved": "panelWhyNames",
  "says what the story goes on about": "panelWhyIntroduces",
  "close to what the whole story is about": "panelWhyCentral",
  "adds what the others leave out": "panelWhyAdds",
  "an advertisement or its marker": "panelCutAd",
  "buttons for sharing and following": "panelCutShare",
  "an invitation to a newsletter": "panelCutNewsletter",
  "an invitation to subscribe or sign in": "panelCutSubscribe",
  "a notification, cookie or consent prompt": "panelCutPrompt",
  "a pointer to other stories": "panelCutRelated",
  "reader comments": "panelCutComments",
  "a menu or navigation": "panelCutMenu",
  "the page's footer or a copyright line": "panelCutFooter",
  "a video player and its captions": "panelCutVideo",
  "a button or a form": "panelCutControl",
  "a time stamp or reading time": "panelCutStamp",
  "a list of tags or topics": "panelCutTags",
  "a message about the browser": "panelCutBrowser",
  "a question or reaction about the page": "panelCutFeedback",
  "words inside a picture or a player": "panelCutDrawing",
  "a note about the author": "panelCutBio",
  "reviews by buyers": "panelCutReviews",
  "small print": "panelCutSmallPrint",
  "outside the story's text": "panelCutOutside",
  "above the headline": "panelCutAbove",
  "part of another story": "panelCutNext",
  "a heading with nothing of the story below it": "panelCutHeading",
  "a page without one story of its own": "panelCutNoStory",
  "a fallback that browsers do not show": "panelCutFallback",
  "text the page hides from its readers": "panelCutHidden",
  "a headline, kept apart from the text": "panelCutHeadline",
  "a dek, kept apart from the text": "panelCutDek",
  "a byline, kept apart from the text": "panelCutByline",
  "a caption, kept apart from the text": "panelCutCaption",
  "a credit, kept apart from the text": "panelCutCredit",
  "a note, kept apart from the text": "panelCutNote",
  "A framed part of this page is too large to be read with it.": "panelNoticeFrame",
  "This page nests its parts too deeply to be read whole; some text may be missing.": "panelNoticeDeep",
  "This page could not be parsed to its end; some text may be missing.": "panelNoticeBroken",
  "This page's text stands only in its data, and was read from there; its order and borders may differ from what you see, and some of it may be missing.": "panelNoticeData",
  "This page has more parts than Nutgraf weighs one by one; it was read in a simpler way, and the borders of the story may be wrong.": "panelNoticeCrowded",
  "This page has no single story: it lists others. These are its entries.": "panelNoticeListing",
  "This page is a discussion, not an article; its posts are read in order.": "panelNoticeForum",
  "This page offers a product; what you see is its description, not an article.": "panelNoticeProduct",
  "This page presents an organisation or a service; it is not an article.": "panelNoticeService",
  "This page is an error message or a check, and has no story.": "panelNoticeError",
  "This page gives only the beginning of its story; the rest is for subscribers.": "panelNoticePaywalled",
  "This page has no single story to read: it lists or announces others.": "panelNoticeNoStory",
  "There is no text on this page.": "panelNoticeNothing",
};

/** @type {[RegExp, (found: string) => string][]} */
const PATTERNS = [
  [/^(\d+) more pieces outside the story$/, (count) => many("panelCutRest", Number(count))],
  [/^The summary and the sentence list cover only the first part of this long story, at most ([\d,]+) sentences/, (count) => many("panelNoticeLong", Number(count.replace(",", "")))],
];

/** @type {Record<string, string>} */
const METHODS = { lexrank: "LexRank", textrank: "TextRank", lsa: "LSA", luhn: "Luhn", sumbasic: "SumBasic", kl: "KL", reduction: "Reduction", edmundson: "Edmundson" };

/** @type {Record<string, string>} */
const STEPS = {
  clutter: "panelStepClutter", boundary: "panelStepBoundary", "next-story": "panelStepNext", above: "panelStepAbove",
  label: "panelStepLabel", hidden: "panelStepHidden", "page-kind": "panelStepKind", limit: "panelStepLimit",
};
/** Notices that the extension itself has written, in the reader's language. */
const OUR_CODES = new Set(["frames-blocked", "thinned", "not-kept", "selection"]);

/**
 * One of the server's sentences, with the language and direction of its words.
 * @param {string} english
 * @returns {{words: string, attributes: {lang: string, dir: string}}}
 */
export function told(english) {
  const key = KEYS[english];
  if (key) return { words: t(key), attributes: OURS };
  for (const [pattern, say] of PATTERNS) {
    const found = pattern.exec(english)?.[1];
    if (found) return { words: say(found), attributes: OURS };
  }
  return { words: english, attributes: { lang: "en", dir: "ltr" } };
}

/** @param {import("../lib/wire.js").Notice} notice */
export const toldNotice = ({ code, message }) => (OUR_CODES.has(code) ? { words: message, attributes: OURS } : told(message));

/** @param {string} method */
export const methodName = (method) => (method === "news" ? t("panelMethodNews") : (METHODS[method] ?? method));

/** What a step of the reading did, in words; the step's own name where it is not known. @param {string} step */
export const stepName = (step) => (STEPS[step] ? t(STEPS[step] ?? "") : step);
