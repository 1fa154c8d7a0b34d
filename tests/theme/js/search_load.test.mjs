import assert from "node:assert/strict";
import test from "node:test";
import { deflateRawSync } from "node:zlib";

import {
  OtherFormat,
  asBytes,
  findTerm,
  inByteOrder,
  json,
  loadOften,
  nameOf,
  openFiles,
  placeOf,
  reader,
} from "../../../theme/static/js/search/load.js";
import { stem } from "../../../theme/static/js/search/stem.js";
import { tokenize } from "../../../theme/static/js/search/tokenize.js";
import { HEAD, serve, varints, writeIndex } from "./support/index_writer.mjs";

const compressed = (value) => deflateRawSync(JSON.stringify(value));
const answering =
  (...answers) =>
  async () => {
    const answer = answers.shift();
    return answer instanceof Response ? answer : new Response(answer);
  };
const gone = () => new Response("", { status: 404 });

function opened(documents, options) {
  const server = serve(writeIndex(documents, options));
  return { server, files: openFiles(HEAD, server.fetch) };
}

test("the head is fetched when it is needed, once, and asks for the newest", async () => {
  const asked = [];
  const files = openFiles("/a/search/index.bin", async (...request) => {
    asked.push(request);
    return new Response(compressed({ format: 2 }));
  });
  assert.deepEqual(asked, []);

  const [first, second] = await Promise.all([files.index(), files.index()]);

  assert.equal(first.head, second.head);
  assert.deepEqual(asked, [["/a/search/index.bin", { cache: "no-cache" }]]);
});

test("other files lie beside the head, wherever that is", async () => {
  const asked = [];
  const files = openFiles("https://example.org/a/b/search/index.bin", async (address) => {
    asked.push(address);
    return new Response(compressed({ format: 2 }));
  });

  await (await files.index()).get("tags", "0123456789ab", json);

  assert.equal(asked[1], "https://example.org/a/b/search/tags/0123456789ab.bin");
});

test("another format is told apart from other failures", async () => {
  for (const head of [{ format: 3 }, { format: 1 }, {}, null, []]) {
    await assert.rejects(openFiles("/", answering(compressed(head))).index(), OtherFormat);
  }
});

test("an answer that is no index is a failure, and no other format", async () => {
  for (const body of ["<html>", "", deflateRawSync("<html>")]) {
    await assert.rejects(
      openFiles("/", answering(body)).index(),
      (error) => !(error instanceof OtherFormat),
    );
  }
});

test("after a failure the next call tries again", async () => {
  const files = openFiles(
    "/",
    answering(gone(), compressed({ format: 2 }), gone(), compressed("tags")),
  );

  await assert.rejects(files.index(), /404/);
  const { get } = await files.index();
  await assert.rejects(get("tags", "a", json), /404/);

  assert.equal(await get("tags", "a", json), "tags");
});

test("a file that cannot be decoded is asked for again, too", async () => {
  const files = openFiles("/", answering(compressed({ format: 2 }), "rubbish", compressed("tags")));
  const { get } = await files.index();

  await assert.rejects(get("tags", "a", json));

  assert.equal(await get("tags", "a", json), "tags");
});

test("a server's error is told", async () => {
  const files = openFiles(
    "/",
    answering(compressed({ format: 2 }), new Response("", { status: 503 })),
  );
  const { get } = await files.index();

  await assert.rejects(get("tags", "a", json), /503/);
});

test("a file is decoded once", async () => {
  const files = openFiles("/", answering(compressed({ format: 2 }), compressed("x")));
  const { get } = await files.index();
  let decoded = 0;

  await Promise.all([1, 2, 3].map(() => get("tags", "a", () => ++decoded)));

  assert.equal(decoded, 1);
});

test("a new head is fetched after a refresh, and files are kept", async () => {
  const { server, files } = opened([{ title: "Llama" }]);
  await findTerm(await files.index(), "llama");
  const before = server.asked.length;

  files.refresh();
  await findTerm(await files.index(), "llama");

  assert.deepEqual(server.asked.slice(before), ["index.bin"]);
});

for (const broken of ["missing", "throws"]) {
  test(`without DecompressionStream our own inflate is used: it is ${broken}`, async (context) => {
    const { DecompressionStream: kept } = globalThis;
    context.after(() => (globalThis.DecompressionStream = kept));
    globalThis.DecompressionStream =
      broken === "missing"
        ? undefined
        : function () {
            throw new TypeError("deflate-raw");
          };

    const { head } = await opened([{ title: "Llama" }]).files.index();

    assert.equal(head.count, 1);
  });
}

