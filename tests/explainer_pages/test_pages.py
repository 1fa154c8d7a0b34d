from __future__ import annotations

from dataclasses import replace

from plugins.explainer_pages import build_explainer_pages
from plugins.explainers.archive import Archive
from plugins.explainers.model import Correction, Expectation, Image, Place
from tests.theme.rendering import SITE, changed_paths, make_archive, make_explainer, make_series


def outputs_of(archive: Archive):
    return list(build_explainer_pages(archive, SITE))


def changed_by(before: Archive, after: Archive) -> set[str]:
    return changed_paths(outputs_of(before), outputs_of(after))


def page_of(slug: str) -> str:
    return f"explainers/{slug}/index.html"


def unlike(count: int):
    """A series in which no two explainers share a tag."""
    return [replace(each, tags=(each.slug,)) for each in make_series(count)]


def view_of(archive: Archive, slug: str):
    return next(output.inputs for output in outputs_of(archive) if output.path == page_of(slug))


def test_each_explainer_has_a_page_at_its_slug():
    outputs = outputs_of(make_archive(make_series(2)))

    assert [output.path for output in outputs] == [page_of("number-000"), page_of("number-001")]


def test_new_explainer_changes_its_own_page_and_the_newest_before_it():
    series = unlike(5)

    changed = changed_by(make_archive(series[:4]), make_archive(series))

    assert changed == {page_of("number-003"), page_of("number-004")}


def test_explainer_between_two_changes_both_and_no_other():
    series = unlike(5)

    changed = changed_by(make_archive([*series[:2], *series[3:]]), make_archive(series))

    assert changed == {page_of("number-001"), page_of("number-002"), page_of("number-003")}


def test_new_title_changes_the_pages_that_name_it():
    series = unlike(5)
    renamed = [*series[:2], replace(series[2], title="Renamed"), *series[3:]]

    changed = changed_by(make_archive(series), make_archive(renamed))

    assert changed == {page_of(f"number-00{index}") for index in (1, 2, 3)}


def test_new_text_changes_only_its_own_page():
    series = make_series(5)
    edited = [*series[:2], replace(series[2], body_digest="other"), *series[3:]]

    changed = changed_by(make_archive(series), make_archive(edited))

    assert changed == {page_of("number-002")}


def test_what_no_page_shows_changes_none():
    explainer = make_explainer()
    moved = replace(explainer, places={"title": Place(7, 3)}, word_count=12, aliases=("/old/",))

    assert changed_by(make_archive([explainer]), make_archive([moved])) == set()


def test_growing_tag_does_not_change_the_pages_that_carry_it():
    first, *others = make_series(12, tags=("AI",))

    changed = changed_by(make_archive([first, *others[:7]]), make_archive([first, *others]))

    assert page_of(first.slug) not in changed


def test_story_names_the_nearest_others_and_changes_only_their_pages():
    series = make_series(12, story="The long one")

    changed = changed_by(make_archive(series[:-1]), make_archive(series))

    story = view_of(make_archive(series), "number-006").story
    assert [link.title for link in story.earlier] == [f"About number-00{n}" for n in (2, 3, 4, 5)]
    assert [link.title[-3:] for link in story.later] == ["007", "008", "009", "010"]
    assert changed == {page_of(f"number-{n:03}") for n in range(7, 12)}


def test_story_links_to_its_page():
    archive = make_archive(make_series(3, story="The long one"))

    assert view_of(archive, "number-001").story.address == "/stories/the-long-one/"


def test_related_explainers_are_not_named_a_second_time():
    archive = make_archive(make_series(12, tags=("AI",)))

    view = view_of(archive, "number-006")

    assert [link.title[-3:] for link in view.related] == ["008", "004", "009", "003"]
    assert not {view.previous, view.next} & set(view.related)


def test_reading_time_is_rounded_up():
    archive = make_archive([make_explainer("long", word_count=461), make_explainer("short")])

    assert view_of(archive, "long").minutes == 3
    assert view_of(archive, "short").minutes == 1


def test_lead_image_has_the_size_of_its_file():
    shown = make_explainer(image=Image("x.png", "A picture"), image_file="images/x.png")
    archive = replace(make_archive([shown]), image_sizes={"/images/x.png": (640, 480)})

    image = view_of(archive, "caches").image

    assert (image.width, image.height) == (640, 480)


def test_story_of_one_explainer_is_not_named():
    archive = make_archive([make_explainer(story="Alone")])

    assert view_of(archive, "caches").story is None


def test_withdrawn_explainer_keeps_its_address_and_loses_all_that_it_said():
    withdrawn = make_explainer(
        status="withdrawn",
        image=Image("x.png", "A picture"),
        image_file="images/x.png",
        expectations=(Expectation("It will rain."),),
    )
    archive = make_archive(withdrawn=(withdrawn,))

    (output,) = outputs_of(archive)

    assert output.path == page_of("caches")
    assert output.inputs.page.hidden
    assert output.inputs.page.description == ""
    assert output.inputs.page.image == ""
    assert not hasattr(output.inputs, "body_digest")


def test_language_is_named_where_it_is_not_the_sites():
    archive = make_archive([make_explainer("here"), make_explainer("there", lang="de")])

    assert view_of(archive, "here").page.lang == ""
    assert view_of(archive, "there").page.lang == "de"
    assert view_of(archive, "here").next.lang == "de"


def test_page_names_the_file_and_line_that_it_comes_from():
    explainer = make_explainer(places={"slug": Place(4, 7)})

    (output,) = outputs_of(make_archive([explainer]))

    assert output.origin == ("2026/caches.md", 4, 7)


def test_corrected_page_announces_the_feed_of_corrections():
    corrected = make_explainer(corrections=(Correction("2026-04-01T00:00:00Z", "It was wrong."),))

    feeds = view_of(make_archive([corrected]), "caches").page.feeds

    assert feeds[-1].address == "/corrections.xml"


def test_page_announces_the_feeds_of_the_site_its_first_tag_and_its_story():
    archive = make_archive([make_explainer(tags=("Meta", "AI"), story="The models")])

    feeds = view_of(archive, "caches").page.feeds

    assert [(feed.title, feed.address) for feed in feeds] == [
        ("The Background", "/feed.xml"),
        ("Explainers on Meta", "/tags/meta/feed.xml"),
        ("The running story: The models", "/stories/the-models/feed.xml"),
    ]


def test_note_of_a_withdrawn_explainer_announces_none_but_the_sites():
    gone = make_explainer(status="withdrawn", story="The models")

    assert view_of(make_archive(withdrawn=(gone,)), "caches").page.feeds == ()
