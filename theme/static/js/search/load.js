// @ts-check
/** Loads the index, once, when it is first needed. */

/** The format that these scripts read; `plugins/search_index/index_file.py` describes it. */
export const INDEX_FORMAT = 1;

/** @typedef {[label: string, name: string]} IndexedTag */
/**
 * @typedef {[
 *   title: string, address: string, day: string, tags: number[], label: string,
 *   text: string, lang: string
 * ]} IndexedDocument
 */
/** @typedef {{ lengths: number[], postings: Record<string, number[]> }} IndexedField */
/**
 * @typedef {{
 *   format: number, tags: IndexedTag[], documents: IndexedDocument[],
 *   fields: { text: IndexedField, title: IndexedField },
 *   terms: Record<string, string>, common: string[]
 * }} SearchIndex
 */

/** The index is of another time than these scripts. */
export class OtherFormat extends Error {}

/**
 * A function that gives the index and fetches it when it is first called. After a
 * failure the next call tries again.
 * @param {string} address
 * @param {typeof globalThis.fetch} [fetchFile]
 * @returns {() => Promise<SearchIndex>}
 */
export function indexLoader(address, fetchFile = (...request) => fetch(...request)) {
  /** @type {Promise<SearchIndex> | undefined} */
  let loading;
  return () => {
    loading ??= fetchIndex(address, fetchFile).catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/**
 * @param {string} address
 * @param {typeof globalThis.fetch} fetchFile
 * @returns {Promise<SearchIndex>}
 */
async function fetchIndex(address, fetchFile) {
  // Asks the host whether a kept copy is still the newest one.
  const response = await fetchFile(address, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const index = await response.json();
  if (index?.format !== INDEX_FORMAT) throw new OtherFormat(`format ${index?.format}`);
  return index;
}
