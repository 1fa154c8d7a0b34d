/** What unknown words may have been meant to be; loaded when there are any. */

import { loadOften, placeOf, reader } from "./load.js";
import { entriesOf } from "./query.js";
import { stem } from "./stem.js";

/** @import { Form, FormsDirectory, Group, Index, List, Numbers, Unit, Word } from "./types.js" */
/** @typedef {FormsDirectory["forward"]} Rows */

const LONGER_WEIGHT = 0.25;
const MOST_WORDS = 8; // unknown ones of a query that are looked after
const MOST_LONGER = 8;
const MOST_LONGER_OF_SHORT = 2; // for beginnings of one or two letters
const MOST_DOCUMENTS = 8000; // in the lists that are fetched for a beginning
const MOST_NEAR = 3;
const MOST_BLOCKS = 6;
const MOST_BLOCKS_AT_LAST = 16;
const WITHOUT_BLANKS =
  /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;

/**
 * Gives unknown words what stands for them, and while typing the last word its longer ones.
 * @param {Index} index
 * @param {Word[]} words
 * @param {boolean} typing
 */
export async function forgive(index, words, typing) {
  const unknown = words
    .filter((word) => !word.entries.length && (word.open || mayBeMistaken(word)))
    .sort((one, other) => Number(other.open) - Number(one.open))
    .slice(0, MOST_WORDS);
  const last = typing && words.find(({ open, entries }) => open && entries.length);
  await Promise.all([
    ...unknown.map((word) => replace(index, word, typing)),
    last && longerForms(index, last).then((group) => (last.longer = group)),
  ]);
}

/**
 * @param {Index} index
 * @param {Word} word
 * @param {boolean} typing
 */
async function replace(index, word, typing) {
  // Stop words are no mistakes, but may be the beginning of a word.
  let group = word.open && (typing || !word.stop) ? await longerForms(index, word) : undefined;
  if (!group?.entries.length && mayBeMistaken(word)) group = await nearForms(index, word.form);
  if (group?.entries.length) Object.assign(word, group, { instead: true });
}

/** @param {Word} word stop words, short ones, numbers and quotations are not */
const mayBeMistaken = ({ form, stop, quoted }) =>
  !stop && !quoted && [...form].length > 2 && !/^\p{N}+$/u.test(form);

/**
 * What stands for words, each as if it were one term, without the terms that were meant.
 * @param {Index} index
 * @param {Word[]} words
 * @param {Map<string, unknown>} meant
 * @returns {Promise<Unit[]>}
 */
export async function unitsInstead(index, words, meant) {
  const seen = new Set(meant.keys());
  const groups = [
    ...words.map(({ instead, entries }) => ({ weight: 1, entries: instead ? entries : [] })),
    ...words.map(({ longer }) => ({ weight: LONGER_WEIGHT, entries: longer?.entries ?? [] })),
  ];
  const others = groups.map(({ weight, entries }) => ({
    weight,
    entries: entries.filter(({ term }) => !seen.has(term) && seen.add(term)),
  }));
  return Promise.all(
    others
      .filter(({ entries }) => entries.length)
      .map(async ({ weight, entries }) => {
        const lists = await Promise.all(entries.map((entry) => loadOften(index, entry)));
        return { weight, list: lists.length > 1 ? await mergedList(lists) : lists[0] };
      }),
  );
}

/**
 * The lists as one: frequencies are added up.
 * @param {List[]} lists
 * @returns {Promise<List>}
 */
async function mergedList(lists) {
  /** @type {Map<number, number>[]} */
  const [text, title, titleCodes, codes] = [new Map(), new Map(), new Map(), new Map()];
  for (const list of lists) {
    addUp(text, list.documents, list.frequencies);
    const once = await list.loadOnce?.();
    once?.documents.forEach((document) => text.set(document, (text.get(document) ?? 0) + 1));
    once?.codes?.forEach((code, place) => codes.set(once.documents[place], code));
    addUp(title, list.titled, list.titleFrequencies);
    list.titled.forEach((document, place) => titleCodes.set(document, list.titleCodes[place]));
    list.codes?.forEach((code, place) => codes.set(list.documents[place], code));
  }
  const documents = [...text.keys()];
  const known = codes.size === documents.length;
  return {
    df: documents.length,
    documents,
    frequencies: [...text.values()],
    codes: known ? documents.map((document) => codes.get(document) ?? 0) : undefined,
    titled: [...title.keys()],
    titleFrequencies: [...title.values()],
    titleCodes: [...titleCodes.values()],
  };
}

