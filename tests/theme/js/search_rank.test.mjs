import assert from "node:assert/strict";
import test from "node:test";

import { unitsInstead } from "../../../theme/static/js/search/forgive.js";
import { findTerm, loadOften, openFiles } from "../../../theme/static/js/search/load.js";
import { openRanking } from "../../../theme/static/js/search/rank.js";
import { HEAD, serve, writeIndex } from "./support/index_writer.mjs";

const K1 = 1.2;
const B = 0.75;

async function opened(documents, options) {
  const server = serve(writeIndex(documents, options));
  const index = await openFiles(HEAD, server.fetch).index();
  const entriesOf = (terms) => Promise.all(terms.map((term) => findTerm(index, term)));
  const units = async (...terms) => {
    const entries = await entriesOf(terms);
    return Promise.all(
      entries.map(async (entry) => ({ weight: 1, list: await loadOften(index, entry) })),
    );
  };
  return { server, index, units, entriesOf };
}

/** The formula as docs/search.md has it, from the bare words of documents. */
function scoreOf(documents, terms, number) {
  const fields = [
    [1, documents.map(({ title, summary }) => `${title} ${summary}`.split(" "))],
    [0.3, documents.map(({ title }) => title.split(" "))],
  ];
  let score = 0;
  for (const [weight, texts] of fields) {
    const average = texts.flat().length / texts.length;
    for (const term of terms) {
      const df = texts.filter((words) => words.includes(term)).length;
      const tf = texts[number].filter((word) => word === term).length;
      const idf = Math.log(texts.length / (df + 1)) + 1;
      const norm = K1 * (1 - B + (B * texts[number].length) / average);
      score += (weight * (idf * tf * (K1 + 1))) / (tf + norm);
    }
  }
  return score;
}

/** Documents of a few words, always the same. */
function someDocuments(count) {
  let state = 1;
  const random = (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const words = (most) =>
    Array.from(
      { length: 1 + random(most) },
      () => `w${Math.floor((random(40) * random(40)) / 40)}`,
    ).join(" ");
  return Array.from({ length: count }, () => ({ title: words(4), summary: words(60) }));
}

const documents = someDocuments(150);
const layouts = {
  "all lengths in one table": {},
  "tables of lengths": { table: 7 },
  "lengths in short lists": { table: 7, lengthsInside: 20, head: {} },
  "lists in files": { outside: 0 },
};

for (const [layout, options] of Object.entries(layouts)) {
  for (const terms of [["w0"], ["w1", "w35"], ["w0", "w1", "w2", "w3", "w30"], ["w33", "w34"]]) {
    test(`scores and order are those of the formula: ${terms}, ${layout}`, async () => {
      const { index, units } = await opened(documents, options);
      const ranking = openRanking(index, await units(...terms));
      const expected = documents
        .map((_, number) => [number, scoreOf(documents, terms, number)])
        .filter(([, score]) => score)
        .sort((one, other) => other[1] - one[1] || other[0] - one[0]);

      for (const wanted of [1, 3, 10, 1000]) {
        const best = await ranking.best(ranking.documents, wanted);

        assert.deepEqual(
          best,
          expected.slice(0, wanted).map(([number]) => number),
        );
        best.forEach((number, place) => {
          assert.ok(Math.abs(ranking.scoreOf(number) - expected[place][1]) < 1e-9);
        });
      }
      assert.equal(ranking.documents.length, expected.length);
    });
  }
}

test("of many tables of lengths only those of documents that may come first are fetched", async () => {
  const many = Array.from({ length: 400 }, (_, number) => ({
    title: "t",
    summary: number % 40 ? "model x y z" : "model model model x",
  }));
  const { server, index, units } = await opened(many, { table: 8 });
  const ranking = openRanking(index, await units("model"));

  const best = await ranking.best(ranking.documents, 3);

  assert.deepEqual(best, [360, 320, 280]);
  assert.ok(server.asked.filter((path) => path.startsWith("lengths/")).length < 50);
});

test("what stands for one word is scored as one term", async () => {
  const given = [
    { title: "a1", summary: "cat cat dog" },
    { title: "dog", summary: "bird" },
    { title: "a2", summary: "bird" },
    { title: "a3", summary: "cat bird bird" },
  ];
  const same = given.map(({ title, summary }) => ({
    title: title.replace(/cat|dog/g, "pet"),
    summary: summary.replace(/cat|dog/g, "pet"),
  }));
  const [one, other] = [await opened(given), await opened(same)];

  const word = { instead: true, entries: await one.entriesOf(["cat", "dog"]) };
  const merged = openRanking(one.index, await unitsInstead(one.index, [word], new Map()));
  const plain = openRanking(other.index, await other.units("pet"));

  const numbers = await plain.best(plain.documents, 9);
  assert.deepEqual(await merged.best(merged.documents, 9), numbers);
  for (const number of numbers) {
    assert.ok(Math.abs(merged.scoreOf(number) - plain.scoreOf(number)) < 1e-12);
  }
});

test("a weight multiplies the score", async () => {
  const { index, units } = await opened([{ title: "cat" }, { title: "dog" }]);
  const [unit] = await units("cat");
  const whole = openRanking(index, [unit]);
  const quarter = openRanking(index, [{ ...unit, weight: 0.25 }]);
  await Promise.all([whole.best([0], 1), quarter.best([0], 1)]);

  assert.ok(Math.abs(quarter.scoreOf(0) - whole.scoreOf(0) / 4) < 1e-12);
});

test("equal scores: the newest first", async () => {
  const { index, units } = await opened(Array.from({ length: 30 }, () => ({ title: "cat" })));
  const ranking = openRanking(index, await units("cat"));

  assert.deepEqual(await ranking.best(ranking.documents, 4), [29, 28, 27, 26]);
});

test("three common words in ten thousand documents take a few milliseconds", async () => {
  const numbers = Uint32Array.from({ length: 5000 }, (_, place) => 2 * place);
  const list = {
    documents: numbers,
    frequencies: numbers.map((_, place) => 1 + (place % 9)),
    titled: [],
    titleFrequencies: [],
    titleCodes: [],
  };
  const head = {
    count: 10_000,
    live: 10_000,
    totals: [2_000_000, 60_000],
    lengths: Array.from({ length: 256 }, (_, code) => [code, 4 * code]),
    tables: ["x"],
    table: 16384,
  };
  const codes = new Uint8Array(10_000).map((_, number) => number % 200);
  const index = { head, get: async () => codes };
  const units = [0, 1, 2].map(() => ({ weight: 1, list }));
  const times = [];
  for (let round = 0; round < 20; round++) {
    const start = performance.now();
    const ranking = openRanking(index, units);
    await ranking.best(ranking.documents, 10);
    times.push(performance.now() - start);
  }

  // A few is what it takes; the rest is for busy machines.
  assert.ok(Math.min(...times) < 10, `${Math.min(...times)} ms`);
});
