import { drop, MOST, onWaiting, waiting } from "../lib/queue.js";
import { keepReadings, keepsReadings } from "../lib/server.js";
import { many, number, t } from "../lib/words.js";
import { button, el } from "../panel/nodes.js";

/**
 * What is kept of what was read, and what waits.
 * @param {import("./options.js").Say} say
 */
export function keptPart(say) {
  const keep = el("input", { id: "keep", type: "checkbox", "aria-describedby": "keep-help" });
  keepsReadings().then((keeps) => (keep.checked = keeps));
  keep.addEventListener("change", async () => {
    await keepReadings(keep.checked);
    say(t(keep.checked ? "optionsKeeps" : "optionsKeepsNot"));
  });
  const queue = el("div", { id: "queue" });
  waiting().then(draw);
  onWaiting(draw);

  /** @param {import("../lib/queue.js").Waiting[]} list */
  function draw(list) {
    const ids = list.map(({ id }) => id);
    queue.replaceChildren(el("p", { class: "why" }, t("optionsQueueHelp", number(MOST.pages), number(MOST.bytes / 1e6))));
    if (ids.length) queue.prepend(el("p", {}, many("queueCount", ids.length)), all());

    function all() {
      return button({ class: "action", id: "drop-all" }, async () => {
        await drop(ids);
        say(t("optionsDropped"));
      }, t("optionsDropAll"));
    }
  }

  return el("fieldset", {}, el("legend", {}, t("optionsKept")),
    el("div", {}, el("label", { for: "keep" }, keep, " ", t("optionsKeep")), el("p", { id: "keep-help", class: "why" }, t("optionsKeepHelp"))),
    queue);
}
