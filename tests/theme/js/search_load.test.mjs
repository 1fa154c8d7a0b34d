import assert from "node:assert/strict";
import test from "node:test";

import { INDEX_FORMAT, OtherFormat, indexLoader } from "../../../theme/static/js/search/load.js";

const answer = (body, status = 200) => new Response(JSON.stringify(body), { status });

test("the index is fetched when it is needed, and once", async () => {
  const asked = [];
  const load = indexLoader("/search/index.json", async (address) => {
    asked.push(address);
    return answer({ format: INDEX_FORMAT });
  });
  assert.deepEqual(asked, []);

  const [first, second] = await Promise.all([load(), load()]);

  assert.equal(first, second);
  assert.deepEqual(asked, ["/search/index.json"]);
});

test("another format is told apart from other failures", async () => {
  const load = indexLoader("/", async () => answer({ format: INDEX_FORMAT + 1 }));

  await assert.rejects(load(), OtherFormat);
});

test("after a failure the next call tries again", async () => {
  const answers = [answer({}, 404), answer({ format: INDEX_FORMAT })];
  const load = indexLoader("/", async () => answers.shift());

  await assert.rejects(load(), /404/);

  assert.equal((await load()).format, INDEX_FORMAT);
});

test("an answer that is no index is a failure", async () => {
  await assert.rejects(indexLoader("/", async () => answer(null))(), OtherFormat);
  await assert.rejects(indexLoader("/", async () => new Response("<html>"))(), SyntaxError);
});
