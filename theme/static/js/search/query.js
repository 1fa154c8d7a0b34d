/** What was typed, as words, and what the index has for them. */

import { findTerm } from "./load.js";
import { stem } from "./stem.js";
import { tokenize } from "./tokenize.js";

/** @import { Index, Phrase, Query, Request, Word } from "./types.js" */

const OPERATORS = /["“”„‟«»:]|(?<!\S)-/;

/**
 * @param {Request} request @param {string[]} stops
 * @returns {Promise<Query>}
 */
export async function parseQuery({ words: text = "", typing, ...fields }, stops) {
  /** @type {Omit<Query, "words"> & { words: Map<string, Word> }} */
  let query = { words: new Map(), phrases: [], excluded: [], rules: [] };
  if (fields.tag || fields.year || fields.ai || OPERATORS.test(text)) {
    query = (await import("./operators.js")).parseOperators(text, stops, fields, typing);
  } else wordsIn(text, stops, query.words);
  const all = [...query.words.values()];
  const telling = all.filter(({ stop }) => !stop);
  return { ...query, words: telling.length ? telling : all };
}

/**
 * The words of a text in their places; each is also one of the query's `words`.
 * @param {string} text @param {string[]} stops @param {Map<string, Word>} words
 * @returns {Phrase}
 */
export function wordsIn(text, stops, words, { isLast = true, isQuoted = false } = {}) {
  return tokenize(text).map(({ start, end, word: form }, at) => {
    const made = { form, forms: [form], entries: [], open: false, quoted: true, instead: false };
    const word = words.get(form) ?? {
      ...made,
      written: text.slice(start, end),
      stop: stops.includes(form),
    };
    words.set(form, word);
    word.open ||= isLast && end === text.length;
    word.quoted &&= isQuoted;
    return { word, at };
  });
}

/**
 * Stop words are terms as they are, in titles without others.
 * @param {Index} index @param {{ form: string, stop?: boolean }} word
 */
export async function entriesOf(index, { form, stop }) {
  const terms = [stop ? form : stem(form)];
  if (index.head.foreign)
    terms.push(...(await (await import("./forgive.js")).foreignTerms(index, form)));
  const entries = await Promise.all([...new Set(terms)].map((term) => findTerm(index, term)));
  return entries.flatMap((entry) => (entry?.df ? [entry] : []));
}
