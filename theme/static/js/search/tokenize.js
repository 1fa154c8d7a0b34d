// @ts-check
/**
 * Words of a text, by the rule that `plugins/search_index/words.py` states; the
 * contract tests/contracts/search_tokens.json binds both.
 */

/**
 * A word as it stands in a text, and the form in which it is compared.
 * @typedef {{ start: number, end: number, word: string }} Token
 */

/**
 * Kinds of characters, as in a character class.
 * @typedef {{ words: string, solid: string, joined: string, marks: string, digits: string }} Ranges
 */

/** @type {Ranges} */
const LATIN = {
  words: "0-9A-Za-zªµº²³¹¼-¾À-ÖØ-öø-ɏ⁰ⁱ⁴-⁹ⁿ-₉ₐ-ₜ",
  solid: "",
  joined: "",
  marks: "\u0300-\u036F\u20D0-\u20F0\uFE00-\uFE0F",
  digits: "0-9",
};
// What LATIN has, and where it is right to have nothing: punctuation, arrows, emoji.
const UNKNOWN =
  /[^\0-\u024F\u02BC\u0300-\u036F\u2000-\u20F0\u2190-\u245F\u2500-\u2775\u2794-\u2BFF\uFE00-\uFE0F\u{1F300}-\u{1FAFF}]/u;
const INVISIBLE = "\u00AD\u200C\u200D";
const DROPPED = new RegExp(`[ ${LATIN.marks}\u{E0100}-\u{E01EF}${INVISIBLE}]`, "gu");

/** @type {typeof import("./unicode.js") | undefined} */
let table;
let patterns = compile(LATIN);

/**
 * Whether a text has characters that only the table knows.
 * @param {string} text
 */
export function needsTable(text) {
  return !table && UNKNOWN.test(text);
}

/** Loads the table; until then what only it knows parts words. */
export async function loadTable() {
  table ??= await import("./unicode.js");
  patterns = compile(table);
}

/**
 * @param {string} text
 * @returns {Token[]}
 */
export function tokenize(text) {
  /** @type {Token[]} */
  const tokens = [];
  for (const { 0: found, index } of text.matchAll(patterns.word)) {
    const letters = found.match(patterns.solid) ?? [found];
    let start = index;
    letters.forEach((letter, at) => {
      const next = letters[at + 1] ?? "";
      if (next || !at) {
        const word = fold(letter + next);
        if (word) tokens.push({ start, end: start + letter.length + next.length, word });
      }
      start += letter.length;
    });
  }
  return tokens;
}

/**
 * The form in which a word is compared: without case, diacritics and possessive.
 * @param {string} word
 */
export function fold(word) {
  const plain = /[^\0-\x7F]/.test(word)
    ? lower(word.normalize("NFKD").replace(DROPPED, "")).replace(/[’ʼ]/g, "'").normalize("NFC")
    : word.toLowerCase();
  return plain
    .replace(/(?<=[a-z])\./g, "") // of initials
    .replace(/'s$/, "")
    .replace(/^'+|'+$/g, "");
}

/** @param {string} text */
function lower(text) {
  const map = table?.lower;
  return map
    ? Array.from(text, (char) => map.get(char) ?? char).join("")
    : text.toLowerCase().toUpperCase().toLowerCase(); // up between: ß and ẞ are ss
}

/** @param {Ranges} ranges */
function compile({ words, solid, joined, marks, digits }) {
  const rest = marks + INVISIBLE;
  const run = `[${words}][${words}${rest}]*`;
  const point = `(?<=[${digits}])\\.(?=[${digits}]|[${words}](?![${words}]))`;
  const initials = `[A-Za-z](?:\\.[A-Za-z](?![${words}]))+`;
  return {
    word: new RegExp(`${initials}|${run}(?:(?:['’ʼ]|${point})${run})*|[${solid}][${solid}${rest}]*`, "gu"),
    solid: new RegExp(`[${solid}][${joined}${rest}]*`, "gu"),
  };
}
