import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { startModule, startModules } from "../../../theme/static/js/main.js";

const element = (name) => ({ dataset: { module: name } });
const page = (...elements) => ({
  querySelectorAll: (selector) => (selector === "[data-module]" ? elements : []),
});

beforeEach(() => mock.method(console, "error", () => {}));
afterEach(() => mock.restoreAll());

test("a module is started with the element that names it", async () => {
  const started = [];
  const search = element("search");

  await startModule(search, async (name) => ({ start: (given) => started.push([name, given]) }));

  assert.deepEqual(started, [["search", search]]);
});

test("a module that cannot be loaded does not stop the others", async () => {
  const started = [];
  const load = async (name) => {
    if (name === "broken") throw new Error("not there");
    return { start: () => started.push(name) };
  };

  const results = await startModules(page(element("broken"), element("search")), load);

  assert.deepEqual(results, [false, true]);
  assert.deepEqual(started, ["search"]);
  assert.equal(console.error.mock.callCount(), 1);
});

test("a module that fails while it starts does not stop the others", async () => {
  const load = async (name) => ({
    start: async () => {
      if (name === "broken") throw new Error("failed");
    },
  });

  const results = await startModules(page(element("broken"), element("search")), load);

  assert.deepEqual(results, [false, true]);
});

test("only a plain name is ever loaded", async () => {
  const load = mock.fn();

  for (const name of ["../elsewhere", "https://example.org/x.js", "", "Search"]) {
    assert.equal(await startModule(element(name), load), false);
  }

  assert.equal(load.mock.callCount(), 0);
});
