from __future__ import annotations

import pytest

from plugins.explainers.svg_images import image_problems, svg_problems

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def svg(inside: str) -> bytes:
    return f"{HEAD}\n{inside}\n</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="1" height="1" fill="url(#shade)"/>',
        '<use href="#part"/><use xlink:href="#part"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<style>rect { fill: red; mask: url(#m) }</style>",
        "<title>Onward</title><desc>javascript: a history</desc>",
        '<animate attributeName="opacity" values="0;1"/>',
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        '<rect onward="1" width="1"/>'.replace("onward", "data-on"),
    ],
)
def test_drawings_are_fine(inside):
    assert svg_problems(svg(inside), "images/x.svg") == []


def test_declaration_of_xml_is_fine():
    data = b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n' + svg("<g/>")

    assert svg_problems(data, "images/x.svg") == []


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<s:script xmlns:s='http://www.w3.org/2000/svg'>x</s:script>", "<script>"),
        ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>x</h:script>", "<script>"),
        ("<h:p xmlns:h='http://www.w3.org/1999/xhtml'>x</h:p>", "<p>"),
        ("<foreignObject><p xmlns=''/></foreignObject>", "<foreignObject>"),
        ('<rect onload="x()"/>', "'onload'"),
        ('<rect ONCLICK="x()"/>', "'onclick'"),
        ('<a href="https://example.org">x</a>', "https://example.org"),
        ('<a xlink:href="java&#10;script:x()">x</a>', "leads to"),
        ('<use href="other.svg#x"/>', "other.svg#x"),
        ('<image href="data:image/svg+xml;base64,AA"/>', "leads to"),
        ('<image href="//example.org/x.png"/>', "leads to"),
        ("<style>@import 'https://example.org/x.css';</style>", "style"),
        ("<style>rect { fill: url(https://example.org/x) }</style>", "https://example.org/x"),
        ("<style>rect { fill: u\\72l(x) }</style>", "style"),
        ("<rect style=\"fill: url( '//example.org/x')\"/>", "//example.org/x"),
        ('<rect fill="url(https://example.org/x#y)"/>', "https://example.org/x#y"),
        ('<rect fill="u\\72l(https://example.org/x)"/>', "hides what it does"),
        ("<rect style=\"mask: image-set('//example.org/x' 1x)\"/>", "//example.org/x"),
        ('<set attributeName="href" to="javascript:x()"/>', "<set>"),
        ('<animate attributeName="xlink:href" values="javascript:x()"/>', "<animate>"),
        ('<set attributeName="onclick" to="x()"/>', "<set>"),
        ('<g xml:base="https://example.org/"/>', "https://example.org/"),
        ("<?xml-stylesheet href='x.css'?>", "xml-stylesheet"),
    ],
)
def test_what_runs_or_fetches_is_a_problem_at_its_line(inside, words):
    problems = svg_problems(svg(inside), "images/x.svg")

    assert {problem.code for problem in problems} == {"image/active"}
    assert {(problem.path, problem.line) for problem in problems} == {("images/x.svg", 2)}
    assert any(words in problem.message for problem in problems)


def test_stylesheet_before_the_drawing_is_a_problem():
    data = b'<?xml-stylesheet href="https://example.org/x.css"?>\n' + svg("<g/>")

    (problem,) = svg_problems(data, "images/x.svg")

    assert (problem.code, problem.line) == ("image/active", 1)


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + svg("<g/>"),
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<text>&x;</text>"),
        b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        + svg("<text>&b;</text>"),
    ],
)
def test_document_types_and_entities_are_problems(data):
    problems = svg_problems(data, "images/x.svg")

    assert {problem.code for problem in problems} == {"image/active"}
    assert not any("root:" in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"\x89PNG\r\n\x1a\n", 1),
        (svg("<g>\n"), 4),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'><script>x</script></html>", 1),
        (b"<g>" * 100_000, 1),
    ],
)
def test_what_is_no_svg_is_one_problem(data, line):
    (problem,) = svg_problems(data, "images/x.svg")

    assert (problem.code, problem.line) == ("image/kind", line)


@pytest.mark.parametrize("encoding", ["UTF-7", "HZ", "ISO-2022-KR", "IBM037"])
def test_encoding_that_browsers_read_differently_is_a_problem(encoding):
    data = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + svg("<g/>")

    (problem,) = svg_problems(data, "images/x.svg")

    assert problem.code == "image/kind"


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 24
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 28
WEBP = b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 16
AVIF = b"\0\0\0\x20ftypavif" + b"\0" * 20


@pytest.mark.parametrize(
    ("head", "path"),
    [
        (PNG, "images/x.png"),
        (PNG, "images/x.PNG"),
        (JPEG, "images/x.jpg"),
        (JPEG, "images/x.jpeg"),
        (b"GIF89a" + b"\0" * 8, "images/x.gif"),
        (WEBP, "images/x.webp"),
        (AVIF, "images/x.avif"),
        (b"<svg/>", "images/x.svg"),
    ],
)
def test_image_that_is_what_its_name_says_is_fine(head, path):
    assert image_problems(head, path) == []


@pytest.mark.parametrize(
    ("head", "path", "message", "hint"),
    [
        (JPEG, "images/x.png", "the file is not a PNG image, it is a JPEG image", "`.jpeg`"),
        (WEBP, "images/x.jpg", "the file is not a JPEG image, it is a WEBP image", "`.webp`"),
        (b"<script>", "images/x.gif", "the file is not a GIF image", "save"),
        (b"", "images/x.avif", "the file is not an AVIF image", "save"),
        (b"<b>text>WEBP<script>", "images/x.webp", "the file is not a WEBP image", "save"),
        (b"<!--ftypavif--><script>", "images/x.avif", "the file is not an AVIF image", "save"),
    ],
)
def test_image_that_is_something_else_is_a_problem(head, path, message, hint):
    (problem,) = image_problems(head, path)

    assert (problem.code, problem.line, problem.message) == ("image/kind", 1, message)
    assert hint in problem.hint
