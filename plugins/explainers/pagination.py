"""Lists in pages: a first page with the newest, numbered pages that keep their content.

The first page (`/`, `/tags/ai/`) shows the newest `size` items. Behind it, page
N (`page/N/`) holds exactly the items (N-1)·size to N·size, counted from the
oldest, so what it shows stays while the list grows. Page N exists as soon as it
is full and the list goes on after it; 41 items at 20 a page are the newest 20
on the first page, 20 on page/2/ and the oldest 20 on page/1/.

First page and numbered pages together show every item. The first page and the
newest numbered page overlap, by 19 items after the 41st and by none after the
60th: that is the price of addresses that keep their content and a first page
that is always full.

A new newest item changes the first page. Every `size`-th one also adds a
numbered page, and the page before it gets a link to it. No page says how many
there are, else each of them would change with every item.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

import msgspec

from plugins.explainers.addresses import numbered_address

__all__ = ["ListPage", "Pager", "numbered_pages", "paginate"]

Item = TypeVar("Item")


class Pager(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The addresses that a page of a list links to; empty where there is nothing to go to."""

    newest: str = ""
    newer: str = ""
    older: str = ""
    oldest: str = ""


class ListPage(msgspec.Struct, Generic[Item], frozen=True, gc=False, array_like=True):
    """One page of a list. `number` is 0 on the first page; `items` are newest first."""

    number: int
    address: str
    items: tuple[Item, ...]
    pager: Pager


def paginate(items: Sequence[Item], first: str, size: int) -> Iterator[ListPage[Item]]:
    """The pages of a list whose first page is at `first`; `items` are oldest first."""
    last = numbered_pages(len(items), size)
    yield ListPage(0, first, _newest_first(items[-size:]), _first_pager(first, last))
    for number in range(1, last + 1):
        held = items[(number - 1) * size : number * size]
        address = numbered_address(first, number)
        yield ListPage(number, address, _newest_first(held), _pager(first, number, last))


def numbered_pages(count: int, size: int) -> int:
    """How many numbered pages a list of so many items has."""
    return max(count - 1, 0) // size


def _newest_first(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(reversed(items))


def _first_pager(first: str, last: int) -> Pager:
    if last == 0:
        return Pager()
    return Pager(older=numbered_address(first, last), oldest=numbered_address(first, 1))


def _pager(first: str, number: int, last: int) -> Pager:
    return Pager(
        newest=first,
        newer=numbered_address(first, number + 1) if number < last else first,
        older=numbered_address(first, number - 1) if number > 1 else "",
        oldest=numbered_address(first, 1) if number > 1 else "",
    )
