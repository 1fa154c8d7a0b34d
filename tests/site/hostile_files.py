"""Content that somebody wrote to do harm: each case is what lies beside a good explainer."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.sites import explainer, write_files

__all__ = ["Case", "hostile_cases"]

PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)


@dataclass(frozen=True)
class Case:
    """Files of a content folder; `arrange` makes what a mapping of files cannot hold.

    `harmless` says what a build has to do: publish it (True), refuse it (False),
    or either (None), as long as nothing runs.
    """

    name: str
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    harmless: bool | None = None
    arrange: Callable[[Path], None] | None = None
    alone: bool = False  # cannot stand in one site with the others


def hostile_cases() -> tuple[Case, ...]:
    """All of them; the names are unique."""
    return tuple(case for family in _FAMILIES for case in family())


def _text(value: str) -> str:
    """A text as YAML: every JSON string is one."""
    return json.dumps(value, ensure_ascii=False)


PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "script-case": "<ScRiPt/src=//evil.example/x.js></sCrIpT >",
    "closing-script": "</script><script>alert(1)</script>",
    "closing-title": "</title></textarea></style><script>alert(1)</script>",
    "double-quote": '"><img src=x onerror=alert(1)>',
    "single-quote": "' onmouseover='alert(1)' autofocus onfocus='alert(1)",
    "no-quote": "x onmouseover=alert(1) style=position:fixed",
    "cdata-end": "]]><script>alert(1)</script>",
    "cdata": "<![CDATA[<script>alert(1)</script>]]>",
    "comment-end": "--><script>alert(1)</script><!--",
    "comment-bang": "--!><img src=x onerror=alert(1)><!-",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "entities-twice": "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "numeric": "&#60;script&#x3e;alert(1)&#60/script&#x3e",
    "null-entity": "a&#0;b&#x1;c&#xD800;d&#x110000;e&#xFFFE;f&#x202e;g",
    "jinja": "{{ 7 * 7 }}{% include '/etc/passwd' %}{# x #}{{ site.url }}",
    "jinja-class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "formats": "%(x)s %s {0.__class__} ${x} \\1 \\g<0> $1",
    "svg": "<svg/onload=alert(1)><animate onbegin=alert(1) attributeName=x>",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "javascript": "javascript:alert(1)",
    "token": 'href="link:0" src="link:1" \\u00022\\u0003',
    "bidi": "a \u202egnp.exe\u202c \u2066x\u2069 \u200f\u061c b",
    "lookalikes": "ＡＩ а\u0430dmin \u200b\u2060\u00ad ﷽ 𝕏 \U000e0041",
    "right-to-left": "שלום <b>עולם</b> مرحبا",
    "marks": "a" + "\u0301" * 80 + " Z\u0335\u0336\u0337",
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿 #️⃣",
    "angle-only": "<",
    "quotes": "\"'`«»\\ \\\\ \\n &",
    "xml-pi": "<?xml-stylesheet href='javascript:alert(1)'?><!DOCTYPE x>",
}


def _everywhere(name: str, payload: str) -> str:
    """An explainer that has a text in each of its fields that take any."""
    value = _text(payload)
    front = f"""\
authors: [{value}, "B {payload[:1] == '"'}"]
summary: {value}
story: {_text(f"{name} {payload}"[:99])}
sources:
  - title: {value}
    publisher: {value}
ai: {{model: {value}, note: {value}}}
review: {{by: {value}, date: 2025-03-05, responsible: true}}
corrections:
  - {{date: 2025-03-05, text: {value}, section: {value}}}
expectations:
  - {{text: {value}, source: {_text("x " + payload)}}}
image: {{src: /images/dot.png, alt: {value}, credit: {value}}}
"""
    return explainer("x", front=front, tags=f"[{_text(f'{name} {payload}'[:99])}]").replace(
        "title: x", f"title: {value}"
    )


def _payload_everywhere() -> Iterator[Case]:
    for name, payload in PAYLOADS.items():
        page = f"---\ntitle: {_text(payload)}\nsummary: {_text(payload)}\n---\n\nText.\n"
        files = {
            f"pay/{name}.md": _everywhere(name, payload),
            f"pages/pay-{name}.md": page,
            "images/dot.png": PNG,
        }
        yield Case(f"everywhere-{name}", files, harmless=True)


FIELDS = {
    "id": "id: {0}\n",
    "slug": "slug: {0}\n",
    "modified": "modified: {0}\n",
    "authors": "authors: {0}\n",
    "status": "status: {0}\n",
    "lang": "lang: {0}\n",
    "sources": "sources: {0}\n",
    "source-url": "sources:\n  - {{title: x, url: {0}}}\n",
    "source-date": "sources:\n  - {{title: x, date: {0}}}\n",
    "source-archived": "sources:\n  - {{title: x, archived: {0}}}\n",
    "source-key": "sources:\n  - {{title: x, {0}: x}}\n",
    "ai-generated": "ai_generated: {0}\n",
    "ai": "ai: {0}\n",
    "ai-extent": "ai: {{extent: {0}}}\n",
    "review": "review: {0}\n",
    "review-date": "review: {{by: x, date: {0}}}\n",
    "review-responsible": "review: {{by: x, responsible: {0}}}\n",
    "correction-date": "corrections:\n  - {{text: x, date: {0}}}\n",
    "expectation-id": "expectations:\n  - {{text: x, id: {0}}}\n",
    "expectation-due": "expectations:\n  - {{text: x, due: {0}}}\n",
    "expectation-outcome": "expectations:\n  - {{text: x, outcome: {0}}}\n",
    "expectation-resolved": "expectations:\n  - {{text: x, resolved: {0}}}\n",
    "aliases": "aliases: [{0}]\n",
    "image": "image: {0}\n",
    "image-src": "image: {{alt: x, src: {0}}}\n",
    "unknown-key": "{0}: x\n",
}
POLYGLOT = (
    """\"'></title></script><script>alert(1)</script><svg/onload=alert(1)>]]>--><img src=x """
    """onerror=alert(1)>{{7*7}}\u202e"""
)


