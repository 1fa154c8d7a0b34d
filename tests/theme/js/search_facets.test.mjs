import assert from "node:assert/strict";
import test from "node:test";

import { openEngine } from "../../../theme/static/js/search/engine.js";
import { HEAD, serve, writeIndex } from "./support/index_writer.mjs";

const AI = ["AI", "ai"];
const CPP = ["C++", "cplusplus"];
const HAUS = ["Häuser & Höfe", "hauser-hofe"];
const KUENSTLICH = ["Künstliches", "own-name"];
const archive = [
  { title: "llama one", tags: [AI], day: "2023-01-01", label: 1 },
  { title: "llama two", tags: [AI, CPP], day: "2023-02-01", label: 2 },
  { title: "gone", tags: [AI], day: "2023-03-01", withdrawn: true },
  { title: "llama three", tags: [HAUS], day: "2025-01-01" },
  { title: "other", tags: [CPP, KUENSTLICH], day: "2025-01-02", label: 1 },
];

function opened(documents = archive, options = {}) {
  const server = serve(writeIndex(documents, options));
  return { server, engine: openEngine(HEAD, server.fetch) };
}

async function found(request) {
  const { engine } = opened(archive, { aliases: { "own-name": ["Artificial", "MIND"] } });
  const answer = await engine.search(request);
  return (await answer.results(0, 99)).map(({ number }) => number).sort();
}

async function facetsOf(request, documents = archive) {
  const { engine } = opened(documents);
  const { tags, years, ai } = await (await engine.search(request)).facets();
  return [
    tags.map(({ label, count }) => `${label} ${count}`),
    years.map(({ year, count }) => `${year} ${count}`),
    ai.map(({ key, count }) => `${key} ${count}`),
  ];
}

test("counts are of all that match the words", async () => {
  assert.deepEqual(await facetsOf({ words: "llama " }), [
    ["AI 2", "C++ 1", "Häuser & Höfe 1"],
    ["2025 1", "2023 2"],
    ["none 1", "generated 1", "assisted 1"],
  ]);
});

test("a tag is told with its name in addresses", async () => {
  const { engine } = opened();

  const { tags } = await (await engine.search({ words: "two" })).facets();

  assert.deepEqual(tags, [
    { label: "AI", name: "ai", count: 1 },
    { label: "C++", name: "cplusplus", count: 1 },
  ]);
});

test("a restriction holds for the counts of the others, not for its own", async () => {
  const [tags, years, ai] = await facetsOf({ words: "llama ", year: "2023" });

  assert.deepEqual(tags, ["AI 2", "C++ 1"]);
  assert.deepEqual(years, ["2025 1", "2023 2"]);
  assert.deepEqual(ai, ["generated 1", "assisted 1"]);
});

test("what is excluded is not counted anywhere", async () => {
  assert.deepEqual((await facetsOf({ words: "llama -tag:ai" }))[0], ["Häuser & Höfe 1"]);
  assert.deepEqual((await facetsOf({ words: "llama -year:2023" }))[1], ["2025 1"]);
});

test("restrictions alone are counted", async () => {
  assert.deepEqual(await facetsOf({ tag: "C++" }), [
    ["AI 2", "C++ 2", "Häuser & Höfe 1", "Künstliches 1"],
    ["2025 1", "2023 1"],
    ["generated 1", "assisted 1"],
  ]);
});

test("nothing is counted where nothing is found", async () => {
  assert.deepEqual(await facetsOf({ words: "xylophone " }), [[], [], []]);
});

test("only the chunks that are needed are fetched", async () => {
  const many = Array.from({ length: 3000 }, (_, number) => ({
    title: number === 1500 ? "llama" : "x",
    tags: [AI],
  }));
  const { engine, server } = opened(many, { per: 99 });

  const { tags } = await (await engine.search({ words: "llama" })).facets();

  assert.deepEqual(
    tags.map(({ count }) => count),
    [1],
  );
  assert.equal(server.asked.filter((path) => path.startsWith("facets/")).length, 1);
});

test("a tag is known by its label in any spelling, its name, and its aliases", async () => {
  for (const tag of ["C++", "c++", "cplusplus"])
    assert.deepEqual(await found({ tag }), [1, 4], tag);
  for (const tag of ["häuser & höfe", "HÄUSER  &  HÖFE", "hauser-hofe", "Hauser Hofe"]) {
    assert.deepEqual(await found({ tag }), [3], tag);
  }
  for (const tag of ["künstliches", "own-name", "artificial", "mind", "Mind"])
    assert.deepEqual(await found({ tag }), [4], tag);
  for (const tag of ["unknown", "__proto__", "constructor", "&"])
    assert.deepEqual(await found({ tag }), [], tag);
});

test("a restriction by an unknown tag finds nothing, and excludes nothing", async () => {
  assert.deepEqual(await found({ words: "llama tag:unknown" }), []);
  assert.deepEqual(await found({ words: "llama -tag:unknown" }), [0, 1, 3]);
});

test("years without explainers are years", async () => {
  assert.deepEqual(await found({ year: "2024" }), []);
  assert.deepEqual(await found({ year: "2024-" }), [3, 4]);
  assert.deepEqual(await found({ year: "-2022" }), []);
  assert.deepEqual(await found({ year: "2025-2023" }), []);
});

test("two restrictions of a kind must both hold", async () => {
  assert.deepEqual(await found({ words: "tag:AI tag:C++" }), [1]);
  assert.deepEqual(await found({ words: "year:2023 year:2025" }), []);
});
