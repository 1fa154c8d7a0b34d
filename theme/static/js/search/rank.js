// @ts-check
/** Ranks documents; the formula and its sources stand in `plugins/search_index/ranking.py`. */

import { tokenize } from "./tokenize.js";

/** @typedef {import("./load.js").SearchIndex} SearchIndex */
/** @typedef {import("./load.js").IndexedField} IndexedField */

const K1 = 1.2;
const B = 0.75;
const TITLE_WEIGHT = 0.3;
// Put on and taken off, where a word stands in the archive in other forms only.
const ENDINGS = ["s", "es", "d", "ed", "ing"];

/**
 * The term of a folded word; of one that nobody wrote, that of the same with another
 * ending; undefined if there is none.
 * @param {SearchIndex} index
 * @param {string} word
 */
export function termOf(index, word) {
  // `hasOwn`, or `constructor` would be found in any object.
  return spellings(index, word)
    .map((each) => (Object.hasOwn(index.terms, each) ? index.terms[each] : each))
    .find((term) => Object.hasOwn(index.fields.text.postings, term));
}

/**
 * @param {SearchIndex} index
 * @param {string} word
 */
function spellings(index, word) {
  if (word.length <= 2 || index.common.includes(word)) return [word];
  const longer = ENDINGS.map((ending) => word + ending);
  const shorter = ENDINGS.filter(
    (ending) => word.endsWith(ending) && word.length > ending.length + 2,
  ).map((ending) => word.slice(0, -ending.length));
  return [word, ...longer, ...shorter];
}

/**
 * The terms of a query that the archive knows, each once; of stop words only where
 * there are no others.
 * @param {SearchIndex} index
 * @param {string} query
 */
export function queryTerms(index, query) {
  const words = tokenize(query).map(({ word }) => word);
  const telling = words.filter((word) => !index.common.includes(word));
  const known = knownTerms(index, telling);
  return known.length ? known : knownTerms(index, words);
}

/**
 * @param {SearchIndex} index
 * @param {string[]} words
 */
function knownTerms(index, words) {
  const terms = words.map((word) => termOf(index, word)).filter((term) => term !== undefined);
  return [...new Set(terms)];
}

/**
 * Numbers and scores of all documents with any of the terms, best first, newest
 * first where scores are equal.
 * @param {SearchIndex} index
 * @param {string[]} terms
 * @returns {[document: number, score: number][]}
 */
export function rank(index, terms) {
  /** @type {Map<number, number>} */
  const scores = new Map();
  for (const term of terms) addScores(scores, index.fields.text, term, 1);
  for (const term of terms) addScores(scores, index.fields.title, term, TITLE_WEIGHT);
  return [...scores].sort((one, other) => other[1] - one[1] || other[0] - one[0]);
}

/**
 * Numbers of the documents that answer a request, best first; with a tag and no
 * words all of the tag, newest first.
 * @param {SearchIndex} index
 * @param {{ words: string, tag: string }} request
 */
export function findDocuments(index, { words, tag }) {
  const found = words
    ? rank(index, queryTerms(index, words)).map(([document]) => document)
    : [...index.documents.keys()].reverse();
  if (!tag) return found;
  const number = tagNumber(index, tag);
  return found.filter((document) => index.documents[document][3].includes(number));
}

/**
 * The place of a tag by its label or its name in addresses; -1 if there is none.
 * @param {SearchIndex} index
 * @param {string} written
 */
export function tagNumber(index, written) {
  const key = nameKey(written);
  return index.tags.findIndex(([label, name]) => name === key || nameKey(label) === key);
}

/** @param {string} label */
function nameKey(label) {
  return label.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().trim().replace(/\s+/g, " ");
}

/**
 * @param {Map<number, number>} scores
 * @param {IndexedField} field
 * @param {string} term
 * @param {number} weight
 */
function addScores(scores, { lengths, postings }, term, weight) {
  if (!Object.hasOwn(postings, term)) return;
  const found = postings[term];
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const idf = Math.log(lengths.length / (found.length / 2 + 1)) + 1;
  let document = 0;
  for (let place = 0; place < found.length; place += 2) {
    document += found[place];
    const frequency = found[place + 1];
    const norm = K1 * (1 - B + (B * lengths[document]) / average);
    const score = (idf * frequency * (K1 + 1)) / (frequency + norm);
    scores.set(document, (scores.get(document) ?? 0) + weight * score);
  }
}
