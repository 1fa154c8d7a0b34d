import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import {
  fold,
  loadTable,
  needsTable,
  tokenize,
} from "../../../theme/static/js/search/tokenize.js";

const contract = new URL("../../contracts/search_tokens.json", import.meta.url);
const cases = JSON.parse(readFileSync(contract, "utf8"));
const wordsOf = (/** @type {string} */ text) => tokenize(text).map((token) => token.word);

const early = cases.filter((/** @type {{text: string}} */ { text }) => !needsTable(text));
const late = cases.filter((/** @type {{text: string}} */ { text }) => needsTable(text));

test("Latin texts need no table", () => {
  const texts = ["Don’t “say” é, ğ or e\u0301 … – —", "👍🏽 ❤️ 1️⃣ → ★ €", "x² ₂", ""];

  assert.deepEqual(texts.filter(needsTable), []);
});

test("texts in other scripts do", () => {
  const texts = ["ж", "東京", "สวัสดี", "ｆ", "𝐀", "ﬁ", "㊗"];

  assert.deepEqual(texts.filter(needsTable), texts);
});

for (const { why, text, words } of early) {
  test(`words without the table are those of the contract: ${why}`, () => {
    assert.deepEqual(wordsOf(text), words);
  });
}

test("what only the table knows parts words while it is not loaded", () => {
  assert.deepEqual(wordsOf("AI模型 для Straße 𝐀"), ["ai", "strasse"]);
});

test("with the table, words are those of the contract", async (t) => {
  await loadTable();

  for (const { why, text, words } of [...early, ...late]) {
    await t.test(why, () => assert.deepEqual(wordsOf(text), words));
  }
});

test("once it is loaded, no text needs the table", async () => {
  await loadTable();

  assert.equal(needsTable("東京"), false);
});

test("a token says where its word stands", () => {
  const text = "… Cafe\u0301 👍 𝐀𝐈’s";

  const written = tokenize(text).map(({ start, end }) => text.slice(start, end));

  assert.deepEqual(written, ["Cafe\u0301", "𝐀𝐈’s"]);
});

test("tokens of pairs overlap, marks and all", async () => {
  await loadTable();
  const text = "AI か\u3099き𠮷く。";

  const tokens = tokenize(text).map(({ start, end, word }) => [text.slice(start, end), word]);

  assert.deepEqual(tokens, [
    ["AI", "ai"],
    ["か\u3099き", "がき"],
    ["き𠮷", "き𠮷"],
    ["𠮷く", "𠮷く"],
  ]);
});

test("a very long word costs no more than its length", async () => {
  await loadTable();

  assert.equal(tokenize("a".repeat(1_000_000)).length, 1);
  assert.equal(tokenize("1.".repeat(500_000)).length, 1);
  assert.equal(tokenize("字".repeat(200_000)).length, 199_999);
  assert.equal(fold("É".repeat(1000)), "e".repeat(1000));
});
