import assert from "node:assert/strict";
import test from "node:test";

import { openEngine } from "../../../theme/static/js/search/engine.js";
import { HEAD, serve, writeIndex } from "./support/index_writer.mjs";

const archive = [
  { title: "State of the Union", summary: "A speech." },
  { title: "Union State", summary: "Of states." },
  { title: "Other", summary: "The state and a union met." },
  { title: "Open", summary: "Source of open source models." },
  {
    title: "Models",
    summary: "Open models, closed source.",
    tags: [["Open source", "open-source"]],
  },
];

async function found(words, documents = archive, options = {}, more = {}) {
  const { engine } = opened(documents, options);
  const answer = await engine.search({ words, ...more });
  return (await answer.results(0, 99)).map(({ number }) => number).sort();
}

function opened(documents = archive, options = {}) {
  const server = serve(writeIndex(documents, options));
  return { server, engine: openEngine(HEAD, server.fetch) };
}

for (const options of [{}, { outside: 0 }, { perShard: 1 }, { perShard: 100 }]) {
  test(`quoted words stand side by side: ${JSON.stringify(options)}`, async () => {
    assert.deepEqual(await found('"open source"', archive, options), [3, 4]);
    assert.deepEqual(await found('"source models"', archive, options), [3]);
    assert.deepEqual(await found('"models open"', archive, options), []);
  });
}

test("stop words leave gaps that any word may fill", async () => {
  assert.deepEqual(await found('"state of the union"'), [0, 2]);
  assert.deepEqual(await found('"state of union"'), []);
  assert.deepEqual(await found('"the union state"'), [1]);
});

test("no phrase goes from the title into the summary", async () => {
  assert.deepEqual(await found('"other state"'), []);
  assert.deepEqual(await found('"union speech"'), []);
});

test("of a long quotation all parts of four words must be there", async () => {
  const documents = [
    { title: "t", summary: "ant bee cow dog elk fox" },
    { title: "t", summary: "ant bee cow dog elk, the fox" },
    { title: "t", summary: "bee cow dog elk fox; ant bee cow dog" },
    { title: "t", summary: "ant bee cow dog; cow dog elk fox" },
  ];

  assert.deepEqual(await found('"ant bee cow dog elk fox"', documents), [0, 2]);
  assert.deepEqual(await found('"ant bee cow dog elk"', documents), [0, 1, 2]);
  assert.deepEqual(await found('"ant of the of the fox"', documents), [0, 1, 2, 3]);
});

test("words in other forms are the same terms", async () => {
  assert.deepEqual(await found('"open sources"'), await found('"open source"'));
});

test("quoted words go with others, which need not be there", async () => {
  assert.deepEqual(await found('"open source" speech models'), [3, 4]);
});

test("two quotations must both be there", async () => {
  assert.deepEqual(await found('"open source" "source models"'), [3]);
});

test("an unknown word in a quotation: nothing", async () => {
  assert.deepEqual(await found('"open sourdough"'), []);
  assert.deepEqual(await found('"open sourdough" models'), []);
});

test("a misspelt word in a quotation is not corrected", async () => {
  const { engine } = opened();

  const answer = await engine.search({ words: '"open sourcee"' });

  assert.deepEqual([answer.total, answer.notes.instead], [0, []]);
});

test("a quotation of common words restricts nothing, and says so", async () => {
  const { engine } = opened();

  const answer = await engine.search({ words: '"of the" union' });

  assert.deepEqual([answer.total, answer.notes.common], [3, true]);
});

test("a quotation that is still open ends with the beginning of a word", async () => {
  assert.deepEqual(await found('"open sou'), [3, 4]);
  assert.deepEqual(await found('"open so', archive, {}, { typing: true }), [3, 4]);
  assert.deepEqual(await found('"open', archive, {}, { typing: true }), [3, 4]);
});

test("a phrase is excluded", async () => {
  assert.deepEqual(await found('models -"source models"'), [4]);
  assert.deepEqual(await found('-"open source"'), [0, 1, 2]);
  assert.deepEqual(await found('models -"of the"'), [3, 4]);
});

test("a single quoted word is just needed, and no positions are fetched", async () => {
  const { engine, server } = opened();

  const answer = await engine.search({ words: '"speech" union' });

  assert.equal(answer.total, 1);
  assert.ok(!server.asked.some((path) => path.startsWith("positions/")));
});

test("the same word twice in a quotation", async () => {
  const documents = [
    { title: "t", summary: "very very good" },
    { title: "t", summary: "very good" },
  ];

  assert.deepEqual(await found('"very very good"', documents), [0]);
});

test("a quotation in a script without blanks", async () => {
  const documents = [{ title: "日本語" }, { title: "日本 本語" }];

  assert.ok((await found('"日本語"', documents)).includes(0));
});
