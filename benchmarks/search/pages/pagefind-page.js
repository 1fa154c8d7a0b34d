/** Pagefind, as its documentation tells to use it, with its own ranking. */

import { start } from "./page.js";

const SHOWN = 10;
const pagefind = await import("/pagefind/pagefind.js");

start(async (words) => {
  const { results } = await pagefind.search(words);
  const found = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
  return found.map(({ url, meta, excerpt }) => ({
    address: url,
    title: meta.title,
    excerpt: excerpt.replace(/<\/?mark>/g, ""),
  }));
});
