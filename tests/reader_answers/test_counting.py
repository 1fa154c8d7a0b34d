from __future__ import annotations

from plugins.reader_answers import Answer, Share, count_by_explainer, count_by_section


def answers(name: str, yes: int, no: int, section: str = "") -> list[Answer]:
    return [Answer(name, True)] * yes + [Answer(name, False, section)] * no


def test_least_useful_explainer_comes_first() -> None:
    shares = count_by_explainer(answers("good", 9, 1) + answers("bad", 3, 8))

    assert [(each.name, each.percent, each.total) for each in shares] == [
        ("bad", 27, 11),
        ("good", 90, 10),
    ]


def test_fewer_than_ten_answers_are_not_enough() -> None:
    assert Share("a", 9, 9).is_enough is False
    assert Share("a", 9, 10).is_enough is True


def test_section_counts_who_did_not_find_it_short() -> None:
    given = answers("a", 8, 2, "whats-next") + answers("b", 0, 5, "whats-next")

    assert count_by_section(given, "a") == [Share("whats-next", 8, 10)]


def test_half_a_percent_is_rounded_up() -> None:
    assert Share("a", 1, 8).percent == 13
