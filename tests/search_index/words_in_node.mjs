// Answers a line with a text, as JSON, by a line with its words and their stems as the browser
// has them; and, where it needs no table, its words without.

import { createInterface } from "node:readline";

import { stem } from "../../theme/static/js/search/stem.js";
import { loadTable, tokenize } from "../../theme/static/js/search/tokenize.js";
import * as bare from "../../theme/static/js/search/tokenize.js?bare";

await loadTable();
for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  const words = tokenize(text).map(({ word }) => word);
  const answer = {
    words,
    stems: words.map(stem),
    bare: bare.needsTable(text) ? words : bare.tokenize(text).map(({ word }) => word),
  };
  console.log(JSON.stringify(answer));
}
