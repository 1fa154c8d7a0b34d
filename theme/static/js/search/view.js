// @ts-check
/** The search page: answers what its address asks. What it says is in templates/search.html. */

import { OtherFormat, openEngine } from "./engine.js";
import { queryOf, requestIn, statusText } from "./request.js";
import { renew, resultItem } from "./results.js";
import { gettext } from "./texts.js";

/** @import { Answer, Result } from "./types.js" */
/** @import { Asked } from "./request.js" */
/** @typedef {{ typing?: boolean, quiet?: boolean, shown?: number }} Manner */

const SHOWN_AT_ONCE = 10;
// Milliseconds without a key until a search, and until the last word counts as finished.
const PAUSE = 120;
const LONG_PAUSE = 1000;
/** @type {any[]} */
const NONE = [];

/** @param {HTMLElement} element */
export function start(element) {
  new SearchPage(element).start();
}

class SearchPage {
  /** @type {Answer | undefined} the one that is shown */
  answer;
  turn = 0;
  timer = 0;
  // Whether this visit of the field has its entry in the history; one visit is one step back.
  visited = false;
  asked = "";
  title = document.title;
  /** @type {number | undefined} where the reader was, until the results are there again */
  scroll;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.engine = openEngine(element.dataset.index ?? "");
    this.input = /** @type {HTMLInputElement} */ (this.part("words"));
    this.status = this.part("status");
    this.results = this.part("results");
  }

  /** @param {string} name @returns {NodeListOf<HTMLElement>} */
  all(name) {
    return this.element.querySelectorAll(`[data-${name}]`);
  }

  /** @param {string} name */
  part(name) {
    return this.all(`part=${name}`)[0];
  }

  start() {
    this.input.oninput = (event) => {
      // Half a character of a script that is composed is nothing to look for.
      if (!(/** @type {InputEvent} */ (event).isComposing)) this.wait(PAUSE, { typing: true });
    };
    this.input.addEventListener("compositionend", () => this.wait(PAUSE, { typing: true }));
    // The head of the index is there when the first words are.
    this.input.onfocus = () => this.engine.search({}).catch(() => {});
    this.input.onblur = () => (this.visited = false);
    this.part("form").onsubmit = (event) => {
      event.preventDefault();
      this.searchTyped();
      this.visited = false;
    };
    this.element.onclick = (event) => this.follow(event);
    this.part("retry").onclick = () => {
      this.status.focus();
      this.searchAddress();
    };
    this.part("reload").onclick = () => location.reload();
    // A link within the page is no other request.
    addEventListener("popstate", () => location.search !== this.asked && this.searchAddress());
    addEventListener("pagehide", () => {
      const shown = this.results.children.length;
      if (shown) history.replaceState({ shown, scroll: scrollY }, "");
    });
    this.scroll = history.state?.scroll;
    this.part("fallback").hidden = true;
    // What was typed before this script came counts, and is not overwritten.
    const typed = this.input.value.trim();
    if (typed && typed !== requestIn(location.search).q) this.searchTyped({ typing: true });
    else this.searchAddress();
  }

  /** @param {number} pause @param {Manner} manner */
  wait(pause, manner) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.searchTyped(manner), pause);
  }

  searchAddress() {
    const request = requestIn(location.search);
    this.visited = false;
    this.input.value = request.q;
    this.asked = location.search;
    this.search(request, { shown: history.state?.shown });
  }

  /** @param {Manner} [manner] */
  searchTyped(manner) {
    // Not while a link may be about to be clicked.
    const isElsewhere = document.activeElement !== this.input || this.results.matches(":hover");
    if (manner?.quiet && isElsewhere) return;
    const now = requestIn(location.search);
    const request = { ...now, q: this.input.value.trim() };
    this.search(request, manner);
    if (request.q === now.q) return;
    history[this.visited ? "replaceState" : "pushState"](null, "", addressOf(request));
    this.asked = location.search;
    this.visited = true;
  }

  /** @param {MouseEvent} event links to other requests are answered in place */
  follow(event) {
    const link = /** @type {Element} */ (event.target).closest("a");
    const apart = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (apart || !link?.matches('[href^="?"]')) return;
    event.preventDefault();
    const request = requestIn(link.search);
    // What has just been typed counts too.
    if (this.timer) request.q = this.input.value.trim();
    history.pushState(null, "", addressOf(request));
    // Others vanish, and the focus would with them.
    if (!link.closest("[data-lasting]")) this.status.focus();
    this.searchAddress();
  }

  /** @param {Asked} request @param {Manner} [manner] `quiet` is without the state "loading" */
  async search(request, { typing = false, quiet = false, shown = SHOWN_AT_ONCE } = {}) {
    clearTimeout(this.timer);
    this.timer = 0;
    const turn = ++this.turn;
    const { q, tag, year, ai, sort } = request;
    const filtered = tag || year || ai;
    if (!q && !filtered) return this.show("idle", request);
    if (!quiet) this.showLoading(q, turn);
    try {
      // A blank at the end says that the last word is finished.
      const words = typing ? this.input.value : q;
      const [answer, narrow] = await Promise.all([
        this.engine.search({ words, typing, tag, year, ai, newest: sort === "newest" }),
        filtered && import("./narrow.js"),
      ]);
      // An answer that is late, because something else was asked, is dropped.
      const results = turn === this.turn ? await answer.results(0, shown) : [];
      if (turn !== this.turn) return;
      const text = statusText(answer, results.length, typing);
      const filters = narrow ? narrow.filterItems(request, results) : NONE;
      // Nobody has typed anything yet that could be found or not.
      const isBeginning = typing && (answer.notes.common || answer.notes.nothing);
      const state = results.length ? "done" : isBeginning ? "idle" : "empty";
      this.show(state, request, answer.notes.nothing ? "" : text, results, filters);
      if (this.scroll) scrollTo(0, this.scroll);
      this.scroll = 0;
      this.part("sort").hidden ||= answer.newestFirst && !sort;
      this.answer = answer;
      this.offerMore(answer);
      this.offerFacets(answer, request);
    } catch (error) {
      if (turn !== this.turn) return;
      console.error("The search failed:", error);
      const isOutdated = error instanceof OtherFormat;
      if (isOutdated) this.show("outdated", request, gettext("This page is out of date."));
      else this.show("failed", request, gettext("The search did not load."));
    }
    // What is seen is to be what the address finds. A key that came meanwhile goes first.
    if (typing && !this.timer) this.wait(LONG_PAUSE, { quiet: true });
  }

  /** @param {string} q @param {number} turn older results stay until there are others */
  showLoading(q, turn) {
    const { dataset } = this.results;
    const say = () => {
      const isWaited = turn === this.turn && dataset.state === "loading";
      if (isWaited) this.status.textContent = gettext("Searching…");
    };
    const hasResults = /done|empty/.test(`${dataset.state}`);
    dataset.query = q;
    dataset.state = "loading";
    if (hasResults) setTimeout(say, LONG_PAUSE);
    else say();
  }

  /** @param {string} state @param {Asked} request */
  show(state, request, text = "", results = NONE, filters = NONE) {
    renew(this.status, [new Text(text)]);
    renew(this.part("filters"), filters);
    renew(this.results, this.items(results));
    for (const part of this.all("when")) part.hidden = part.dataset.when !== state;
    for (const link of this.all("set")) {
      const change = Object.fromEntries(new URLSearchParams(link.dataset.set));
      const href = queryOf({ ...request, ...change });
      link.setAttribute("href", href);
      link.setAttribute("aria-current", `${href === queryOf(request)}`);
    }
    document.title = request.q ? `${request.q} – ${this.title}` : this.title;
    this.results.dataset.query = request.q;
    this.results.dataset.state = state === "outdated" ? "failed" : state;
  }

  /** @param {Result[]} results */
  items(results) {
    return results.map((result) => resultItem(result, this.element.dataset.prefix ?? ""));
  }

  /** @param {Answer} answer */
  offerMore(answer) {
    const { children } = this.results;
    const from = children.length;
    const more = this.part("more");
    more.hidden = from >= answer.total;
    more.onclick = async () => {
      const next = await answer.results(from, from + SHOWN_AT_ONCE).catch(console.error);
      if (children.length !== from || answer !== this.answer) return;
      this.results.append(...this.items(next ?? []));
      const text = next && statusText(answer, children.length);
      this.status.textContent = text ?? gettext("More did not load. Try again in a moment.");
      children[from]?.querySelector("a")?.focus();
      history.replaceState({ shown: children.length }, "");
      this.offerMore(answer);
    };
  }

  /** @param {Answer} answer @param {Asked} request */
  offerFacets(answer, request) {
    const details = /** @type {HTMLDetailsElement} */ (this.part("narrow"));
    const box = this.part("facets");
    const show = async () => {
      if (!details.open) return;
      try {
        const [narrow, facets] = await Promise.all([import("./narrow.js"), answer.facets()]);
        if (answer === this.answer) narrow.showFacets(box, request, facets);
      } catch (error) {
        console.error(error);
        box.textContent = gettext("These did not load. Close and open them to try again.");
      }
    };
    details.ontoggle = show;
    show();
  }
}

/** @param {Asked} request */
function addressOf(request) {
  return location.pathname + queryOf(request).replace(/^\?$/, "");
}
