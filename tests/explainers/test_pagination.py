from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers.pagination import ListPage, Pager, paginate

lengths = st.integers(min_value=0, max_value=150)
sizes = st.integers(min_value=1, max_value=25)


def pages_of(count: int, size: int = 20) -> list[ListPage[int]]:
    return list(paginate(range(count), "/tags/ai/", size))


def test_short_list_has_one_page_and_no_pager():
    pages = pages_of(20)

    assert [page.address for page in pages] == ["/tags/ai/"]
    assert pages[0].pager == Pager()


def test_first_page_of_an_empty_list_is_there():
    pages = pages_of(0)

    assert [page.items for page in pages] == [()]


def test_41_items_are_the_newest_20_and_two_full_pages():
    first, one, two = pages_of(41)

    assert first.items == tuple(range(40, 20, -1))
    assert one.items == tuple(range(19, -1, -1))
    assert two.items == tuple(range(39, 19, -1))


def test_pager_leads_both_ways_and_to_both_ends():
    first, oldest, middle, newest = pages_of(70)

    assert first.pager == Pager(older="/tags/ai/page/3/", oldest="/tags/ai/page/1/")
    assert newest.pager == Pager(
        newest="/tags/ai/", newer="/tags/ai/", older="/tags/ai/page/2/", oldest="/tags/ai/page/1/"
    )
    assert middle.pager.newer == "/tags/ai/page/3/"
    assert oldest.pager == Pager(newest="/tags/ai/", newer="/tags/ai/page/2/")


@given(lengths, sizes)
def test_all_pages_together_show_every_item(count: int, size: int):
    pages = pages_of(count, size)

    assert {item for page in pages for item in page.items} == set(range(count))


@given(lengths, sizes)
def test_numbered_page_holds_its_own_items_and_is_full(count: int, size: int):
    for page in pages_of(count, size)[1:]:
        first = (page.number - 1) * size
        assert page.items == tuple(range(first + size - 1, first - 1, -1))
        assert page.address == f"/tags/ai/page/{page.number}/"


@given(lengths, sizes)
def test_first_page_shows_the_newest(count: int, size: int):
    first = pages_of(count, size)[0]

    assert first.items == tuple(range(count))[::-1][:size]


@given(lengths, sizes)
def test_new_item_changes_two_pages_at_most_and_adds_one_at_most(count: int, size: int):
    before = {page.address: page for page in pages_of(count, size)}
    after = {page.address: page for page in pages_of(count + 1, size)}

    changed = {address for address, page in after.items() if before.get(address) != page}
    kept = {page.address: page.items for page in before.values() if page.number}

    added = after.keys() - before.keys()
    assert len(added) <= 1
    assert len(changed - added) <= 2
    assert kept.items() <= {page.address: page.items for page in after.values()}.items()
    assert before.keys() <= after.keys()


@given(lengths, sizes)
def test_older_links_lead_from_the_first_page_to_all_others(count: int, size: int):
    pages = {page.address: page for page in pages_of(count, size)}
    seen = ["/tags/ai/"]
    while older := pages[seen[-1]].pager.older:
        seen.append(older)

    assert sorted(seen) == sorted(pages)


@given(lengths, sizes)
def test_every_pager_link_leads_to_a_page(count: int, size: int):
    pages = {page.address: page for page in pages_of(count, size)}

    for page in pages.values():
        pager = page.pager
        links = {pager.newest, pager.newer, pager.older, pager.oldest} - {""}
        assert links <= pages.keys()
