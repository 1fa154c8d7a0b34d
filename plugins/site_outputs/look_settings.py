"""The settings of how a site looks: colours, fonts, logo, links at the foot."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.explainers.site import Logo, Look
from plugins.explainers.web_addresses import url_mistake
from plugins.site_outputs.contrast import LEAST_FOR_SHAPES, LEAST_FOR_TEXT, contrast, is_colour
from plugins.site_outputs.setting_values import Check, Mistake, is_line, is_pair

__all__ = [
    "FONTS",
    "LOOK_CHECKS",
    "LOOK_SETTINGS",
    "look_problems",
    "read_footer",
    "read_logo",
    "read_look",
]

LOOK_SETTINGS: dict[str, str] = {
    "THEME_COLOURS": "colours of your own: `{name: colour}` or `{name: (in light, in dark)}`",
    "THEME_FONTS": "fonts of your own: `{name: families}`",
    "SITE_LOGO": "a picture in place of the name in the header: (address, width, height)",
    "FOOTER_LINKS": "links at the foot, in place of those to free pages: (label, address)",
    "TRANSLATION_FOLDERS": "folders of your own with `LANGUAGE/LC_MESSAGES/messages.po`",
}
FONTS = ("text", "ui", "code")
_SHAPES = ("edge", "focus")
# What is written or drawn on what.
_STANDS_ON = {
    "paper": (
        "ink",
        "ink-soft",
        "link",
        "link-visited",
        "good",
        "bad",
        "mixed",
        "accent",
        *_SHAPES,
    ),
    "paper-tinted": ("ink", "ink-soft", "link", "link-visited", "mixed", *_SHAPES),
    "mark": ("ink",),
}
_SCHEMES = ("light", "dark")
_FAMILY = r"""(?:"[\w .&'-]+"|'[\w .&-]+'|-?[a-zA-Z][\w-]*(?: [a-zA-Z][\w-]*)*)"""
_GENERIC = r"(?:serif|sans-serif|monospace|system-ui|ui-(?:serif|sans-serif|monospace|rounded))"
_FAMILIES = re.compile(rf"(?:{_FAMILY}\s*,\s*)*{_GENERIC}")
_TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-fA-F]{3,6});")
_LARGEST = 2000  # CSS pixels


def read_look(settings: Mapping[str, Any]) -> Look:
    """The tokens of checked settings, sorted."""
    colours = settings.get("THEME_COLOURS") or {}
    fonts = settings.get("THEME_FONTS") or {}
    return Look(
        colours=tuple((name, *_pair(value)) for name, value in sorted(colours.items())),
        fonts=tuple(sorted(fonts.items())),
    )


def read_logo(settings: Mapping[str, Any]) -> Logo | None:
    """The logo of checked settings."""
    given = settings.get("SITE_LOGO")
    return Logo(*given) if given else None


def read_footer(settings: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The links at the foot of checked settings."""
    return tuple(
        (str(label), str(address)) for label, address in settings.get("FOOTER_LINKS") or ()
    )


def look_problems(settings: Mapping[str, Any]) -> Iterator[Mistake]:
    """What is wrong with the colours and fonts: the setting, what it is, and a hint."""
    colours = settings.get("THEME_COLOURS")
    if colours is not None:  # the theme's own are read for nothing else
        tokens = _theme_colours(settings)
        mistakes = [*_colour_mistakes(colours, tokens)]
        look = Look() if mistakes else read_look({"THEME_COLOURS": colours})
        yield from mistakes or _contrast_mistakes(look, tokens)
    yield from _font_mistakes(settings.get("THEME_FONTS"))


