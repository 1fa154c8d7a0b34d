"""The bodies of made-up explainers, with what authors put into theirs."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.chance import Chance
from benchmarks.subjects import Subject
from benchmarks.words import Speaker, name_of_number

__all__ = ["SECTIONS", "web_address", "write_body"]

# Headings, with how many words stand below each.
SECTIONS = (
    ("What is the story about?", 60),
    ("What's Happening?", 140),
    ("Why It's Important?", 100),
    ("What's Next?", 75),
    ("Beyond the Headlines", 75),
)
_ANCHORS = (
    "what-is-the-story-about",
    "whats-happening",
    "why-its-important",
    "whats-next",
    "beyond-the-headlines",
)


def web_address(chance: Chance) -> str:
    """An address on a made-up site; the top-level domain is reserved for such use."""
    host = name_of_number(chance.below(400))
    page = name_of_number(chance.below(9_000))
    return f"https://{host}.example/{chance.between(2014, 2024)}/{page}"


def write_body(chance: Chance, subject: Subject, others: list[Subject]) -> str:
    """The five sections, in Markdown; each of the `others` is linked once."""
    writer = _Writer(chance, subject, others)
    return "\n\n".join(writer.blocks()) + "\n"


class _Writer:
    """Writes one body."""

    def __init__(self, chance: Chance, subject: Subject, others: list[Subject]) -> None:
        self._chance = chance
        self._speaker = Speaker(chance, subject.name.capitalize())
        self._subject = subject
        self._unlinked = list(others)
        self._written = 0

    def blocks(self) -> Iterator[str]:
        """Everything between blank lines, in order."""
        for heading, words in SECTIONS:
            yield f"## {heading}"
            self._written = 0
            wanted = words * self._chance.between(70, 100) // 100  # the last sentence goes beyond
            if heading == "What's Happening?" and self._chance.happens(0.03):
                yield from self._footnoted()
            while self._written < wanted:
                yield self._paragraph(min(wanted - self._written, self._chance.between(45, 80)))
                if self._written < wanted and self._chance.happens(0.3):
                    yield self._special()

    def _special(self) -> str:
        drawn = self._chance.random()
        if drawn < 0.55:
            return self._list("- " if drawn < 0.4 else "1. ")
        if drawn < 0.85:
            return "> " + self._sentence()
        return self._table() if drawn < 0.96 else self._code()

    def _paragraph(self, words: int) -> str:
        end = self._written + words
        sentences = [self._sentence()]
        while self._written < end:
            sentences.append(self._sentence())
        return " ".join(sentences)

    def _sentence(self) -> str:
        words = self._speaker.words(self._chance.between(8, 22))
        self._written += len(words)
        self._adorn(words)
        words[0] = words[0][0].upper() + words[0][1:]
        return " ".join(words) + "."

    def _adorn(self, words: list[str]) -> None:
        """Puts what authors use into some sentences; never into the first two words."""
        chance = self._chance
        place = chance.between(3, len(words) - 3)
        drawn = chance.random()
        if drawn < 0.4:
            words[place] += ","
        elif drawn < 0.48:
            words[place] = f"*{words[place]}*"
        elif drawn < 0.52:
            words[place] = f"**{words[place]} {words.pop(place + 1)}**"
        elif drawn < 0.60:
            words[place] = f"[{words[place]} {words.pop(place + 1)}]({web_address(chance)})"
        elif drawn < 0.66:
            words[place] = f"{chance.between(2, 99)} per cent of {words[place]}"
        elif drawn < 0.68:
            words[place] = f"`{words[place]}`"
        elif drawn < 0.80 and self._unlinked:
            words[place] = f"[{words[place]}]({self._link(self._unlinked.pop())})"

    def _link(self, other: Subject) -> str:
        drawn = self._chance.random()
        part = f"#{self._chance.one_of(_ANCHORS)}" if self._chance.happens(0.3) else ""
        if drawn < 0.4:
            folder = "" if other.day.year == self._subject.day.year else f"../{other.day.year}/"
            return f"{folder}{other.slug}.md{part}"
        if drawn < 0.75:
            return f"{other.slug}{part}"
        return f"/explainers/{other.slug}/{part}"

    def _list(self, marker: str) -> str:
        count = self._chance.between(3, 5)
        items = [self._speaker.phrase(self._chance.between(4, 9)) for _ in range(count)]
        self._written += sum(len(item.split()) for item in items)
        return "\n".join(f"{marker}{item}" for item in items)

    def _table(self) -> str:
        rows = [
            f"| {self._speaker.phrase(2)} | {self._chance.between(10, 9_999):,} |"
            for _ in range(self._chance.between(3, 6))
        ]
        self._written += 3 * len(rows)
        head = f"| {self._speaker.content_word()} | {self._chance.between(2014, 2024)} |"
        return "\n".join((head, "| --- | ---: |", *rows))

    def _code(self) -> str:
        names = [self._speaker.content_word() for _ in range(3)]
        lines = "\n".join(f"{name} = {self._chance.between(1, 500)}" for name in names)
        return f"```python\n{lines}\n```"

    def _footnoted(self) -> Iterator[str]:
        yield f"{self._sentence()}[^1]"
        yield f"[^1]: {self._sentence()}"
