"""The theme's own texts in the site's language: English in code and templates, by gettext's rules.

A *catalogue* is one text (JSON), so that it is plain data, hashed and sent to other processes
with the site; `site_outputs/translations` makes it from `.po` files. Empty, it is English.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from gettext import c2py

import msgspec

__all__ = ["Catalogue", "Texts", "in_context", "texts_of", "to_translate"]

_ENGLISH_PLURAL = "n != 1"


class Catalogue(msgspec.Struct, frozen=True):
    """Translations: by message (after its context, if any) one form, or one for each plural.

    `plural` is the number of a form as an expression of C, as `.po` files have it.
    """

    plural: str
    messages: dict[str, tuple[str, ...]]

    def encoded(self) -> str:
        """The same bytes for the same translations."""
        return msgspec.json.encode(self, order="sorted").decode()


def in_context(context: str, message: str) -> str:
    """The key of a message that has a context, as in compiled catalogues of gettext."""
    return f"{context}\x04{message}"


class Texts:
    """Looks texts up; what has no translation stays English."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._messages = catalogue.messages
        self._form_of: Callable[[int], int] = c2py(catalogue.plural)

    def gettext(self, message: str) -> str:
        """A text; its placeholders are left in it."""
        return self._messages.get(message, (message,))[0]

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form of a text that goes with a number."""
        forms = self._messages.get(singular, ())
        return self._form(forms, number) or (singular if number == 1 else plural)

    def pgettext(self, context: str, message: str) -> str:
        """A text that is translated in one way here and in another elsewhere."""
        return self._messages.get(in_context(context, message), (message,))[0]

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        """`ngettext` with a context."""
        forms = self._messages.get(in_context(context, singular), ())
        return self._form(forms, number) or (singular if number == 1 else plural)

    def _form(self, forms: tuple[str, ...], number: int) -> str:
        return forms[min(self._form_of(number), len(forms) - 1)] if forms else ""


@lru_cache(maxsize=8)
def texts_of(catalogue: str) -> Texts:
    """The texts of an encoded catalogue; of the empty one, English."""
    if not catalogue:
        return Texts(Catalogue(_ENGLISH_PLURAL, {}))
    return Texts(msgspec.json.decode(catalogue, type=Catalogue))


def to_translate(message: str) -> str:
    """The message itself; marks it for the catalogue where it is translated later."""
    return message
