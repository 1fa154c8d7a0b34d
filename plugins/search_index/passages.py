"""The passage of a text that tells best why it was found, for the terminal; Whoosh picks it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from whoosh.analysis import Token, Tokenizer
from whoosh.highlight import ContextFragmenter, NullFormatter, highlight

from plugins.search_index.terms import term_of
from plugins.search_index.words import spelled_words

__all__ = ["passage"]

_WIDTH = 160  # characters


def passage(text: str, lang: str, terms: Collection[str]) -> str:
    """A passage with the terms, or the beginning of the text; on one line."""
    fragmenter = ContextFragmenter(maxchars=_WIDTH, surround=_WIDTH // 3)
    tokens = _Terms(lang)
    found = highlight(text, frozenset(terms), tokens, fragmenter, NullFormatter(), top=1)
    return " ".join((found or text[:_WIDTH]).split())


class _Terms(Tokenizer):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's analyzer of a text in some language: its terms and where they stand."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        """Yields the terms."""
        # Lower case of the same length, so that places in both are the same.
        lower = "".join(char if len(char.lower()) > 1 else char.lower() for char in value)
        token = Token(chars=True, removestops=False)
        at = 0
        for spelled in spelled_words(value):
            place = lower.find(spelled, at)
            if place < 0:
                continue  # spelled otherwise there
            # The pairs of a text without blanks overlap.
            at = place + (1 if len(spelled) == 2 and not spelled.isascii() else len(spelled))
            form, term = term_of(spelled, self.lang)
            token.text, token.stopped = term or form, not term
            token.startchar, token.endchar = place, place + len(spelled)
            yield token
