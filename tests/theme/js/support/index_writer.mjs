/**
 * Writes small indexes as docs/search.md has them, for tests of what reads them. It is
 * written from that page alone, and shares nothing with the writer of the sites but the
 * format; words and stems are the browser's own.
 */

import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";

import { stem } from "../../../../theme/static/js/search/stem.js";
import { loadTable, tokenize } from "../../../../theme/static/js/search/tokenize.js";

await loadTable();

export const HEAD = "/search/index.bin";
const STOPS = ["a", "an", "and", "of", "the", "what", "is", "now", "to", "be"];
const LABELS = ["none", "generated", "assisted"];
const GAP = 16;

/**
 * @typedef {{ title?: string, slug?: string, day?: string, label?: number, lang?: string,
 *   tags?: [string, string][], summary?: string, sections?: [import("../../../../theme/static/js/search/types.js").Section, string][],
 *   withdrawn?: boolean }} Written
 * @typedef {{ stops?: string[], lang?: string, termOf?: (form: string, lang: string) => string,
 *   perShard?: number, perBlock?: number, per?: number, pageOf?: number, outside?: number,
 *   table?: number, lengthsInside?: number, deep?: number, aliases?: Record<string, string[]>,
 *   head?: Record<string, unknown>, formCounts?: Record<string, number> }} Options
 */

/**
 * The files of an index by their paths.
 *
 * perShard: terms in a shard; perBlock: forms in a block; per: documents in a pack; outside:
 * bytes from which a list is a file of its own; table: documents in a length table;
 * formCounts: said in the lexicon of some forms, in place of what is true;
 * lengthsInside: the largest df of lists with lengths; deep: shards in a page, 0 for none.
 * @param {Written[]} given from the oldest
 * @param {Options} [options]
 */
export function writeIndex(given, options = {}) {
  const { stops = STOPS, lang = "en", per = 2, table = 16384, deep = 0 } = options;
  const { termOf = (form) => stem(form), perShard = 3, perBlock = 4 } = options;
  const files = collector();
  const documents = given.map((document, number) =>
    analyzed(document, number, stops, termOf, lang),
  );
  const live = documents.filter(({ withdrawn }) => !withdrawn);
  const terms = [...termsOf(documents).entries()].sort(byBytes);
  const shards = chunks(terms, perShard).map((entries) =>
    writeShard(files, entries, documents, options),
  );
  const codes = documents.map(({ length }) => length);
  const forms = formsOf(live, termOf, lang, options.formCounts ?? {});
  const packs = chunks(documents, per).map((pack) => files.add("records", pack.map(recordOf)));
  const head = {
    format: 2,
    count: documents.length,
    live: live.length,
    totals: [
      sum(live.map(({ length }) => length)),
      sum(live.map(({ titleLength }) => titleLength)),
    ],
    lang,
    stops: stops.join(" "),
    foreign: forms.some(({ terms: others }) => others.length > 0),
    lengths: Array.from({ length: 256 }, (_, code) => [code, code]),
    shortest: Math.min(...codes),
    tables: chunks(codes, table).map((some) => files.add("lengths", Buffer.from(some))),
    table,
    years: yearsOf(documents),
    sections: [
      ["whats-next", "What’s Next?"],
      ["why", "Why?"],
    ],
    terms: deep
      ? chunks(shards, deep).map((page) => [page[0][0], files.add("pages", page)])
      : shards,
    deep: deep > 0,
    forms: files.add("forms", {
      forward: writeBlocks(files, forms, perBlock),
      backward: writeBlocks(files, forms.map(reversed), perBlock),
    }),
    records: { per, ...namesOf(files, packs, options.pageOf ?? 64) },
    tags: writeTags(files, documents, options.aliases ?? {}),
    ...options.head,
  };
  files.written.set("index.bin", deflateRawSync(JSON.stringify(head)));
  return files.written;
}

/**
 * A fetch of these files; `asked` has the paths in the order in which they were asked for.
 * @param {Map<string, Uint8Array>} files
 * @param {string} [folder]
 */
export function serve(files, folder = "/search/") {
  const server = {
    files,
    /** @type {string[]} */
    asked: [],
    /** @param {string} address */
    fetch: async (address) => {
      const path = address.startsWith(folder) ? address.slice(folder.length) : "(elsewhere)";
      server.asked.push(path);
      const body = server.files.get(path);
      return body ? new Response(body) : new Response("", { status: 404 });
    },
  };
  return server;
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/**
 * @template T
 * @param {T[]} all
 * @param {number} size
 * @returns {T[][]}
 */
const chunks = (all, size) =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, place) =>
    all.slice(place * size, (place + 1) * size),
  );

