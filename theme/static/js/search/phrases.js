/** Words side by side; loaded when words are quoted. */

import { asBytes, loadDocuments, reader } from "./load.js";

/** @import { Entry, Index, Phrase, Word } from "./types.js" */
/** @typedef {{ at: number, places: Map<number, number[]> }} Placed */

const LINKED = 4; // so many words that follow each other have positions that do

/**
 * The documents in which the words stand side by side; a stop word may be any word. Of more
 * than four words all parts of four must be found.
 * @param {Index} index
 * @param {Phrase} phrase
 * @returns {Promise<number[]>}
 */
export async function documentsWithPhrase(index, phrase) {
  const telling = phrase.filter(({ word }) => !word.stop);
  if (telling.some(({ word }) => !word.entries.length && !word.longer)) return [];
  const placed = await Promise.all(
    telling.map(async ({ word, at }) => ({ at, places: await placesOf(index, word) })),
  );
  // Starting from the rarest word leaves the least to look at.
  placed.sort((one, other) => one.places.size - other.places.size);
  const parts = Array.from({ length: Math.max(1, phrase.length - LINKED + 1) }, (_, start) =>
    placed.filter(({ at }) => at >= start && at < start + LINKED),
  );
  return [...placed[0].places.keys()].filter((document) =>
    parts.every((part) => standTogether(document, part)),
  );
}

/**
 * @param {number} document
 * @param {Placed[]} words
 */
function standTogether(document, [first, ...others]) {
  if (!first) return true;
  const starts = first.places.get(document) ?? [];
  return starts.some((start) =>
    others.every(({ at, places }) => places.get(document)?.includes(start + at - first.at)),
  );
}

/**
 * Where a word stands in each document, by any of its terms.
 * @param {Index} index
 * @param {Word} word
 */
async function placesOf(index, { entries, longer }) {
  /** @type {Map<number, number[]>} */
  const places = new Map();
  const all = new Map([...entries, ...(longer?.entries ?? [])].map((entry) => [entry.term, entry]));
  const given = await Promise.all(Array.from(all.values(), (entry) => positionsOf(index, entry)));
  for (const [document, positions] of given.flat()) {
    const others = places.get(document);
    places.set(document, others ? [...others, ...positions] : positions);
  }
  return places;
}

/**
 * @param {Index} index
 * @param {Entry} entry
 * @returns {Promise<[document: number, positions: number[]][]>}
 */
async function positionsOf(index, entry) {
  const documents = await loadDocuments(index, entry);
  const read = reader(await positionBytes(index, entry));
  return Array.from(documents, (document) => {
    const positions = [];
    let position = -1;
    for (let distance = read.number(); distance; distance = read.number()) {
      positions.push((position += distance));
    }
    return [document, positions];
  });
}

/**
 * @param {Index} index
 * @param {Entry} entry
 * @returns {Promise<Uint8Array>}
 */
async function positionBytes({ get }, { name, positions, place }) {
  if (name) return get("positions", positions, asBytes);
  return (await get("positions", positions, splitPositions))[place];
}

/**
 * The positions of each term of a shard.
 * @param {Uint8Array} data
 */
function splitPositions(data) {
  const read = reader(data);
  /** @type {Uint8Array[]} */
  const parts = [];
  while (!read.isDone()) parts.push(read.bytes(read.number()));
  return parts;
}
