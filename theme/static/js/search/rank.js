/** Scores documents; docs/search.md has the formula. */

import { asBytes } from "./load.js";

/** @import { Index, Numbers, Once, Unit } from "./types.js" */

const K1 = 1.2;
const B = 0.75;
const TITLE_WEIGHT = 0.3;

/**
 * All documents with any of the terms that are known so far; `best` gives the first of some of
 * them, by score, then newest. Whatever is not known yet (the length of a text, whether a
 * very frequent term is in it once) counts as if it were best, so that no score is too low and
 * most of it need never be fetched; what comes out of `best` is exact.
 * @param {Index} index @param {Unit[]} units
 */
export function openRanking({ head, get }, units) {
  const { count, live, lengths, shortest, table, tables, totals } = head;
  const codes = new Uint8Array(count).fill(shortest);
  const sure = new Uint8Array(count);
  /** @param {Once} list */
  const note = ({ documents, codes: known }) => {
    known?.forEach((code, place) => {
      codes[documents[place]] = code;
      sure[documents[place]] = 1;
    });
  };
  const [norms, titleNorms] = totals.map((total) => {
    const byCode = new Float64Array(256);
    for (const [code, length] of lengths) byCode[code] = K1 * (1 - B + (B * length * live) / total);
    return byCode;
  });
  const ranked = units.map(({ weight, list }) => {
    note(list);
    const factor = (/** @type {number} */ df) => weight * (Math.log(live / (df + 1)) + 1) * (K1 + 1);
    const isIn = list.loadOnce && new Uint8Array(count);
    list.documents.forEach((document) => isIn && (isIn[document] = 1));
    return {
      list,
      factor: factor(list.df),
      titleFactor: TITLE_WEIGHT * factor(list.titled.length),
      isIn, // while documents may be missing
      once: /** @type {Numbers} */ ([]),
    };
  });
  const open = () => ranked.filter(({ isIn }) => isIn);
  let scores = new Float64Array();
  let unseen = 0; // the most that a document can have that is not known at all
  /** @type {number[]} */
  const documents = [];
  /**
   * @param {Numbers} some @param {(place: number) => number} frequencyAt
   * @param {(place: number) => number} normAt @param {number} factor
   */
  const add = (some, frequencyAt, normAt, factor) => {
    some.forEach((document, place) => {
      const frequency = frequencyAt(place);
      scores[document] += (factor * frequency) / (frequency + normAt(place));
    });
  };
  const scoreAll = () => {
    scores = new Float64Array(count);
    for (const { list, factor, titleFactor, once } of ranked) {
      const { documents: some, frequencies, titled, titleFrequencies, titleCodes } = list;
      add(some, (place) => frequencies[place], (place) => norms[codes[some[place]]], factor);
      add(once, () => 1, (place) => norms[codes[once[place]]], factor);
      const titleNorm = (/** @type {number} */ place) => titleNorms[titleCodes[place]];
      add(titled, (place) => titleFrequencies[place], titleNorm, titleFactor);
    }
    documents.length = unseen = 0;
    scores.forEach((score, document) => score && documents.push(document));
    for (const { isIn, factor } of open()) {
      unseen += factor / (1 + norms[shortest]);
      for (const document of documents) {
        if (!isIn?.[document]) scores[document] += factor / (1 + norms[codes[document]]);
      }
    }
  };
  /** @param {typeof ranked} some */
  const loadOnce = async (some) => {
    const found = await Promise.all(some.map(({ list }) => list.loadOnce?.()));
    some.forEach((each, place) => {
      const once = found[place];
      if (once) note(once);
      each.once = once?.documents ?? [];
      each.isIn = undefined;
    });
  };
  /** @param {number} place */
  const loadTable = async (place) => {
    codes.set(await get("lengths", tables[place], asBytes), place * table);
    sure.fill(1, place * table, (place + 1) * table);
  };
  scoreAll();
  return {
    documents,
    scoreOf: (/** @type {number} */ document) => scores[document] ?? 0,
    /** Whether there may be more documents. */
    isOpen: () => open().length > 0,
    async findAll() {
      if (!open().length) return;
      await loadOnce(open());
      scoreAll();
    },
    /** @param {number[]} some @param {number} wanted */
    async best(some, wanted) {
      for (;;) {
        const first = firstOf(some, scores, wanted);
        const least = first.length < wanted ? 0 : scores[first[wanted - 1]];
        const missing = open().filter(
          ({ isIn }) => unseen >= least || first.some((document) => !isIn?.[document]),
        );
        const unsure = first.filter((document) => !sure[document]);
        if (!missing.length && !unsure.length) return first;
        const places = new Set(unsure.map((document) => Math.floor(document / table)));
        await Promise.all([loadOnce(missing), ...[...places].map(loadTable)]);
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
