/** Quotations, exclusions and restrictions in a query; loaded when it has any. */

import { wordsIn } from "./query.js";

/** @import { Phrase, Rule, Word } from "./types.js" */

const PART = /((?<!\S)-)?(?:(tag|year|ai):)?(?:(?<![\p{L}\p{N}])"([^"]*)("?)|([^\s"]+))/giu;
const NAME = /^(tag|year|ai):$/i;
const QUOTES = /[“”„‟«»]/g;
const YEARS = /^(\d{1,4})?(?:([-–]|\.\.)(\d{1,4})?)?$/;

/**
 * What was typed; `fields` restrict as operators do.
 * @param {string} text
 * @param {string[]} stops
 * @param {Partial<{ [kind in Rule["kind"]]: string }>} fields
 */
export function parseOperators(text, stops, fields = {}, typing = false) {
  /** @type {Map<string, Word>} */
  const words = new Map();
  const [phrases, excluded] = [/** @type {Phrase[]} */ ([]), /** @type {Phrase[]} */ ([])];
  const rules = [ruleOf("tag", fields.tag), ruleOf("year", fields.year), ruleOf("ai", fields.ai)];
  const typed = text.replace(QUOTES, '"');
  for (const match of typed.matchAll(PART)) {
    const [part, minus, operator, quotation, closed, plain] = match;
    const isOpen = !closed && match.index + part.length === typed.length;
    // What is still being typed restricts nothing yet.
    if (typing && isOpen && (minus || operator || NAME.test(plain))) continue;
    const rule = ruleOf(operator, quotation ?? plain, !!minus);
    if (rule) {
      rules.push(rule);
      continue;
    }
    const isQuoted = !!closed;
    const written = quotation ?? part.slice(minus?.length ?? 0);
    const isLast = !minus && isOpen;
    const phrase = wordsIn(written, stops, minus ? new Map() : words, { isLast, isQuoted });
    if (minus) {
      if (phrase.some(({ word }) => !word.stop)) excluded.push(phrase);
    } else if (isQuoted && phrase.length) phrases.push(phrase);
  }
  return { words, phrases, excluded, rules: rules.flatMap((rule) => rule ?? []) };
}

/**
 * A restriction; undefined where it makes no sense.
 * @param {string} [operator]
 * @param {string} [value]
 * @returns {Rule | undefined}
 */
function ruleOf(operator = "", value = "", not = false) {
  const kind = /** @type {Rule["kind"] | ""} */ (operator.toLowerCase());
  const plain = kind === "tag" ? value.trim() : value.trim().toLowerCase();
  if (!kind || !plain) return undefined;
  if (kind === "year" && !yearsOf(plain)) return undefined;
  if (kind === "ai" && !/^(none|generated|assisted)$/.test(plain)) return undefined;
  return { kind, value: plain, not };
}

/**
 * The first and the last of `2024`, `2023-2025`, `2024-` or `-2024`.
 * @param {string} written
 */
export function yearsOf(written) {
  const [, from, dash, to] = YEARS.exec(written) ?? [];
  if (!from && !to) return undefined;
  return [Number(from ?? 0), Number(to ?? (dash ? Infinity : from))];
}
