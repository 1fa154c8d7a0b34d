// @ts-check
/** Restrictions of the results: those that hold, and others with counts; loaded when needed. */

import { queryOf } from "./request.js";
import { LABELS, node, renew } from "./results.js";
import { LOCALE, gettext } from "./texts.js";

/** @import { Facets, Result } from "./types.js" */
/** @import { Asked } from "./request.js" */
/** @typedef {"tag" | "year" | "ai"} Kind */
/** @typedef {{ value: string, name: string, count: number }} Choice */

const TAGS_AT_FIRST = 15;
const MORE_TAGS = 60;
// In the order of their labels.
const AI_KEYS = ["none", "generated", "assisted"];

/**
 * Links that take away one restriction each; what makes no sense restricts nothing.
 * @param {Asked} request
 * @param {Result[]} results
 */
export function filterItems(request, results) {
  const { tag, year, ai } = request;
  const names = [
    ["tag", tag && gettext("Tag: %(tag)s", { tag: labelOf(tag, results) })],
    ["year", /\d/.test(year) ? gettext("Year: %(year)s", { year: year.replace("-", "–") }) : ""],
    ["ai", aiLabel(ai.toLowerCase())],
  ];
  return names
    .filter(([, name]) => name)
    .map(([kind, name]) => {
      const link = { class: "search-filter", href: queryOf({ ...request, [kind]: "" }) };
      const does = node("span", { class: "visually-hidden" }, gettext("Remove"), " ");
      return node("li", { "data-key": kind }, node("a", link, does, name));
    });
}

/** @param {string} key */
const aiLabel = (key) => LABELS[AI_KEYS.indexOf(key)] ?? "";

/**
 * The label of a tag that was asked for by its name, as its explainers have it.
 * @param {string} tag
 * @param {Result[]} results
 */
function labelOf(tag, [first]) {
  return first?.tags.find(({ address }) => address === `/tags/${tag}/`)?.label ?? tag;
}

/**
 * @param {HTMLElement} box
 * @param {Asked} request
 * @param {Facets} facets
 * @param {number} [tagsShown]
 */
export function showFacets(box, request, facets, tagsShown = TAGS_AT_FIRST) {
  const tags = facets.tags.map(({ label, name, count }) => ({ value: name, name: label, count }));
  const years = facets.years.map(({ year, count }) => {
    return { value: `${year}`, name: `${year}`, count };
  });
  const ai = facets.ai.map(({ key, count }) => ({ value: key, name: aiLabel(key), count }));
  const more = node("button", { class: "search-more-tags", type: "button" }, gettext("More tags"));
  renew(box, [
    group(request, "tag", gettext("Tags"), tags.slice(0, tagsShown), tags.length > tagsShown && more),
    group(request, "year", gettext("Years"), years),
    group(request, "ai", gettext("AI disclosure"), ai),
  ]);
  const button = box.querySelector("button");
  if (!button) return;
  button.onclick = () => {
    showFacets(box, request, facets, tagsShown + MORE_TAGS);
    box.querySelectorAll("li")[tagsShown]?.querySelector("a")?.focus();
  };
}

/**
 * @param {Asked} request
 * @param {Kind} kind
 * @param {string} heading
 * @param {Choice[]} choices
 * @param {Node | false} [more]
 */
function group(request, kind, heading, choices, more = false) {
  return node(
    "section",
    { class: "search-group", "data-key": kind },
    node("h2", { class: "search-group-title" }, heading),
    node("ul", { role: "list" }, ...choices.map((choice) => choiceItem(request, kind, choice))),
    more,
  );
}

/**
 * @param {Asked} request
 * @param {Kind} kind
 * @param {Choice} choice
 */
function choiceItem(request, kind, { value, name, count }) {
  const link = {
    href: queryOf({ ...request, [kind]: value }),
    "aria-current": `${request[kind] === value}`,
  };
  const unit = node("span", { class: "visually-hidden" }, gettext("explainers:"), " ");
  const shown = node("span", { class: "count" }, unit, count.toLocaleString(LOCALE));
  return node("li", { "data-key": value }, node("a", link, name), " ", shown);
}
