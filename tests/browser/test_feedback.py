"""The closing question in a real Chromium: each way to answer, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

from plugins.explainers.reader_links import Feedback, FeedbackKind
from tests.support.served import STRICT_POLICY, open_chromium, serve
from tests.support.sites import PROJECT, build_in_process, explainer, write_files

pytestmark = pytest.mark.browser

TARGETS: dict[FeedbackKind, str] = {
    "form": "https://forms.example.org/useful",
    "mail": "editors@example.org",
    "github": "https://github.com/owner/repository",
    "gitlab": "https://gitlab.com/owner/repository",
    "codeberg": "https://codeberg.org/owner/repository",
}
AXE = PROJECT / "tests/node_modules/axe-core/axe.min.js"
SHIFTS = """
new Promise(resolve => new PerformanceObserver(list => resolve(list.getEntries().filter(
  each => !each.hadRecentInput).map(each => each.value))).observe(
  {type: 'layout-shift', buffered: true}) || setTimeout(() => resolve([]), 500))
"""


@dataclass
class Reader:
    """A reader of one page: what left the browser, and what the policy barred."""

    page: Page
    url: str
    sent: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def visible(self, selector: str) -> bool:
        return self.page.locator(selector).is_visible()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as started:
        yield started


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The address of the same explainer on a site of each kind."""
    folder = tmp_path_factory.mktemp("feedback")
    write_files(folder / "content", {"caches.md": explainer("Caches & more")})
    sources = {Feedback(kind, target).source for kind, target in TARGETS.items()}
    policy = STRICT_POLICY.replace("form-action", f"form-action {' '.join(sorted(sources))}")
    with serve(folder / "served", policy=policy) as url:
        for kind, target in TARGETS.items():
            site = f"{url}/{kind}"
            settings = {"SITEURL": site, "FEEDBACK": (kind, target), "PREVIEW_IMAGES": False}
            build_in_process(folder / "content", folder / "served" / kind, **settings)
        yield {kind: f"{url}/{kind}/explainers/caches/" for kind in TARGETS}


