import assert from "node:assert/strict";
import { test } from "node:test";

const PATH = "../../../theme/static/js/search/texts.js";

/** The module as it is within a page of this language with these translations. */
async function textsIn(lang, translations) {
  const dataset = { texts: translations && JSON.stringify(translations) };
  globalThis.document = {
    documentElement: { lang },
    querySelector: () => (translations ? { dataset } : null),
  };
  try {
    return await import(`${PATH}?${lang}`);
  } finally {
    delete globalThis.document;
  }
}

test("without translations texts are English, with British numbers", async () => {
  const { LOCALE, gettext, ngettext } = await textsIn("en");

  assert.equal(LOCALE, "en-GB");
  assert.equal(gettext("Tag: %(tag)s", { tag: "$& %(tag)s" }), "Tag: $& %(tag)s");
  assert.equal(ngettext("%(num)s hit", "%(num)s hits", 1), "1 hit");
  assert.equal(ngettext("%(num)s hit", "%(num)s hits", 1234), "1,234 hits");
});

test("plurals are chosen as the language does", async () => {
  const forms = { one: "%(num)s wynik", few: "%(num)s wyniki", many: "%(num)s wyników" };
  const { gettext, ngettext } = await textsIn("pl", { "%(num)s hit": forms, Tags: "Tagi" });

  const shown = [1, 2, 5, 22, 25].map((number) => ngettext("%(num)s hit", "%(num)s hits", number));

  assert.deepEqual(shown, ["1 wynik", "2 wyniki", "5 wyników", "22 wyniki", "25 wyników"]);
  assert.equal(gettext("Tags"), "Tagi");
  assert.equal(gettext("Years"), "Years");
});

test("a language that is none to the browser is English", async () => {
  const { localeOf } = await textsIn("en");

  assert.deepEqual(["de-AT", "", "en-ab-cd", "_"].map(localeOf), ["de-AT", "en-GB", "en-GB", "en-GB"]);
});