/**
 * @param {Map<number, number>} sums
 * @param {Numbers} documents
 * @param {Numbers} frequencies
 */
function addUp(sums, documents, frequencies) {
  documents.forEach((document, place) => {
    sums.set(document, (sums.get(document) ?? 0) + frequencies[place]);
  });
}

/**
 * The terms of a form that are not its English stem.
 * @param {Index} index
 * @param {string} form
 */
export async function foreignTerms(index, form) {
  const { forward } = await directory(index);
  const row = forward[placeOf(forward, form)];
  const forms = row ? await loadBlock(index, row) : [];
  return forms.find((each) => each.form === form)?.terms ?? [];
}

/**
 * The most frequent forms that begin like the word, each with terms of its own.
 * @param {Index} index
 * @param {Word} word
 * @returns {Promise<Group>}
 */
async function longerForms(index, { form: beginning, entries }) {
  const candidates = (await formsFrom(index, beginning)).sort(
    (one, other) => other.df - one.df || one.form.length - other.form.length,
  );
  const isShort = [...beginning].length < 3 && !WITHOUT_BLANKS.test(beginning);
  const most = isShort ? MOST_LONGER_OF_SHORT : MOST_LONGER;
  const seen = new Set(entries.map(({ term }) => term));
  const limit = Math.max(candidates[0]?.df ?? 0, MOST_DOCUMENTS);
  const chosen = [];
  let sum = 0;
  for (const { form, df, terms } of candidates) {
    if ([stem(form), ...terms].every((term) => seen.has(term))) continue;
    if (chosen.length === most || (sum += df) > limit) break;
    for (const term of [stem(form), ...terms]) seen.add(term);
    chosen.push(form);
  }
  return groupOf(index, chosen);
}

/**
 * The forms that begin so; where they are many, some frequent ones of them.
 * @param {Index} index
 * @param {string} beginning
 * @returns {Promise<Form[]>}
 */
async function formsFrom(index, beginning) {
  const { forward } = await directory(index);
  const start = Math.max(0, placeOf(forward, beginning));
  let end = start + 1;
  while (forward[end]?.[0].startsWith(beginning)) end++;
  const rows = forward.slice(start, end);
  const forms =
    rows.length > 2
      ? rows.map(([, , form, df]) => ({ form, df, terms: [] }))
      : (await Promise.all(rows.map((row) => loadBlock(index, row)))).flat();
  const isStop = stopTest(index);
  return forms.filter(
    ({ form }) => form.startsWith(beginning) && form !== beginning && !isStop(form),
  );
}

/**
 * The nearest forms by the number of mistakes, those with the same first letter and
 * the frequent ones before others.
 * @param {Index} index
 * @param {string} word
 * @returns {Promise<Group>}
 */
async function nearForms(index, word) {
  const letters = [...word];
  // What is long counts, not what is left of it: two letters may be missing.
  const allowedIn = (/** @type {number} */ length) => (Math.max(letters.length, length) < 8 ? 1 : 2);
  const allowed = allowedIn(letters.length + 2);
  const isStop = stopTest(index);
  const nearIn = (/** @type {Form[]} */ forms) =>
    forms
      .map(({ form, df }) => ({ form, df, mistakes: mistakesIn(letters, [...form], allowed) }))
      .filter(({ form, mistakes }) => mistakes <= allowedIn([...form].length) && !isStop(form));
  let near = nearIn(await formsAround(index, letters, sharedBy(letters, allowed), MOST_BLOCKS));
  // Two mistakes may leave but one letter at either end.
  if (!near.length && allowedIn(0) > 1)
    near = nearIn(await formsAround(index, letters, [1, 1], MOST_BLOCKS_AT_LAST));
  const differs = (/** @type {{ form: string }} */ { form }) => Number(form[0] !== word[0]);
  near.sort((a, b) => a.mistakes - b.mistakes || differs(a) - differs(b) || b.df - a.df);
  const [best] = near;
  const chosen = near.filter(
    ({ mistakes, df }) => mistakes === best.mistakes && df >= best.df / 10,
  );
  return groupOf(
    index,
    chosen.slice(0, MOST_NEAR).map(({ form }) => form),
  );
}

