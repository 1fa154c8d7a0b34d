/** Parses queries as the browser does, for test_query.py: JSON on stdin and stdout. */

import { text } from "node:stream/consumers";

import { parseQuery } from "../../theme/static/js/search/query.js";
import { loadTable } from "../../theme/static/js/search/tokenize.js";

await loadTable();
const { stops, queries } = JSON.parse(await text(process.stdin));
const formsOf = (phrase) => phrase.map(({ word }) => word.form);
const parsed = [];
for (const words of queries) {
  const query = await parseQuery({ words }, stops);
  parsed.push({
    words: query.words.map(({ form, stop, open, quoted }) => [form, stop, open, quoted]),
    phrases: query.phrases.map(formsOf),
    excluded: query.excluded.map(formsOf),
    rules: query.rules.map(({ kind, value, not }) => [kind, value, not]),
  });
}
process.stdout.write(JSON.stringify(parsed));