def _script_in_each_typed_field() -> Iterator[Case]:
    for name, line in FIELDS.items():
        text = explainer("Field", front=line.format(_text(POLYGLOT)))
        yield Case(f"field-{name}", {f"field/{name}.md": text}, harmless=False)
    for name in ("date", "tags"):
        text = explainer("Field", **{name: _text(POLYGLOT)})
        yield Case(f"field-{name}", {f"field/{name}.md": text}, harmless=False)


# Links that must not be published, however they are spelled.
BAD_LINKS = {
    "plain": "javascript:alert(1)",
    "case": "JaVaScRiPt:alert(1)",
    "blank-before": " javascript:alert(1)",
    "tab-entity": "java&#9;script:alert(1)",
    "tab-name": "java&Tab;script:alert(1)",
    "newline-entity": "java&#10;script:alert(1)",
    "newline-name": "java&NewLine;script:alert(1)",
    "colon-entity": "javascript&#58;alert(1)",
    "colon-name": "javascript&colon;alert(1)",
    "hex": "&#x6a;avascript:alert(1)",
    "no-semicolon": "&#0000106avascript:alert(1)",
    "control": "&#1;javascript:alert(1)",
    "control-inside": "java&#1;script:alert(1)",
    "escape": "javascript\\:alert(1)",
    "percent": "javascript%3Aalert(1)",
    "unicode": "ｊａｖａｓｃｒｉｐｔ：alert(1)",
    "zero-width": "\u200bjavascript:alert(1)",
    "no-break": "\u00a0javascript:alert(1)",
    "vbscript": "vbscript:msgbox(1)",
    "data": "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data-svg": "data:image/svg+xml,<svg/onload=alert(1)>",
    "file": "file:///etc/passwd",
    "view-source": "view-source:javascript:alert(1)",
    "blob": "blob:https://x.example/1",
    "other-host": "//evil.example/x",
    "backslash-host": "/\\evil.example/x",
    "backslashes": "\\\\evil.example/x",
    "tab-host": "/&#9;/evil.example/x",
    "climbing": "../../../../etc/passwd",
    "climbing-encoded": "%2e%2e/%2e%2e/etc/passwd.md",
    "climbing-backslash": "..\\..\\etc\\passwd.md",
    "climbing-rooted": "/../../etc/passwd",
    "nowhere": "",
}


def _links_in_every_form() -> Iterator[Case]:
    for name, target in BAD_LINKS.items():
        plain = explainer("Link", body=f"[x]({target})")
        yield Case(f"link-{name}", {f"l/{name}.md": plain})
        forms = (
            f"[x](<{target}>)",
            f"[x][a]\n\n[a]: {target}",
            f"![x]({target})",
            f'<a href="{target}">x</a>',
            f"<a href='{target}'>x</a> <img src='{target}' alt=x>",
            f"<{target}>",
        )
        text = explainer("Link", body="\n\n".join(forms))
        yield Case(f"link-{name}-forms", {f"l/{name}-forms.md": text}, harmless=False)


def _front_matter_links() -> Iterator[Case]:
    lines = {
        "source": "sources: [{{title: x, url: {0}}}]\n",
        "archived": "sources: [{{title: x, archived: {0}}}]\n",
        "expectation": "expectations: [{{text: x, source: {0}}}]\n",
        "alias": "aliases: [{0}]\n",
        "image": "image: {{alt: x, src: {0}}}\n",
        "slug": "slug: {0}\n",
    }
    addresses = (
        *("javascript:alert(1)", "JAVASCRIPT://x.example/%0aalert(1)", "data:text/html,x"),
        *("https://x.example/\\@evil.example", "https://a@evil.example", "http:evil.example"),
        *(
            "https://[::1",
            "https://x.example:99999999/",
            "https://\u202eexample.org/",
            "https:///x",
        ),
        *("//evil.example", "/\\evil.example", "/%0d%0aSet-Cookie:x", "/a/../../etc/passwd"),
        *("/a b\u00a0c/\u2003d", "/a\u202eb", "/a\u200bb", "/%2e%2e/x", "\\\\evil\\x", "/con"),
        *("/" + "a/" * 240, "/" + "ä" * 101, "/index.html", "/theme/js/main.js", "/feed.xml"),
        *("/explainers/good/", "/EXPLAINERS/GOOD/", "/a.html/b", "/x?y#z", "/a:b*c|d<e>f\"g'h"),
    )
    for kind, line in lines.items():
        joined = [line.format(_text(address)) for address in addresses]
        for number, text in enumerate(joined):
            if kind in {"alias", "source"} or number % 7 == 0:
                files = {f"f/{kind}-{number}.md": explainer("Front", front=text)}
                yield Case(f"front-{kind}-{number}", files)


