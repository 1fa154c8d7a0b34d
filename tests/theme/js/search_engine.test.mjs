import assert from "node:assert/strict";
import test from "node:test";

import { OtherFormat, openEngine } from "../../../theme/static/js/search/engine.js";
import { HEAD, serve, writeIndex } from "./support/index_writer.mjs";

const AI = ["AI", "ai"];
const META = ["Meta", "meta"];
const archive = [
  {
    title: "Meta Works on Llama",
    tags: [META, AI],
    day: "2023-02-01",
    label: 1,
    summary: "Meta trains a model.",
  },
  {
    title: "Open Source Licences",
    tags: [AI],
    day: "2023-06-01",
    label: 2,
    summary: "Of open licences for any source.",
  },
  { title: "Withdrawn", tags: [AI], day: "2024-01-01", summary: "llama", withdrawn: true },
  {
    title: "Llama Farming",
    tags: [["Animals", "animals"]],
    day: "2024-02-01",
    summary: "Wool of the llama and alpaca.",
  },
  {
    title: "What Is to Be",
    tags: [["C++", "cplusplus"]],
    day: "2025-01-01",
    label: 1,
    summary: "The state of the union.",
    sections: [
      [0, "A model of trade."],
      [["others-heading", "Other’s Heading?"], "Alpaca and llama and wool."],
    ],
  },
];

function opened(documents = archive, options = {}) {
  const server = serve(writeIndex(documents, options));
  return { server, engine: openEngine(HEAD, server.fetch) };
}

async function found(request, documents, options) {
  const { engine } = opened(documents, options);
  const answer = await engine.search(typeof request === "string" ? { words: request } : request);
  const results = await answer.results(0, 100);
  assert.equal(results.length, answer.total);
  return results.map(({ number }) => number);
}

test("a result has all that is shown of it", async () => {
  const { engine } = opened();

  const [result] = await (await engine.search({ words: "farming" })).results(0, 1);

  assert.ok(result.score > 0);
  assert.deepEqual(
    { ...result, score: 0 },
    {
      number: 3,
      score: 0,
      title: "Llama Farming",
      address: "/explainers/slug-3/",
      day: "2024-02-01",
      label: 0,
      lang: "",
      tags: [{ label: "Animals", address: "/tags/animals/" }],
      snippet: [{ text: "Wool of the llama and alpaca.", marked: false }],
      section: null,
    },
  );
});

test("any word is enough, and more words find no less", async () => {
  assert.deepEqual((await found("alpaca")).sort(), [3, 4]);
  assert.deepEqual((await found("alpaca trains")).sort(), [0, 3, 4]);
  assert.deepEqual((await found("alpaca trains xylophone")).sort(), [0, 3, 4]);
});

test("words are found in any form", async () => {
  assert.deepEqual(await found("LICENCES "), await found("licence "));
});

test("withdrawn explainers are not found", async () => {
  assert.ok(!(await found("llama")).includes(2));
  assert.deepEqual(await found("year:2024"), [3]);
  assert.deepEqual(await found("-alpaca"), [1, 0]);
});

test("a request may ask for the newest first", async () => {
  const { engine } = opened();

  const answer = await engine.search({ words: "llama model", newest: true });

  assert.equal(answer.newestFirst, true);
  assert.deepEqual(
    (await answer.results(0, 9)).map(({ number }) => number),
    [4, 3, 0],
  );
});

test("restrictions alone list what fits, newest first", async () => {
  assert.deepEqual(await found("tag:AI"), [1, 0]);
  assert.deepEqual(await found("year:2023"), [1, 0]);
  assert.deepEqual(await found("year:2024-"), [4, 3]);
  assert.deepEqual(await found("year:-2023"), [1, 0]);
  assert.deepEqual(await found("year:2000-2030"), [4, 3, 1, 0]);
  assert.deepEqual(await found("ai:generated"), [4, 0]);
  assert.deepEqual(await found("ai:none"), [3]);
  assert.deepEqual(await found("tag:AI ai:assisted year:2023"), [1]);
  assert.deepEqual(await found("-tag:ai -tag:Animals"), [4]);
});

test("fields of the address restrict as operators do", async () => {
  assert.deepEqual(await found({ tag: "meta" }), [0]);
  assert.deepEqual(
    await found({ words: "llama", year: "2024-2025" }),
    await found("llama year:2024-2025"),
  );
  assert.deepEqual(await found({ ai: "none" }), [3]);
  assert.deepEqual(await found({ tag: "AI", year: "nonsense", ai: "nonsense" }), [1, 0]);
});