def _theme_colours(settings: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """The theme's colours in light and in dark."""
    own = Path(__file__).parents[2] / "theme"
    for theme in (Path(settings.get("THEME") or own), own):
        sheet = theme / "static" / "css" / "tokens.css"
        if sheet.is_file():
            light, _, dark = sheet.read_text(encoding="utf-8").partition(
                "prefers-color-scheme: dark"
            )
            in_light = dict(_TOKEN.findall(light))
            return in_light, in_light | dict(_TOKEN.findall(dark))
    return {}, {}


def _pair(value: Any) -> tuple[str, str]:
    light, dark = (value, value) if isinstance(value, str) else value
    return light.lower(), dark.lower()


def _colour_mistakes(given: Any, tokens: tuple[dict[str, str], ...]) -> Iterator[Mistake]:
    if not isinstance(given, Mapping):
        hint = "give names with colours, such as {'accent': ('#7a1f1f', '#f0a79f')}"
        yield ("THEME_COLOURS", f"is {given!r}", hint)
        return
    for name, value in given.items():
        if name not in tokens[0]:
            hint = _suggestion(name, tokens[0], "the names stand in theme/static/css/tokens.css")
            yield ("THEME_COLOURS", f"names {name!r}, which is no colour of the theme", hint)
        elif not _is_colour_pair(value):
            hint = "give '#7a1f1f', or a pair for light and dark: ('#7a1f1f', '#f0a79f')"
            yield ("THEME_COLOURS", f"gives {value!r} for {name!r}", hint)


def _is_colour_pair(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return len(value) == len(_SCHEMES) and all(map(is_colour, value))
    return is_colour(value)


def _contrast_mistakes(look: Look, tokens: tuple[dict[str, str], ...]) -> Iterator[Mistake]:
    own = {name: colours for name, *colours in look.colours}
    for number, scheme in enumerate(_SCHEMES):
        shown = tokens[number] | {name: colours[number] for name, colours in own.items()}
        for ground, ink in _pairs_with(own):
            if not {ground, ink} <= shown.keys():
                continue  # another theme's
            found = contrast(shown[ink], shown[ground])
            if found < (LEAST_FOR_SHAPES if ink in _SHAPES else LEAST_FOR_TEXT):
                text = f"'{ink}' {shown[ink]} on '{ground}' {shown[ground]}"
                message = f"leaves {text} at a contrast of {found:.2f} in {scheme}"
                yield ("THEME_COLOURS", message, _contrast_hint(scheme, is_text=ink not in _SHAPES))


def _contrast_hint(scheme: str, *, is_text: bool) -> str:
    ink, paper = ("darker", "lighter") if scheme == "light" else ("lighter", "darker")
    if is_text:
        need, what = f"text needs {LEAST_FOR_TEXT} or more to be read", "text"
    else:
        need, what = f"edges and the focus need {LEAST_FOR_SHAPES:g} or more to be seen", "lines"
    return f"{need}: choose {ink} {what} or {paper} paper for {scheme}"


def _pairs_with(own: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for ground, inks in _STANDS_ON.items():
        yield from ((ground, ink) for ink in inks if ground in own or ink in own)


def _font_mistakes(given: Any) -> Iterator[Mistake]:
    if given is None:
        return
    if not isinstance(given, Mapping):
        yield ("THEME_FONTS", f"is {given!r}", "give {'text': 'Georgia, serif'}")
        return
    for name, value in given.items():
        if name not in FONTS:
            hint = _suggestion(name, FONTS, f"there are {', '.join(FONTS)}")
            yield ("THEME_FONTS", f"names {name!r}, which is no font of the theme", hint)
        elif not (isinstance(value, str) and _FAMILIES.fullmatch(value)):
            hint = (
                "give families with commas between, a general one last: 'Charter, Georgia, serif'"
            )
            yield ("THEME_FONTS", f"gives {value!r} for {name!r}", hint)


def _is_logo(value: Any) -> bool:
    if not isinstance(value, list | tuple) or len(value) != len(Logo.__slots__):
        return False
    address, *sizes = value
    are_sizes = all(type(size) is int and 0 < size <= _LARGEST for size in sizes)
    return is_line(address) and re.match(r"/(?!/)", address) is not None and are_sizes


def _are_links(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(
        is_pair(item) and _can_be_followed(item[1]) for item in value
    )


def _can_be_followed(address: str) -> bool:
    if address.startswith(("http://", "https://")):
        return url_mistake(address) is None
    return re.match(r"/(?!/)|mailto:[^\s\"<>]+$", address) is not None


def _suggestion(name: object, known: Iterable[str], otherwise: str) -> str:
    close = difflib.get_close_matches(str(name), list(known), n=1)
    return f"did you mean {close[0]!r}?" if close else otherwise


LOOK_CHECKS: dict[str, Check] = {
    "SITE_LOGO": (
        _is_logo,
        "address, width and height in pixels, such as ('/images/logo.svg', 160, 40)",
    ),
    "FOOTER_LINKS": (
        _are_links,
        "a list of pairs such as ('About', '/about/') or ('Code', 'https://example.org')",
    ),
}
