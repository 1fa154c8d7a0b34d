import assert from "node:assert/strict";
import { test } from "node:test";

import { memory } from "../../../theme/static/js/useful/view.js";

/** A storage that holds what it is given. */
function storage() {
  const held = new Map();
  return {
    held,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
  };
}

test("only that the question was answered is kept", () => {
  const own = storage();
  const answered = memory(() => own, "answered /explainers/caches/");

  assert.equal(answered.has(), false);
  assert.equal(own.held.size, 0);
  answered.keep();

  assert.equal(answered.has(), true);
  assert.deepEqual([...own.held], [["answered /explainers/caches/", "1"]]);
});

test("a storage that is refused is as if nothing were kept", () => {
  const answered = memory(() => {
    throw new Error("refused");
  }, "answered /");

  answered.keep();

  assert.equal(answered.has(), false);
});

test("a storage that is full is as if nothing were kept", () => {
  const full = { getItem: () => null, setItem: () => { throw new Error("full"); } };
  const answered = memory(() => full, "answered /");

  answered.keep();

  assert.equal(answered.has(), false);
});
