"""A title for a text that has none: the head of its first sentence."""

from __future__ import annotations

import re

from plugins.importing.sentences import split_sentences

__all__ = ["title_from_name", "title_from_text"]

_LONGEST = 80  # characters
_SHORTEST_CLAUSE = 30  # less says too little: "On Monday"
_SHORTEST_PHRASE = 40
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s+[–—-](?=\s)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PHRASE_STARTS = _words(
    """
    after although and as at because before but by during for from if in into of on or since that
    through to under until when where whether which while who with within without about
    """
)
_LOOSE_ENDS = _words(
    """
    a an the this that these those its their his her our and or but nor as at by for from in into
    of off on onto over per to up upon via with within without about after against among before
    between during since through toward towards under until which who whose when where while
    because if than so also is are was were be been being has have had will would can could may
    might must shall should not more most very such both either each every some any no new
    following including according
    """
)


def title_from_text(text: str) -> str:
    """The first sentence, or as much of it as makes a title; empty for an empty text."""
    sentences = split_sentences(text)
    if not sentences:
        return ""
    sentence = sentences[0].strip().strip('"“”').rstrip(".!… ")
    if len(sentence) <= _LONGEST - 5:
        return sentence
    clauses = [match.start() for match in _CLAUSE_END.finditer(sentence)]
    fitting = [end for end in clauses if _SHORTEST_CLAUSE <= end <= _LONGEST]
    for end in reversed(fitting):
        head = _trim(sentence[:end])
        if len(head) >= _SHORTEST_CLAUSE:
            return head
    return _trim(_cut_at_phrase(sentence)) or _cut_at_word(sentence)


def title_from_name(stem: str) -> str:
    """A title from a file's name: `2026-03-01-river_levels` is `River levels`."""
    undated = re.sub(r"^\d{4}-\d{2}-\d{2}[-_ ]?", "", stem) or stem
    words = " ".join(re.sub(r"[-_\s]+", " ", undated).split())
    return words[:1].upper() + words[1:]


def _cut_at_phrase(sentence: str) -> str:
    """As many whole phrases as fit: what follows begins with a preposition or conjunction."""
    starts = [
        match.start()
        for match in re.finditer(r"\s(\w+)(?=\s)", sentence)
        if match[1].casefold() in _PHRASE_STARTS and _SHORTEST_PHRASE <= match.start() <= _LONGEST
    ]
    return sentence[: starts[-1]] if starts else _cut_at_word(sentence)


def _cut_at_word(sentence: str) -> str:
    if len(sentence) <= _LONGEST:
        return sentence
    head, blank, _ = sentence[: _LONGEST + 1].rpartition(" ")
    return head if blank else sentence[:_LONGEST]


def _trim(head: str) -> str:
    """Without words that promise more, an open bracket or quote, or a mark at the end."""
    for opening, closing in ("()", "[]", "“”"):
        if head.count(opening) > head.count(closing):
            head = head[: head.rindex(opening)]
    words = head.rstrip(" ,;:–—-").split(" ")
    while words and words[-1].casefold().strip("“\"'(") in _LOOSE_ENDS:
        words.pop()
    return " ".join(words).rstrip(" ,;:–—-")