HTML = {
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "noscript-style": "<noscript><style></noscript><img src=x onerror=alert(1)></style>",
    "math-mglyph": (
        "<math><mtext><table><mglyph><style><!--</style>"
        '<img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">'
    ),
    "math-form": (
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>"
    ),
    "svg-style": '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "svg-title": "<svg><title><style><img src=x onerror=alert(1)></style></title></svg>",
    "svg-foreign": "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></svg>",
    "svg-use": "<svg><use href='data:image/svg+xml;base64,AAAA#x'></use></svg>",
    "svg-animate": "<svg><a><animate attributeName=href values=javascript:alert(1)></a></svg>",
    "annotation": "<math><annotation-xml encoding=text/html><img src=x onerror=alert(1)></math>",
    "select": "<select><template><style><!--</style><a title='--><img src=x onerror=alert(1)>'>",
    "textarea": "<textarea><p title='</textarea><script>alert(1)</script>'>",
    "xmp": "<xmp><p title='</xmp><script>alert(1)</script>'></xmp>",
    "plaintext": "<plaintext><script>alert(1)</script>",
    "template": "<template><script>alert(1)</script></template>",
    "iframe": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "object": "<object data=javascript:alert(1)><embed src=//evil.example/x.swf></object>",
    "base": "<base href=//evil.example/>",
    "meta": "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "link": "<link rel=stylesheet href=//evil.example/x.css>",
    "style": "<style>@import '//evil.example/x.css'; body{display:none}</style>",
    "style-attribute": "<p style='background:url(javascript:alert(1))'>x</p>",
    "form": "<form action=//evil.example><input name=q><button formaction=javascript:alert(1)>x",
    "srcset": "<img src=/images/dot.png alt=x srcset='//evil.example/x.png 2x'>",
    "picture": "<picture><source srcset=//evil.example/x></picture>",
    "video": "<video poster=javascript:alert(1)><source onerror=alert(1)></video>",
    "details": "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "handlers": "<div onclick=alert(1) ONMOUSEOVER=alert(1) onfocus\t=\nalert(1)>x</div>",
    "handler-slash": "<img/src=x/onerror=alert(1)/alt=x>",
    "handler-newline": "<img\nsrc=x\nonerror\n=\nalert(1)\nalt=x>",
    "handler-null": "<img src=x on&#101;rror=alert(1) alt=x>",
    "unclosed-tag": "<img src=x onerror=alert(1) alt=x",
    "unclosed-quote": "<img alt='x src=x onerror=alert(1)>",
    "backtick-quote": "<img src=`x` alt=`x onerror=alert(1)`>",
    "nested-tags": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "nested-removed": "<<b>script>alert(1)<</b>/script>",
    "doubled": "<img <img src=x onerror=alert(1)> alt=x>",
    "split-comment": "<scr<!-- -->ipt>alert(1)</scr<!-- -->ipt>",
    "comment-open": "<!-- <script>alert(1)</script>",
    "comment-short": "<!--><script>alert(1)</script>-->",
    "comment-dash": "<!---><img src=x onerror=alert(1)>-->",
    "comment-quote": '<!-- " --><a title="--><img src=x onerror=alert(1)>">x</a>',
    "cdata": "<![CDATA[ ]]><script>alert(1)</script>",
    "cdata-open": "<![CDATA[<script>alert(1)</script>",
    "instruction": "<?php echo '<script>alert(1)</script>' ?><?x >x",
    "doctype": '<!DOCTYPE html [<!ENTITY x "<script>alert(1)</script>">]>&x;',
    "closing-page": "</div></section></article></main></body></html><script>alert(1)</script>",
    "closing-more": "</p></div></div></div></section></section><h1>owned</h1>",
    "heading-script": "## <img src=x onerror=alert(1)> `<script>`",
    "heading-escaped": "## \\<script\\>alert(1) &lt;img src=x onerror=alert(1)&gt; \"'",
    "code-fence": "```html\n<script>alert(1)</script>\n</code></pre><script>\n```",
    "fence-language": '```"><script>alert(1)</script>\nx\n```',
    "fence-attributes": "```{.x onclick=alert(1) style=x}\nx\n```",
    "attribute-list": "text {: onclick=alert(1) style=position:fixed #main }",
    "heading-attributes": "## Heading {#main onclick=alert(1)}",
    "ids": "<p id=main>x</p>\n\n<a name=search-results>x</a>",
    "title-attribute": "[x](https://x.example '\" onmouseover=alert(1) x=\"')",
    "title-cdata": '[x](https://x.example "]]><script>alert(1)</script>")',
    "alt-cdata": "![]]><script>alert(1)</script>](/images/dot.png)",
    "alt-quote": '![" onerror="alert(1)](/images/dot.png)',
    "abbr-cdata": '<abbr title="]]>&lt;script&gt;alert(1)&lt;/script&gt;">x</abbr>',
    "code-cdata": "`]]><script>alert(1)</script>`",
    "link-text": "[<img src=x onerror=alert(1)>](https://x.example)",
    "link-quotes": '[x](https://x.example/"onmouseover=alert(1))',
    "link-cdata": "[x](https://x.example/]]>)",
    "footnote": 'x[^"><script>alert(1)</script>]\n\n[^"><script>alert(1)</script>]: y',
    "footnote-id": "x[^main] y[^1] z[^main]\n\n[^main]: <script>alert(1)</script>\n[^1]: z",
    "footnote-heading": "## Footnotes\n\nx[^1]\n\n[^1]: y\n\n## Notes\n\nx\n\n## fn:1",
    "abbreviation": '*[x]: "><script>alert(1)</script>\n\nx',
    "definition": "x\n: <script>alert(1)</script>",
    "table": "| <script>alert(1)</script> | a |\n|:--|--:|\n| `|` onclick=alert(1) | </td> |",
    "page-ids": "\n\n".join(
        f"## {word}\n\nx"
        for word in (
            *("Main", "Menu", "Top", "Page title", "Search", "Disclosure", "Sources", "Story"),
            *("Corrections", "Expectations", "Tags", "Footnotes", "Search results", "Search words"),
            *("Letter 1", "Whats next", "Feedback", "Useful", "Related", "Notes", "Whats next 2"),
        )
    ),
    "placeholder": "\u0002stash\u0003 klzzwxh:0001 wzxhzdk:0",
    "placeholder-text": "klzzwxh:0001 STXklzzwxh:0ETX &#2;1&#3; &#x2;0&#x3;",
    "control-references": "x &#0; &#1; &#8; &#x1b;[31m &#127; &#x80; &#xFFFF; &#xD800; &#x10FFFF;",
    "bidi-override": "\u202ex\u202c <bdo dir=rtl>x</bdo> \u2067",
    "magic-links": "https://x.example/\"onmouseover=alert(1) www.x.example/'><script> a@b.example",
    "autolink-data": '<data:text/html,x> <javascript:alert(1)> <vbscript:x> <x@y.example">',
    "task": "- [ ] <script>alert(1)</script>\n- [x] <input onfocus=alert(1)>",
    "html-limit": "<b>" * 2_900,
}