test("numbers of any size are read", () => {
  const numbers = [
    0,
    1,
    127,
    128,
    16383,
    16384,
    2 ** 31,
    2 ** 32 - 1,
    2 ** 32,
    2 ** 40 + 1,
    2 ** 52,
  ];
  const read = reader(varints(...numbers));

  assert.deepEqual(numbers.map(read.number), numbers);
  assert.ok(read.isDone());
});

test("what is cut off is an error, not a wrong number", () => {
  const long = { df: 1000, often: 1000, titles: 0, coded: 0, name: "", bytes: varints(1, 2, 3) };

  assert.throws(() => reader(Buffer.from([])).number(), RangeError);
  assert.throws(() => reader(Buffer.from([128])).number(), RangeError);
  assert.throws(() => reader(Buffer.from([1, 2])).bytes(3), RangeError);
  assert.throws(() => reader(Buffer.from([1, 2])).numbers(2 ** 40), RangeError);
  return assert.rejects(loadOften({}, long), RangeError);
});

const titles = [
  "constructor __proto__",
  "toString",
  "\u{20BB7}\u{20BB8}",
  "\uFA0E\uFA0F ﬁsh",
  "zebra ß 한국",
];

for (const options of [
  { perShard: 1 },
  { perShard: 3 },
  { perShard: 1000 },
  { perShard: 2, deep: 2 },
]) {
  test(`every term is found, and no other: ${JSON.stringify(options)}`, async () => {
    const { files } = opened(
      titles.map((title) => ({ title })),
      options,
    );
    const index = await files.index();

    const words = titles.flatMap((title) => tokenize(title)).map(({ word }) => stem(word));
    for (const term of [...words, "=ai/none"]) {
      assert.equal((await findTerm(index, term))?.term, term);
    }
    for (const term of ["hasownproperty", "valueof", "a", "zzz", "\u{10FFFF}", "=", "=tag/x", ""]) {
      assert.equal(await findTerm(index, term), undefined, term);
    }
  });
}

test("texts are ordered as their UTF-8 is", () => {
  const texts = [
    "",
    "a",
    "aa",
    "b",
    "é",
    "\uD7FF",
    "\uE000",
    "\uFFDA",
    "\u{10000}",
    "\u{10FFFF}",
    "a\u{10000}",
    "a\uFFFD",
  ];
  const byBytes = (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other));
  const shown = [...texts].sort((one, other) => (inByteOrder(one) < inByteOrder(other) ? -1 : 1));

  assert.deepEqual(shown, [...texts].sort(byBytes));
  shown.forEach((text, place) =>
    assert.equal(
      placeOf(
        shown.map((each) => [each]),
        text,
      ),
      place,
    ),
  );
});

test("a list tells documents, frequencies and titles, inside a shard and out of it", async () => {
  for (const outside of [0, 1536]) {
    const documents = [
      { summary: "llama llama" },
      {},
      { title: "Llama", summary: "llama" },
      { title: "llama" },
    ];
    const { files } = opened(documents, { outside });
    const index = await files.index();

    const list = await loadOften(index, await findTerm(index, "llama"));

    assert.deepEqual([...list.documents], [0, 2, 3]);
    assert.deepEqual([...list.frequencies], [2, 2, 1]);
    assert.deepEqual([...list.titled], [2, 3]);
    assert.deepEqual([...list.titleFrequencies], [1, 1]);
    assert.deepEqual([...list.titleCodes], [1, 1]);
    assert.equal(list.codes, undefined);
  }
});

test("a list may hold lengths", async () => {
  const { files } = opened([{ title: "llama x y" }, { title: "llama" }], { lengthsInside: 2 });
  const index = await files.index();

  const list = await loadOften(index, await findTerm(index, "llama"));

  assert.deepEqual([...list.codes], [3, 1]);
});

test("names of packs are found through any number of pages", async () => {
  for (const [count, pageOf] of [
    [3, 64],
    [200, 64],
    [200, 1],
  ]) {
    const documents = Array.from({ length: count }, (_, number) => ({ title: `t${number}` }));
    const { files } = opened(documents, { per: 1, pageOf, perShard: 5000, perBlock: 5000 });
    const index = await files.index();

    for (const place of [0, 1, count - 1]) {
      const [record] = await index.get("records", await nameOf(index, place), json);
      assert.equal(record[0], `t${place}`);
    }
  }
});

test("names are not compressed", async () => {
  const { files, server } = opened(
    Array.from({ length: 130 }, () => ({})),
    { per: 1 },
  );
  const index = await files.index();

  await nameOf(index, 129);

  const path = server.asked.find((each) => each.startsWith("names/"));
  assert.equal(server.files.get(path).length % 6, 0);
  assert.ok(await index.get("names", path.slice(6, 18), asBytes));
});
