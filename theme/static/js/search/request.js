// @ts-check
/** What is asked for, as the parameters of the address; and what is said of its answer. */

import { LOCALE, gettext, ngettext } from "./texts.js";

/** @import { Answer } from "./types.js" */
/** @typedef {Record<"q" | "tag" | "year" | "ai" | "sort", string>} Asked */

const YEARS = /^(?=.)(\d{1,4})?(-(\d{1,4})?)?$/;
const MOST_SAID = 3; // words that are spoken of one by one

/**
 * @param {string} query
 * @returns {Asked} with empty texts for what is not asked
 */
export function requestIn(query) {
  const given = new URLSearchParams(query);
  const one = (/** @type {string} */ name, sense = /./) => {
    const value = (given.get(name) ?? "").trim();
    return sense.test(value) ? value : "";
  };
  return {
    q: one("q"),
    tag: one("tag"),
    year: one("year", YEARS),
    ai: one("ai", /^(none|generated|assisted)$/i),
    sort: one("sort", /^newest$/),
  };
}

/**
 * @param {Asked} request
 * @returns {string} with its question mark
 */
export function queryOf(request) {
  return `?${new URLSearchParams(Object.entries(request).filter(([, value]) => value))}`;
}

/**
 * @param {Answer} answer
 * @param {number} shown
 * @param {boolean} [typing]
 */
export function statusText({ total, isLeast, notes }, shown, typing) {
  const found = isLeast
    ? ngettext("More than %(num)s explainer found", "More than %(num)s explainers found", total)
    : ngettext("%(num)s explainer found", "%(num)s explainers found", total);
  const part = shown < total ? gettext("; the first %(shown)s are shown.", { shown }) : ".";
  const said = [total ? found + part : gettext("Nothing found.")];
  const or = new Intl.ListFormat(LOCALE, { type: "disjunction" });
  for (const [word, forms] of notes.instead.slice(0, MOST_SAID)) {
    // The beginning of a word that is still being typed is no mistake.
    if (typing && forms.every((form) => form.startsWith(word.toLowerCase()))) continue;
    const quoted = forms.slice(0, 3).map((form) => gettext("“%(word)s”", { word: form }));
    const values = { word, forms: or.format(quoted) };
    said.push(gettext("Nothing is written with “%(word)s”; showing %(forms)s.", values));
  }
  if (notes.common) {
    said.push(gettext("Words as common as these are not looked up; add a rarer one."));
  }
  return said.join(" ");
}