def _html_in_bodies() -> Iterator[Case]:
    for name, body in HTML.items():
        files = {f"html/{name}.md": explainer("HTML", body=body), "images/dot.png": PNG}
        yield Case(f"html-{name}", files)
    for name in ("noscript", "math-mglyph", "closing-page", "footnote-heading", "page-ids"):
        page = f"---\ntitle: Page\n---\n\n{HTML[name]}\n"
        yield Case(f"page-html-{name}", {f"pages/html-{name}.md": page})


def _front(yaml: str) -> str:
    return explainer().replace("title: Caches\n", yaml if yaml.endswith("\n") else f"{yaml}\n")


YAML = {
    "bomb": "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\ntitle: *c",
    "anchor": "title: &x Caches",
    "merge": "<<: {title: x}\ntitle: y",
    "python-object": "title: !!python/object/apply:os.system ['touch /tmp/owned']",
    "python-name": "title: !!python/name:os.system x",
    "tag-binary": "title: !!binary aGVsbG8=",
    "tag-local": "title: !x y",
    "tag-directive": "%TAG ! tag:x,2000:\n---\ntitle: x",
    "directive": "%YAML 1.1\ntitle: x",
    "deep-list": "title: " + "[" * 20_000 + "]" * 20_000,
    "deep-mapping": "title: " + "{a: " * 5_000 + "x" + "}" * 5_000,
    "deep-indent": "\n".join(f"{' ' * depth}a:" for depth in range(300)),
    "deep-dash": "title: x\nauthors:\n" + "- " * 8_000 + "x",
    "huge-scalar": "title: " + "x" * 60_000,
    "huge-block": "title: |\n" + "  x\n" * 12_000,
    "duplicate": "title: a\ntitle: b\n'title': c",
    "duplicate-nested": "title: a\nreview: {by: x, by: y}",
    "tabs": "title:\tx\n\tslug: y",
    "not-mapping": "- a\n- b",
    "many-keys": "\n".join(f"k{number}: x" for number in range(5_000)),
    "close-keys": "\n".join(f"titl{number % 10}{'e' * number}: x" for number in range(900)),
    "complex-key": "? [a, b]\n: x\ntitle: x",
    "null-key": "? \n: x\ntitle: x",
    "empty-key": '"": x\ntitle: x',
    "escaped-null": 'title: "a\\0b"',
    "escaped-surrogate": 'title: "a\\ud800b"',
    "escaped-pair": 'title: "\\ud83d\\ude00"',
    "escaped-beyond": 'title: "\\U00110000"',
    "escaped-noncharacter": 'title: "\\uffff"',
    "escaped-c1": 'title: "a\\x9bb\\x1b[31m"',
    "escaped-next-line": 'title: "a\\Nb\\Lc\\Pd"',
    "escaped-newline": 'title: "a\\nb\\r\\nc"',
    "folded": "title: >-\n  a\n  b\n\n  c",
    "second-document": "title: x\n...\ntitle: y",
    "unclosed-quote": 'title: "x',
    "unclosed-flow": "title: [x",
    "colon": "title: a: b",
    "number": "title: 0x1F",
    "numbers": "title: .inf\nauthors: [1e999, 0o777, 1_000, ~, no]",
    "null": "title: ~",
    "list-title": "title: [a]",
    "mapping-title": "title: {a: b}",
    "blank-title": 'title: "\u3000\u00a0\u2003"',
    "invisible-title": 'title: "\u200b\u2060\u00ad"',
    "marks-title": 'title: "\u0301\u0301"',
    "ten-thousand-aliases": "title: x\naliases: ["
    + ", ".join(f"/a{n}" for n in range(5_000))
    + "]",
    "ten-thousand-sources": "title: x\nsources:\n" + "- {title: x}\n" * 4_000,
    "two-hundred-sources": "title: x\nsources:\n"
    + "- {title: x, url: 'https://x.example'}\n" * 200,
    "ten-thousand-tags": "title: x\nauthors: [" + "x," * 10_000 + "]",
    "two-hundred-aliases": "title: x\naliases: [" + ", ".join(f"/al/{n}" for n in range(200)) + "]",
    "bad-corrections": "title: x\ncorrections:\n" + "- {dat: now, texd: 1, sectoin: x}\n" * 180,
    "bad-expectations": "title: x\nexpectations:\n"
    + "- {text: [], due: never, outcome: maybe}\n" * 90,
    "same-expectations": "title: x\nexpectations:\n" + "- {text: x, id: a}\n" * 150,
    "deep-slug": "title: x\nslug: " + "a/" * 2_000 + "a",
    "windows-slug": "title: x\nslug: con",
    "windows-slug-nul": "title: x\nslug: nul",
    "search-slug": "title: x\nslug: index",
    "climbing-slug": "title: x\nslug: ../../etc/passwd",
    "blank-slug": 'title: x\nslug: " "',
    "unicode-slug": "title: x\nslug: ｃａｃｈｅｓ",
    "newline-slug": 'title: x\nslug: "a\\nb"',
    "climbing-id": "title: x\nid: ../../x",
    "climbing-image": "title: x\nimage: {src: ../../../../etc/passwd, alt: x}",
    "rooted-image": "title: x\nimage: {src: /../../etc/passwd.png, alt: x}",
    "encoded-image": "title: x\nimage: {src: '%2e%2e/%2e%2e/x.png', alt: x}",
    "tags-image": "title: x\nimage: {src: /tags.yaml, alt: x}",
    "folder-image": "title: x\nimage: {src: /images, alt: x}",
    "story-emoji": "title: x\nstory: 🔥🔥",
    "story-dots": "title: x\nstory: ../..",
    "language": "title: x\nlang: x-" + "a" * 4_000,
    "language-wide": "title: x\nlang: " + "-".join(["en", *("abcdefgh",) * 500]),
}


