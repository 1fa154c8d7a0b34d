import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { stem } from "../../../theme/static/js/search/stem.js";

const contract = new URL("../../contracts/search_stems.json", import.meta.url);

test("stems are those of the contract", () => {
  /** @type {[string, string][]} */
  const pairs = JSON.parse(readFileSync(contract, "utf8"));

  assert.ok(pairs.length > 1000);
  assert.deepEqual(
    pairs.map(([word]) => [word, stem(word)]),
    pairs,
  );
});

test("stems are Whoosh's where Snowball has others", () => {
  assert.equal(stem("realization"), "realize");
});

test("names that every object has are words like others", () => {
  const names = ["constructor", "tostring", "valueof"];

  assert.deepEqual(names.map(stem), ["constructor", "tostr", "valueof"]);
});

test("no word is too short", () => {
  assert.deepEqual(["", "s", "'", "y", "ed", "ing"].map(stem), ["", "s", "", "y", "ed", "ing"]);
});
