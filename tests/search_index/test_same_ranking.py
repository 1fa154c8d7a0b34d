"""The page and the terminal rank as Whoosh does in an index of its own."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from benchmarks.corpus import write_corpus
from plugins.command_line.opening import open_site
from plugins.explainers.addresses import explainer_address
from plugins.explainers.model import Body, Explainer
from plugins.explainers.site import Site
from plugins.search_index.index_shelf import kept_state
from plugins.search_index.kept_index import shelf_name
from plugins.search_index.numbered import NumberedArchive
from plugins.search_index.terms import stop_words
from plugins.search_index.words import fold
from plugins.site_outputs.build import render_setup
from plugins.site_outputs.render import Renderer
from tests.search_index.corpus import (
    MadeArchive,
    MadeSearch,
    make_archive,
    make_explainer,
    make_limits_small,
    searched,
)
from tests.search_index.whoosh_oracle import Oracle, Text
from tests.support.sites import PROJECT

NODE = shutil.which("node")
RUN_ENGINE = Path(__file__).with_name("run_engine.mjs")
TEN = 10

# Two sentences in each language, and what is the same or nearly so in several of them.
LANGUAGES: Mapping[str, Sequence[str]] = {
    "en": (
        "The court's ruling was read. Judges' rulings are not laws, but café owners care",
        "Of all the banks in the city, one lends to houses. What now? Nobody who lends knows.",
        "Naïve models fail at 4.1 points; GPT-4's successor doesn't. Résumés were shown to us",
    ),
    "de": (
        "Die Häuser der Stadt gehören den Banken. Ein Haus wird verkauft, viele Häuser nicht.",
        "Das Gericht urteilte über die Straßen und die Strasse. Über das Urteil wird gestritten.",
        "Der Wille der Wähler zählt; wollen und können sind zweierlei. Models sind Modelle.",
    ),
    "fr": (
        "L'été dernier, les maisons furent vendues. Les étés sont chauds à Paris et à Nîmes.",
        "Aujourd'hui, la cour a jugé que les modèles d'IA n'écrivent pas de lois nouvelles.",
        "Les banques prêtent; l'État emprunte. Les prêts des banques montent chaque année.",
    ),
    "ru": (
        "Суд решил вопрос о домах. Дома в городе принадлежат банкам, а дом продали.",
        "Модели пишут тексты, и люди читают их каждый день. Ёлки стоят зимой в домах.",
    ),
    "ja": (
        "東京の裁判所は判決を出しました。新しい法律は来年から始まります。",
        "銀行は家を売りません。モデルは言葉を学びます。東京の銀行です。",
    ),
    "zh": (
        "法院作出判决。人工智能模型学习语言,北京的银行不卖房子。",
        "新的法律明年开始。人工智能的银行在北京。GPT-4模型是新的。",
    ),
    "th": ("ศาลตัดสินคดีเรื่องบ้าน ธนาคารในเมืองขายบ้าน", "ภาษาไทยเขียนโดยไม่เว้นวรรค ธนาคารให้กู้"),
    "ar": (
        "حكمت المحكمة في قضية البيوت. البنوك في المدينة تبيع البيت.",
        "القانون الجديد يبدأ العام المقبل، والنماذج تتعلم اللغة.",
    ),
    "ko": ("법원은 판결을 내렸다. 서울의 은행은 집을 팔지 않는다.",),
    "tr": ("İstanbul'da ışık söndü. Mahkeme kararı okudu; BANKALAR ev satmıyor.",),
    "el": ("Το δικαστήριο αποφάσισε για τα σπίτια. Οι τράπεζες δανείζουν στους ανθρώπους.",),
}
TITLES = ("What Now?", "The Will of the Who", "Die Häuser", "Banks", "L'été", "東京の銀行", "суд")


@dataclass
class Corpus:
    """An archive with its index, published, and what Whoosh makes of the same texts."""

    made: MadeSearch
    folder: Path
    lang: str = "en"

    @cached_property
    def texts(self) -> list[Text]:
        archive = self.made.archive
        return [_text(number, archive, self.made.body) for number in archive.live]

    @cached_property
    def oracle(self) -> Oracle:
        return Oracle(self.texts, self.lang)

    def in_browser(self, queries: Sequence[str], limit: int = TEN) -> list[Any]:
        assert NODE, "node is not installed"
        requests = json.dumps([{"words": query, "limit": limit} for query in queries])
        command = [NODE, str(RUN_ENGINE), str(self.folder)]
        done = subprocess.run(command, input=requests, capture_output=True, text=True, check=False)
        assert not done.stderr
        found: list[Any] = json.loads(done.stdout)
        return found


def _text(number: int, archive: NumberedArchive, body: Callable[[str], Body]) -> Text:
    explainer = archive.explainer(number)
    text = body(explainer.body_digest).text
    tags = [tag.label for tag in archive.archive.tags_of(explainer)]
    summary = explainer.summary.removesuffix("…")
    own_summary = [] if " ".join(text.split()).startswith(summary) else [summary]
    return Text(number, explainer.lang, explainer.title, (*tags, *own_summary, text))


def planned(content: Path, folder: Path) -> Corpus:
    """A content folder as a build plans it, with the index that lies on its shelf."""
    site = open_site(content=content, output=folder / "site", BUILD_JOBS=1)
    with site.project.workers() as workers:
        plan = site.plan(folder / "store.sqlite", workers)
    renderer = Renderer(render_setup(site.project, plan))
    shelf = shelf_name(plan.site)
    state = kept_state(lambda key: renderer.kept(shelf, key), plan.archive, plan.site)
    files = {key: renderer.kept(shelf, key) for key in {*state.files(), state.head}}
    archive = NumberedArchive(plan.archive, plan.site)
    return published(MadeSearch(archive, state, files, renderer.body), folder)


def published(made: MadeSearch, folder: Path) -> Corpus:
    made.publish(folder / "search")
    return Corpus(made, folder / "search")


def hostile_archive() -> MadeArchive:
    """Several languages, equal texts, titles of stop words, withdrawn explainers."""
    chance = random.Random(7)
    return MadeArchive(_hostile_texts(chance), aliases={"Künstliche Intelligenz": "AI & Co"})


def _hostile_texts(chance: random.Random) -> Iterator[tuple[Explainer, str]]:
    languages = [*LANGUAGES, "de-AT", "pt", "xx"]
    for number in range(160):
        lang = chance.choice(languages)
        own = LANGUAGES.get(lang[:2], LANGUAGES["en"])
        others = [line for lines in LANGUAGES.values() for line in lines]
        lines = [chance.choice(own) for _ in range(chance.randint(0, 9))]
        lines += chance.sample(others, chance.randint(0, 2))
        text = "\n".join(lines) if number % 9 else "The same text about banks, for all of them."
        explainer = make_explainer(
            chance.choice(TITLES) if number % 3 else chance.choice(own)[:40],
            slug=f"n{number:03}",
            date=f"{2019 + number // 25}-0{1 + number % 9}-11T23:30:00Z",
            lang=lang,
            status="withdrawn" if number % 11 == 5 else "published",
            tags=tuple(chance.sample(["AI & Co", "C++", "Été", "銀行", "Banks"], number % 3 + 1)),
            summary=chance.choice(["", "A summary of its own.", lines[0][:20] if lines else ""]),
            ai_generated=bool(number % 4),
        )
        yield explainer, text


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return planned(PROJECT / "content", tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    content = tmp_path_factory.mktemp("content")
    write_corpus(content, count=300)
    return planned(content, tmp_path_factory.mktemp("generated"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    site = Site(name="Hostile", url="http://localhost:8000", timezone="Europe/Berlin")
    return published(searched(hostile_archive(), site), tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def deep(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The hostile archive as if it were a huge one."""
    with pytest.MonkeyPatch.context() as patch:
        make_limits_small(patch)
        made = searched(hostile_archive())
    return published(made, tmp_path_factory.mktemp("deep"))