/**
 * How many letters a form shares with the word at its beginning, or at its end.
 *
 * With one mistake, all forms that it may be meant for begin with the first half of the word
 * or end with the other, the letter in the middle in neither; so none is missed where
 * the blocks with these are few.
 * @param {string[]} letters
 * @param {number} allowed
 */
function sharedBy({ length }, allowed) {
  const half = Math.floor((length - 1) / 2);
  const third = Math.floor(length / 3);
  return allowed === 1 ? [half, length - 1 - half] : [third, third];
}

/**
 * The forms of the blocks that share most letters with the word, from its beginning or end.
 * @param {Index} index
 * @param {string[]} letters
 * @param {number[]} least
 * @param {number} most blocks
 * @returns {Promise<Form[]>}
 */
async function formsAround(index, letters, least, most) {
  const { forward, backward } = await directory(index);
  const reversed = [...letters].reverse();
  const rows = [
    ...rowsAround(forward, letters, least[0]),
    ...rowsAround(backward, reversed, least[1]),
  ];
  rows.sort((one, other) => other.shared - one.shared);
  const blocks = await Promise.all(
    rows.slice(0, most).map(async ({ rows: side, row }) => {
      const forms = await loadBlock(index, row);
      return side === forward
        ? forms
        : forms.map((each) => ({ ...each, form: backwards(each.form) }));
    }),
  );
  return [...new Map(blocks.flat().map((each) => [each.form, each])).values()];
}

/**
 * Rows whose block may have forms that begin with so many letters of the word.
 * @param {Rows} rows
 * @param {string[]} letters
 * @param {number} least
 */
function rowsAround(rows, letters, least) {
  const own = Math.max(0, placeOf(rows, letters.join("")));
  return rows
    .map((row, place) => {
      // What is between two forms shares no more with the word than the nearer of them.
      const nearest = place < own ? rows[place + 1] : row;
      return {
        rows,
        row,
        shared: place === own ? letters.length : sharedLetters(letters, nearest[0]),
      };
    })
    .filter(({ shared }) => shared >= least);
}

/**
 * @param {string[]} letters
 * @param {string} form
 */
function sharedLetters(letters, form) {
  const others = [...form];
  const different = letters.findIndex((letter, place) => letter !== others[place]);
  return different < 0 ? letters.length : different;
}

/** @param {string} text */
const backwards = (text) => [...text].reverse().join("");

/**
 * Letters that are missing, too many, others, or swapped with a neighbour (the distance of
 * optimal string alignment); may be more than it is where it is above `allowed`.
 * @param {string[]} from
 * @param {string[]} to
 * @param {number} allowed
 */
export function mistakesIn(from, to, allowed) {
  if (Math.abs(from.length - to.length) > allowed) return Infinity;
  /** @type {number[][]} */
  const rows = [Array.from({ length: to.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const other = Number(from[i - 1] !== to[j - 1]);
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + other);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
    }
    rows.push(row);
  }
  return rows[from.length][to.length];
}

/**
 * @param {Index} index
 * @param {string[]} forms
 * @returns {Promise<Group>} those of them that have terms
 */
async function groupOf(index, forms) {
  const found = await Promise.all(forms.map((form) => entriesOf(index, { form })));
  const entries = new Map(found.flat().map((entry) => [entry.term, entry]));
  return { forms: forms.filter((_, place) => found[place].length), entries: [...entries.values()] };
}

/** @param {Index} index */
function stopTest({ head }) {
  const stops = new Set(head.stops.split(" "));
  return (/** @type {string} */ form) => stops.has(form);
}

/**
 * @param {Index} index
 * @returns {Promise<FormsDirectory>}
 */
const directory = ({ head, get }) => get("forms", head.forms);

/**
 * @param {Index} index
 * @param {Rows[number]} row
 * @returns {Promise<Form[]>}
 */
const loadBlock = ({ get }, [, name]) => get("forms", name, decodeForms);

/**
 * @param {Uint8Array} data
 * @returns {Form[]}
 */
function decodeForms(data) {
  const read = reader(data);
  return Array.from({ length: read.number() }, () => {
    const [form, df] = [read.nextText(), read.number()];
    return { form, df, terms: Array.from({ length: read.number() }, read.text) };
  });
}
