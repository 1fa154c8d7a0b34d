"""Whether an image file is what its name says, and whether an SVG only draws.

An SVG is a document: it can hold script, fetch files from elsewhere and name
other documents. One that is opened by its own address runs with the site's
rights, so what is published from images/ must be a picture and nothing else.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from plugins.explainers.problems import Problem
from plugins.explainers.quoting import quoted

__all__ = ["image_problems", "svg_problems"]

# lxml's stubs take `sourceline` and `doctype` for something else than they are.
Node = Any

_HINT = "save it as a plain SVG, without script, links and style imports"
_SVG = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink"
# Elements that run, embed or fetch, wherever they stand.
_ACTIVE = frozenset(
    {
        *("script", "handler", "listener", "discard", "animation", "link"),
        *("foreignobject", "iframe", "embed", "object", "audio", "video", "canvas"),
    }
)
# Elements that change attributes later; they could change a link.
_ANIMATIONS = frozenset({"animate", "set", "animatetransform", "animatemotion"})
_SAFE_LINK = re.compile(r"#|data:image/(?:png|jpeg|gif|webp)[;,]", re.I)
_URL = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)", re.I)
_OUTSIDE_STYLE = re.compile(r"@import|expression\s*\(|javascript:|\\", re.I)
# `u\72l(…)` is `url(…)`; and some functions take an address as a plain string.
_ESCAPED_FUNCTION = re.compile(r"\\[^()]*\(")
_FUNCTION_WITH_TEXT = re.compile(r"(?:image|image-set|src)\(\s*[\"']([^\"')]*)", re.I)
_BLANKS = re.compile(r"[\x00-\x20]+")


def svg_problems(data: bytes, path: str) -> list[Problem]:
    """What an SVG holds besides a drawing, each at its line; one problem if it is no SVG."""
    # Entities are refused before anything is expanded.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root: Node = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = max(int(getattr(error, "lineno", 0) or 0), 1)
        return [Problem(path, line, 1, "image/kind", "the file is not an SVG image", _XML_HINT)]
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    if encoding.upper() not in _ENCODINGS:
        message = f"the SVG image is in the encoding {quoted(encoding)}, not in UTF-8"
        return [Problem(path, 1, 1, "image/kind", message, "save it as UTF-8")]
    if etree.QName(root).localname != "svg":
        message = f"the file is not an SVG image, it begins with <{etree.QName(root).localname}>"
        return [Problem(path, _line(root), 1, "image/kind", message, _XML_HINT)]
    found = [*_document_type(root), *_instructions(root), *_elements(root)]
    return sorted(
        {Problem(path, line, 1, "image/active", message, _HINT) for line, message in found}
    )


_XML_HINT = "export it again as SVG"
# Where each reader finds the same text: in some others, a browser that does not
# know them sees elements in what is a run of letters here.
_ENCODINGS = frozenset({"UTF-8", "US-ASCII", "ASCII", "ISO-8859-1"})


def _name_of(instruction: Node) -> str:
    return str(instruction.target)


def _line(node: Node) -> int:
    return int(node.sourceline or 1)


def _document_type(root: Node) -> Iterator[tuple[int, str]]:
    if root.getroottree().docinfo.doctype:
        yield 1, "the SVG image has a DOCTYPE"


def _instructions(root: Node) -> Iterator[tuple[int, str]]:
    outside = [*root.itersiblings(preceding=True), *root.itersiblings(), *root.iter()]
    for node in outside:
        if isinstance(node, etree._ProcessingInstruction):
            yield _line(node), f"the SVG image holds the instruction <?{_name_of(node)}?>"
        elif isinstance(node, etree._Entity):
            yield _line(node), "the SVG image holds an entity"


def _elements(root: Node) -> Iterator[tuple[int, str]]:
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        line = _line(element)
        if name.lower() in _ACTIVE or etree.QName(element).namespace not in {_SVG, None}:
            if _is_metadata(element):
                continue
            yield line, f"the SVG image holds <{name}>"
            continue
        for message in (*_attributes(element, name), *_style(element, name)):
            yield line, message


def _is_metadata(element: Node) -> bool:
    # What drawing programs note about a file (RDF, editor state) draws and runs nothing.
    namespace = etree.QName(element).namespace or ""
    return namespace not in {_SVG, "http://www.w3.org/1999/xhtml", ""} and (
        etree.QName(element).localname.lower() not in _ACTIVE
    )


def _attributes(element: Node, element_name: str) -> Iterator[str]:
    for key, raw in element.attrib.items():
        attribute, value = etree.QName(key), str(raw)
        name = attribute.localname.lower()
        if name.startswith("on") and not attribute.namespace:
            yield f"the SVG image holds the event handler {name!r}"
        elif name in {"href", "src"} and attribute.namespace in {None, _LINK}:
            if value.strip() and not _SAFE_LINK.match(_BLANKS.sub("", value)):
                yield f"the SVG image leads to {quoted(value)}"
        elif element_name.lower() in _ANIMATIONS and _animates_link(name, value):
            yield f"the SVG image changes a link by <{element_name}>"
        elif attribute.localname == "base":
            yield f"the SVG image takes its links from {quoted(value)}"
        else:
            yield from _outside_style(value)


def _animates_link(name: str, value: str) -> bool:
    target = value.strip().lower().rpartition(":")[2]
    return name == "attributename" and (target == "href" or target.startswith("on"))


def _style(element: Node, name: str) -> Iterator[str]:
    if name.lower() != "style":
        return
    text = "".join(str(part) for part in element.itertext())
    if _OUTSIDE_STYLE.search(text):
        yield "the SVG image's style fetches from elsewhere or hides what it does"
    yield from _outside_style(text)


def _outside_style(value: str) -> Iterator[str]:
    if _ESCAPED_FUNCTION.search(value):
        yield f"the SVG image's style hides what it does: {quoted(value)}"
    for match in _FUNCTION_WITH_TEXT.finditer(value):
        target = _BLANKS.sub("", match[1])
        if target and not _SAFE_LINK.match(target):
            yield f"the SVG image fetches {quoted(target)}"
    for match in _URL.finditer(value):
        target = _BLANKS.sub("", match[1])
        if not _SAFE_LINK.match(target):
            yield f"the SVG image fetches {quoted(target)}"


# How the files of each kind begin. WebP and AVIF name themselves a few bytes later.
_STARTS: dict[str, re.Pattern[bytes]] = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    ".avif": re.compile(rb"\0\0..ftyp(?:avif|avis|mif1)", re.DOTALL),
}
_NAMES = {".jpg": "JPEG", ".jpeg": "JPEG"}


def image_problems(data_head: bytes, path: str) -> list[Problem]:
    """Whether a file begins as its name says; `data_head` is its first 32 bytes or more.

    SVGs and files of other kinds are not judged here.
    """
    extension = posixpath.splitext(path)[1].lower()
    start = _STARTS.get(extension)
    if start is None or start.match(data_head):
        return []
    kind = _NAMES.get(extension, extension[1:].upper())
    actual = _kind_of(data_head)
    message = f"the file is not {_with_article(kind)} image"
    if actual:
        message += f", it is {_with_article(actual)} image"
    hint = f"name it `.{actual.lower()}`" if actual else "save the image again"
    return [Problem(path, 1, 1, "image/kind", message, hint)]


def _with_article(kind: str) -> str:
    return f"an {kind}" if kind.startswith("A") else f"a {kind}"


def _kind_of(data_head: bytes) -> str:
    for extension, start in _STARTS.items():
        if start.match(data_head):
            return _NAMES.get(extension, extension[1:].upper())
    return ""
