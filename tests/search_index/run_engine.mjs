/**
 * Answers many requests with the browser's engine, from the files in a folder, for
 * test_same_ranking.py: requests come as JSON on stdin, answers go as JSON to stdout.
 */

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

import { openEngine } from "../../theme/static/js/search/engine.js";

const ADDRESS = "/search/";
const [folder] = process.argv.slice(2);

/** @param {string} address */
async function fetchFile(address) {
  try {
    return new Response(await readFile(`${folder}/${address.slice(ADDRESS.length)}`));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return new Response(null, { status: 404 });
  }
}

const engine = openEngine(`${ADDRESS}index.bin`, fetchFile);
const answers = [];
for (const request of JSON.parse(await text(process.stdin))) {
  const { total, isLeast, newestFirst, notes, results } = await engine.search(request);
  const first = await results(0, request.limit ?? 10);
  answers.push({
    total,
    isLeast,
    newestFirst,
    notes,
    found: first.map(({ number, score }) => [number, score]),
    shown: first.map(({ title, address, day, tags }) => ({ title, address, day, tags })),
  });
}
process.stdout.write(JSON.stringify(answers));