def _yaml_cases() -> Iterator[Case]:
    for name, yaml in YAML.items():
        yield Case(f"yaml-{name}", {f"yaml/{name}.md": _front(yaml)})
    page = "---\ntitle: x\nslug: {}\n---\n\nText.\n"
    for name, slug in {
        "deep": "a/" * 2_000 + "a",
        "deepish": "/".join(["a" * 99] * 45),
        "theme": "theme/css/base.css",
        "home": "index.html",
        "taken": "explainers/good",
        "climbing": "../x",
        "windows": "aux/prn/com1",
    }.items():
        yield Case(f"page-slug-{name}", {f"pages/slug-{name}.md": page.format(slug)}, alone=True)


DATES = (
    *("0000-01-01", "0001-01-01", "1000-01-01", "9999-12-31", "9999-12-31T23:59:59-12:00"),
    *("2016-12-31T23:59:60Z", "2025-01-01T00:00+99:99", "2025-01-01T00:00+24:00", "now"),
    *("2025-02-30", "2025-13-01", "2025-1-1", "20250101", "2025-W01-1", "1e9", "-1", "٢٠٢٥-٠١-٠١"),
    *("2025-01-01T25:00", "2025-01-01 00:00:00.999999999999999999999", "+12025-01-01"),
)


def _dates() -> Iterator[Case]:
    for number, date in enumerate(DATES):
        text = explainer("Date", date=f'"{date}"', front=f'modified: "{date}"\n')
        yield Case(f"date-{number}", {f"dates/{number}.md": text})
    every = (
        "sources: [{title: x, date: 9999-12-31}]\n"
        "expectations: [{text: x, due: 9999-12-31, resolved: 9999-12-31}]\n"
    )
    yield Case("dates-late", {"dates/late.md": explainer("Late", front=every)}, harmless=True)
    old = explainer("Old", date="1000-01-01", front="modified: 9999-12-31T23:59:59Z\n")
    yield Case("dates-wide", {"dates/wide.md": old}, harmless=True)


def _whole(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "surrogatepass")


