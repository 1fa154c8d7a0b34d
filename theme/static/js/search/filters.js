/** What documents must have beside the words; loaded when a query says so. */

import { addressName, caseless } from "./addresses.js";
import { findTerm, loadDocuments } from "./load.js";
import { yearsOf } from "./operators.js";

/** @import { Entry, Filter, Index, Phrase, Query, Rule, TagList } from "./types.js" */

/**
 * The documents with the words, and what restricts them; without words, all documents.
 * @param {Index} index
 * @param {Query} query
 * @param {number[] | null} documents
 */
export async function filtered(index, query, documents) {
  const filters = await filtersOf(index, query);
  // A quotation of common words alone is no restriction.
  const isRestricted = query.excluded.length + query.rules.length > 0;
  return { filters, documents: documents ?? (isRestricted ? await allDocuments(index) : []) };
}

/**
 * A phrase of nothing but stop words restricts nothing.
 * @param {Index} index
 * @param {Query} query
 * @returns {Promise<Filter[]>}
 */
function filtersOf(index, { phrases, excluded, rules }) {
  const isTelling = (/** @type {Phrase} */ phrase) => phrase.some(({ word }) => !word.stop);
  /** @type {(phrase: Phrase, wanted: boolean) => Promise<Filter>} */
  const phraseFilter = async (phrase, wanted) => {
    const fits = among(index, await documentsWith(index, phrase));
    return { kind: "words", has: (document) => fits(document) === wanted };
  };
  return Promise.all([
    ...phrases.filter(isTelling).map((phrase) => phraseFilter(phrase, true)),
    ...excluded.filter(isTelling).map((phrase) => phraseFilter(phrase, false)),
    ...rules.map((rule) => ruleFilter(index, rule)),
  ]);
}

/**
 * All that are searched: each of them has a label, or has none.
 * @param {Index} index
 */
async function allDocuments(index) {
  const keys = ["=ai/none", "=ai/generated", "=ai/assisted"];
  const entries = await Promise.all(keys.map((key) => findTerm(index, key)));
  return documentsOf(index, entries);
}

/**
 * @param {Index} index
 * @param {Phrase} phrase
 */
async function documentsWith(index, phrase) {
  const telling = phrase.filter(({ word }) => !word.stop);
  if (telling.length === 1) return documentsOf(index, telling[0].word.entries);
  return (await import("./phrases.js")).documentsWithPhrase(index, phrase);
}

/**
 * The documents of all these lists.
 * @param {Index} index
 * @param {(Entry | undefined)[]} entries
 */
async function documentsOf(index, entries) {
  const lists = await Promise.all(entries.map((entry) => (entry ? loadDocuments(index, entry) : [])));
  return lists.flatMap((documents) => Array.from(documents));
}

/**
 * @param {Index} index
 * @param {number[]} documents
 * @returns {Filter["has"]}
 */
function among({ head }, documents) {
  const marked = new Uint8Array(head.count);
  for (const document of documents) marked[document] = 1;
  return (document) => marked[document] === 1;
}

/**
 * @param {Index} index
 * @param {Rule} rule
 * @returns {Promise<Filter>}
 */
async function ruleFilter(index, { kind, value, not }) {
  const fits = kind === "year" ? yearTest(index, value) : await keyTest(index, kind, value);
  // What is excluded stays so, whatever is counted.
  return not ? { kind: "words", has: (document) => !fits(document) } : { kind, has: fits };
}

/**
 * @param {Index} index
 * @param {string} value
 * @returns {Filter["has"]}
 */
function yearTest({ head }, value) {
  const [from, to] = yearsOf(value) ?? [Infinity, 0];
  const first = head.years.find(([year]) => year >= from)?.[1] ?? head.count;
  const end = head.years.find(([year]) => year > to)?.[1] ?? head.count;
  return (document) => document >= first && document < end;
}

/**
 * @param {Index} index
 * @param {string} kind
 * @param {string} value
 */
async function keyTest(index, kind, value) {
  const entry = await (kind === "ai" ? findTerm(index, `=ai/${value}`) : findTag(index, value));
  return among(index, await documentsOf(index, [entry]));
}

/**
 * A tag by its name in addresses, its label or an alias.
 * @param {Index} index
 * @param {string} written
 */
async function findTag(index, written) {
  const direct = await findTerm(index, `=tag/${addressName(written)}`);
  if (direct) return direct;
  /** @type {TagList} */
  const { tags } = await index.get("tags", index.head.tags);
  const key = labelKey(written);
  const tag = tags.find(([label, , , aliases]) =>
    [label, ...aliases].some((each) => labelKey(each) === key),
  );
  return tag && findTerm(index, `=tag/${tag[1]}`);
}

/** @param {string} label */
const labelKey = (label) => caseless(label.normalize("NFKC")).trim().replace(/\s+/g, " ");
