// @ts-check
/** A plain search page around any engine. It keeps the promises that driver.js relies on. */

/** @typedef {{ address: string, title: string, excerpt: string }} Found */

const results = /** @type {HTMLElement} */ (document.querySelector("#search-results"));
const field = /** @type {HTMLInputElement} */ (document.querySelector("input[name=q]"));

/** @param {(words: string) => Promise<Found[]>} search gives the first ten results */
export function start(search) {
  let turn = 0;
  const answer = async () => {
    const words = field.value.trim();
    const now = ++turn;
    show("loading", words, [...results.children]);
    try {
      const found = await search(words);
      if (now === turn) show(found.length ? "done" : "empty", words, found.map(item));
    } catch (error) {
      console.error(error);
      if (now === turn) show("failed", words, []);
    }
  };
  // Every key is a search here; Enter after it asks the same again and would count twice.
  field.oninput = answer;
  /** @type {HTMLFormElement} */ (field.form).onsubmit = (event) => event.preventDefault();
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) answer();
}

/**
 * @param {string} state
 * @param {string} words
 * @param {Element[]} items
 */
function show(state, words, items) {
  results.replaceChildren(...items);
  results.dataset.query = words;
  results.dataset.state = state;
}

/** @param {Found} found */
function item({ address, title, excerpt }) {
  const link = node("a", title);
  link.setAttribute("href", address);
  const heading = node("h2");
  heading.append(link);
  const shown = node("li");
  shown.append(heading, node("p", excerpt));
  return shown;
}

/**
 * @param {string} name
 * @param {string} [text]
 */
function node(name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
