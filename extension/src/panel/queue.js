import { readWaiting } from "../lib/drain.js";
import { drop, onWaiting, put, take, waiting } from "../lib/queue.js";
import { isPaired, keepsReadings } from "../lib/server.js";
import { LANGUAGE, many, number, t } from "../lib/words.js";
import { button, el, OURS } from "./nodes.js";

/** @typedef {import("../lib/wire.js").Page} Page */
/** @typedef {import("../lib/queue.js").Waiting} Waiting */
/** @typedef {{title?: string, selection?: boolean, isPrivate?: boolean, waits?: string | null}} About */

const EVERY_MS = 2000;
const LONGEST_MS = 60_000;
const STEPS = /** @type {[Intl.RelativeTimeFormatUnit, number][]} */ ([["day", 86_400], ["hour", 3600], ["minute", 60]]);

/**
 * Lets a page wait, and gives the words that tell of it: that it does, or what would have to go first.
 * @param {Page} page @param {About} about @param {(message: string) => void} say
 * @param {(id: string, at: number) => void} named  under which name it waits, and since when
 */
export async function letWait(page, about, say, named) {
  const told = el("div", { id: "waits", ...OURS });
  if (about.isPrivate) told.append(el("p", {}, t("queuePrivate")));
  else await attempt([]);
  return told;

  /** @param {string[]} dropping */
  async function attempt(dropping) {
    const became = await put(page, about, dropping);
    if ("id" in became) {
      named(became.id, became.at);
      told.replaceChildren(el("p", {}, t("queueWaits"), (await keepsReadings()) && ` ${t("queueWaitsFor")}`));
    }
    else if ("tooLarge" in became) told.replaceChildren(el("p", {}, t("queueTooLarge")));
    else told.replaceChildren(...full(became.full));
    if (dropping.length) say(told.textContent ?? "");
  }

  /** @param {Waiting[]} oldest */
  function full(oldest) {
    return [
      el("p", {}, many("queueFull", oldest.length)),
      el("ul", {}, ...oldest.map((one) => el("li", {}, el("bdi", {}, one.title), ` – ${ageOf(one)}`))),
      button({ class: "action", id: "make-room" }, () => attempt(oldest.map(({ id }) => id)), t("queueMakeRoom")),
    ];
  }
}

/**
 * The list of pages that wait, above whatever the panel shows; nothing when none does. While it is
 * there, the server is asked now and then, and reads them when it is back.
 * @param {(page: Page, entry: Waiting) => void} open  reads one at once, into the panel
 * @param {(message: string) => void} say
 * @param {(entry: Waiting, isRead: boolean) => void} onGone  after one was read unasked, or dropped
 */
export function queueView(open, say, onGone) {
  const title = el("summary", {});
  const list = el("ul", {});
  const why = el("p", { class: "why" });
  const view = el("details", { id: "queue", hidden: true, ...OURS }, title, why, list);
  onWaiting(draw);
  waiting().then(draw);
  turn();

  /** A server that is there but cannot read is left in peace for longer each time. */
  async function turn(wait = EVERY_MS) {
    /** @type {Awaited<ReturnType<typeof readWaiting>>} */
    let became = "later";
    try {
      became = !view.hidden && (await isPaired()) ? await readWaiting(told) : "done";
    } finally {
      const next = became === "later" ? Math.min(wait * 2, LONGEST_MS) : EVERY_MS;
      setTimeout(turn, next, next);
    }
  }

  /** @param {Waiting} entry @param {boolean} isKept */
  function told(entry, isKept) {
    say(t(isKept ? "queueRead" : "queueReadOnly", entry.title));
    onGone(entry, true);
  }

  /** @param {Waiting[]} pages */
  async function draw(pages) {
    why.textContent = t((await keepsReadings()) ? "queueWhy" : "queueWhyNotKept");
    const held = list.contains(document.activeElement);
    view.hidden = pages.length === 0;
    title.textContent = many("queueCount", pages.length);
    list.replaceChildren(...pages.map(row));
    if (held && !view.hidden) title.focus();
  }

  /** @param {Waiting} entry */
  function row(entry) {
    const { id, title: name, said } = entry;
    return el("li", { "data-id": id },
      el("p", {}, el("bdi", {}, name)),
      el("p", { class: "why" }, `${ageOf(entry)}, ${t("queueKilobytes", number(Math.ceil(entry.bytes / 1000)))}`),
      said && el("p", { class: "why" }, said),
      el("div", { class: "actions" },
        button({ class: "action", "data-read": id, "aria-label": t("queueReadNowThis", name) }, () => now(entry), t("queueReadNow")),
        button({ class: "action", "data-drop": id, "aria-label": t("queueDropThis", name) }, () => away(entry), t("queueDrop"))));
  }

  /** @param {Waiting} entry */
  async function now(entry) {
    const page = await take(entry.id);
    if (page) return open(page, entry);
    await away(entry);
  }

  /** @param {Waiting} entry */
  async function away(entry) {
    await drop([entry.id]);
    onGone(entry, false);
    say(t("queueDropped", entry.title));
  }
  return view;
}

/** @param {Waiting} entry */
function ageOf({ at }) {
  const format = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto" });
  const seconds = Math.max(0, (Date.now() - at) / 1000);
  const [unit, length] = STEPS.find(([, least]) => seconds >= least) ?? ["second", Infinity];
  return unit === "second" ? format.format(0, "second") : format.format(-Math.floor(seconds / length), unit);
}