CORPORA = ("demo", "generated", "hostile", "deep")


@pytest.fixture(params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    found: Corpus = request.getfixturevalue(request.param)
    return found


def queries_for(corpus: Corpus, count: int) -> list[str]:
    """Words that the archive has: some at random, sentences, titles, stop words, spellings."""
    chance = random.Random(11)
    texts = corpus.texts
    words = [word for text in texts for part in (text.title, *text.others) for word in part.split()]
    stops = stop_words(corpus.lang)
    made: list[str] = []
    while len(made) < count:
        some = chance.choices(words, k=chance.randint(1, 6))
        text = chance.choice(texts)
        body = text.others[-1]
        start = chance.randrange(len(body) + 1)
        made += (
            " ".join(some),
            text.title,
            body[start : start + 90],
            " ".join([*some, *some[:2], some[0].upper()]),
            " ".join(chance.choices(stops, k=3)),
            " ".join([chance.choice(stops), some[0] + "'s", chance.choice(stops)]),
        )
    return [query for query in map(plain, made) if corpus.oracle.knows(query)]


def plain(text: str) -> str:
    """The text without what a query has a meaning for."""
    return text.translate(str.maketrans('"“”„‟«»:-', " " * 9)) + " "


def test_page_and_terminal_find_the_ten_that_whoosh_finds(corpus: Corpus) -> None:
    queries = queries_for(corpus, 260)

    in_browser = corpus.in_browser(queries)

    assert len(queries) > 150
    found = 0
    for query, page in zip(queries, in_browser, strict=True):
        scores = corpus.oracle.scores(query)
        answer = corpus.made.search(query)
        in_terminal = [[hit.number, hit.score] for hit in answer.hits]
        assert page["notes"]["instead"] == [], query
        assert_same_best(page["found"], scores, query)
        assert_same_best(in_terminal, scores, query)
        assert_total(page, len(scores), query)
        assert answer.total == len(scores), query
        found += bool(scores)
    assert found > 100


def test_best_ten_of_a_huge_archive_are_told_without_the_rest(deep: Corpus) -> None:
    queries = queries_for(deep, 260)

    answers = deep.in_browser(queries)

    assert sum(page["isLeast"] for page in answers) > 10


def assert_total(page: Mapping[str, Any], total: int, query: str) -> None:
    """Of very frequent words not all documents have to be known."""
    assert page["total"] <= total if page["isLeast"] else page["total"] == total, query


def assert_same_best(
    found: Sequence[Sequence[Any]], scores: Mapping[int, float], query: str
) -> None:
    """Any of those with equal scores may stand at a place, but the newest go first."""
    best = sorted(scores.values(), reverse=True)[:TEN]
    assert [score for _, score in found] == pytest.approx(best, abs=1e-9), query
    assert [scores[number] for number, _ in found] == pytest.approx(best, abs=1e-9), query
    assert len({number for number, _ in found}) == len(found), query
    for (number, score), (next_number, next_score) in pairwise(found):
        assert score != next_score or number > next_number, query


def test_equal_scores_are_the_newest_first(tmp_path: Path) -> None:
    same = [("Banks", "The same text about banks.")] * 14
    made = make_archive(("Rivers", "Their banks are flooded."), *same, ("Lakes", "No bank at all."))
    corpus = published(searched(made), tmp_path)

    [page] = corpus.in_browser(["banks"])

    assert [number for number, _ in page["found"]] == [*range(14, 4, -1)]
    assert [hit.number for hit in corpus.made.search("banks").hits] == [*range(14, 4, -1)]


def test_quoted_and_excluded_words_are_where_plain_reading_finds_them(corpus: Corpus) -> None:
    queries = [(query, wanted) for query, wanted in precise_queries(corpus, 60) if wanted]

    assert len(queries) > 40
    assert_same_documents(corpus, queries)


def precise_queries(corpus: Corpus, count: int) -> Iterator[tuple[str, set[int]]]:
    """Queries with quotations and exclusions, and the documents that they should find."""
    chance = random.Random(5)
    for _ in range(count):
        words = plain(chance.choice(corpus.texts).others[-1]).split()
        if len(words) < 8:
            continue
        start = chance.randrange(len(words) - 7)
        phrase = " ".join(words[start : start + chance.randint(1, 7)])
        word = chance.choice(words)
        if not all(map(corpus.oracle.has_telling, (phrase, word))):
            continue
        with_phrase, with_word = map(corpus.oracle.with_phrase, (phrase, word))
        yield f'"{phrase}"', with_phrase
        yield f'{word} "{phrase}" ', with_phrase
        yield f'{word} -"{phrase}"', set(corpus.oracle.scores(word)) - with_phrase
        yield f"-{word} “{phrase}”", with_phrase - with_word


def assert_same_documents(corpus: Corpus, queries: Sequence[tuple[str, set[int]]]) -> None:
    in_browser = corpus.in_browser([query for query, _ in queries], limit=1000)
    for (query, wanted), page in zip(queries, in_browser, strict=True):
        answer = corpus.made.search(query, 1000)
        assert {number for number, _ in page["found"]} == wanted, query
        assert {hit.number for hit in answer.hits} == wanted, query
        assert_total(page, len(wanted), query)
        assert answer.total == len(wanted), query
        assert page["newestFirst"] == answer.newest_first, query


def test_restrictions_leave_what_the_front_matter_says(hostile: Corpus) -> None:
    queries = [
        (f"{words}{restriction}", {each for each in found if fits(hostile.made.archive, each)})
        for restriction, fits in RESTRICTIONS.items()
        for words, found in (
            ("", set(hostile.made.archive.live)),
            ("banks house ", set(hostile.oracle.scores("banks house"))),
        )
    ]

    assert all(wanted for _, wanted in queries)
    assert_same_documents(hostile, [*queries, ("tag:nothing", set()), ("nowhere at all", set())])


def test_restrictions_alone_list_the_newest_first(hostile: Corpus) -> None:
    [page] = hostile.in_browser(["-tag:c++"])

    numbers = [number for number, _ in page["found"]]
    assert numbers == sorted(numbers, reverse=True)
    assert [hit.number for hit in hostile.made.search("-tag:c++").hits] == numbers


def test_results_lead_to_the_explainers_that_were_found(corpus: Corpus) -> None:
    archive = corpus.made.archive

    [page] = corpus.in_browser(["-tag:nothing"], limit=1000)

    assert len(page["found"]) == len(archive.live)
    for (number, _), shown in zip(page["found"], page["shown"], strict=True):
        explainer = archive.explainer(number)
        tags = archive.archive.tags_of(explainer)
        assert shown == {
            "title": explainer.title,
            "address": explainer_address(explainer.slug),
            "day": local_date(archive, number).date().isoformat(),
            "tags": [{"label": tag.label, "address": f"/tags/{tag.name}/"} for tag in tags],
        }


def has_tag(*labels: str) -> Callable[[NumberedArchive, int], bool]:
    return lambda archive, number: not set(labels).isdisjoint(archive.explainer(number).tags)


def in_years(*years: int) -> Callable[[NumberedArchive, int], bool]:
    return lambda archive, number: local_date(archive, number).year in years


def local_date(archive: NumberedArchive, number: int) -> datetime:
    moment = datetime.fromisoformat(archive.explainer(number).date)
    return moment.astimezone(ZoneInfo(archive.site.timezone))


RESTRICTIONS: Mapping[str, Callable[[NumberedArchive, int], bool]] = {
    "tag:Banks": has_tag("Banks"),
    "TAG:banks": has_tag("Banks"),
    'tag:"AI & Co"': has_tag("AI & Co"),
    "tag:ai-co": has_tag("AI & Co"),
    'tag:"künstliche  intelligenz"': has_tag("AI & Co"),
    "tag:cplusplus": has_tag("C++"),
    "tag:銀行": has_tag("銀行"),
    "-tag:ÉTÉ": lambda archive, number: not has_tag("Été")(archive, number),
    "tag:été tag:c++": lambda archive, number: (
        has_tag("Été")(archive, number) and has_tag("C++")(archive, number)
    ),
    "year:2021": in_years(2021),
    "year:2020-2022": in_years(2020, 2021, 2022),
    "year:2020–2021": in_years(2020, 2021),
    "year:2023-": in_years(2023, 2024, 2025),
    "year:-2020": in_years(*range(2021)),
    "-year:2020-": in_years(*range(2020)),
    "ai:none": lambda archive, number: not archive.explainer(number).ai_generated,
    "ai:Generated": lambda archive, number: archive.explainer(number).ai_generated,
    "-ai:none year:2021": lambda archive, number: (
        archive.explainer(number).ai_generated and in_years(2021)(archive, number)
    ),
}


def test_page_and_terminal_forgive_alike(corpus: Corpus) -> None:
    queries = misspelt_queries(corpus, 120)

    in_browser = corpus.in_browser(queries)

    forgiven = 0
    for query, page in zip(queries, in_browser, strict=True):
        answer = corpus.made.search(query)
        instead = [(fold(word), tuple(forms)) for word, forms in page["notes"]["instead"]]
        assert [(fold(word), forms) for word, forms in answer.instead] == instead, query
        assert [score for _, score in page["found"]] == pytest.approx(
            [hit.score for hit in answer.hits], abs=1e-9
        ), query
        assert_total(page, answer.total, query)
        forgiven += bool(instead)
    assert forgiven > 40


def misspelt_queries(corpus: Corpus, count: int) -> list[str]:
    """Words with letters changed, and beginnings of words, beside others."""
    chance = random.Random(3)
    words = [word for text in corpus.texts for word in plain(text.others[-1]).split()]
    made = []
    for _ in range(count):
        word = chance.choice(words)
        at = chance.randrange(len(word))
        letter = chance.choice("abcdeilmnorstußéд銀")
        wrong = chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
                word[: at + 1],
            )
        )
        made.append(chance.choice((wrong, f"{wrong} {chance.choice(words)}", f'"{wrong}')))
    return made
