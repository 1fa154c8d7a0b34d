"""What is wrong with a published site: whatever could run, whatever leads nowhere.

Written from the promises alone and with parsers of its own (html5lib reads a page
as browsers do), so that it shares no mistake with what it checks.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from lxml import etree

__all__ = ["feed_faults", "page_faults", "site_faults"]

SITE = "http://localhost:8000"
_OWN_SCRIPT = "/theme/js/main.js"
_BARRED_ELEMENTS = frozenset(
    {
        *("iframe", "object", "embed", "applet", "base", "style", "frame", "frameset", "portal"),
        *("svg", "math", "template", "noscript", "video", "audio", "source", "textarea", "dialog"),
    }
)
_ADDRESSES = frozenset(
    {
        *("href", "src", "action", "formaction", "poster", "data", "background", "cite", "srcset"),
        *("ping", "longdesc", "dynsrc", "lowsrc", "manifest", "xlink:href", "codebase"),
    }
)
# What browsers drop from an address before they read its scheme.
_DROPPED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]+")
_POLICY = "Content-Security-Policy"
_REFRESH = re.compile(r"0; url=(/[^/\\].*|/)")
_SVG = "{http://www.w3.org/2000/svg}"
# What charts are drawn with.
_CHART = {f"{_SVG}{name}" for name in ("svg", "rect", "text", "path")}
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def site_faults(files: Mapping[str, bytes], *, skip: Iterable[str] = ()) -> Iterator[str]:
    """Everything that is wrong with a site, given as its files; `skip` are an author's own."""
    skipped = set(skip)
    for path, data in files.items():
        if path.startswith("theme/") or path in skipped:
            continue
        if path.endswith(".html"):
            yield from page_faults(path, data, files)
        elif path.endswith(".xml"):
            yield from feed_faults(path, data)
        elif path.endswith(".json"):
            json.loads(data)


def page_faults(path: str, data: bytes, files: Mapping[str, bytes]) -> Iterator[str]:
    """What could run in a page, its ids that are there twice, its links that lead nowhere."""
    root = html5lib.parse(data, namespaceHTMLElements=False, transport_encoding="utf-8")
    charts = {part for svg in root.iter(f"{_SVG}svg") for part in _parts_of_chart(svg)}
    for element in root.iter():
        for fault in _attributes_of(element) if element in charts else _element_faults(element):
            yield f"{path}: {fault}"
    counts = Counter(element.get("id") for element in root.iter() if element.get("id") is not None)
    yield from (f"{path}: id {name!r} {count} times" for name, count in counts.items() if count > 1)
    yield from (f"{path}: {fault}" for fault in _lost_links(root, path, files, set(counts)))


def feed_faults(path: str, data: bytes) -> Iterator[str]:
    """What is wrong with a feed or sitemap, and what could run in the HTML within it."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    if root.getroottree().docinfo.doctype:
        yield f"{path}: has a DOCTYPE"
    for link in root.iter("link", "{*}loc"):
        if not str(link.text).startswith(f"{SITE}/"):
            yield f"{path}: leads to {link.text!r}"
    for kind in (_CONTENT, "description"):
        for element in root.iter(kind):
            fragment = html5lib.parseFragment(element.text or "", namespaceHTMLElements=False)
            yield from (f"{path}: {fault}" for fault in _fragment_faults(fragment))


def _fragment_faults(fragment: Element) -> Iterator[str]:
    for element in fragment.iter():
        yield from _element_faults(element)
        for name in ("href", "src"):
            address = element.get(name)
            if address is not None and not re.match(r"https?://|mailto:", address):
                yield f"the address {address!r} is not absolute"


def _element_faults(element: Element) -> Iterator[str]:
    tag = element.tag
    if not isinstance(tag, str):
        return  # a comment
    if tag in _BARRED_ELEMENTS or ":" in tag or "}" in tag:
        yield f"holds <{tag}>"
    if tag == "script" and not _is_data(element) and _is_foreign_script(element):
        yield f"holds the script {element.attrib} {element.text!r}"
    if tag == "meta" and element.get("http-equiv") is not None:
        yield from _pragma_faults(element)
    style = str(element.get("href")) if element.get("rel") == "stylesheet" else ""
    if tag == "link" and style and not style.startswith("/theme/css/"):
        yield f"takes its style from {style!r}"
    yield from _attributes_of(element)


def _is_data(element: Element) -> bool:
    """Whether it is a block of structured data, which no browser runs."""
    if element.attrib != {"type": "application/ld+json"}:
        return False
    return bool(json.loads(element.text or "")["@graph"])


def _is_foreign_script(element: Element) -> bool:
    return element.get("src") != _OWN_SCRIPT or bool((element.text or "").strip())


def _parts_of_chart(svg: Element) -> Iterator[Element]:
    """A drawing of the theme: nothing in it but lines, boxes and words."""
    parts = list(svg.iter())
    if svg.get("class") == "chart" and {part.tag for part in parts} <= _CHART:
        yield from parts


def _attributes_of(element: Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        yield from _attribute_faults(str(name).lower(), value)


def _pragma_faults(element: Element) -> Iterator[str]:
    if element.get("http-equiv") == _POLICY and "'unsafe" not in element.get("content", "'unsafe"):
        return
    if element.get("http-equiv", "").lower() != "refresh":
        yield f"sets {element.get('http-equiv')!r}"
    elif not _REFRESH.fullmatch(element.get("content", "")):
        yield f"goes on to {element.get('content')!r}"


def _attribute_faults(name: str, value: str) -> Iterator[str]:
    if name.startswith("on") or name in {"style", "srcdoc"}:
        yield f"holds the attribute {name}={value!r}"
    if name in _ADDRESSES:
        scheme = _DROPPED.sub("", value).partition(":")[0].lower()
        if ":" in value and re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme):
            if scheme not in {"http", "https", "mailto"}:
                yield f"leads to {value!r}"
        elif re.match(r"[/\\]{2}", _DROPPED.sub("", value)):
            yield f"leads to another host, {value!r}"


def _lost_links(
    root: Element, path: str, files: Mapping[str, bytes], ids: set[str | None]
) -> Iterator[str]:
    page = f"{SITE}/{path.removesuffix('index.html')}"
    for element in root.iter():
        for name in ("href", "src", "action"):
            written = element.get(name)
            if written is None or (element.tag == "link" and element.get("rel") == "canonical"):
                continue
            target = urlsplit(urljoin(page, written))
            if f"{target.scheme}://{target.netloc}" != SITE:
                if element.tag not in {"a"}:
                    yield f"fetches {written!r}"
                continue
            if written.startswith("#") and unquote(target.fragment) not in ids | {"", "top"}:
                yield f"no id for {written!r}"
            elif not _is_there(unquote(target.path), files):
                yield f"nothing is at {written!r}"


def _is_there(address: str, files: Mapping[str, bytes]) -> bool:
    relative = posixpath.normpath(address).lstrip("/")
    if address.endswith("/"):
        return posixpath.join(relative, "index.html").removeprefix("./") in files
    return relative in files
