import assert from "node:assert/strict";
import test from "node:test";

import { yearsOf } from "../../../theme/static/js/search/operators.js";
import { parseQuery } from "../../../theme/static/js/search/query.js";

const stops = ["the", "of", "who", "a"];
const parse = (words, fields = {}) => parseQuery({ words, ...fields }, stops);
const forms = (words) => words.map(({ form }) => form);
const places = (phrases) => phrases.map((phrase) => phrase.map(({ word, at }) => [word.form, at]));
const rules = async (text) =>
  (await parse(text)).rules.map(({ kind, value, not }) => `${not ? "-" : ""}${kind}:${value}`);

test("words are folded, and each is there once", async () => {
  assert.deepEqual(forms((await parse("Café cafe CAFÉ model")).words), ["cafe", "model"]);
});

test("a word says how it was written", async () => {
  assert.equal((await parse("Café")).words[0].written, "Café");
});

test("names of an object's own are words", async () => {
  assert.deepEqual(forms((await parse("__proto__ constructor toString")).words), [
    "proto",
    "constructor",
    "tostring",
  ]);
});

test("stop words are left out, unless there are no others", async () => {
  assert.deepEqual(forms((await parse("the state of a union")).words), ["state", "union"]);
  assert.deepEqual(forms((await parse("the who")).words), ["the", "who"]);
});

test("the last word is open if nothing follows it", async () => {
  const open = async (text) =>
    (await parse(text)).words.filter((word) => word.open).map(({ form }) => form);

  assert.deepEqual(await open("open sou"), ["sou"]);
  for (const text of ["open sou ", "open sou.", '"open sou"', "open -sou", "sou tag:x"])
    assert.deepEqual(await open(text), []);
  assert.deepEqual(await open('"open sou'), ["sou"]);
  assert.deepEqual(await open("sou open sou"), ["sou"]);
});

test("quoted words keep their places, with those of stop words", async () => {
  const { phrases, words } = await parse('"state of the union" speech');

  assert.deepEqual(places(phrases), [
    [
      ["state", 0],
      ["of", 1],
      ["the", 2],
      ["union", 3],
    ],
  ]);
  assert.deepEqual(forms(words), ["state", "union", "speech"]);
  assert.deepEqual(
    words.map(({ quoted }) => quoted),
    [true, true, false],
  );
});

test("a word that stands in and out of quotes is not only quoted", async () => {
  assert.deepEqual(
    (await parse('"open source" open')).words.map(({ quoted }) => quoted),
    [false, true],
  );
  assert.deepEqual(
    (await parse('open "open source"')).words.map(({ quoted }) => quoted),
    [false, true],
  );
});

test("quotes of other shapes quote", async () => {
  for (const text of ["“open source”", "„open source“", "«open source»", '"open source"']) {
    assert.deepEqual(places((await parse(text)).phrases), [
      [
        ["open", 0],
        ["source", 1],
      ],
    ]);
  }
});

test("empty and lone quotes are nothing", async () => {
  for (const text of ['""', '"', '-"', '" "', '"…"', 'tag:""']) {
    const { words, phrases, rules: none } = await parse(text);
    assert.deepEqual(
      [words.filter(({ form }) => form !== "tag"), phrases, none],
      [[], [], []],
      text,
    );
  }
});

test("a minus excludes a word, a phrase, a tag", async () => {
  const { words, excluded } = await parse('llama -meta -"open source" -tag:AI -well-known');

  assert.deepEqual(forms(words), ["llama"]);
  assert.deepEqual(places(excluded), [
    [["meta", 0]],
    [
      ["open", 0],
      ["source", 1],
    ],
    [
      ["well", 0],
      ["known", 1],
    ],
  ]);
  assert.deepEqual(await rules("-tag:AI"), ["-tag:AI"]);
});

test("a minus inside or alone is no operator", async () => {
  for (const text of ["gpt-4 - model", "gpt -", "-", '"deep"-learning']) {
    assert.deepEqual((await parse(text)).excluded.flat(), [], text);
  }
});

test("operators are read in any case", async () => {
  assert.deepEqual(await rules('TAG:Meta Tag:"Open source" yEaR:2024 AI:Generated'), [
    "tag:Meta",
    "tag:Open source",
    "year:2024",
    "ai:generated",
  ]);
});

test("what makes no sense as a restriction is words", async () => {
  const query = await parse("year:soon ai:maybe tag: note:well 5:30");

  assert.deepEqual(query.rules, []);
  assert.deepEqual(forms(query.words), [
    "year",
    "soon",
    "ai",
    "maybe",
    "tag",
    "note",
    "well",
    "5",
    "30",
  ]);
});

test("years are one, from, to, or between", async () => {
  assert.deepEqual(yearsOf("2024"), [2024, 2024]);
  assert.deepEqual(yearsOf("2023-2025"), [2023, 2025]);
  assert.deepEqual(yearsOf("2023–2025"), [2023, 2025]);
  assert.deepEqual(yearsOf("2024-"), [2024, Infinity]);
  assert.deepEqual(yearsOf("-2024"), [0, 2024]);
  for (const wrong of ["", "-", "20245", "2024-x", "x", "2024--2025", "-2024-"])
    assert.equal(yearsOf(wrong), undefined);
});

test("a restriction of the page's address is as a typed one", async () => {
  const { rules: some } = await parse("x", { tag: " Open source ", year: "2024-", ai: "None" });
  const { rules: none } = await parse("x", { tag: " ", year: "now", ai: "all" });

  assert.deepEqual(some, [
    { kind: "tag", value: "Open source", not: false },
    { kind: "year", value: "2024-", not: false },
    { kind: "ai", value: "none", not: false },
  ]);
  assert.deepEqual(none, []);
});

test("a very long query takes no long time", async () => {
  for (const text of [
    '"a '.repeat(20000),
    "-".repeat(50000),
    "tag:".repeat(20000),
    '-"'.repeat(20000),
  ]) {
    const start = performance.now();
    await parse(text);
    assert.ok(performance.now() - start < 1000);
  }
});
