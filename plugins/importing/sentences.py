"""Where sentences end, in text whose abbreviations and numbers have full stops too."""

from __future__ import annotations

import re

__all__ = ["split_sentences"]

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|[。！？]")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Rev|Hon|Jr|Sr|Inc|Ltd|Co|Corp"
    r"|vs|No|Nos|Fig|ca|approx|e\.g|i\.e|etc|a\.m|p\.m|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov"
    r"|Dec|[A-Z]|(?:[A-Z]\.)+[A-Z])\.$"
)
_LONGEST_ABBREVIATION = 12  # characters, with the blank before it
_STARTS = re.compile(r"\s+[\"'“‘(\[]*[^\Wa-z]|\s*$|\s*[^\x00-\u024f]")


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, each with its full stop; a line's end always ends one."""
    return [sentence for line in text.split("\n") for sentence in _of_line(line)]


def _of_line(line: str) -> list[str]:
    sentences = []
    start = 0
    for match in _END.finditer(line):
        before = line[start : match.end()]
        if _STARTS.match(line, match.end()) and not _ABBREVIATION.search(
            before[-_LONGEST_ABBREVIATION:]
        ):
            sentences.append(before.strip())
            start = match.end()
    sentences.append(line[start:].strip())
    return [sentence for sentence in sentences if sentence]
