import assert from "node:assert/strict";
import { test } from "node:test";

import { queryOf, requestIn, statusText } from "../../../theme/static/js/search/request.js";

const NOTHING = { q: "", tag: "", year: "", ai: "", sort: "" };

const answer = (total, notes = {}) => ({ total, notes: { instead: [], common: false, ...notes } });

test("a request is what its address says, without blanks around it", () => {
  const request = requestIn("?q=%20open+weights&tag=meta&year=2023-2025&ai=none&sort=newest&x=y");

  assert.deepEqual(request, {
    q: "open weights",
    tag: "meta",
    year: "2023-2025",
    ai: "none",
    sort: "newest",
  });
});

test("an address without parameters asks for nothing", () => {
  assert.deepEqual(requestIn(""), NOTHING);
  assert.equal(queryOf(NOTHING), "?");
});

test("the address of a request leads back to it", () => {
  const odd = ["100% & more", "#?=+", "\"'<b>", "هوش مصنوعی", "👩‍👧", "a\u0000b", "\\"];

  for (const q of odd) {
    const request = { ...NOTHING, q, tag: q };
    assert.deepEqual(requestIn(queryOf(request)), request);
  }
});

test("half a character is no reason to fail", () => {
  assert.equal(requestIn(queryOf({ ...NOTHING, q: "a\ud83d" })).q, "a\ufffd");
});

test("the status says how many there are and how many are shown", () => {
  assert.equal(statusText(answer(0), 0), "Nothing found.");
  assert.equal(statusText(answer(1), 1), "1 explainer found.");
  assert.equal(statusText(answer(10), 10), "10 explainers found.");
  assert.equal(
    statusText(answer(12345), 10),
    "12,345 explainers found; the first 10 are shown.",
  );
});

test("the status says what stands for a word that nobody wrote", () => {
  const found = answer(3, { instead: [["Alpacca", ["alpaca", "alpacas", "alpine", "alps"]]] });

  assert.equal(
    statusText(found, 3),
    "3 explainers found." +
      " Nothing is written with “Alpacca”; showing “alpaca”, “alpacas” or “alpine”.",
  );
  assert.equal(statusText(found, 3, true), statusText(found, 3));
});

test("the beginning of a word that is being typed is no mistake", () => {
  const found = answer(3, { instead: [["Alp", ["alpaca", "alps"]]] });

  assert.equal(statusText(found, 3, true), "3 explainers found.");
  assert.equal(
    statusText(found, 3),
    "3 explainers found. Nothing is written with “Alp”; showing “alpaca” or “alps”.",
  );
});

test("the status says that common words are not looked up", () => {
  assert.equal(
    statusText(answer(0, { common: true }), 0),
    "Nothing found. Words as common as these are not looked up; add a rarer one.",
  );
});
