/** The passage of a text that tells best why it was found. */

import { stem } from "./stem.js";
import { tokenize } from "./tokenize.js";

/** @import { Marks, Piece, Record } from "./types.js" */

const WIDTH = 200; // characters
const BEFORE = 50; // of them before the first hit

/**
 * A passage of the text with the most different words of the query, the first of such; without
 * any, the beginning of the first text.
 * @param {Record[6]} texts @param {Marks} marks
 */
export function excerpt(texts, { terms, forms }) {
  const [best] = texts
    .map(([section, text]) => {
      const hits = tokenize(text).filter(({ word }) => forms.has(word) || terms.has(stem(word)));
      return { section, text, hits, variety: new Set(hits.map(({ word }) => stem(word))).size };
    })
    .sort((one, other) => other.variety - one.variety);
  return { section: best.section, pieces: passage(best.text, best.hits) };
}

/**
 * @param {string} text @param {{ start: number, end: number }[]} hits
 * @returns {Piece[]}
 */
function passage(text, hits) {
  const [from, end] = boundsOf(text, hits);
  let at = from;
  const pieces = [{ text: from ? "… " : "", marked: false }];
  for (const hit of hits) {
    if (hit.start < from || hit.end > end) continue;
    // Pairs of characters overlap.
    const start = Math.max(hit.start, at);
    pieces.push({ text: text.slice(at, start), marked: false });
    pieces.push({ text: text.slice(start, hit.end), marked: true });
    at = hit.end;
  }
  pieces.push({ text: text.slice(at, end) + (end < text.length ? " …" : ""), marked: false });
  return pieces.filter((piece) => piece.text);
}

/**
 * From and to where, whole words if there are blanks and at least whole characters.
 * @param {string} text @param {{ start: number, end: number }[]} hits
 */
function boundsOf(text, hits) {
  const [first, last] = [hits[0]?.start ?? 0, hits[hits.length - 1]?.end ?? 0];
  let from = 0;
  if (first > BEFORE && last > WIDTH) {
    from = first - BEFORE;
    from += text.slice(from, first).search(/(?<=\s)\S|$/);
  }
  if (text.length <= from + WIDTH) return [from, text.length];
  return [from, from + text.slice(from, from + WIDTH + 1).search(/\s\S*$|[\uD800-\uDBFF]?[^]$/)];
}
