/** @typedef {import("../lib/wire.js").Summary} Summary */

const LONGEST = 30;
const USUAL = 3;
const SHADES = 4;
const TINTS = 3;

/** How long the summary is and who ranked it. Every view of it is told when it changes. */
export class Choice {
  /** @param {Summary} summary @param {number | null} length  as the reader likes it */
  constructor(summary, length) {
    this.summary = summary;
    this.most = Math.min(summary.ranking.length, LONGEST);
    this.length = Math.min(this.most, length ?? summary.budget.sentences ?? USUAL);
    /** @type {(() => void)[]} */
    this.watchers = [];
  }

  /** @param {() => void} draw  called now and at every change */
  watch(draw) {
    this.watchers.push(draw);
    draw();
  }

  /** @param {{length?: number, summary?: Summary}} change */
  change({ length = this.length, summary = this.summary }) {
    this.length = length;
    this.summary = summary;
    for (const draw of this.watchers) draw();
  }

  /** The sentences chosen, in the order of the story. */
  get picks() {
    return this.summary.ranking.slice(0, this.length).sort((a, b) => a - b);
  }

  get words() {
    return this.picks.reduce((sum, sentence) => sum + (this.summary.words[sentence] ?? 0), 0);
  }

  get allWords() {
    return this.summary.words.reduce((sum, words) => sum + words, 0);
  }

  /** How strongly each sentence is tinted in the page, in the order of the story: 1 the most, 0 what was not chosen. */
  get tints() {
    /** @type {number[]} */
    const tints = [];
    this.summary.ranking.forEach((sentence, rank) => (tints[sentence] = rank < this.length ? 1 + Math.floor((rank * TINTS) / this.length) : 0));
    return tints;
  }

  /** Each sentence's shade by its rank, in the order of the story: 1 for those chosen, 4 for the last. */
  get levels() {
    /** @type {number[]} */
    const levels = [];
    const rest = Math.max(1, this.summary.ranking.length - this.length);
    this.summary.ranking.forEach((sentence, rank) => {
      const behind = (rank - this.length) / rest;
      levels[sentence] = rank < this.length ? 1 : 2 + Math.min(SHADES - 2, Math.floor(behind * (SHADES - 1)));
    });
    return levels;
  }
}
