import assert from "node:assert/strict";
import test from "node:test";

import { openEngine } from "../../../theme/static/js/search/engine.js";
import { mistakesIn } from "../../../theme/static/js/search/forgive.js";
import { HEAD, serve, writeIndex } from "./support/index_writer.mjs";

/** Documents with these words, as often as is said. */
const withWords = (counts) =>
  Object.entries(counts).flatMap(([word, count]) =>
    Array.from({ length: count }, () => ({ title: "t", summary: word })),
  );

function opened(documents, options = {}) {
  const server = serve(writeIndex(documents, options));
  return { server, engine: openEngine(HEAD, server.fetch) };
}

async function answered(counts, words, { typing = false, ...options } = {}) {
  const { engine, server } = opened(withWords(counts), options);
  const answer = await engine.search({ words, typing });
  return { ...answer, asked: server.asked };
}

async function instead(counts, words, options = {}) {
  const { notes } = await answered(counts, words, options);
  return Object.fromEntries(notes.instead);
}

test("an unknown last word is the beginning of the most frequent longer ones", async () => {
  const counts = { modern: 2, modal: 3, moor: 5, mode: 1 };

  assert.deepEqual(await instead(counts, "mod"), { mod: ["modal", "modern", "mode"] });
  assert.equal((await answered(counts, "mod")).total, 6);
});

test("a word that something follows is no beginning", async () => {
  for (const words of ["mod ", "mod.", '"mod"', "mod alpaca", "mod -x"]) {
    assert.deepEqual(await instead({ modernity: 1, alpaca: 1 }, words), {}, words);
  }
});

test("at most eight words, two for one or two letters", async () => {
  const counts = Object.fromEntries(
    [..."abcdefghijkl"].map((letter, place) => [`xy${letter}`, place + 1]),
  );

  assert.equal((await instead(counts, "xy", { perBlock: 50 })).xy.length, 2);
  const longer = Object.fromEntries(
    Object.entries(counts).map(([word, count]) => [`z${word}`, count]),
  );
  assert.equal((await instead(longer, "zxy", { perBlock: 50 })).zxy.length, 8);
});

test("one sign is enough where scripts have no blanks", async () => {
  const counts = { 日本: 1, 日曜: 1, 日光: 1 };

  assert.equal((await instead(counts, "日")).日.length, 3);
});

test("of many blocks only the directory is asked", async () => {
  const counts = Object.fromEntries(
    Array.from({ length: 40 }, (_, number) => [`xyz${number}q`, 1 + (number % 5)]),
  );

  const { notes, asked } = await answered(counts, "xyz", { perBlock: 4 });

  assert.equal(notes.instead[0][1].length, 8);
  assert.equal(asked.filter((path) => path.startsWith("forms/")).length, 1);
});

test("what stands for a beginning is not fetched without limit", async () => {
  const counts = { xyza: 1, xyzb: 1, xyzc: 1 };
  const some = async (formCounts) => (await instead(counts, "xyz", { formCounts })).xyz;

  assert.deepEqual(await some({ xyza: 5000, xyzb: 3500 }), ["xyza"]);
  assert.deepEqual(await some({ xyza: 4000, xyzb: 3500 }), ["xyza", "xyzb", "xyzc"]);
  assert.deepEqual(await some({ xyza: 90_000, xyzb: 3500 }), ["xyza"]);
});

test("while typing, a known word may be a beginning, with a quarter of the weight", async () => {
  const documents = [
    { title: "t", summary: "art" },
    { title: "t", summary: "artist" },
    { title: "t", summary: "x" },
  ];
  const { engine } = opened(documents);
  const list = async (request) =>
    (await (await engine.search(request)).results(0, 9)).map(({ number, score }) => [
      number,
      score,
    ]);

  const typing = await list({ words: "art", typing: true });
  const done = await list({ words: "art" });
  const other = await list({ words: "artist" });

  assert.deepEqual(
    typing.map(([number]) => number),
    [0, 1],
  );
  assert.deepEqual(done, [typing[0]]);
  assert.ok(Math.abs(typing[1][1] - other[0][1] / 4) < 1e-12);
  assert.deepEqual((await engine.search({ words: "art", typing: true })).notes.instead, []);
});

test("forms of the same term do not stand for a known word", async () => {
  const { total } = await answered({ model: 1, models: 1, modelling: 1 }, "model", {
    typing: true,
  });
  const { total: done } = await answered({ model: 1, models: 1, modelling: 1 }, "model");

  assert.ok(total >= done);
});

test("stop words are beginnings only while typing, and no mistakes", async () => {
  assert.deepEqual(await instead({ theory: 1, tie: 1 }, "the", { typing: true }), {
    the: ["theory"],
  });
  assert.deepEqual(await instead({ theory: 1, thee: 1 }, "the"), {});
  assert.deepEqual(await instead({ theory: 1, thee: 1 }, "the "), {});
});

const mistakes = {
  "one fewer": "lama",
  "one more": "llamaa",
  another: "llana",
  swapped: "llmaa",
  first: "xlama",
  last: "llamq",
};

