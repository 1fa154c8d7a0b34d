// @ts-check
/** The passage of a text that tells best why it was found. */

import { tokenize } from "./tokenize.js";

/** @typedef {import("./tokenize.js").Token} Token */
/** @typedef {{ text: string, marked: boolean }} Piece */

/** The part of a passage that stands before its first hit. */
const BEFORE = 0.25;

/**
 * A passage of about `width` characters with most of the terms, in pieces, of which
 * those with a term are marked. Without any, the beginning of the text.
 * @param {string} text
 * @param {(word: string) => string | undefined} termOf the term of a folded word, if it counts
 * @param {{ width?: number }} [options]
 * @returns {Piece[]}
 */
export function excerpt(text, termOf, { width = 200 } = {}) {
  const tokens = tokenize(text);
  const hits = tokens.filter((token) => termOf(token.word) !== undefined);
  const from = startOf(tokens, bestHit(hits, termOf, width * (1 - BEFORE)), text, width);
  const end = endOf(tokens, from, text, width);
  const pieces = piecesOf(text, from, end, hits);
  if (from > 0) pieces.unshift({ text: "… ", marked: false });
  if (end < text.length) pieces.push({ text: " …", marked: false });
  return pieces;
}

/**
 * The hit from which on most different terms stand within the width.
 * @param {Token[]} hits
 * @param {(word: string) => string | undefined} termOf
 * @param {number} width
 */
function bestHit(hits, termOf, width) {
  let best = hits[0];
  let most = 0;
  for (const first of hits) {
    const near = hits.filter((hit) => hit.start >= first.start && hit.end <= first.start + width);
    const different = new Set(near.map((hit) => termOf(hit.word))).size;
    if (different > most) [best, most] = [first, different];
  }
  return best;
}

/**
 * Some words before the hit, unless it stands near the beginning.
 * @param {Token[]} tokens
 * @param {Token | undefined} hit
 * @param {string} text
 * @param {number} width
 */
function startOf(tokens, hit, text, width) {
  if (!hit || hit.end <= width || text.length <= width) return 0;
  const earliest = hit.start - width * BEFORE;
  return tokens.find((token) => token.start >= earliest)?.start ?? hit.start;
}

/**
 * @param {Token[]} tokens
 * @param {number} from
 * @param {string} text
 * @param {number} width
 */
function endOf(tokens, from, text, width) {
  if (text.length <= from + width) return text.length;
  const within = tokens.filter((token) => token.start >= from && token.end <= from + width);
  return within.at(-1)?.end ?? from + width;
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} end
 * @param {Token[]} hits
 */
function piecesOf(text, from, end, hits) {
  /** @type {Piece[]} */
  const pieces = [];
  let at = from;
  for (const hit of hits) {
    if (hit.start < from || hit.end > end) continue;
    pieces.push({ text: text.slice(at, hit.start), marked: false });
    pieces.push({ text: text.slice(hit.start, hit.end), marked: true });
    at = hit.end;
  }
  pieces.push({ text: text.slice(at, end), marked: false });
  return pieces.filter((piece) => piece.text);
}
