/** Reads the pages that wait, as soon as the server is there. */

import { drop, dropRead, refused, take, waiting } from "./queue.js";
import { isRunning, keepsReadings, mayPass, read, ServerError } from "./server.js";

/** @typedef {import("./queue.js").Waiting} Waiting */

/**
 * Reads what waits into the library, the oldest first, until the server cannot read any more now. A
 * reader who keeps nothing has nothing read unasked: it would be lost at once.
 * @param {(entry: Waiting, isKept: boolean) => void} [told]  every page that was read; one without a text is not kept
 * @returns {Promise<"done" | "away" | "later" | "not-paired">}  "away": nothing was tried; "later": in vain
 */
export async function readWaiting(told = () => {}) {
  if (!(await keepsReadings()) || !(await waiting()).some(({ why }) => !why)) return "done";
  // A panel in another window, or the background script, may be at it already.
  return navigator.locks.request("reading the queue", { ifAvailable: true }, async (lock) => {
    if (!lock || !(await isRunning())) return "away";
    let skipped = false;
    for (const entry of await waiting()) {
      const became = entry.why ? "refused" : await readOne(entry);
      if (became === "kept" || became === "read") told(entry, became === "kept");
      else if (became === "skipped") skipped = true;
      else if (became !== "refused") return became;
    }
    return skipped ? "later" : "done";
  });
}

/** @param {Waiting} entry @returns {Promise<"kept" | "read" | "refused" | "skipped" | "later" | "not-paired">} */
async function readOne(entry) {
  const { id } = entry;
  const page = await take(id);
  let isKept = false;
  if (!page) {
    await drop([id]);
    return "refused";
  }
  try {
    const reading = await read(page, true);
    isKept = reading.library !== null;
    // A page that is kept nowhere else stays here; one without a text is never kept.
    if (!isKept && reading.story.text) return "later";
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (error.code === "not-paired") return "not-paired";
    // These two belong to the page: the ones behind it need not wait.
    if (error.code === "cut-off" || error.code === "too-slow") return "skipped";
    if (mayPass(error.code)) return "later";
    await refused(id, error.code, error.message);
    return "refused";
  }
  await dropRead(entry);
  return isKept ? "kept" : "read";
}