for (const [what, written] of Object.entries(mistakes)) {
  test(`one mistake is forgiven: ${what}`, async () => {
    for (const perBlock of [1, 2, 100]) {
      assert.deepEqual(
        await instead({ llama: 2, zebra: 1, aardvark: 1, moose: 9 }, `${written} `, { perBlock }),
        {
          [written]: ["llama"],
        },
      );
    }
  });
}

test("every single mistake is forgiven, anywhere in a word of any length", async () => {
  const others = Object.fromEntries(Array.from({ length: 30 }, (_, number) => [`q${number}zz`, 1]));
  for (const word of ["cat", "bear", "llama", "alpaca", "octopus", "crocodile"]) {
    const { engine } = opened(withWords({ [word]: 1, ...others }), { perBlock: 3 });
    for (const written of oneEditFrom(word)) {
      if (written.length < 3 || written === word) continue;
      assert.equal((await engine.search({ words: `${written} ` })).total, 1, written);
    }
  }
});

/** Words with one mistake, each mistake at each place. */
function oneEditFrom(word) {
  const written = new Set();
  for (let place = 0; place <= word.length; place++) {
    const [before, after] = [word.slice(0, place), word.slice(place)];
    written.add(`${before}x${after}`);
    if (after) written.add(before + after.slice(1)).add(`${before}x${after.slice(1)}`);
    if (after.length > 1) written.add(before + after[1] + after[0] + after.slice(2));
  }
  return written;
}

test("short words and numbers are taken as they are", async () => {
  assert.deepEqual(await instead({ ox: 1, 2024: 1, llama: 1 }, "ax 2025 20244 "), {});
  assert.deepEqual(await instead({ "\u{20BB7}x": 1 }, "\u{20BB7}y "), {});
});

test("two mistakes are forgiven from eight letters on", async () => {
  assert.deepEqual(await instead({ crocodile: 1, x: 1 }, "krokodile "), {
    krokodile: ["crocodile"],
  });
  assert.deepEqual(await instead({ octopus: 1, x: 1 }, "oktapus "), {});
});

test("the nearest first, then those with the first letter, then the frequent", async () => {
  assert.deepEqual(await instead({ crocodile: 1, krokodil: 50 }, "crokodile "), {
    crokodile: ["crocodile"],
  });
  assert.deepEqual(await instead({ bat: 1, cab: 2, cap: 4, rat: 9 }, "cat "), {
    cat: ["cap", "cab", "rat"],
  });
});

test("rare words do not stand beside a much more frequent one", async () => {
  assert.deepEqual(await instead({ cap: 20, cab: 1 }, "cat "), { cat: ["cap"] });
});

test("a word that is the beginning of none is forgiven its mistakes though it is the last", async () => {
  assert.deepEqual(await instead({ llama: 1 }, "lama"), { lama: ["llama"] });
});

test("a query with a known word does not end empty for an unknown one", async () => {
  const { total, notes } = await answered({ llama: 2, zebra: 1 }, "llama qqqqq ");

  assert.deepEqual([total, notes.instead], [2, []]);
});

test("a word that stands for another is scored once with it", async () => {
  const { engine } = opened(withWords({ llama: 2, x: 3 }));
  const score = async (words) => (await (await engine.search({ words })).results(0, 1))[0].score;

  assert.equal(await score("llama lama "), await score("llama "));
});

test("two mistakes at both ends of a long word are found as a last resort", async () => {
  const others = Array.from({ length: 40 }, (_, number) => [`tbetween${number}g`, 1]);
  const counts = { ...Object.fromEntries(others), transformer: 3 };

  const { notes } = await answered(counts, "tarnsformre ", { perBlock: 4 });

  assert.deepEqual(notes.instead, [["tarnsformre", ["transformer"]]]);
});

test("few blocks are fetched for a word", async () => {
  const counts = Object.fromEntries(
    Array.from({ length: 400 }, (_, number) => [`ab${number}yz`, 1]),
  );

  const { asked } = await answered(counts, "abcdyz ", { perBlock: 2, perShard: 400 });

  assert.ok(asked.filter((path) => path.startsWith("forms/")).length <= 7);
});

test("only the first unknown words of a long query are looked after", async () => {
  const words = Array.from({ length: 100 }, (_, number) => `unknown${number}x`).join(" ");

  const { asked } = await answered({ llama: 1, alpaca: 1 }, words);

  assert.ok(asked.filter((path) => path.startsWith("forms/")).length < 30);
});

test("terms of foreign forms stand in, too", async () => {
  const documents = [{ title: "Wahlen", lang: "de" }, { title: "x" }];
  const termOf = (form, lang) => (lang === "de" ? `${form}-de` : form);
  const { engine } = opened(documents, { termOf });

  for (const words of ["wahlen", "wahl", "whalen "])
    assert.equal((await engine.search({ words })).total, 1, words);
});

test("mistakes are counted as optimal string alignment has them", () => {
  const count = (from, to) => mistakesIn([...from], [...to], 9);

  assert.deepEqual(
    [
      count("", "ab"),
      count("ab", "ba"),
      count("ca", "abc"),
      count("kitten", "sitting"),
      count("a\u{1F600}", "\u{1F600}a"),
    ],
    [2, 1, 3, 3, 1],
  );
});
