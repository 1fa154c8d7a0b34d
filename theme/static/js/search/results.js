// @ts-check
/** Results as elements, and how these take the place of older ones. */

import { LOCALE, gettext } from "./texts.js";

/** @import { Result } from "./types.js" */

const DAY = new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeZone: "UTC" });

/** As the labels of explainers are numbered in the index. */
export const LABELS = [
  gettext("No AI label"),
  gettext("AI Generated Content"),
  gettext("AI-Assisted Content"),
];

/**
 * @param {Result} result
 * @param {string} prefix of the site's addresses
 */
export function resultItem({ title, address, day, label, lang, tags, snippet, section }, prefix) {
  const href = prefix + address;
  const own = lang && { lang, dir: "auto" };
  const date = node("time", { datetime: day }, DAY.format(new Date(day)));
  const badge = node("span", { class: "badge" }, LABELS[label]);
  const pieces = snippet.map(({ text, marked }) => (marked ? node("mark", {}, text) : text));
  const tagItems = tags.map(({ label, address }) =>
    node("li", {}, node("a", { class: "tag", href: prefix + address }, label)),
  );
  const from = node("a", { href: `${href}#${section?.anchor}`, ...own }, section?.heading ?? "");
  return node(
    "li",
    { class: "card", "data-key": address },
    node("h2", { class: "card-title", ...own }, node("a", { href }, title)),
    node("p", { class: "card-facts" }, date, label && badge),
    node("p", { class: "card-summary", ...own }, ...pieces),
    section && node("p", { class: "card-section" }, gettext("From:"), " ", from),
    node("ul", { class: "tags", role: "list" }, ...tagItems),
  );
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string | 0 | null | false)[]} children empty ones are left out
 */
export function node(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  for (const child of children) if (child) made.append(child);
  return made;
}

/**
 * Makes the children of an element like the wanted ones. Elements that have the same
 * `data-key`, or else place and name, stay the same ones and keep the focus.
 * @param {Element} parent
 * @param {Node[]} wanted
 */
export function renew(parent, wanted) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const old = [...parent.childNodes];
  const children = wanted.map((child, place) => {
    const key = keyOf(child);
    return kept(key ? old.find((each) => keyOf(each) === key) : old[place], child);
  });
  for (const child of old) if (!children.includes(child)) child.remove();
  children.forEach((child, place) => {
    const there = parent.childNodes[place];
    if (there !== child) parent.insertBefore(child, there ?? null);
  });
  if (focused !== document.activeElement) focused?.focus();
}

const keyOf = (/** @type {any} */ child) => child.dataset?.key;

/**
 * @param {Node | undefined} old
 * @param {Node} wanted
 */
function kept(old, wanted) {
  if (old?.isEqualNode(wanted)) return old;
  if (!(old instanceof Element && wanted instanceof Element)) return wanted;
  if (old.localName !== wanted.localName) return wanted;
  for (const name of old.getAttributeNames()) old.removeAttribute(name);
  for (const { name, value } of wanted.attributes) old.setAttribute(name, value);
  renew(old, [...wanted.childNodes]);
  return old;
}
