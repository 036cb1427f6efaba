import { exportFile, keepPage, read, ServerError, summaryBy } from "../lib/server.js";
import { t } from "../lib/words.js";
import { Choice } from "./choice.js";
import { lineOf, storyNodes, summaryNodes } from "./copied.js";
import { exportView } from "./export.js";
import { cardView, factsView } from "./facts.js";
import { libraryView } from "./library.js";
import { masthead } from "./masthead.js";
import { methodChoice } from "./method.js";
import { el } from "./nodes.js";
import { Press } from "./press.js";
import { removedView } from "./removed.js";
import { pressable } from "./sentences.js";
import { bring, lightStory } from "./shown.js";
import { skimView } from "./skim.js";
import { StoryView } from "./story.js";
import { lengthSlider, summaryView } from "./summary.js";
import { Tabs } from "./tabs.js";

/** @typedef {import("../lib/wire.js").Reading} Reading */
/** @typedef {import("./asking.js").Taken} Taken */
/** @typedef {{length: number | null, method: string | null}} Likes  what the options say of a summary */
/** @typedef {{say: (message: string) => void, explain: (error: ServerError) => void, mark: (isKept: boolean) => void}} Told */

const NEWS = "news";

/** A page that was read, as it stands in the panel. */
export class ReadingView {
  /** @param {Reading} reading @param {Taken} taken @param {Likes} likes @param {Told} told */
  constructor(reading, { page, tabId }, { length, method }, { say, explain, mark }) {
    this.reading = reading;
    this.page = page;
    this.id = reading.id;
    this.say = say;
    this.explain = explain;
    this.mark = mark;
    this.story = new StoryView(reading.story);
    this.choice = new Choice(reading.summary, length);
    this.press = new Press(tabId, reading, {
      say,
      lightStory: (span) => lightStory(this.story, span),
      pressed: (sentence) => this.follow(sentence),
      missed: (sentence) => this.#miss(sentence),
    });
    this.skim = skimView(reading, this.choice, this.story, this.press, say);
    const methods = methodChoice(this.choice, (name) => this.#asked((id) => summaryBy(id, name)), say);
    this.summary = summaryView(reading, this.choice, this.press, (sentence) => this.#share(sentence),
      this.choice.most > 0 && lengthSlider(this.choice, "length", t("panelLength")), this.choice.most > 1 && methods.node);
    this.facts = factsView(reading, this.press);
    this.removed = removedView(reading.removed, this.press, this.story, () => this.tabs.show("story"), say);
    this.keep = this.#keep();
    this.tabs = new Tabs([
      { id: "summary", key: "panelSummary", part: this.summary },
      { id: "facts", key: "panelFacts", part: this.facts },
      { id: "story", key: "panelStory", part: this.story.node },
      { id: "removed", key: "panelRemoved", part: this.removed },
      { id: "keep", key: "panelKeep", part: this.keep },
    ]);
    if (this.choice.most > 1) this.story.article.before(this.skim);
    this.summary.append(cardView(reading, this.press) ?? "");
    this.node = el("div", { class: "reading" }, masthead(reading), this.tabs.node, this.summary, this.facts, this.story.node, this.removed, this.keep);
    if (method && this.choice.most > 1) methods.turnTo(method);
    if (tabId >= 0) this.story.article.before(pressable(this.story, (index, shown) => this.press.turn(index, shown)));
  }

  /** The reader pressed a sentence in the page: the panel goes there too. @param {number} sentence */
  follow(sentence) {
    /** @type {HTMLElement | null} */
    const pick = this.summary.querySelector(`.pick[data-sentence="${sentence}"]`);
    const shown = this.tabs.shown === "summary" && pick ? pick : this.story.sentences[sentence];
    if (!shown) return;
    this.press.follow(sentence, shown);
    if (shown === pick) bring(shown);
    else this.#toStory(sentence);
    this.say(t("panelFollowed"));
  }

  /** The page cannot show it: the story does, to a reader without a mouse too. @param {number} sentence */
  #miss(sentence) {
    const { activeElement } = document;
    const shown = this.story.sentences[sentence];
    this.#toStory(sentence);
    if (!shown || !activeElement?.closest("[role=tabpanel][hidden]")) return;
    if (!shown.hasAttribute("tabindex")) shown.setAttribute("tabindex", "-1");
    shown.focus({ preventScroll: true });
  }

  /** @param {number} sentence */
  #toStory(sentence) {
    const shown = this.story.sentences[sentence];
    if (!shown) return;
    this.tabs.show("story");
    bring(shown);
  }

  /** The page has another address now. @param {string} url */
  at(url) {
    this.press.url = url;
  }

  /** Leaves nothing lit or shaded behind in the page. */
  end() {
    this.press.end();
  }

  #keep() {
    const { reading, story, choice } = this;
    const keep = async () => (this.id = await keepPage(this.page));
    const library = libraryView({ id: this.id, library: reading.library, canBeKept: reading.story.text !== "" }, keep, this.say, this.mark);
    return exportView({
      summary: () => summaryNodes(reading, choice.picks),
      story: () => storyNodes(reading, story.article),
      hasBrought: () => story.article.querySelector(".brought") !== null,
    }, (format, template) => this.#asked((id) => {
      const { method } = choice.summary;
      return exportFile(id, format, { sentences: choice.length || 1, template, ...(method !== NEWS && { method }) });
    }), this.say, library);
  }

  /** @param {number} sentence */
  async #share(sentence) {
    try {
      await navigator.clipboard.writeText(lineOf(this.reading, sentence));
      this.say(t("panelShared"));
    } catch {
      this.say(t("panelNotAllowed"));
    }
  }

  /**
   * A server that was restarted knows this reading no more unless it is kept: the page is sent again.
   * @template T
   * @param {(id: string) => Promise<T>} act
   */
  async #asked(act) {
    try {
      return await act(this.id);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (error.code === "not-paired") this.explain(error);
      if (error.code !== "no-such-reading") throw error;
      // Unasked nothing is kept: what is in the library is known by its id there.
      ({ id: this.id } = await read(this.page, false));
      return act(this.id);
    }
  }
}
