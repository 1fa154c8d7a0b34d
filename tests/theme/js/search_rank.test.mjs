import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { findDocuments, queryTerms, rank, tagNumber } from "../../../theme/static/js/search/rank.js";

const contract = new URL("../../contracts/search_ranking.json", import.meta.url);
const { index, answers } = JSON.parse(readFileSync(contract, "utf8"));
const titles = (numbers) => numbers.map((number) => index.documents[number][0]);

for (const { query, terms, found } of answers) {
  test(`order and scores are those of the contract: '${query}'`, () => {
    const known = queryTerms(index, query);
    const ranked = rank(index, known);

    assert.deepEqual(known, terms);
    assert.deepEqual(ranked.map(([document]) => document), found.map(([document]) => document));
    ranked.forEach(([, score], place) => {
      assert.ok(Math.abs(score - found[place][1]) < 1e-9, `${score} is not ${found[place][1]}`);
    });
  });
}

test("a tag narrows what is found and keeps its order", () => {
  const all = findDocuments(index, { words: "licence models", tag: "" });
  const some = findDocuments(index, { words: "licence models", tag: "trade" });

  assert.ok(some.length < all.length);
  assert.deepEqual(some, all.filter((number) => some.includes(number)));
});

test("a tag alone gives all of it, newest first", () => {
  assert.deepEqual(titles(findDocuments(index, { words: "", tag: "Elections" })), [
    "Coalition Talks Begin",
    "What Now?",
  ]);
});

test("a tag is known by its label in any spelling and by its name", () => {
  const tagged = { tags: [["Meta & Co", "meta-co"], ["Straße", "strasse"]] };

  assert.equal(tagNumber(tagged, " meta  & CO"), 0);
  assert.equal(tagNumber(tagged, "meta-co"), 0);
  assert.equal(tagNumber(tagged, "STRASSE"), 1);
  assert.equal(tagNumber(tagged, "meta"), -1);
});

test("an unknown tag finds nothing", () => {
  assert.deepEqual(findDocuments(index, { words: "llama", tag: "nonsense" }), []);
});
