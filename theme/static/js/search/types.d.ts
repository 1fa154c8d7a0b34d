/** Types of the search; for the checker alone, browsers never load this file. */

export type Fetch = (address: string, options?: RequestInit) => Promise<Response>;
export type Decode<T> = (bytes: Uint8Array) => T;

/** What `docs/search.md` says of the head. */
export interface Head {
  format: number;
  count: number;
  live: number;
  totals: [text: number, title: number];
  lang: string;
  stops: string;
  foreign: boolean;
  lengths: [code: number, length: number][];
  shortest: number;
  tables: string[];
  table: number;
  years: [year: number, first: number][];
  sections: [anchor: string, heading: string][];
  terms: [first: string, name: string][];
  deep: boolean;
  forms: string;
  records: { per: number; depth: number; names: string[] };
  tags: string;
}

/** All files of the index, as one head names them. */
export interface Index {
  head: Head;
  get: <T = any>(kind: string, name: string, decode?: Decode<T>) => Promise<T>;
}

/** A term of a shard. Its list is `bytes`, or a file with a `name`, if that is not empty; its
 * positions are the `place`th in the file `positions`, or all of that. */
export interface Entry {
  term: string;
  df: number;
  titles: number;
  size: number;
  /** How many documents the list itself has; the others are in the file `once`. */
  often: number;
  once?: string;
  coded: number;
  name: string;
  positions: string;
  place: number;
  bytes: Uint8Array;
  list?: Omit<List, "df">;
}

export interface Numbers extends ArrayLike<number> {
  forEach(callback: (value: number, place: number) => void): void;
}

/** The number of a named section, `[anchor, heading]` of another, or empty. */
export type Section = number | "" | [anchor: string, heading: string];

/** Documents with a term once and not in the title; `codes` are the lengths of the texts. */
export interface Once {
  documents: Numbers;
  codes?: Numbers;
}

/** Where a term stands, and how often. `df` counts all documents, `loadOnce` gives those that
 * are not here. */
export interface List extends Once {
  df: number;
  loadOnce?: () => Promise<Once>;
  frequencies: Numbers;
  titled: Numbers;
  titleFrequencies: Numbers;
  titleCodes: Numbers;
}

export interface Form {
  form: string;
  df: number;
  terms: string[];
}

export interface FormsDirectory {
  forward: [first: string, name: string, top: string, df: number][];
  backward: [first: string, name: string, top: string, df: number][];
}

/** Forms and what the index has for them. */
export interface Group {
  forms: string[];
  entries: Entry[];
}

/** A word of the query: `forms` and `entries` are its own, or stand `instead` of it. */
export interface Word extends Group {
  form: string;
  written: string;
  stop: boolean;
  /** Nothing follows it. */
  open: boolean;
  /** It stands in quotes only. */
  quoted: boolean;
  instead: boolean;
  /** What the word may be the beginning of, although it is known itself. */
  longer?: Group;
}

/** Words and their places in the quotation. */
export type Phrase = { word: Word; at: number }[];

export interface Rule {
  kind: "tag" | "year" | "ai";
  value: string;
  not: boolean;
}

export interface Query {
  words: Word[];
  phrases: Phrase[];
  excluded: Phrase[];
  rules: Rule[];
}

/** A list that is scored as that of one term. */
export interface Unit {
  weight: number;
  list: List;
}

export interface Filter {
  kind: "tag" | "year" | "ai" | "words";
  has: (document: number) => boolean;
}

export type Record = [
  title: string,
  slug: string,
  day: string,
  label: number,
  lang: string,
  tags: (string | [label: string, name: string])[],
  texts: [section: Section, text: string][],
];

export interface TagList {
  tags: [label: string, name: string, count: number, aliases: string[]][];
  chunks: string[];
}

/** Stems and forms that are marked in snippets. */
export interface Marks {
  terms: Set<string>;
  forms: Set<string>;
}

export interface Piece {
  text: string;
  marked: boolean;
}

export interface Result {
  number: number;
  score: number;
  title: string;
  address: string;
  day: string;
  label: number;
  lang: string;
  tags: { label: string; address: string }[];
  snippet: Piece[];
  section: { heading: string; anchor: string } | null;
}

export interface Facets {
  tags: { label: string; name: string; count: number }[];
  years: { year: number; count: number }[];
  ai: { key: string; count: number }[];
}

export interface Request {
  words?: string;
  typing?: boolean;
  tag?: string;
  year?: string;
  ai?: string;
  newest?: boolean;
}

export interface Answer {
  total: number;
  /** There are more than `total`; how many would cost too much to find out. */
  isLeast: boolean;
  newestFirst: boolean;
  results: (from: number, to: number) => Promise<Result[]>;
  facets: () => Promise<Facets>;
  notes: { instead: [word: string, forms: string[]][]; common: boolean; nothing: boolean };
}
