// @ts-check
/**
 * Asks a search page as a reader would, and reads its results. It relies on what the page
 * promises (its form, `data-state`, `data-query`, links) and nothing else; the peers' pages in
 * `pages/` keep the same promises.
 */
(() => {
  const PATIENCE = 60_000; // milliseconds
  const SHOWN = 10;

  /** @returns {string[]} where the results lead, best first */
  const links = () =>
    [...document.querySelectorAll("#search-results > li")].slice(0, SHOWN).map((item) => {
      const link = item.querySelector("a[href]");
      return link instanceof HTMLAnchorElement ? link.pathname : "";
    });

  /**
   * The results for these words, once the page shows them.
   * @param {string} words
   * @returns {Promise<string[]>}
   */
  const shown = (words) =>
    new Promise((resolve, reject) => {
      const results = /** @type {HTMLElement} */ (document.querySelector("#search-results"));
      const end = () => {
        clearTimeout(timer);
        observer.disconnect();
      };
      /** @param {string} what */
      const fail = (what) => {
        end();
        reject(new Error(`the search for "${words}" ${what}`));
      };
      const timer = setTimeout(() => fail("had no answer"), PATIENCE);
      const look = () => {
        const { state, query } = results.dataset;
        if (query !== words) return;
        if (state === "failed") fail("failed");
        if (state !== "done" && state !== "empty") return;
        end();
        resolve(links());
      };
      const observer = new MutationObserver(look);
      observer.observe(results, { attributes: true });
      look();
    });

  const painted = () =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

  /**
   * Types words into the field; all but those who are still typing press Enter.
   * @param {string} words
   * @param {boolean} typing
   */
  const enter = (words, typing) => {
    const field = /** @type {HTMLInputElement} */ (document.querySelector("input[name=q]"));
    field.value = words;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    if (!typing) field.form?.requestSubmit();
  };

  /**
   * @param {string} words
   * @param {boolean} typing
   */
  const ask = async (words, typing) => {
    enter(words, typing);
    const found = await shown(words);
    await painted();
    return found;
  };

  /**
   * @param {string[]} queries
   * @param {boolean} typing
   */
  const askAll = async (queries, typing) => {
    const all = [];
    for (const words of queries) {
      enter(words, typing);
      all.push(await shown(words));
    }
    return all;
  };

  Object.assign(globalThis, { searchDriver: { shown, ask, askAll } });
})();
