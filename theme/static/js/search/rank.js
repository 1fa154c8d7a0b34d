/** Scores documents; docs/search.md has the formula. */

import { asBytes } from "./load.js";

/** @import { Index, Numbers, Unit } from "./types.js" */

const K1 = 1.2;
const B = 0.75;
const TITLE_WEIGHT = 0.3;

/**
 * All documents with any of the terms; `best` gives the first of some of them, by score, then
 * newest.
 * @param {Index} index @param {Unit[]} units
 */
export function openRanking({ head, get }, units) {
  const { count, live, lengths, shortest, table, tables, totals } = head;
  // An unknown length counts as the shortest, so that no score is too low.
  const codes = new Uint8Array(count).fill(shortest);
  const sure = new Uint8Array(count);
  for (const { list } of units) {
    list.codes?.forEach((code, place) => {
      codes[list.documents[place]] = code;
      sure[list.documents[place]] = 1;
    });
  }
  const [norms, titleNorms] = totals.map((total) => {
    const byCode = new Float64Array(256);
    for (const [code, length] of lengths) byCode[code] = K1 * (1 - B + (B * length * live) / total);
    return byCode;
  });
  let scores = new Float64Array();
  /**
   * @param {Numbers} documents @param {Numbers} frequencies
   * @param {(place: number) => number} normAt @param {number} weight
   */
  const add = (documents, frequencies, normAt, weight) => {
    const factor = weight * (Math.log(live / (documents.length + 1)) + 1) * (K1 + 1);
    documents.forEach((document, place) => {
      scores[document] += (factor * frequencies[place]) / (frequencies[place] + normAt(place));
    });
  };
  const scoreAll = () => {
    scores = new Float64Array(count);
    for (const { weight, list } of units) {
      const { documents, titled, titleCodes } = list;
      add(documents, list.frequencies, (place) => norms[codes[documents[place]]], weight);
      const titleNorm = (/** @type {number} */ place) => titleNorms[titleCodes[place]];
      add(titled, list.titleFrequencies, titleNorm, weight * TITLE_WEIGHT);
    }
  };
  scoreAll();
  /** @type {number[]} */
  const documents = [];
  scores.forEach((score, document) => score && documents.push(document));
  /** @param {number} place */
  const loadTable = async (place) => {
    codes.set(await get("lengths", tables[place], asBytes), place * table);
    sure.fill(1, place * table, (place + 1) * table);
  };
  return {
    documents,
    scoreOf: (/** @type {number} */ document) => scores[document] ?? 0,
    /** @param {number[]} some @param {number} wanted */
    async best(some, wanted) {
      for (;;) {
        const first = firstOf(some, scores, wanted);
        const unsure = first.filter((document) => !sure[document]);
        if (!unsure.length) return first;
        const places = new Set(unsure.map((document) => Math.floor(document / table)));
        await Promise.all([...places].map(loadTable));
        scoreAll();
      }
    },
  };
}

/** @param {number[]} documents @param {Float64Array} scores @param {number} wanted */
function firstOf(documents, scores, wanted) {
  /** @type {number[]} */
  let kept = [];
  let least = 0;
  const cut = () => {
    kept.sort((one, other) => scores[other] - scores[one] || other - one);
    kept = kept.slice(0, wanted);
  };
  for (const document of documents) {
    // Sorting a few times many costs less than all at once.
    if (scores[document] < least || kept.push(document) < 4 * wanted) continue;
    cut();
    least = scores[kept[wanted - 1]];
  }
  cut();
  return kept;
}
