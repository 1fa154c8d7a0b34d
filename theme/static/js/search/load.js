/** Files of the index, fetched once and kept decoded; docs/search.md tells what is in them. */

/** @import { Decode, Entry, Fetch, Head, Index, List, Once } from "./types.js" */

const FORMAT = 2;
const NAME_BYTES = 6;
const NAMES_IN_PAGE = 64;
const TEXT = new TextDecoder();

/** The index is of another time than these scripts. */
export class OtherFormat extends Error {}

/**
 * The files beside the head; `refresh` has the head fetched anew.
 * @param {string} address @param {Fetch} fetchFile
 */
export function openFiles(address, fetchFile) {
  /** @type {Map<string, Promise<any>>} */
  const files = new Map();
  /** @param {string} path @param {() => Promise<any>} load */
  const kept = (path, load) => {
    const file = files.get(path) ?? load();
    files.set(path, file);
    // What failed is tried again when it is next asked for.
    file.catch(() => files.delete(path));
    return file;
  };
  /** @returns {Promise<Head>} */
  const head = async () => {
    // Asks the host whether a kept copy is still the newest one.
    const read = json(await inflated(await fetchFile(address, { cache: "no-cache" })));
    if (read?.format !== FORMAT) throw new OtherFormat(`format ${read?.format}`);
    return read;
  };
  /** @type {Index["get"]} */
  const get = (kind, name, decode = json) =>
    kept(`${kind}/${name}`, async () => {
      const response = await fetchFile(address.replace(/[^/]*$/, `${kind}/${name}.bin`));
      return decode(await (kind === "names" ? raw : inflated)(response));
    });
  return {
    /** @returns {Promise<Index>} */
    index: async () => ({ head: await kept("", head), get }),
    refresh: () => files.delete(""),
  };
}