/** By UTF-8 bytes of the first items. */
const byBytes = ([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other));

function collector() {
  /** @type {Map<string, Uint8Array>} */
  const written = new Map();
  return {
    written,
    /** @param {string} kind */
    add(kind, payload) {
      const bytes = payload instanceof Uint8Array ? payload : Buffer.from(JSON.stringify(payload));
      const name = createHash("sha256").update(kind).update(bytes).digest("hex").slice(0, 12);
      written.set(`${kind}/${name}.bin`, kind === "names" ? bytes : deflateRawSync(bytes));
      return name;
    },
  };
}

/** @param {...number} numbers */
export function varints(...numbers) {
  const bytes = [];
  for (let number of numbers) {
    while (number > 127) {
      bytes.push((number % 128) + 128);
      number = Math.floor(number / 128);
    }
    bytes.push(number);
  }
  return Buffer.from(bytes);
}

/** @param {number[]} ascending */
const distances = (ascending) =>
  varints(...ascending.map((each, at) => each - (ascending[at - 1] ?? 0)));

/** The words of a document with their places. */
function analyzed(document, number, stops, termOf, siteLang) {
  const { title = `Title ${number}`, summary = "", sections = [], tags = [], lang = "" } = document;
  const whole = { title, summary, sections, tags, lang, number, slug: `slug-${number}`, label: 0 };
  const made = { ...whole, day: "2024-01-01", ...document };
  const parts = [
    title,
    ...tags.map(([label]) => label),
    summary,
    sections.map(([, text]) => text).join(" "),
  ];
  const onlyStops = tokenize(title).every(({ word }) => stops.includes(word));
  const words = [];
  let start = 0;
  for (const [part, text] of parts.entries()) {
    const found = tokenize(text);
    for (const [place, { word }] of found.entries()) {
      const stop = stops.includes(word);
      if (stop && !(onlyStops && part === 0)) continue;
      const term = stop ? word : termOf(word, lang || siteLang);
      words.push({ word, term, at: start + place, inTitle: part === 0, stop });
    }
    start += found.length + GAP;
  }
  const kept = document.withdrawn ? [] : words;
  return {
    ...made,
    words: kept,
    length: kept.length,
    titleLength: kept.filter((each) => each.inTitle).length,
  };
}

/** Documents of each term and key: number, positions, frequency in the title. */
function termsOf(documents) {
  const terms = new Map();
  const add = (term, number, at, inTitle) => {
    if (!terms.has(term)) terms.set(term, new Map());
    const postings = terms.get(term);
    if (!postings.has(number)) postings.set(number, { positions: [], titles: 0 });
    if (at !== undefined) postings.get(number).positions.push(at);
    if (inTitle) postings.get(number).titles++;
  };
  for (const { number, words, tags, label, withdrawn } of documents) {
    if (withdrawn) continue;
    for (const { term, at, inTitle } of words) add(term, number, at, inTitle);
    for (const [, name] of tags) add(`=tag/${name}`, number);
    add(`=ai/${LABELS[label]}`, number);
  }
  return terms;
}

/** @returns {[first: string, name: string]} */
function writeShard(files, entries, documents, { outside = 1536, lengthsInside = 0 }) {
  const heads = [];
  const lists = [];
  const inside = [];
  let before = Buffer.alloc(0);
  for (const [term, postings] of entries) {
    const { list, positions, titles, coded } = writeList(term, postings, documents, lengthsInside);
    const spelt = Buffer.from(term);
    heads.push(frontCoded(before, spelt));
    before = spelt;
    const isOwn = list.length > outside;
    heads.push(varints(postings.size, titles, (isOwn ? 0 : 2 * list.length) + Number(coded)));
    if (isOwn) {
      heads.push(nameBytes(files.add("lists", list)));
      heads.push(positions.length ? nameBytes(files.add("positions", positions)) : Buffer.alloc(6));
    } else {
      lists.push(list);
      inside.push(varints(positions.length), positions);
    }
  }
  const anywhere = inside.some((bytes, place) => place % 2 && bytes.length);
  const own = anywhere ? nameBytes(files.add("positions", Buffer.concat(inside))) : Buffer.alloc(6);
  const payload = Buffer.concat([own, varints(entries.length), ...heads, ...lists]);
  return [entries[0][0], files.add("terms", payload)];
}

