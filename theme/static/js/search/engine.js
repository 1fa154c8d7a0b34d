/** Answers requests from the files of the index. */

import { excerpt } from "./excerpt.js";
import { OtherFormat, asBytes, loadOften, nameOf, openFiles } from "./load.js";
import { entriesOf, parseQuery } from "./query.js";
import { openRanking } from "./rank.js";
import { loadTable, needsTable } from "./tokenize.js";

/** @import { Answer, Fetch, Index, Marks, Record, Request, Section, Unit, Word } from "./types.js" */

export { OtherFormat } from "./load.js";

const FIRST = 10; // results that are shown first
const PATIENCE = 15000; // milliseconds

/** @param {string} address of the head @param {Fetch} fetchFile */
export function openEngine(address, fetchFile = fetchSoon) {
  const files = openFiles(address, fetchFile);
  return {
    /**
     * @param {Request} request
     * @returns {Promise<Answer>}
     */
    async search(request) {
      const start = async () => answerFrom(await files.index(), request);
      let answer = start();
      /** @type {<T>(task: (answer: Answer) => T) => Promise<Awaited<T>>} */
      const insist = async (task) => {
        try {
          return await task(await answer);
        } catch (error) {
          if (error instanceof OtherFormat) throw error;
          // Whatever went wrong: the site may have been updated, and hosts say that in many ways.
          files.refresh();
          answer = start();
          answer.catch(files.refresh);
          return await task(await answer);
        }
      };
      return {
        ...(await insist((found) => found)),
        results: (from, to) => insist((found) => found.results(from, to)),
        facets: () => insist((found) => found.facets()),
      };
    },
  };
}

/** @type {Fetch} a request that is not answered fails, so that it can be tried again */
const fetchSoon = (address, options) =>
  fetch(address, { ...options, signal: AbortSignal.timeout?.(PATIENCE) });

/**
 * @param {Index} index @param {Request} request
 * @returns {Promise<Answer>}
 */
async function answerFrom(index, request) {
  const query = await understood(index, request);
  const { words, phrases, excluded, rules } = query;
  const ranking = openRanking(index, await unitsOf(index, words));
  const isUnsaid = words.every(({ stop, entries }) => stop && !entries.length);
  const newestFirst = isUnsaid || !!request.newest;
  const isNarrowed = phrases.length + excluded.length + rules.length > 0;
  // By score the best can be found without all documents; for anything else they are needed.
  if (isNarrowed || newestFirst) await ranking.findAll();
  else await ranking.best(ranking.documents, FIRST);
  const { documents, filters } = isNarrowed
    ? await (
        await import("./filters.js")
      ).filtered(index, query, isUnsaid ? null : ranking.documents)
    : { documents: ranking.documents, filters: [] };
  const found = isNarrowed
    ? documents.filter((document) => filters.every(({ has }) => has(document)))
    : documents;
  if (newestFirst) found.sort((one, other) => other - one);
  return {
    total: found.length,
    isLeast: ranking.isOpen(),
    newestFirst,
    async results(from, to) {
      const best = newestFirst ? found : await ranking.best(found, to);
      return loadResults(index, best.slice(from, to), ranking.scoreOf, marksOf(words));
    },
    async facets() {
      await ranking.findAll();
      return (await import("./facets.js")).countFacets(index, documents, filters);
    },
    notes: {
      instead: words.filter(({ instead }) => instead).map(({ written, forms }) => [written, forms]),
      nothing: !words.length && !isNarrowed,
      common:
        (isUnsaid && words.length > 0) ||
        phrases.some((phrase) => phrase.every(({ word }) => word.stop && !word.entries.length)),
    },
  };
}

/**
 * The query, with what the index has for its words.
 * @param {Index} index @param {Request} request
 */
async function understood(index, request) {
  const { head, get } = index;
  if (needsTable(request.words ?? "")) await loadTable();
  const query = await parseQuery(request, head.stops.split(" "));
  const { words, phrases, excluded } = query;
  // All lengths are needed anyway; so they come beside the words, not after them.
  if (head.tables.length === 1 && words.length) get("lengths", head.tables[0], asBytes);
  const quoted = [...phrases, ...excluded].flatMap((phrase) => phrase.map(({ word }) => word));
  await Promise.all(
    [...new Set([...words, ...quoted])].map(async (word) => {
      word.entries = await entriesOf(index, word);
    }),
  );
  if (words.some(({ open, entries }) => !entries.length || (request.typing && open))) {
    await (await import("./forgive.js")).forgive(index, words, !!request.typing);
  }
  return query;
}

/**
 * Every term once: first those that were meant, then those that stand for others.
 * @param {Index} index @param {Word[]} words
 * @returns {Promise<Unit[]>}
 */
async function unitsOf(index, words) {
  const known = words.filter(({ instead }) => !instead).flatMap(({ entries }) => entries);
  const lists = new Map(known.map((entry) => [entry.term, loadOften(index, entry)]));
  const units = [...lists.values()].map(async (list) => ({ weight: 1, list: await list }));
  const others = words.some(({ instead, longer }) => instead || longer);
  const more = others ? await (await import("./forgive.js")).unitsInstead(index, words, lists) : [];
  return [...(await Promise.all(units)), ...more];
}

/**
 * @param {Index} index @param {number[]} documents
 * @param {(document: number) => number} scoreOf @param {Marks} marks
 */
async function loadResults(index, documents, scoreOf, marks) {
  const { per } = index.head.records;
  /** @type {Record[]} */
  const records = await Promise.all(
    documents.map(async (document) => {
      const name = await nameOf(index, Math.floor(document / per));
      return (await index.get("records", name))[document % per];
    }),
  );
  if (needsTable(JSON.stringify(records))) await loadTable();
  return records.map(([title, slug, day, label, lang, tags, texts], place) => {
    const { section, pieces } = excerpt(texts, marks);
    return {
      number: documents[place],
      score: scoreOf(documents[place]),
      title,
      address: `/explainers/${slug || usualName(title)}/`,
      day,
      label,
      lang,
      tags: tags.map((tag) => {
        const [text, name] = typeof tag === "string" ? [tag, usualName(tag)] : tag;
        return { label: text, address: `/tags/${name}/` };
      }),
      snippet: pieces,
      section: sectionOf(index, section),
    };
  });
}

/** @param {string} text of ASCII */
const usualName = (text) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** @param {Index} index @param {Section} section */
function sectionOf({ head }, section) {
  if (section === "") return null;
  const [anchor, heading] = typeof section === "number" ? head.sections[section] : section;
  return { heading, anchor };
}

/** @param {Word[]} words */
function marksOf(words) {
  const all = [...words, ...words.flatMap(({ longer }) => longer ?? [])];
  return {
    terms: new Set(all.flatMap(({ entries }) => entries.map(({ term }) => term))),
    forms: new Set(all.flatMap(({ forms }) => forms)),
  };
}