def _bytes_cases() -> Iterator[Case]:
    good = explainer("Bytes")
    raw = {
        "empty": b"",
        "null": b"\0",
        "nulls": bytes(10_000),
        "bom": b"\xef\xbb\xbf" + good.encode(),
        "two-boms": b"\xef\xbb\xbf" * 2 + good.encode(),
        "utf-16": _whole(good, "utf-16"),
        "utf-16-be": _whole(good, "utf-16-be"),
        "utf-32": _whole(good, "utf-32"),
        "utf-7": _whole(good + "\u2028<script>", "utf-7"),
        "latin-1": _whole(good + "é", "latin-1"),
        "surrogate": _whole(good + "\ud800", "utf-8"),
        "overlong": good.encode() + b"\xc0\xbcscript\xc0\xbe",
        "beyond": good.encode() + b"\xf4\x90\x80\x80",
        "cut": good.encode() + b"\xf0\x9f\x98",
        "c1": good.encode() + "\x9b31m\x85".encode(),
        "escape": good.encode() + b"\x1b]0;owned\x07\x1b[2J",
        "carriage-returns": good.replace("\n", "\r").encode(),
        "mixed-lines": good.replace("\n\n", "\r\n\n\r").encode(),
        "line-separators": good.encode() + "a\u2028b\u2029c".encode(),
        "noncharacters": good.encode() + "\ufffe\uffff\U0010ffff".encode(),
        "private-use": good.encode() + "\ue000\U000f0000".encode(),
        "long-line": good.encode() + b"x" * 1_000_000,
        "long-word-line": good.encode() + b"word " * 200_000,
        "too-large": good.encode() + b"x\n" * 600_000,
        "only-dashes": b"---\n" * 200_000,
        "unclosed": b"---\ntitle: x\n",
        "only-front": b"---\ntitle: x\ndate: 2025-01-01\ntags: [AI]\n---",
        "png": PNG * 1_000,
    }
    for name, data in raw.items():
        yield Case(f"bytes-{name}", {f"bytes/{name}.md": data})
        if name in {"bom", "utf-16", "null", "png", "carriage-returns"}:
            yield Case(f"tags-bytes-{name}", {"tags.yaml": data}, alone=True)