test("nothing asked is nothing found", async () => {
  for (const words of ["", " ", '"', "-", "?!", undefined])
    assert.deepEqual(await found({ words }), []);
});

test("words are excluded", async () => {
  assert.deepEqual(await found("llama -wool"), [0]);
  assert.deepEqual(await found("llama -unknownword"), await found("llama "));
  assert.deepEqual(await found("llama -the"), await found("llama "));
  assert.deepEqual(await found('llama -"open source"'), await found("llama "));
});

test("only common words: what has them in its title, or a note", async () => {
  const { engine } = opened();
  const one = await engine.search({ words: "what is " });
  const other = await engine.search({ words: "the of " });

  assert.deepEqual([one.total, one.notes.common], [1, false]);
  assert.deepEqual([other.total, other.notes.common], [0, true]);
  assert.deepEqual(await found("the tag:AI"), [1, 0]);
});

test("a snippet tells from which section it is", async () => {
  const { engine } = opened();
  const sectionOf = async (words) =>
    (await (await engine.search({ words })).results(0, 1))[0].section;

  assert.deepEqual(await sectionOf("trade "), { anchor: "whats-next", heading: "What’s Next?" });
  assert.deepEqual(await sectionOf("alpaca wool tag:cplusplus"), {
    anchor: "others-heading",
    heading: "Other’s Heading?",
  });
  assert.equal(await sectionOf("union "), null);
});

test("stand-ins are marked in snippets", async () => {
  const { engine } = opened();

  const answer = await engine.search({ words: "alpacca " });
  const [{ snippet }] = await answer.results(0, 1);

  assert.deepEqual(answer.notes.instead, [["alpacca", ["alpaca"]]]);
  assert.ok(snippet.some(({ text, marked }) => marked && text === "alpaca"));
});

test("results come in parts that fit together", async () => {
  const documents = Array.from({ length: 40 }, (_, number) => ({
    title: `cat ${"dog ".repeat(number % 7)}`,
  }));
  const { engine } = opened(documents, { table: 8 });
  const answer = await engine.search({ words: "cat" });

  const parts = [];
  for (const from of [0, 3, 10, 20, 39, 40])
    parts.push(
      ...(await answer.results(from, { 0: 3, 3: 10, 10: 20, 20: 39, 39: 40, 40: 50 }[from])),
    );
  const all = await answer.results(0, 40);

  assert.deepEqual(
    parts.map(({ number }) => number),
    all.map(({ number }) => number),
  );
});

test("a term that a foreign form has is found and marked", async () => {
  const documents = [{ title: "Die Häuser", lang: "de" }, { title: "Other" }];
  const options = {
    termOf: (form, lang) => (lang === "de" ? form.replace(/er$/, "").replace("hau", "haeu") : form),
  };
  const { engine } = opened(documents, options);

  const answer = await engine.search({ words: "hauser" });

  assert.equal(answer.total, 1);
  assert.deepEqual(answer.notes.instead, []);
});

test("an index of nothing answers", async () => {
  for (const words of ["llama", '"open source"', "tag:x", "-a", "year:2024", "ai:none", "lla"]) {
    const { engine } = opened([]);
    const answer = await engine.search({ words, typing: true });
    assert.equal(answer.total, 0);
    assert.deepEqual(await answer.results(0, 10), []);
    assert.deepEqual(await answer.facets(), { tags: [], years: [], ai: [] });
  }
});

test("one explainer is found", async () => {
  assert.deepEqual(await found("alone", [{ title: "Alone" }]), [0]);
  assert.deepEqual(await found("alone", [{ withdrawn: true }, { title: "Alone" }]), [1]);
});

test("names of an object's own and letters beyond the basic plane are words", async () => {
  const documents = [
    { title: "__proto__ constructor" },
    { title: "\u{20BB7}\u{20BB8}" },
    { title: "\uFA0E\uFA0F" },
  ];

  assert.deepEqual(await found("constructor", documents), [0]);
  assert.deepEqual(await found("__proto__", documents), [0]);
  assert.deepEqual(await found("\u{20BB7}\u{20BB8}", documents), [1]);
  assert.deepEqual(await found("\uFA0E\uFA0F", documents), [2]);
  assert.deepEqual(await found("hasOwnProperty valueOf ", documents), []);
});

