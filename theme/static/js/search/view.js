// @ts-check
/**
 * The search page: reads `?q=words&tag=TAG`, shows what is found, and keeps the
 * address in step with what is typed. What it says stands in templates/search.html.
 */

import { excerpt } from "./excerpt.js";
import { OtherFormat, indexLoader } from "./load.js";
import { findDocuments, queryTerms, tagNumber, termOf } from "./rank.js";

/** @typedef {import("./load.js").SearchIndex} SearchIndex */
/** @typedef {{ words: string, tag: string }} Request */
/** @typedef {"idle" | "loading" | "done" | "empty" | "failed"} State */
/** @typedef {ReturnType<typeof partsOf>} Page */

const SHOWN_AT_ONCE = 20;
const PAUSE = 150; // milliseconds without a key until a search
const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/**
 * Brings a search page to life.
 * @param {HTMLElement} element
 */
export function start(element) {
  const page = partsOf(element);
  const answer = answerer(page);
  page.part("fallback").hidden = true;

  const fromAddress = () => {
    const request = requestIn(location.search);
    page.input.value = request.words;
    answer(request);
  };
  listen(page, answer, fromAddress);
  // What was typed before this script came counts, and is not overwritten.
  if (page.input.value) page.input.dispatchEvent(new Event("input"));
  else fromAddress();
}

/**
 * One visit of the field is one step back: its first search adds an entry to the
 * history, and those after it replace that entry.
 * @param {Page} page
 * @param {(request: Request) => void} answer
 * @param {() => void} fromAddress
 */
function listen(page, answer, fromAddress) {
  let timer = 0;
  let typing = false;
  const settle = () => {
    clearTimeout(timer);
    typing = false;
  };
  const search = () => {
    clearTimeout(timer);
    const now = requestIn(location.search);
    const request = { ...now, words: page.input.value.trim() };
    answer(request);
    if (request.words === now.words) return;
    history[typing ? "replaceState" : "pushState"](null, "", addressOf(request));
    typing = true;
  };
  page.input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  page.form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
    settle();
  });
  // Not "change": a search at that moment would replace the link that is being clicked.
  page.input.addEventListener("blur", () => (typing = false));
  addEventListener("popstate", () => {
    settle();
    fromAddress();
  });
}

/**
 * Answers requests; an answer that is late, because a newer request came, is dropped.
 * @param {Page} page
 * @returns {(request: Request) => Promise<void>}
 */
function answerer(page) {
  const load = indexLoader(page.index);
  /** @type {SearchIndex | undefined} */
  let index;
  let newest = 0;
  return async (request) => {
    const turn = ++newest;
    if (!request.words && !request.tag) return show(page, "idle", request);
    if (!index) show(page, "loading", request);
    try {
      index = await load();
      if (turn === newest) showResults(page, index, request);
    } catch (error) {
      if (turn === newest) showFailure(page, request, error);
    }
  };
}

/**
 * @param {Page} page
 * @param {SearchIndex} index
 * @param {Request} request
 */
function showResults(page, index, request) {
  const found = findDocuments(index, request);
  const terms = new Set(queryTerms(index, request.words));
  const written = request.tag && (index.tags[tagNumber(index, request.tag)]?.[0] ?? request.tag);
  show(page, found.length ? "done" : "empty", { ...request, tag: written });
  const more = page.part("more");
  const add = () => {
    const from = page.results.childElementCount;
    const next = found.slice(from, from + SHOWN_AT_ONCE);
    page.results.append(...next.map((number) => resultItem(page, index, number, terms)));
    page.status.textContent = countText(found.length, page.results.childElementCount);
    more.hidden = page.results.childElementCount >= found.length;
    return page.results.children[from];
  };
  add();
  more.onclick = () => add()?.querySelector("a")?.focus();
}

/**
 * @param {Page} page
 * @param {Request} request
 * @param {unknown} error
 */
function showFailure(page, request, error) {
  console.error("The search failed:", error);
  show(page, "failed", request);
  page.status.textContent = "";
  page.part(error instanceof OtherFormat ? "outdated" : "failed").hidden = false;
}

/**
 * Shows a state, without any results yet.
 * @param {Page} page
 * @param {State} state
 * @param {Request} request
 */
function show(page, state, { words, tag }) {
  page.results.replaceChildren();
  page.results.dataset.query = words;
  page.results.dataset.state = state;
  page.status.textContent = state === "loading" ? "Searching…" : "";
  for (const name of ["empty", "failed", "outdated"]) page.part(name).hidden = name !== state;
  page.part("more").hidden = true;
  page.part("tag").hidden = !tag;
  page.part("tag-label").textContent = tag;
  page.part("all").setAttribute("href", addressOf({ words, tag: "" }));
}

/**
 * @param {number} found
 * @param {number} shown
 */
function countText(found, shown) {
  if (!found) return "Nothing found.";
  const count = found === 1 ? "1 explainer found" : `${found} explainers found`;
  return shown < found ? `${count}; the first ${shown} are shown.` : `${count}.`;
}

/**
 * @param {Page} page
 * @param {SearchIndex} index
 * @param {number} number
 * @param {Set<string>} terms
 */
function resultItem(page, index, number, terms) {
  const [title, address, day, tags, label, text, lang] = index.documents[number];
  /** @type {Record<string, string>} */
  const language = lang ? { lang, dir: "auto" } : {};
  const link = node("a", { href: page.prefix + address }, title);
  const date = node("time", { datetime: day }, DAY.format(new Date(day)));
  const badge = label ? [" ", node("span", { class: "badge" }, label)] : [];
  const passage = excerpt(text, (word) => {
    const term = termOf(index, word);
    return term !== undefined && terms.has(term) ? term : undefined;
  }).map((piece) => (piece.marked ? node("mark", {}, piece.text) : piece.text));
  const tagItems = tags.map((tag) => {
    const [tagLabel, name] = index.tags[tag];
    const href = `${page.prefix}/tags/${encodeURIComponent(name)}/`;
    return node("li", {}, node("a", { class: "tag", href }, tagLabel));
  });
  return node(
    "li",
    { class: "card" },
    node("h2", { class: "card-title", ...language }, link),
    node("p", { class: "card-facts" }, date, ...badge),
    node("p", { class: "card-summary", ...language }, ...passage),
    node("ul", { class: "tags", role: "list" }, ...tagItems),
  );
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
function node(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * @param {string} query
 * @returns {Request}
 */
function requestIn(query) {
  const parameters = new URLSearchParams(query);
  return {
    words: (parameters.get("q") ?? "").trim(),
    tag: (parameters.get("tag") ?? "").trim(),
  };
}

/** @param {Request} request */
function addressOf(request) {
  const parameters = new URLSearchParams();
  if (request.words) parameters.set("q", request.words);
  if (request.tag) parameters.set("tag", request.tag);
  const query = parameters.toString();
  return location.pathname + (query && `?${query}`);
}

/** @param {HTMLElement} element */
function partsOf(element) {
  /** @param {string} selector */
  const one = (selector) => {
    const found = element.querySelector(selector);
    if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${selector}`);
    return found;
  };
  return {
    index: element.dataset.index ?? "",
    prefix: element.dataset.prefix ?? "",
    form: one("form"),
    input: /** @type {HTMLInputElement} */ (one("input[name=q]")),
    results: one("#search-results"),
    status: one("[role=status]"),
    /** @param {string} name */
    part: (name) => one(`[data-part=${name}]`),
  };
}
