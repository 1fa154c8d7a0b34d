"""What the scripts of the search page say: their texts, translated for the page to hold.

A test holds the lists to what stands in theme/static/js/search.
"""

from __future__ import annotations

import msgspec

from plugins.explainers.site import Site
from plugins.explainers.texts import texts_of
from plugins.site_outputs.dates import plural_category

__all__ = ["COUNTED", "TEXTS", "script_texts"]

TEXTS = (
    "; the first %(shown)s are shown.",
    "AI Generated Content",
    "AI disclosure",
    "AI-Assisted Content",
    "From:",
    "More did not load. Try again in a moment.",
    "More tags",
    "No AI label",
    "Nothing found.",
    "Nothing is written with “%(word)s”; showing %(forms)s.",
    "Remove",
    "Searching…",
    "Tag: %(tag)s",
    "Tags",
    "The search did not load.",
    "These did not load. Close and open them to try again.",
    "This page is out of date.",
    "Words as common as these are not looked up; add a rarer one.",
    "Year: %(year)s",
    "Years",
    "explainers:",
    "“%(word)s”",
)
COUNTED = (
    ("%(num)s explainer found", "%(num)s explainers found"),
    ("More than %(num)s explainer found", "More than %(num)s explainers found"),
)
# Among them is one of each category that whole numbers have in any language.
_NUMBERS = (*range(201), 1_000_000)


def script_texts(site: Site) -> str:
    """Translations as JSON, by the English text; empty where the site is in English.

    Counted texts have a form for each of CLDR's categories, by which browsers choose.
    """
    if not site.catalogue:
        return ""
    texts = texts_of(site.catalogue)
    translated: dict[str, object] = {text: texts.gettext(text) for text in TEXTS}
    category_of = plural_category(site.lang)
    for singular, plural in COUNTED:
        forms: dict[str, str] = {}
        for number in _NUMBERS:
            forms.setdefault(category_of(number), texts.ngettext(singular, plural, number))
        translated[singular] = forms
    changed = {text: found for text, found in translated.items() if text != found}
    return msgspec.json.encode(changed, order="sorted").decode()