def _costly_bodies() -> Iterator[Case]:
    pieces = {
        "brackets": "[", "images": "![", "stars": "*", "underscores": "_a", "tildes": "~~a",
        "backticks": "`", "angles": "<", "comments": "<!--", "cdata": "<![CDATA[", "entities": "&",
        "quotes": "> ", "lists": "- ", "numbers": "1. ", "pipes": "|", "hashes": "# x\n",
        "links": "[a](b", "references": "[a]: b\n", "footnotes": "[^a]", "tags": "<a ",
        "attributes": "<a x='", "spaces": " ", "tabs": "\t", "backslashes": "\\", "lines": "\n",
        "fences": "```\n", "www": "www.", "http": "http://", "at": "a@", "colons": ": ",
        "definitions": "a\n: b\n\n", "rows": "|a|b|\n|-|-|\n", "sections": "## a\n\nb\n\n",
        "emphasis": "**a *b ", "html": "<b>a</b>", "words": "ab ", "sentences": "A. ",
        "parentheses": "[a](" + "(" * 50, "marks": "a\u0301\u0302", "wide": "汉",
    }  # fmt: skip
    for name, piece in pieces.items():
        for size in (15_000, 900_000):
            body = piece * (size // len(piece.encode()))
            file = f"cost/{name}-{size}.md"
            yield Case(f"cost-{name}-{size}", {file: explainer("Cost", body=body)}, alone=True)
    nested = "\n".join(f"{'  ' * depth}- x" for depth in range(600))
    yield Case("cost-nested", {"cost/nested.md": explainer("Cost", body=nested)}, harmless=False)
    wrapped = "\n".join(["x" * 19_000] * 40)
    yield Case("cost-wrapped", {"cost/wrapped.md": explainer("Cost", body=wrapped)}, alone=True)


def _tag_cases() -> Iterator[Case]:
    labels = {
        "emoji": "🔥", "marks": "\u0301\u0302", "long": "x" * 10_000, "blank": " ", "dots": "../..",
        "slash": "a/b/../c", "control": "a\\u0007b", "rtl": "שלום", "override": "\u202eabc",
        "hundred": "汉" * 100, "expanding": "ﷺ" * 100, "percent": "%2e%2e", "null": "a\\0b",
        "newline": "a\\nb", "page": "page", "feed": "feed.xml", "quote": "\\\"><script>",
        "case": "gOOD", "wide": "ＧＯＯＤ", "plus": "C++ #", "dotless": "İstanbul", "fraction": "½",
        "cyrillic": "ААА", "windows": "con", "zero-width": "Go\u200bod", "index": "index.html",
    }  # fmt: skip
    for name, label in labels.items():
        files = {f"tag/{name}.md": explainer("Tag", tags=f'["{label}"]')}
        yield Case(f"tag-{name}", files, alone=True)
    many = {
        f"tag/many-{file}.md": explainer(
            f"Many {file}", tags="[" + ", ".join(f"t{file}x{n}" for n in range(200)) + "]"
        )
        for file in range(1)
    }
    yield Case("tag-many", many, harmless=True, alone=True)
    lines = {
        "keys": "".join(f"t{n}:\n" for n in range(90_000)),
        "too-many-keys": "".join(f"t{n}:\n" for n in range(130_000)),
        "chain": "".join(f"t{n}: {{parent: t{n + 1}}}\n" for n in range(20_000)) + "t20000:\n",
        "loop": "".join(f"t{n}: {{parent: t{(n + 1) % 9_000}}}\n" for n in range(9_000)),
        "unknown-parents": "".join(f"t{n}: {{parent: u{n}}}\n" for n in range(9_000)),
        "script": f"{_text(POLYGLOT[:90])}: {{description: {_text(POLYGLOT)}}}\n",
        "used-script": f"Good: {{description: {_text(POLYGLOT)}, aliases: ['<script>']}}\n",
        "alias-slug": "Good: {aliases: [../../x, 'a\u202eb', con, '%2e', 🔥]}\n",
        "slug": "Good: {slug: ../../etc}\n",
        "slug-page": "Good: {slug: page}\n",
        "slug-feed": "Good: {slug: feed.xml}\n",
        "anchors": "a: &a {slug: x}\nb: *a\n",
        "object": "a: !!python/object/apply:os.system [x]\n",
        "deep": "a: " + "[" * 5_000 + "]" * 5_000,
        "list": "- a\n- b\n",
        "documents": "a:\n---\nb:\n---\n" * 100,
        "empty": "",
        "comment": "# nothing\n",
        "large": "#" * 1_100_000,
        "same": "".join("Tag: {slug: x}\n" for _ in range(2_000)),
        "case-alike": "good:\nGOOD:\nＧood:\n",
    }
    for name, text in lines.items():
        yield Case(f"tags-file-{name}", {"tags.yaml": text}, alone=True)


SVG = '<svg xmlns="http://www.w3.org/2000/svg"{0}>{1}</svg>'
IMAGES: dict[str, str | bytes] = {
    "script.svg": SVG.format("", "<script>alert(1)</script>"),
    "handler.svg": SVG.format(" onload='alert(1)'", ""),
    "prefix.svg": "<x:svg xmlns:x='http://www.w3.org/2000/svg'><x:script>1</x:script></x:svg>",
    "html.svg": SVG.format("", "<body xmlns='http://www.w3.org/1999/xhtml' onload='alert(1)'/>"),
    "foreign.svg": SVG.format("", "<foreignObject><p>x</p></foreignObject>"),
    "other-namespace.svg": SVG.format(
        "", "<g xmlns='urn:x'><script xmlns='http://www.w3.org/1999/xhtml'>1</script></g>"
    ),
    "link.svg": SVG.format("", "<a href='java&#10;script:alert(1)'><text>x</text></a>"),
    "animate.svg": SVG.format("", "<a><set attributeName='href' to='javascript:alert(1)'/></a>"),
    "animate-values.svg": SVG.format(
        " xmlns:xlink='http://www.w3.org/1999/xlink'",
        "<a xlink:href='#'><animate attributeName='xlink:href' values='javascript:alert(1)'/></a>",
    ),
    "use.svg": SVG.format("", "<use href='data:image/svg+xml,x#x'/>"),
    "entity.svg": "<!DOCTYPE svg [<!ENTITY x '<script>1</script>'>]>" + SVG.format("", "&x;"),
    "external.svg": "<!DOCTYPE svg SYSTEM 'file:///etc/passwd'>" + SVG.format("", ""),
    "bomb.svg": (
        "<!DOCTYPE svg [<!ENTITY a 'xxxxxxxxxx'>"
        + "".join(
            f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + "]>"
        + SVG.format("", "&i;")
    ),
    "stylesheet.svg": "<?xml-stylesheet href='//evil.example/x.css'?>" + SVG.format("", ""),
    "style.svg": SVG.format("", "<style>@import '//evil.example/x.css';</style>"),
    "style-escape.svg": SVG.format("", "<rect style='fill:u\\72l(//evil.example/x)'/>"),
    "fill-escape.svg": SVG.format("", "<rect fill='u\\72l(//evil.example/x)'/>"),
    "image-set.svg": SVG.format("", "<rect style='mask:image-set(\"//evil.example/x\" 1x)'/>"),
    "base.svg": SVG.format(" xml:base='//evil.example/'", "<use href='#x'/>"),
    "encoding.svg": (
        b'<?xml version="1.0" encoding="HZ"?><svg xmlns="http://www.w3.org/2000/svg"><text>~{'
        b"</text><script>alert(1)</script><text>~}</text></svg>"
    ),
    "utf-7.svg": (
        b'<?xml version="1.0" encoding="UTF-7"?><svg xmlns="http://www.w3.org/2000/svg">'
        b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-</svg>"
    ),
    "deep.svg": SVG.format("", "<g>" * 20_000 + "</g>" * 20_000),
    "not-xml.svg": "<svg onload=alert(1)>",
    "empty.svg": "",
    "html.png": "<html><script>alert(1)</script>",
    "html.jpg": "<script>alert(1)</script>",
    "html.gif": "<script>alert(1)</script>",
    "late.webp": "<b>text>WEBP<script>alert(1)</script>",
    "early.avif": "<!--ftypavif--><script>alert(1)</script>",
    "empty.png": b"",
    "script.js": "alert(1)",
    "page.html": "<script>alert(1)</script>",
}


def _image_cases() -> Iterator[Case]:
    for name, data in IMAGES.items():
        body = f"![x](/images/bad/{name})"
        shown = name.endswith((".svg", ".png", ".jpg", ".gif", ".webp", ".avif"))
        page = {"img/shown.md": explainer("Shown", body=body)} if shown else {}
        yield Case(f"image-{name}", {f"images/bad/{name}": data, **page}, harmless=False)


def _static_cases() -> Iterator[Case]:
    for path in (
        *("index.html", "feed.xml", "theme/js/main.js", "explainers/good/index.html", "tags"),
        *("EXPLAINERS/Good/index.html", "search/index.bin", "images/dot.png", "sitemap.xml"),
        *("explainers", "index.html/x", "archive/2025", "feed.xml/index.html"),
    ):
        files = {f"static/{path}": "x", "images/dot.png": PNG}
        yield Case(f"static-{path.replace('/', '-')}", files, harmless=False, alone=True)


def _names() -> Iterator[Case]:
    names = {
        "newline": "a\nb", "quote": "a\"b'c", "percent": "%2e%2e%2fx", "markup": "<img src=x>",
        "bidi": "a\u202edm", "long": "a" * 250, "blank": "  a  ", "no-break": "a\u00a0b",
        "dots": "...", "unicode": "ｃａｃｈｅｓ", "emoji": "🔥", "colon": "a:1:2: error: x [x]",
        "backslash": "..\\..\\x", "escape": "\x1b[31mred", "surrogate": os.fsdecode(b"a\xffb"),
        "shell": "$(touch x);`x`", "jinja": "{{7*7}}", "case": "GOOD", "windows": "aux",
        "date": "2025-99-99-x", "only-date": "2025-01-01-", "nfd": "cafe\u0301", "tab": "a\tb",
    }  # fmt: skip
    for name, stem in names.items():
        page = "---\ntitle: x\n---\n\nx"
        texts = _writes({f"{stem}.md": explainer("Name"), f"pages/{stem}.md": page})
        yield Case(f"name-{name}", arrange=texts, alone=True)
        folder = _writes({f"{stem}/inner.md": explainer("Inner")})
        yield Case(f"folder-{name}", arrange=folder, alone=True)
        assets = _writes({f"images/{stem}.png": PNG, f"static/{stem}.txt": "x"})
        yield Case(f"asset-{name}", arrange=assets, alone=True)


def _writes(files: Mapping[str, str | bytes]) -> Callable[[Path], None]:
    return lambda content: write_files(content, files)


def _kinds() -> Iterator[Case]:
    def link(to: str, name: str = "x.md") -> Callable[[Path], None]:
        return lambda content: (content / name).symlink_to(to)

    for name, arrange in {
        "link-file": link("good.md"),
        "link-outside": link("/etc/passwd"),
        "link-folder": link("/etc", "etc"),
        "link-loop": link(".", "again"),
        "link-itself": link("x.md"),
        "link-dangling": link("nowhere.md"),
        "link-tags": link("good.md", "tags.yaml"),
        "link-newline": link("good.md", "a\nb\x1b[31m.md"),
        "fifo": lambda content: os.mkfifo(content / "x.md"),
        "fifo-tags": lambda content: os.mkfifo(content / "tags.yaml"),
        "fifo-image": _fifo_image,
        "socket": _socket,
    }.items():
        yield Case(f"kind-{name}", arrange=arrange, harmless=False, alone=True)
    folders = {
        "folder-md": _writes({"x.md/inner.txt": "x"}),
        "folder-tags": _writes({"tags.yaml/x.txt": "x"}),
        "file-pages": _writes({"pages": "x"}),
        "file-images": _writes({"images": "x"}),
        "file-static": _writes({"static": "x"}),
        "private": _writes({".x/y.md": "<script>"}),
        "private-link": link("/etc", ".etc"),
    }
    for name, arrange in folders.items():
        yield Case(f"kind-{name}", arrange=arrange, harmless=True, alone=True)
    yield Case("kind-deep-folder", arrange=_deep_folder, alone=True)


def _fifo_image(content: Path) -> None:
    (content / "images").mkdir(exist_ok=True)
    os.mkfifo(content / "images/x.png")


def _socket(content: Path) -> None:
    before = Path.cwd()
    os.chdir(content)  # the path of a socket is limited to about 100 bytes
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("x.md")
    finally:
        os.chdir(before)


def _deep_folder(content: Path) -> None:
    content.joinpath(*("d",) * 900).mkdir(parents=True)
    content.joinpath(*("d",) * 900, "x.md").write_text(explainer("Deep"))


_FAMILIES = (
    _payload_everywhere,
    _script_in_each_typed_field,
    _links_in_every_form,
    _front_matter_links,
    _html_in_bodies,
    _yaml_cases,
    _dates,
    _bytes_cases,
    _costly_bodies,
    _tag_cases,
    _image_cases,
    _static_cases,
    _names,
    _kinds,
)
