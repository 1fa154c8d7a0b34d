import assert from "node:assert/strict";
import test from "node:test";

import { excerpt } from "../../../theme/static/js/search/excerpt.js";

const marks = (...terms) => ({ terms: new Set(terms), forms: new Set() });
const shown = (pieces) => pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");
const passage = (text, ...terms) => shown(excerpt([["", text]], marks(...terms)).pieces);
const filler = "One of many words that tell nothing. ".repeat(20);

test("words are marked as they are written", () => {
  assert.equal(passage("Meta’s CAFE\u0301.", "meta", "cafe"), "[Meta’s] [CAFE\u0301].");
});

test("words are marked by their stem, or as forms", () => {
  const texts = [["", "Models of Wahlen"]];

  const { pieces } = excerpt(texts, { terms: new Set(["model"]), forms: new Set(["wahlen"]) });

  assert.equal(shown(pieces), "[Models] of [Wahlen]");
});

test("markup in a text is text", () => {
  const { pieces } = excerpt([["", "<img src=x onerror=alert(1)>"]], marks());

  assert.deepEqual(pieces, [{ text: "<img src=x onerror=alert(1)>", marked: false }]);
});

test("a short text is shown whole", () => {
  assert.equal(passage("A short text.", "nothing"), "A short text.");
});

test("without a hit the summary's beginning is shown, cut after a word", () => {
  const { section, pieces } = excerpt(
    [
      ["", filler],
      [0, "A section."],
    ],
    marks("nothing"),
  );

  assert.equal(section, "");
  assert.match(shown(pieces), /^One of .*\w …$/);
  assert.ok(shown(pieces).length <= 202);
});

test("the text with most different words is chosen, the first of equals", () => {
  const texts = [
    ["", "A model, a model and a model."],
    ["Why?", "A model of Meta."],
    [0, "Meta and a model."],
  ];

  assert.deepEqual(excerpt(texts, marks("meta", "model")).section, "Why?");
  assert.deepEqual(excerpt(texts, marks("model")).section, "");
});

test("a passage begins some words before the first hit, where that is far off", () => {
  assert.match(
    passage(`${filler}A model of Meta here. ${filler}`, "model", "meta"),
    /^… .*A \[model\] of \[Meta\] here\..* …$/,
  );
  assert.match(
    passage(`A model. ${filler}A model of Meta here. ${filler}`, "model", "meta"),
    /^A \[model\]\. .* …$/,
  );
});

test("words that overlap are marked once", () => {
  const { pieces } = excerpt([["", "日本語です"]], {
    terms: new Set(),
    forms: new Set(["日本", "本語"]),
  });

  assert.equal(pieces.map(({ text }) => text).join(""), "日本語です");
});

test("a passage is about as long as it should be, and begins and ends with whole words", () => {
  for (let before = 0; before < 40; before++) {
    const text = `${"x".repeat(before)} ${filler}model ${filler}`;
    const words = passage(text, "model").replace(/[[\]]/g, "");

    assert.ok(words.length > 150 && words.length <= 205, `${words.length}`);
    assert.ok(text.includes(words.slice(2, -2)));
    for (const word of words.slice(2, -2).trim().split(" "))
      assert.ok(text.split(" ").includes(word), word);
  }
});

test("a text without blanks is cut, but no character is", () => {
  for (const before of ["", "x"]) {
    const words = passage(before + "\u{20BB7}".repeat(500));

    assert.ok(words.isWellFormed?.() ?? !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/.test(words));
    assert.ok(words.length > 150 && words.length < 210);
  }
});

test("an empty text gives no pieces", () => {
  assert.deepEqual(excerpt([["", ""]], marks("a")).pieces, []);
});
