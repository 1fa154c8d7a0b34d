// @ts-check
/**
 * What the search says, in the language of its page. Texts are written here in English; the page
 * holds translations where it has them (plugins/search_index/script_texts.py lists all texts).
 */

/** @typedef {Record<string, string | number>} Values */

const page = globalThis.document;
/** @type {HTMLElement | null | undefined} */
const element = page?.querySelector("[data-texts]");
/** @type {Record<string, string | Record<string, string>>} forms by category for plurals */
const TRANSLATIONS = JSON.parse(element?.dataset.texts ?? "{}");

export const LOCALE = localeOf(page?.documentElement.lang);

/**
 * English alone is British; a language that the browser takes for none is English too.
 * @param {string} [lang]
 */
export function localeOf(lang = "") {
  try {
    return lang === "en" ? "en-GB" : (Intl.getCanonicalLocales(lang)[0] ?? "en-GB");
  } catch {
    return "en-GB";
  }
}

/**
 * @param {string} text with `%(name)s` for the value of a name
 * @param {Values} [values]
 */
export function gettext(text, values = {}) {
  return filled(TRANSLATIONS[text] ?? text, values);
}

/**
 * The form that goes with a number, which is `%(num)s` in it.
 * @param {string} singular
 * @param {string} plural
 * @param {number} number
 */
export function ngettext(singular, plural, number) {
  const forms = TRANSLATIONS[singular] ?? { one: singular, other: plural };
  const category = new Intl.PluralRules(LOCALE).select(number);
  const form = typeof forms === "string" ? forms : (forms[category] ?? forms.other);
  return filled(form, { num: number.toLocaleString(LOCALE) });
}

/** @param {any} text @param {Values} values */
function filled(text, values) {
  return `${text}`.replace(/%\((\w+)\)s/g, (_, name) => `${values[name]}`);
}
