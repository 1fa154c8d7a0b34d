/** Counts by tag, year and label; loaded when they are asked for. */

import { reader } from "./load.js";

/** @import { Facets, Filter, Index, Rule, TagList } from "./types.js" */
/** @typedef {{ labels: number[], tags: Uint32Array[] }} Chunk */

const LABELS = ["none", "generated", "assisted"];
const PER_CHUNK = 1024;

/**
 * Counts of the documents by tag, year and label; what is restricted is counted as if that
 * restriction alone were not.
 * @param {Index} index
 * @param {number[]} documents
 * @param {Filter[]} filters
 * @returns {Promise<Facets>}
 */
export async function countFacets(index, documents, filters) {
  /** @param {Rule["kind"]} kind */
  const without = (kind) => {
    const others = filters.filter((filter) => filter.kind !== kind);
    return documents.filter((document) => others.every(({ has }) => has(document)));
  };
  const [tagged, dated, labelled] = [without("tag"), without("year"), without("ai")];
  /** @type {TagList} */
  const { tags, chunks } = await index.get("tags", index.head.tags);
  const chunkOf = await loadChunks(index, chunks, [...tagged, ...labelled]);
  const ofTag = counts(
    tagged.flatMap((each) => [...(chunkOf(each)?.tags[each % PER_CHUNK] ?? [])]),
  );
  const ofLabel = counts(labelled.map((each) => chunkOf(each)?.labels[each % PER_CHUNK] ?? -1));
  const ofYear = counts(dated.map((each) => yearOf(index, each)));
  return {
    tags: Array.from(ofTag, ([tag, count]) => ({
      label: tags[tag][0],
      name: tags[tag][1],
      count,
    })).sort((one, other) => other.count - one.count || (one.label < other.label ? -1 : 1)),
    years: Array.from(ofYear, ([year, count]) => ({ year, count })).sort((a, b) => b.year - a.year),
    ai: LABELS.flatMap((key, label) => ({ key, count: ofLabel.get(label) ?? 0 })).filter(
      ({ count }) => count,
    ),
  };
}

/**
 * How often each number is there.
 * @param {number[]} numbers
 */
function counts(numbers) {
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const number of numbers) found.set(number, (found.get(number) ?? 0) + 1);
  return found;
}

/**
 * @param {Index} index
 * @param {number} document
 */
function yearOf({ head }, document) {
  let found = 0;
  for (const [year, first] of head.years) if (first <= document) found = year;
  return found;
}

/**
 * The chunks with these documents; gives that of a document.
 * @param {Index} index
 * @param {string[]} names
 * @param {number[]} documents
 */
async function loadChunks({ get }, names, documents) {
  const wanted = new Set(documents.map((document) => Math.floor(document / PER_CHUNK)));
  /** @type {Map<number, Chunk>} */
  const chunks = new Map();
  await Promise.all(
    Array.from(wanted, async (place) =>
      chunks.set(place, await get("facets", names[place], decodeChunk)),
    ),
  );
  return (/** @type {number} */ document) => chunks.get(Math.floor(document / PER_CHUNK));
}

/**
 * @param {Uint8Array} data
 * @returns {Chunk}
 */
function decodeChunk(data) {
  const read = reader(data);
  const labels = [];
  const tags = [];
  while (!read.isDone()) {
    labels.push(read.bytes(1)[0]);
    tags.push(read.numbers(read.number()));
  }
  return { labels, tags };
}
