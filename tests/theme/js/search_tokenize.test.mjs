import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { fold, tokenize } from "../../../theme/static/js/search/tokenize.js";

const contract = new URL("../../contracts/search_tokens.json", import.meta.url);

for (const { why, text, words } of JSON.parse(readFileSync(contract, "utf8"))) {
  test(`words are those of the contract: ${why}`, () => {
    assert.deepEqual(tokenize(text).map((token) => token.word), words);
  });
}

test("a token says where its word stands", () => {
  const text = "… Cafe\u0301 👍 𝐀𝐈’s";

  const written = tokenize(text).map(({ start, end }) => text.slice(start, end));

  assert.deepEqual(written, ["Cafe\u0301", "𝐀𝐈’s"]);
});

test("a very long word costs no more than its length", () => {
  assert.equal(tokenize("a".repeat(1_000_000)).length, 1);
  assert.equal(tokenize("1.".repeat(500_000)).length, 1);
  assert.equal(fold("É".repeat(1000)), "e".repeat(1000));
});
