"""Explainers that say the same hold the same objects, and stay what they were."""

from __future__ import annotations

from dataclasses import fields

import msgspec

from plugins.explainers.model import AiUse, Explainer, Place
from plugins.explainers.sharing import SharedValues
from tests.theme.rendering import make_explainer


def one_of_its_own(slug: str) -> Explainer:
    explainer = make_explainer(
        slug,
        authors=("The Desk",),
        tags=("Meta", "Superintelligence"),
        anchors=("what-is-the-story-about", "more"),
        ai=AiUse(model="A model of some name"),
        places={"title": Place(2, 1), "tags": Place(4, 1)},
    )
    decode = msgspec.msgpack.Decoder(Explainer).decode
    return decode(msgspec.msgpack.encode(explainer))


def test_equal_values_become_one() -> None:
    first, second = one_of_its_own("caches"), one_of_its_own("dns")
    assert first.authors is not second.authors

    shared = SharedValues()
    shared.put_into(first)
    shared.put_into(second)

    for name in ("lang", "authors", "ai", "places"):
        assert getattr(first, name) is getattr(second, name)
    for one, other in zip(first.tags + first.anchors, second.tags + second.anchors, strict=True):
        assert one is other


def test_explainer_stays_equal_to_what_it_was() -> None:
    explainer, before = one_of_its_own("caches"), one_of_its_own("caches")

    shared = SharedValues()
    shared.put_into(one_of_its_own("dns"))
    shared.put_into(explainer)

    for field in fields(Explainer):
        after = getattr(explainer, field.name)
        assert after == getattr(before, field.name)
        assert type(after) is type(getattr(before, field.name))


def test_other_values_stay_apart() -> None:
    shared = SharedValues()
    first = make_explainer("caches", places={"title": Place(2, 1)}, authors=())
    second = make_explainer("dns", places={"title": Place(3, 1)}, authors=("A. Writer",))
    for each in (first, second):
        shared.put_into(each)

    assert (first.slug, second.slug) == ("caches", "dns")
    assert (first.place_of("title").line, second.place_of("title").line) == (2, 3)
    assert (first.authors, second.authors) == ((), ("A. Writer",))


def test_what_is_empty_keeps_its_type() -> None:
    shared = SharedValues()
    explainer = make_explainer("caches", places={}, authors=(), anchors=(), story="")

    shared.put_into(explainer)

    assert (explainer.places, explainer.authors, explainer.anchors) == ({}, (), ())
    assert (explainer.story, explainer.place_of("title")) == ("", Place())