@pytest.fixture(params=["with scripts", "without scripts"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(java_script_enabled=request.param == "with scripts")
    yield made
    made.close()


@pytest.fixture
def with_scripts(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


def reader_of(context: BrowserContext, url: str) -> Reader:
    reader = Reader(context.new_page(), url)
    page = reader.page

    def answer(route: Route) -> None:
        request = route.request
        query = urlsplit(request.url).query
        fields = dict(parse_qsl(request.post_data or query, keep_blank_values=True))
        reader.sent.append((request.url.partition("?")[0], fields))
        if "_next" in fields:
            route.fulfill(status=303, headers={"Location": fields["_next"]})
        else:
            route.fulfill(status=200, content_type="text/html", body="<title>Forge</title>")

    context.route(lambda address: not address.startswith("http://127.0.0.1"), answer)
    page.on("console", lambda said: reader.faults.append(said.text))
    page.on("pageerror", lambda error: reader.faults.append(str(error)))
    # A mail is begun by another program: the browser only says where it would have gone.
    session = context.new_cdp_session(page)
    session.send("Page.enable")
    session.on("Page.frameRequestedNavigation", lambda event: note_mail(reader, event["url"]))
    page.goto(url, wait_until="networkidle")
    return reader


def note_mail(reader: Reader, url: str) -> None:
    if url.startswith("mailto:"):
        address, _, query = url.partition("?")
        reader.sent.append((address, {name: each[0] for name, each in parse_qs(query).items()}))


def wait_for_answer(reader: Reader) -> tuple[str, dict[str, str]]:
    for _ in range(50):
        if reader.sent:
            break
        reader.page.wait_for_timeout(100)
    assert len(reader.sent) == 1
    return reader.sent[0]


def words_of(fields: dict[str, str], kind: FeedbackKind) -> str:
    feedback = Feedback(kind, TARGETS[kind])
    assert fields[feedback.title_field] == "Useful? Caches & more"
    return fields[feedback.text_field].replace("\r\n", "\n")


@pytest.mark.parametrize("kind", TARGETS)
def test_nothing_is_sent_or_kept_before_the_click(
    kind: FeedbackKind, context: BrowserContext, sites: dict[str, str]
) -> None:
    reader = reader_of(context, sites[kind])
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    reader.page.on("request", note)
    reader.page.locator("#useful").scroll_into_view_if_needed()
    reader.page.wait_for_timeout(200)

    assert (reader.sent, asked, reader.faults) == ([], [], [])
    assert context.storage_state() == {"cookies": [], "origins": []}
    assert not reader.visible("#useful-no")
    assert not reader.visible("#useful-thanks")


@pytest.mark.parametrize("kind", TARGETS)
def test_yes_goes_where_the_setting_says(
    kind: FeedbackKind, context: BrowserContext, sites: dict[str, str]
) -> None:
    reader = reader_of(context, sites[kind])

    reader.page.get_by_role("button", name="Yes").click()

    address, fields = wait_for_answer(reader)
    assert address == Feedback(kind, TARGETS[kind]).action
    if kind == "form":
        assert (fields["explainer"], fields["useful"], fields["page"]) == (
            "caches",
            "yes",
            reader.url,
        )
    else:
        assert words_of(fields, kind) == f"Caches & more\n{reader.url}\n\nUseful: yes\n"
    assert reader.faults == []


@pytest.mark.parametrize("kind", TARGETS)
def test_no_asks_which_section_fell_short_and_sends_it(
    kind: FeedbackKind, context: BrowserContext, sites: dict[str, str]
) -> None:
    reader = reader_of(context, sites[kind])

    reader.page.get_by_role("button", name="No", exact=True).click()
    reader.page.get_by_role("radio", name="What's Next?").check()
    assert reader.sent == []
    reader.page.locator("#useful-no button").click()

    address, fields = wait_for_answer(reader)
    assert address == Feedback(kind, TARGETS[kind]).action
    if kind == "form":
        assert (fields["useful"], fields["section"], fields["words"]) == ("no", "whats-next", "")
    else:
        assert words_of(fields, kind).endswith("Useful: no\nFell short: What's Next?\n")
    assert reader.faults == []


def test_reader_comes_back_from_the_form_to_thanks(
    context: BrowserContext, sites: dict[str, str]
) -> None:
    reader = reader_of(context, sites["form"])

    reader.page.get_by_role("button", name="Yes").click()
    reader.page.wait_for_url("**/explainers/caches/#useful-thanks")

    assert reader.visible("#useful-thanks")
    assert not reader.visible(".useful-answers")


def test_device_remembers_only_that_the_question_was_answered(
    with_scripts: BrowserContext, sites: dict[str, str]
) -> None:
    reader = reader_of(with_scripts, sites["form"])
    before = reader.page.locator(".useful-box").bounding_box()

    reader.page.get_by_role("button", name="Yes").click()
    reader.page.wait_for_url("**/#useful-thanks")
    reader.page.goto(reader.url, wait_until="networkidle")

    kept = reader.page.evaluate("Object.entries(localStorage)")
    after = reader.page.locator(".useful-box").bounding_box()
    assert kept == [["answered /form/explainers/caches/", "1"]]
    assert with_scripts.storage_state()["cookies"] == []
    assert reader.visible("#useful-thanks")
    assert not reader.visible(".useful-answers")
    assert before is not None
    assert after is not None
    assert before["height"] == after["height"]
    assert reader.page.evaluate(SHIFTS) == []


@pytest.mark.parametrize("kind", ["form", "mail"])
def test_question_works_where_the_device_refuses_to_remember(
    kind: FeedbackKind, with_scripts: BrowserContext, sites: dict[str, str]
) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    with_scripts.add_init_script(refuse)
    reader = reader_of(with_scripts, sites[kind])

    reader.page.get_by_role("button", name="Yes").click()

    wait_for_answer(reader)
    reader.page.locator("#useful-thanks").wait_for(state="visible")
    assert reader.faults == []


def test_keyboard_alone_answers_and_the_focus_follows(
    with_scripts: BrowserContext, sites: dict[str, str]
) -> None:
    reader = reader_of(with_scripts, sites["mail"])
    focused = "document.activeElement.closest('label, button, p')?.textContent.trim()"

    reader.page.get_by_role("button", name="No", exact=True).press("Enter")
    asked = reader.page.evaluate(focused)
    reader.page.keyboard.press("ArrowUp")
    chosen = reader.page.evaluate(focused)
    reader.page.keyboard.press("Tab")
    button = reader.page.evaluate(focused)
    reader.page.keyboard.press("Enter")

    _, fields = wait_for_answer(reader)
    assert (asked, chosen, button) == ("The whole of it", "What's Next?", "Go on")
    assert words_of(fields, "mail").endswith("Fell short: What's Next?\n")
    reader.page.locator("#useful-thanks").wait_for(state="visible")
    assert reader.page.get_by_role("status").filter(has_text="Thank you").is_visible()
    assert reader.page.evaluate("document.activeElement.id") == "useful-thanks"


@pytest.mark.parametrize("kind", ["form", "github"])
def test_question_has_no_finding_of_axe_while_it_asks_more(
    kind: FeedbackKind, browser: Browser, sites: dict[str, str]
) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(sites[kind], wait_until="networkidle")
    page.get_by_role("button", name="No", exact=True).click()
    page.locator(".cite summary").click()
    page.evaluate(AXE.read_text(encoding="utf-8"))

    findings = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            findings += page.evaluate(
                "axe.run(document).then(found => found.violations.map(each => each.id))"
            )
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide)

    context.close()
    assert findings == []