/** @param {string} name */
const nameBytes = (name) => Buffer.from(name, "hex");

function frontCoded(before, spelt) {
  let shared = 0;
  while (shared < before.length && before[shared] === spelt[shared]) shared++;
  return Buffer.concat([varints(shared, spelt.length - shared), spelt.subarray(shared)]);
}

function writeList(term, postings, documents, lengthsInside) {
  const numbers = [...postings.keys()].sort((one, other) => one - other);
  const found = numbers.map((number) => postings.get(number));
  const isKey = term.startsWith("=");
  const coded = !isKey && numbers.length <= lengthsInside;
  const titled = found.flatMap(({ titles }, place) => (titles ? [place] : []));
  const list = Buffer.concat([
    distances(numbers),
    varints(...found.map(({ positions }) => (isKey ? 1 : positions.length))),
    Buffer.from(coded ? numbers.map((number) => documents[number].length) : []),
    distances(titled),
    varints(...titled.map((place) => found[place].titles)),
    Buffer.from(titled.map((place) => documents[numbers[place]].titleLength)),
  ]);
  const ended = ({ positions: [first, ...others] }) =>
    Buffer.concat([
      varints(first + 1),
      distances([first, ...others]).subarray(varints(first).length),
      Buffer.from([0]),
    ]);
  const positions = Buffer.concat(isKey ? [] : found.map(ended));
  return { list, positions, titles: titled.length, coded };
}

function formsOf(documents, termOf, siteLang, counts) {
  const forms = new Map();
  for (const { words, lang } of documents) {
    for (const word of new Set(words.filter(({ stop }) => !stop).map((each) => each.word))) {
      const form = forms.get(word) ?? { form: word, df: 0, terms: [] };
      const term = termOf(word, lang || siteLang);
      forms.set(word, form);
      form.df++;
      if (term !== stem(word) && !form.terms.includes(term)) form.terms.push(term);
    }
  }
  for (const form of forms.values()) form.df = counts[form.form] ?? form.df;
  return [...forms.values()];
}

const reversed = ({ form, df }) => ({ form: [...form].reverse().join(""), df, terms: [] });

function writeBlocks(files, forms, perBlock) {
  const sorted = forms
    .map((each) => [each.form, each])
    .sort(byBytes)
    .map(([, each]) => each);
  return chunks(sorted, perBlock).map((block) => {
    const parts = [varints(block.length)];
    let before = Buffer.alloc(0);
    for (const { form, df, terms } of block) {
      const spelt = Buffer.from(form);
      parts.push(frontCoded(before, spelt), varints(df, terms.length));
      for (const term of terms) parts.push(varints(Buffer.byteLength(term)), Buffer.from(term));
      before = spelt;
    }
    const top = block.reduce((best, each) => (each.df > best.df ? each : best));
    return [block[0].form, files.add("forms", Buffer.concat(parts)), top.form, top.df];
  });
}

function recordOf({ withdrawn, title, slug, day, label, lang, tags, summary, sections }) {
  return withdrawn ? null : [title, slug, day, label, lang, tags, [["", summary], ...sections]];
}

function namesOf(files, packs, inHead) {
  let names = packs;
  let depth = 0;
  for (; names.length > inHead; depth++) {
    names = chunks(names, 64).map((page) => files.add("names", Buffer.from(page.join(""), "hex")));
  }
  return { depth, names };
}

function yearsOf(documents) {
  const first = new Map();
  for (const { number, day, withdrawn } of documents) {
    const year = Number(day.slice(0, 4));
    if (!withdrawn && !first.has(year)) first.set(year, number);
  }
  return [...first];
}

function writeTags(files, documents, aliases) {
  const tags = new Map();
  const chunk = documents.map(({ withdrawn, label, tags: given }) => {
    const own = withdrawn ? [] : given;
    for (const [written, name] of own) {
      const tag = tags.get(name) ?? [written, name, 0, aliases[name] ?? []];
      tags.set(name, tag);
      tag[2]++;
    }
    const numbers = own.map(([, name]) => [...tags.keys()].indexOf(name));
    return Buffer.concat([
      Buffer.from([withdrawn ? 255 : label]),
      varints(numbers.length, ...numbers),
    ]);
  });
  const names = chunks(chunk, 1024).map((some) => files.add("facets", Buffer.concat(some)));
  return files.add("tags", { tags: [...tags.values()], chunks: names });
}