test("a query of three hundred words is answered", async () => {
  const words = Array.from({ length: 300 }, (_, number) => `word${number}x`).join(" ");
  const { engine, server } = opened();

  const answer = await engine.search({ words: `${words} alpaca` });

  assert.equal(answer.total, 2);
  assert.ok(server.asked.length < 200);
});

test("a query of nothing but operators is answered", async () => {
  for (const words of [
    "tag:AI -tag:Meta year:2023 ai:assisted",
    'tag:"',
    "-tag:",
    '-"" tag:AI tag:nothing',
  ]) {
    await found(words);
  }
  assert.deepEqual(await found("tag:AI -tag:Meta year:2023 ai:assisted"), [1]);
});

test("a plain query fetches nothing that it does not need", async () => {
  const { engine, server } = opened();

  await (await engine.search({ words: "llama " })).results(0, 1);

  const kinds = server.asked.map((path) => path.split("/")[0]).sort();
  assert.deepEqual(kinds, ["index.bin", "lengths", "records", "terms"]);
});

test("asking once more fetches nothing", async () => {
  const { engine, server } = opened();
  const ask = async () => (await engine.search({ words: "llama alpaca " })).results(0, 5);
  await ask();
  const before = server.asked.length;

  await ask();

  assert.equal(server.asked.length, before);
});

test("the site may lie below a path", async () => {
  const server = serve(writeIndex(archive), "/a/b/search/");
  const engine = openEngine("/a/b/search/index.bin", server.fetch);

  const [result] = await (await engine.search({ words: "farming" })).results(0, 1);

  assert.equal(result.address, "/explainers/slug-3/");
});

/** An engine that has read the head of one archive while the server went on to another. */
async function updated(before, after, query) {
  const { engine, server } = opened(before, { per: 1 });
  const answer = await engine.search({ words: query });
  await answer.results(0, 1);
  server.files = writeIndex(after, { per: 1 });
  return { engine, server, answer };
}

test("after an update of the site a search starts again from the new head", async () => {
  const more = [...archive, { title: "Giraffe and Llama" }];
  const { engine, server } = await updated(archive, more, "alpaca ");

  const answer = await engine.search({ words: "giraffe llama" });

  assert.equal((await answer.results(0, 1))[0].title, "Giraffe and Llama");
  assert.equal(server.asked.filter((path) => path === "index.bin").length, 2);
});

test("so do later results and counts", async () => {
  const changed = archive.map((each) => ({
    ...each,
    summary: `${each.summary} Alpaca.`,
    title: `${each.title} New`,
  }));
  const one = await updated(archive, changed, "alpaca ");
  const other = await updated(archive, changed, "alpaca ");

  const results = await one.answer.results(0, 9);
  const { years } = await other.answer.facets();

  assert.ok(results.length >= 2);
  assert.ok(results.some(({ title }) => title.endsWith("New")));
  assert.ok(years.length >= 2);
});

test("a file that stays away is a failure, and the next search tries again", async () => {
  const { engine, server } = opened();
  const lost = [...server.files].filter(([path]) => path.startsWith("terms/"));
  for (const [path] of lost) server.files.delete(path);

  await assert.rejects(engine.search({ words: "llama" }));
  assert.equal(server.asked.filter((path) => path === "index.bin").length, 2);
  for (const [path, body] of lost) server.files.set(path, body);

  assert.equal((await engine.search({ words: "llama" })).total, 3);
});

test("another format is told", async () => {
  const { engine } = opened(archive, { head: { format: 3 } });

  await assert.rejects(engine.search({ words: "llama" }), OtherFormat);
});

test("a file that is damaged is a failure, not a wrong answer", async () => {
  for (const kind of ["terms", "lengths", "records"]) {
    const { engine, server } = opened();
    for (const [path, body] of server.files) {
      if (path.startsWith(kind)) server.files.set(path, body.subarray(0, body.length >> 1));
    }
    const ask = async () => (await engine.search({ words: "llama " })).results(0, 5);

    await assert.rejects(ask(), kind);
  }
});

test("searches side by side do not disturb each other", async () => {
  const { engine } = opened();

  const answers = await Promise.all(
    ["l", "ll", "lla", "llama", "alpaca "].map((words) => engine.search({ words, typing: true })),
  );

  assert.deepEqual(
    answers.map(({ total }) => total),
    [4, 3, 3, 3, 2],
  );
});
