// @ts-check
/**
 * Words of a text, by the rule that `plugins/search_index/words.py` states; the
 * contract tests/contracts/search_tokens.json binds both.
 */

const RUN = "[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}\\u00AD\\u200C\\u200D]*";
const APOSTROPHE = "['’](?=[\\p{L}\\p{N}])";
const POINT = "(?<=\\p{Nd})\\.(?=\\p{Nd}|[\\p{L}\\p{N}](?![\\p{L}\\p{N}]))";
const WORD = new RegExp(`${RUN}(?:(?:${APOSTROPHE}|${POINT})${RUN})*`, "gu");
const DROPPED = /[\u0300-\u036F\u20D0-\u20F0\uFE00-\uFE0F\u00AD\u200C\u200D]/g;

/**
 * A word as it stands in a text, and the form in which it is compared.
 * @typedef {{ start: number, end: number, word: string }} Token
 */

/**
 * @param {string} text
 * @returns {Token[]}
 */
export function tokenize(text) {
  return Array.from(text.matchAll(WORD), (match) => ({
    start: match.index ?? 0,
    end: (match.index ?? 0) + match[0].length,
    word: fold(match[0]),
  })).filter((token) => token.word);
}

/**
 * The form in which a word is compared: without case, diacritics and possessive.
 * @param {string} word
 */
export function fold(word) {
  return word
    .normalize("NFKD")
    .replace(DROPPED, "")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replace(/ς/g, "σ")
    .replace(/[’ʼ]/g, "'")
    .normalize("NFC")
    .replace(/'s$/, "")
    .replace(/^'+|'+$/g, "");
}
