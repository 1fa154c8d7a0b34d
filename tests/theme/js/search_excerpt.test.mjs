import assert from "node:assert/strict";
import test from "node:test";

import { excerpt } from "../../../theme/static/js/search/excerpt.js";

const known = (...words) => (word) => (words.includes(word) ? word : undefined);
const shown = (pieces) => pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");
const filler = "One of many words that tell nothing. ".repeat(20);

test("words are marked as they are written", () => {
  assert.equal(shown(excerpt("Meta’s CAFE\u0301.", known("meta", "cafe"))), "[Meta’s] [CAFE\u0301].");
});

test("markup in a text is text", () => {
  const [piece] = excerpt("<img src=x onerror=alert(1)>", known());

  assert.deepEqual(piece, { text: "<img src=x onerror=alert(1)>", marked: false });
});

test("a short text is shown whole", () => {
  assert.equal(shown(excerpt("A short text.", known("nothing"))), "A short text.");
});

test("without a hit the beginning is shown, cut after a word", () => {
  assert.equal(shown(excerpt(filler, known(), { width: 22 })), "One of many words that …");
});

test("the passage with most different words is chosen", () => {
  const text = `${filler}model ${filler}A model of Meta here. ${filler}`;

  const passage = shown(excerpt(text, known("model", "meta")));

  assert.match(passage, /^… .*A \[model\] of \[Meta\] here\..* …$/);
});

test("a passage is about as long as was asked for", () => {
  for (const width of [40, 160, 300]) {
    const length = shown(excerpt(`${filler}model ${filler}`, known("model"), { width })).length;

    assert.ok(length > width / 2 && length <= width + 8, `${length} for ${width}`);
  }
});

test("an empty text gives no pieces", () => {
  assert.deepEqual(excerpt("", known("a")), []);
});
