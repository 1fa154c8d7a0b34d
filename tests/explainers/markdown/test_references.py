from __future__ import annotations

import pytest

from plugins.explainers.model import LinkReference, Place


def only_problem(rendered):
    (problem,) = rendered.problems
    return problem


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://example.org/?a=1&b=2", "https://example.org/?a=1&amp;b=2"),
        ("https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&amp;b=2"),
        ("https://example.org/%C3%A4/ö", "https://example.org/%C3%A4/%C3%B6"),
        ('https://example.org/"x', "https://example.org/%22x"),
        ("mailto:me@example.org", "mailto:me@example.org"),
        ("https://example.org/?a=1&section=2", "https://example.org/?a=1&amp;section=2"),
    ],
)
def test_links_to_other_sites_stay(render, written, html):
    rendered = render(f"[x]({written})")

    assert rendered.parts[0].html == f'<p><a href="{html}">x</a></p>'
    assert (rendered.links, rendered.problems) == ((), ())


@pytest.mark.parametrize(
    ("written", "kind", "target", "anchor"),
    [
        ("other.md", "file", "2026/other.md", ""),
        ("other.md#part", "file", "2026/other.md", "part"),
        ("../2024/other.md", "file", "2024/other.md", ""),
        ("a%20b.md", "file", "2026/a b.md", ""),
        ("<a b.md>", "file", "2026/a b.md", ""),
        ("./other.md", "file", "2026/other.md", ""),
        ("/pages/about.md", "address", "/pages/about.md", ""),
        ("other-slug", "slug", "other-slug", ""),
        ("other-slug#part", "slug", "other-slug", "part"),
        ("/explainers/x/#part", "address", "/explainers/x/", "part"),
        ("/search/?q=x&tag=y", "address", "/search/?q=x&tag=y", ""),
        ("#part", "anchor", "", "part"),
        ("#caf%C3%A9", "anchor", "", "café"),
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "[x][r]\n\n[r]: {}"])
def test_links_within_the_site_become_references(render, form, written, kind, target, anchor):
    rendered = render(form.format(written))

    (link,) = rendered.links
    assert (link.kind, link.target, link.anchor) == (kind, target, anchor)
    assert rendered.parts[0].html == '<p><a href="\x020\x03">x</a></p>'


def test_link_in_html_is_a_reference_too(render):
    rendered = render("ab <a href='other.md'>x</a>")

    assert rendered.links == (LinkReference("file", "2026/other.md", "", Place(1, 13), "other.md"),)


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "<java&#9;script:alert(1)>",
        "<java&NewLine;script:alert(1)>",
        "<&#1;javascript:alert(1)>",
        "java\\script\\:x:y",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org/x",
        "<\\\\\\\\example.org/x>",
        "/\\\\example.org",
        "ftp://example.org/",
    ],
)
def test_other_schemes_are_problems(render, written):
    rendered = render(f"[x]({written})")

    assert "example.org" not in rendered.parts[0].html
    assert "script" not in rendered.parts[0].html
    assert only_problem(rendered).code in {"link/scheme", "link/target"}


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:alert(1)">x</a>',
        '<a href="java\nscript:alert(1)">x</a>',
        "<a href='&#x6A;avascript&colon;alert(1)'>x</a>",
        "<a href=javascript:alert(1)>x</a>",
        '<a title="y" HREF=" javascript:alert(1)">x</a>',
        "<javascript:alert(1)>",
        '<div>\n<a href="javascript:alert(1)">x</a>\n</div>',
        '<img src="data:image/svg+xml,x" alt="y">',
    ],
)
def test_other_schemes_in_html_are_problems(render, html):
    rendered = render(html)

    assert 'href="java' not in rendered.parts[0].html
    assert only_problem(rendered).code == "link/scheme"


@pytest.mark.parametrize(
    ("markdown", "code", "column"),
    [
        ("[x](../../other.md)", "link/outside", 5),
        ("[x](%2e%2e/%2e%2e/other.md)", "link/outside", 5),
        ("[x](/../other/)", "link/outside", 5),
        ("[x](foo/bar)", "link/target", 5),
        ("[x](other.html)", "link/target", 5),
        ("[x](Other)", "link/target", 5),
        ("[x]()", "link/target", 5),
        ("![x](https://example.org/x.png)", "image/remote", 6),
        ("![x](//example.org/x.png)", "image/remote", 6),
        ("![x](../../x.png)", "link/outside", 6),
        ("![x](x.bmp)", "image/kind", 6),
        ("![](x.png)", "image/alt", 5),
        ("![ ](x.png)", "image/alt", 6),
        ("<img src=x.png>", "image/alt", 10),
        ('<img src="x.png" alt=" ">', "image/alt", 11),
        ("<img alt=x>", "html/removed", 1),
    ],
)
def test_what_cannot_be_followed_or_shown_is_a_problem_at_its_place(render, markdown, code, column):
    rendered = render(f"`[x](foo/bar)` first\n\n{markdown}\n")

    problem = only_problem(rendered)
    assert (problem.code, problem.line, problem.column) == (code, 3, column)


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("x.png", "2026/x.png"),
        ("../images/x.SVG", "images/x.SVG"),
        ("/images/x%20y.webp", "images/x y.webp"),
        ("x.png?size=2", "2026/x.png"),
    ],
)
def test_images_are_references_relative_to_the_content_folder(render, written, target):
    rendered = render(f"![A cat]({written})")

    (link,) = rendered.links
    assert (link.kind, link.target, link.written) == ("image", target, written)
    assert 'alt="A cat"' in rendered.parts[0].html


