/** MiniSearch with one index file. The address says how words are matched: see MODES. */

import { start } from "./page.js";
import { INDEX_OPTIONS } from "./minisearch-options.js";
import MiniSearch from "./minisearch.js";

const SHOWN = 10;
// Up to a fifth of a word's letters may differ, in words of more than three.
const fuzzy = (word) => word.length > 3 && 0.2;
const isLast = (_, place, words) => place === words.length - 1;
const MODES = {
  exact: {},
  beginning: { prefix: isLast },
  fuzzy: { fuzzy },
  both: { fuzzy, prefix: isLast },
  all: { fuzzy, prefix: true },
};

const asked = new URLSearchParams(location.search);
const options = {
  ...MODES[asked.get("mode") ?? "both"],
  boost: { title: Number(asked.get("title") ?? 1) },
};
let loading;
const load = async () => {
  const response = await fetch("/minisearch-index.json");
  return MiniSearch.loadJSON(await response.text(), INDEX_OPTIONS);
};

start(async (words) => {
  loading ??= load();
  const found = (await loading).search(words, options).slice(0, SHOWN);
  return found.map(({ id, title, opening }) => ({ address: id, title, excerpt: opening }));
});
