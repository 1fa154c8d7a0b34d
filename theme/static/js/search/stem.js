// @ts-check
/**
 * The English Snowball stemmer as Whoosh has it, which is not quite Snowball's own: stems in the
 * index are Whoosh's. tests/contracts/search_stems.json binds both.
 */

/** @type {Record<string, string>} */
const ODD = {
  skis: "ski",
  skies: "sky",
  dying: "die",
  lying: "lie",
  tying: "tie",
  idly: "idl",
  gently: "gentl",
  ugly: "ugli",
  early: "earli",
  only: "onli",
  singly: "singl",
};
const KEPT = /^(?:sky|news|howe|atlas|cosmos|bias|andes)$/;
const KEPT_STEMS = /^(?:((?:inn|out|cann|herr|earr)ing)s?|((?:proc|exc|succ)eed)(?:s|ed|ing)?)$/;

// What an ending becomes: other letters, or (a number) so many fewer and then other letters.
// The two differ where a region is shorter than the ending.
/** @type {Record<string, string>} */
const STEP_2 = {
  ization: "ize",
  ational: "ate",
  fulness: "4",
  ousness: "ous",
  iveness: "ive",
  tional: "2",
  biliti: "ble",
  lessli: "2",
  entli: "2",
  ation: "ate",
  alism: "al",
  aliti: "al",
  ousli: "ous",
  iviti: "ive",
  fulli: "2",
  enci: "1e",
  anci: "1e",
  abli: "1e",
  izer: "ize",
  ator: "ate",
  alli: "al",
  bli: "ble",
  ogi: "1",
  li: "2",
};
/** @type {Record<string, string>} */
const STEP_3 = {
  ational: "ate",
  tional: "2",
  alize: "3",
  icate: "ic",
  iciti: "ic",
  ative: "5",
  ical: "ic",
  ness: "4",
  ful: "3",
};
const ENDS_2 = endings(STEP_2);
const ENDS_3 = endings(STEP_3);
const ENDS_4 = /(?:ement|[ae]nce|[ai]ble|ment|[ae]nt|ism|ate|iti|ous|i[vz]e|ion|al|er|ic)$/;
const ASTRAL = /[\u{10000}-\u{10FFFF}]/gu;

/** @param {Record<string, string>} rules longest first */
function endings(rules) {
  return new RegExp(`(?:${Object.keys(rules).join("|")})$`);
}

/** @param {string} text */
const region = (text) => /[aeiouy][^aeiouy](.*)/.exec(text)?.[1] ?? "";

/**
 * @param {string} word folded
 * @returns {string}
 */
export function stem(word) {
  if (KEPT.test(word)) return word;
  if (Object.hasOwn(ODD, word)) return ODD[word];
  const kept = KEPT_STEMS.exec(word);
  if (kept) return kept[1] ?? kept[2];

  // Characters are counted, not halves of them.
  const astral = word.match(ASTRAL) ?? [];
  word = word
    .replace(ASTRAL, "\uE000")
    .replace(/^'/, "")
    .replace(/^y|[aeiouy]y/g, (letters) => letters.slice(0, -1) + "Y");
  const prefix = /^(?:gener|arsen|commun)/.exec(word);
  let r1 = prefix ? word.slice(prefix[0].length) : region(word);
  let r2 = region(r1);

  /**
   * Cuts letters off the word and its regions and puts others there.
   * @param {number} count
   */
  const cut = (count, add = "", short = "") => {
    /** @param {string} text */
    const changed = (text) => text.slice(0, text.length - count) + add;
    word = changed(word);
    r1 = r1.length < count ? "" : changed(r1);
    r2 = r2.length < count ? short : changed(r2);
  };
  /** @param {RegExp} pattern */
  const ending = (pattern) => pattern.exec(word)?.[0] ?? "";

  cut(ending(/'s'$|'s$|'$/).length);

  let found = ending(/sses$|ie[ds]$|us$|ss$|s$/);
  if (found === "sses") cut(2);
  else if (found.length === 3) cut(word.length > 4 ? 2 : 1);
  else if (found === "s" && /[aeiouy]/.test(word.slice(0, -2))) cut(1);

  found = ending(/eedly$|ingly$|edly$|eed$|ing$|ed$/);
  if (found.startsWith("ee")) {
    if (r1.endsWith(found)) cut(found.length, "ee");
  } else if (found && /[aeiouy]/.test(word.slice(0, -found.length))) {
    cut(found.length);
    if (/(?:at|bl|iz)$/.test(word)) {
      const before = r2;
      cut(0, "e");
      if (word.length < 6 && r1.length < 3) r2 = before;
    } else if (/([bdfgmnprt])\1$/.test(word)) cut(1);
    else if (!r1 && /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$/.test(word)) word += "e";
  }

  if (/.[^aeiouy][yY]$/.test(word)) cut(1, "i");

  found = ending(ENDS_2);
  if (
    found &&
    r1.endsWith(found) &&
    (found !== "ogi" || word.at(-4) === "l") &&
    (found !== "li" || /[cdeghkmnrt]..$/.test(word))
  ) {
    replace(STEP_2[found], "e");
  }

  found = ending(ENDS_3);
  if (found && (found === "ative" ? r2 : r1).endsWith(found)) replace(STEP_3[found], "");

  found = ending(ENDS_4);
  if (found && r2.endsWith(found) && (found !== "ion" || /[st]...$/.test(word))) cut(found.length);

  if (
    (r2.endsWith("l") && word.at(-2) === "l") ||
    r2.endsWith("e") ||
    (r1.endsWith("e") &&
      word.length > 3 &&
      /[aeiouywxY].$|[^aeiouy]..$|[aeiouy]...$/.test(word))
  ) {
    word = word.slice(0, -1);
  }
  word = word.replace(/Y/g, "y");
  return astral.reduce((text, letter) => text.replace("\uE000", letter), word);

  /**
   * @param {string} rule
   * @param {string} short what the second region becomes where it is shorter than the ending
   */
  function replace(rule, short) {
    const count = parseInt(rule);
    if (count) cut(count, rule.slice(1));
    else cut(found.length, rule, /^(?:ate|ive)$/.test(rule) ? short : "");
  }
}