def test_references_are_numbered_in_the_order_of_parts_and_then_footnotes(render):
    text = "[a](a.md)[^1]\n\n[^1]: [n](n.md)\n\n## B\n\n<a href='b.md'>b</a> ![c](c.png)\n"

    rendered = render(text)

    assert [link.written for link in rendered.links] == [
        *("a.md", "#fn:1", "b.md", "c.png", "n.md", "#fnref:1")
    ]
    assert "\x022\x03" in rendered.parts[1].html
    assert "\x024\x03" in rendered.footnotes


def test_place_of_a_link_is_not_its_likeness_in_code(render):
    text = "`o.md` and ``a ` [x](o.md)``\n\n```\n[x](o.md)\n```\n\n[x](o.md) [y](no.md) [z](o.md)\n"

    rendered = render(text)

    assert [link.place for link in rendered.links] == [Place(7, 5), Place(7, 15), Place(7, 26)]


def test_file_at_the_top_of_the_content_folder_has_no_folder_above(render):
    rendered = render("[x](../other.md)", path="x.md")

    assert only_problem(rendered).code == "link/outside"


@pytest.mark.parametrize("text", ['href="link:0" src="link:7"', 'href="\\ufdd00"', "`src=link:1`"])
def test_text_cannot_pass_for_a_link(render, text):
    rendered = render(f"[x](other.md) {text}")

    assert rendered.problems == ()
    assert len(rendered.links) == 1
    assert rendered.parts[0].html.count("\x02") == 1


@pytest.mark.parametrize(
    "address", ["http://", "https:", "https://:80/", "http://[::1", "http://%zz", "mailto:"]
)
def test_address_that_is_not_complete_is_a_problem_at_its_place(render, address):
    text = f"Words before it.\n\nA [link]({address}) that leads nowhere.\n"

    problem = only_problem(render(text))

    assert (problem.code, problem.line, problem.column) == ("link/target", 3, 10)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://", "the address 'https://' names no host"),
        ("https://a:port", "the address 'https://a:port' is not a web address"),
        ("mailto:", "the address 'mailto:' names nobody"),
    ],
)
def test_message_says_what_an_address_lacks(render, address, message):
    rendered = render(f"[x]({address})")

    assert only_problem(rendered).message == message


def linked(address, text=None):
    return f'<a href="{address}">{text or address}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("See https://x.org/__init__.py.", f"See {linked('https://x.org/__init__.py')}."),
        ("**https://x.org/a** b", f"<strong>{linked('https://x.org/a')}</strong> b"),
        ("*https://x.org/a_b*", f"<em>{linked('https://x.org/a_b')}</em>"),
        ("~~https://x.org/a~~", f"<del>{linked('https://x.org/a')}</del>"),
        ("https://x.org/_a_/b and _c_", f"{linked('https://x.org/_a_/b')} and <em>c</em>"),
        (
            "www.x.org/a_(b) (www.y.org)",
            f"{linked('http://www.x.org/a_(b)', 'www.x.org/a_(b)')} "
            f"({linked('http://www.y.org', 'www.y.org')})",
        ),
        ("https://x.org/?a=1&amp;b=2", linked("https://x.org/?a=1&amp;b=2")),
        ("https://x.org/?a=1&section=2", linked("https://x.org/?a=1&amp;section=2")),
        (
            "[https://x.org/__a__](https://y.org)",
            linked("https://y.org", "https://x.org/<strong>a</strong>"),
        ),
        ("`https://x.org`", "<code>https://x.org</code>"),
        (
            "https://x.org/a\nhttps://y.org",
            f"{linked('https://x.org/a')}\n{linked('https://y.org')}",
        ),
        ("é https://x.org/__a__b é", f"é {linked('https://x.org/__a__b')} é"),
        ("https:// and www.", "https:// and www."),
    ],
)
def test_address_in_running_text_is_a_link_to_its_end(render, text, html):
    rendered = render(text)

    assert rendered.parts[0].html == f"<p>{html}</p>"
    assert rendered.problems == ()


def test_address_in_a_cell_ends_with_the_cell(render):
    rendered = render("| a | b |\n|---|---|\n| https://x.org/a_b|c |\n")

    assert f"<td>{linked('https://x.org/a_b')}</td><td>c</td>" in rendered.parts[0].html