/** @param {Response} response */
async function raw(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** @param {Response} response */
async function inflated(response) {
  const bytes = await raw(response);
  let stream;
  try {
    stream = new DecompressionStream("deflate-raw");
  } catch {
    return (await import("./inflate.js")).inflate(bytes);
  }
  return raw(new Response(new Blob([bytes]).stream().pipeThrough(stream)));
}

/** @type {Decode<any>} */
export const json = (bytes) => JSON.parse(TEXT.decode(bytes));

/** @type {Decode<Uint8Array>} */
export const asBytes = (bytes) => bytes;

/** @param {Uint8Array} bytes */
const nameIn = (bytes) => Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");

/**
 * Reads numbers and texts one after another.
 * @param {Uint8Array} data
 */
export function reader(data) {
  let at = 0;
  let last = new Uint8Array();
  /** @param {number} count */
  const bytes = (count) => {
    if (count > data.length - at) throw new RangeError("a file of the index is cut off");
    return data.subarray(at, (at += count));
  };
  const number = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = data[at] ?? bytes(1)[0];
      at++;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  /** @param {number} count */
  const numbers = (count) => {
    if (count > data.length - at) bytes(count);
    return new Uint32Array(count).map(number);
  };
  return {
    number,
    numbers,
    bytes,
    isDone: () => at === data.length,
    name: () => nameIn(bytes(NAME_BYTES)),
    text: () => TEXT.decode(bytes(number())),
    /** A text that begins as the one before. */
    nextText() {
      last = Uint8Array.from([...last.subarray(0, number()), ...bytes(number())]);
      return TEXT.decode(last);
    },
    /** Numbers by the distances between them. @param {number} count */
    ascending(count) {
      let sum = 0;
      return numbers(count).map((distance) => (sum += distance));
    },
  };
}

/**
 * What the index has for a term or key.
 * @param {Index} index @param {string} term
 * @returns {Promise<Entry | undefined>}
 */
export async function findTerm({ head, get }, term) {
  let rows = head.terms;
  const page = head.deep && rows[placeOf(rows, term)];
  if (page) rows = await get("pages", page[1]);
  const shard = rows[placeOf(rows, term)];
  return shard && (await get("terms", shard[1], decodeTerms)).get(term);
}

/**
 * The place of the last row whose first item is not behind the key, or -1.
 * @param {[first: string, ...rest: any][]} rows @param {string} key
 */
export function placeOf(rows, key) {
  const wanted = inByteOrder(key);
  const next = rows.findIndex(([first]) => inByteOrder(first) > wanted);
  return (next < 0 ? rows.length : next) - 1;
}

/**
 * A text that compares as the UTF-8 of this one does: surrogates behind all else.
 * @param {string} text
 */
export const inByteOrder = (text) =>
  text.replace(/[\uD800-\uFFFF]/g, (unit) =>
    String.fromCharCode(unit.charCodeAt(0) + (unit < "\uE000" ? 0x2000 : -0x800)),
  );

/** @param {Uint8Array} data */
function decodeTerms(data) {
  const read = reader(data);
  const shared = read.name();
  let place = 0;
  const entries = Array.from({ length: read.number() }, () => {
    const [term, df, titles, size] = [read.nextText(), read.number(), read.number(), read.number()];
    const entry = { term, df, titles, size: size >>> 1, coded: size & 1 };
    if (size > 3) return { ...entry, often: df, name: "", positions: shared, place: place++ };
    const often = size < 2 ? df : read.number();
    const file = { ...entry, size: 0, often, name: read.name(), positions: read.name(), place };
    return size < 2 ? file : { ...file, once: read.name() };
  });
  return new Map(entries.map((entry) => [entry.term, { ...entry, bytes: read.bytes(entry.size) }]));
}

/**
 * The list of a term; of a very frequent one those documents that have it more than once or in
 * the title, and a way to the others.
 * @param {Index} index @param {Entry} entry
 * @returns {Promise<List>}
 */
export async function loadOften({ get }, entry) {
  const decode = (/** @type {Uint8Array} */ bytes) => decodeList(bytes, entry);
  const { df, name, once } = entry;
  entry.list ??= name ? await get("lists", name, decode) : decode(entry.bytes);
  // What two terms share may be one file.
  const loadOnce = once && (() => get("lists", once, (bytes) => decodeOnce(bytes, entry)));
  return { ...entry.list, df, loadOnce: loadOnce || undefined };
}

/**
 * The documents of a term, ascending.
 * @param {Index} index @param {Entry} entry
 * @returns {Promise<ArrayLike<number>>}
 */
export async function loadDocuments(index, entry) {
  const { documents, loadOnce } = await loadOften(index, entry);
  if (!loadOnce) return documents;
  const others = await loadOnce();
  return Uint32Array.from([documents, others.documents].flatMap((some) => Array.from(some))).sort();
}

/** @param {Uint8Array} bytes @param {Entry} entry @returns {Once} */
function decodeOnce(bytes, { df, often, coded }) {
  const read = reader(bytes);
  const documents = read.ascending(df - often);
  return { documents, codes: coded ? read.bytes(df - often) : undefined };
}

/** @param {Uint8Array} bytes @param {Entry} entry */
function decodeList(bytes, { often, titles, coded }) {
  const read = reader(bytes);
  const documents = read.ascending(often);
  const frequencies = read.numbers(often);
  const codes = coded ? read.bytes(often) : undefined;
  const titled = read.ascending(titles).map((place) => documents[place]);
  return {
    documents,
    frequencies,
    codes,
    titled,
    titleFrequencies: read.numbers(titles),
    titleCodes: read.bytes(titles),
  };
}

/**
 * The name of a pack of records, or of a page so many levels above.
 * @param {Index} index @param {number} place
 * @returns {Promise<string>}
 */
export async function nameOf(index, place, level = 0) {
  const { depth, names } = index.head.records;
  if (level === depth) return names[place];
  const page = await nameOf(index, Math.floor(place / NAMES_IN_PAGE), level + 1);
  const start = (place % NAMES_IN_PAGE) * NAME_BYTES;
  return nameIn((await index.get("names", page, asBytes)).subarray(start, start + NAME_BYTES));
}
