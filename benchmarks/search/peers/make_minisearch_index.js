/** node make_minisearch_index.js MINISEARCH OPTIONS DOCUMENTS INDEX: all are paths of files. */

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, options, documents, index] = process.argv.slice(2);
const { default: MiniSearch } = await import(pathToFileURL(module));
const { INDEX_OPTIONS } = await import(pathToFileURL(options));

const search = new MiniSearch(INDEX_OPTIONS);
search.addAll(JSON.parse(readFileSync(documents, "utf8")));
writeFileSync(index, JSON.stringify(search));
