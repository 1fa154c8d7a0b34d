from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import UndefinedError, nodes

from plugins.explainers.texts import Catalogue
from plugins.site_outputs.folding import FoldingEnvironment
from plugins.site_outputs.templates import TemplateSettings, make_environment
from tests.theme.rendering import SITE

GERMAN = replace(
    SITE,
    name="Nachrichten <& mehr>",
    catalogue=Catalogue(
        "n != 1",
        {"Tags": ("Schlagwörter & mehr",), "100%%": ("100%% <b>",), "navigation\x04Site": ("Weg",)},
    ).encoded(),
)


def environment(folder: Path, text: str) -> FoldingEnvironment:
    (folder / "page.html").write_text(text, encoding="utf-8")
    (folder / "part.html").write_text("<{{ site.name }}>", encoding="utf-8")
    made = make_environment(TemplateSettings((str(folder),), {}, {}, {}), GERMAN)
    assert isinstance(made, FoldingEnvironment)
    return made


def rendered_both_ways(folder: Path, text: str, **values: object) -> tuple[str, str]:
    """A template's text with folding, and without."""
    folding, plain = environment(folder, text), environment(folder, text)
    plain.constants, plain.texts = {}, {}
    pages = [each.get_template("page.html").render(values) for each in (folding, plain)]
    return pages[0], pages[1]


@pytest.mark.parametrize(
    "text",
    [
        '{{ _("Tags") }}',
        '<a title="{{ _("Tags") }}">',
        '{{ _("100%%") }}',
        '{{ _("%(name)s", name="<b>") }}',
        '{{ pgettext("navigation", "Site") }}',
        '{{ gettext("Tags") | upper }} {{ ("a" ~ _("Tags")) }}',
        "{% for label, to in [(_('Tags'), '/'), (_('None'), '')] if to %}{{ label }}{% endfor %}",
        '{% set words = _("Tags") %}{{ words }} {{ {"a": _("Tags")}["a"] }}',
        "{{ site.name }} {{ site.lang }} {{ site.look.is_own }} {{ site.page_size + 1 }}",
        "{{ site.name | length }} {{ site.url ~ site.name }} {{ site.absolute('/x/') }}",
        "{% if site.logo %}logo{% elif site.previews %}previews{% else %}neither{% endif %}",
        "{% if not site.logo %}{% set a = 1 %}{{ a }}{% endif %}",
        "{% if site.name == 'x' %}x{% elif page %}page{% else %}none{% endif %}",
        "{% if page %}page{% elif site.logo %}logo{% endif %}",
        "{% if site.logo %}{% block a %}a{% endblock %}{% endif %}{{ self.a() }}",
        "{% macro f(site) %}{{ site }}{% endmacro %}{{ f('mine') }}",
        "{% for _ in [1, 2] %}{{ _ }}{% endfor %}",
        "{% set site = {'name': 'own'} %}{{ site.name }}",
        "{% macro _(text) %}<{{ text }}>{% endmacro %}{{ _('Tags') }}",
        "{{ content_policy }}",
        "{% if page.image is defined %}A{% elif site.lang %}B{% endif %}",
        "{% if page.image is defined %}A{% elif true %}B{% else %}C{% endif %}",
        "{% if page.x is defined %}A{% elif site.lang %}{% if page.y is defined %}Z{% endif %}."
        "{% else %}E{% endif %}",
        "{% if page.x is defined %}A{% elif site.logo %}B{% elif page %}C{% else %}D{% endif %}",
        "{% if page.x is defined %}A{% elif site.logo %}B{% else %}D{% endif %}",
        "{% if page %}A{% elif site.name %}B{% elif page.z %}C{% else %}D{% endif %}",
        "{% if site.logo %}A{% elif page %}{% set b = site.name %}{{ b }}{% endif %}",
        "{% if site.name %}{% set b = site.name %}{% endif %}{{ b }}",
        '{{ _("By %(names)s, 100%% <b>", names=page.title) }}',
        '{{ _("%(a)s and %(a)s", a=page.title) }} {{ _("%(a)s", a=page.title) }}',
        '{{ _("%(a)s of %(b)s", b=page.title, a="<i>") }} {{ _("a %(a)s", a="<i>" | upper) }}',
        '{% set line = _("In %(a)s", a=page.title) %}{{ line }} {{ [line] | join(", ") }}',
        '{% set line = _("In %(a)s", a="/<" | url) %}{{ line }}',
        '{% set inner = _("<%(a)s>", a=page.title) %}{{ _("In %(a)s", a=inner) }}',
        '{% set line = _("a < %(a)s", a=_("Tags")) %}{{ line }} {{ _("b %(a)s", a=_("100%%")) }}',
        '{% set line = _("a < %(a)s", a=none) %}{{ line }} {{ _("b %(a)s", a=None) }}',
        '{{ _("%(a)s <%(b)s", a=page.title, b=_(page.title)) if page.title else "" }}',
        "{{ _(page.title) }} {{ _(site.name) }} {{ gettext(page.title) | upper }}",
        '{{ ngettext("%(num)s < page", "%(num)s < pages", page.title | length) }}',
        '{{ ngettext("%(num)s page", "%(num)s pages", 1) }} {{ ngettext("a", "b", 2.0) }}',
        '{% for n in [1, 1.0, true] %}{{ ngettext("%(num)s < a", "%(num)s b", n) }}{% endfor %}',
        '{{ ngettext("%(num)s by %(who)s", "%(num)s by %(who)s", 2, who=page.title) }}',
        '{{ page.title.split("<") }} {{ {"a": page.title}.get("a") }} {{ "".join(["<", "b"]) }}',
        '{% set made = page.title.upper() | safe %}{{ made.split("<")[0] }}{{ made.lower() }}',
        "{{ page.none is defined }} {{ {'title': '<'}.title }} {{ {'a': {'b': '<'}}.a.b }}",
        "{% block a %}a{% block b %}{{ page.title }}{% endblock %}c{% endblock %}{{ self.b() }}",
        "{% block a %}{% for n in [1, 2] %}{% if n == 2 %}{{ n }}{% endif %}{% endfor %}"
        "{% endblock %}",
        "{% block a %}1{% include 'part.html' %}2{% include 'part.html' without context %}3"
        "{% endblock %}4{% include 'part.html' without context %}5",
        "{% for label, to in [(_('Tags'), '/'), ('<', '/<')] %}<a href='{{ to | url }}'"
        "{% if page.title == to %} aria-current{% endif %}>{{ label }}</a>{% endfor %}",
        "{% for style in ['a', 'b'] %}{{ ('/css/' ~ style ~ '.css') | url }}"
        "{% if style == 'b' and site.name %}!{% elif style == page.title %}?{% endif %}"
        "{% endfor %}",
        "{% for word in ['a', 'b'] if word == page.title %}{{ word }}{% else %}none{% endfor %}",
        "{% for word in ['a', 'b'] if word == 'c' %}{{ word }}{% else %}none{% endfor %}",
        "{% for word in [] %}{{ word }}{% else %}none{% endfor %}",
        "{% for word in ['a', 'b'] %}{{ loop.index }}{{ word }}{% endfor %}",
        "{% for word in ['a', 'b'] %}{% set w = word %}{{ w }}{% endfor %}{{ w is defined }}",
        "{% for word in ['a', 'b'] %}{% for word in ['c', word] %}{{ word }}{% endfor %}"
        "{% endfor %}",
        "{% for a in ['a', 'b'] %}{% for b in ['c', 'd'] %}{{ a ~ b }}{% endfor %}{% endfor %}",
        "{% for a in ['a', 'b'] %}{% for b in page.title %}{{ a ~ b }}{% endfor %}{% endfor %}",
        "{% for a, b in [('a', 'b'), ('c', 'd')] %}{{ {'a': b}.get(a) or b }}"
        "{% if a == 'a' %}{{ {'a': b}[a] or b }}{% elif page.title == b %}"
        "{{ {'a': b}[a] or b }}{% endif %}{% endfor %}",
        "{% for a, b in ['ab', 'cd'] %}{{ a }}-{{ b }}{% endfor %}",
        "{% for page in ['a'] %}{{ page }}{% endfor %}{{ page.title }}",
        "{% for word in ['a', 'b'] %}{{ word }}{% endfor %}{{ word is defined }}",
        "{% for label, to in site.navigation or [('a', '/')] %}{{ label }}{{ to }}{% endfor %}",
        "{% for label, to in site.footer %}{{ label }}{{ to }}{% else %}none{% endfor %}",
        "{% for to in ['/about/', '/x/'] if to in site.pages %}{{ to }}{% else %}none{% endfor %}",
        "{% for to in site.pages %}{{ to }}{% else %}none{% endfor %}.",
        "{{ '/about/' in site.pages }} {{ '/x/' not in site.pages }} {{ 'a' in site.name }}",
        "{{ 1 < 2 < 3 }} {{ page.title in site.pages }} {{ (site.navigation or 'none') | length }}",
        "{% for a in ['a', 'b'] recursive %}{{ a }}{% endfor %}",
        "{% macro f(a, b=1) %}<{{ a }}{{ b }}>"
        "{% endmacro %}{{ f('<') }}{{ f('<', 2) }}{{ f(b=3, a=4) }}",
        "{% macro f(a) %}{{ a }}{{ varargs }}{{ kwargs }}"
        "{% endmacro %}{{ f('<', 2, c=3) }}{{ f(1) }}",
        "{% macro f(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call f('<') %}<b>{% endcall %}",
        "{% macro f(a) %}<i>{{ a }}{% endmacro %}{% autoescape false %}{{ f('<') }}{{ '<' }}"
        "{% endautoescape %}{{ f('<') }}",
        "{% for a in ['<', '>'] %}{% filter upper %}{{ a }}{{ page.title }}{% endfilter %}"
        "{% endfor %}",
    ],
)
def test_page_is_the_same_as_without_folding(text: str, tmp_path: Path):
    folded, plain = rendered_both_ways(tmp_path, text, page={"title": "x"})

    assert folded == plain
    assert folded


@pytest.mark.parametrize(
    "text",
    [
        "{% set site = {'name': 'own'} %}{% include 'part.html' %}",
        "{% with site = {'name': 'own'} %}{% include 'part.html' %}{% endwith %}",
        "{% for site in [{'name': 'own'}] %}{% include 'part.html' %}{% endfor %}",
        "{% set site = {'name': 'own'} %}{% import 'part.html' as m with context %}{{ m }}",
        "{% extends 'frame.html' %}{% set site = {'name': 'own'} %}",
        "{% extends 'frame.html' %}{% macro _(text) %}<{{ text }}>{% endmacro %}",
    ],
)
def test_name_that_one_template_hands_to_another_is_folded_in_neither(text: str, tmp_path: Path):
    part = "{{ site.name }} {{ _('Tags') }}"
    (tmp_path / "part.html").write_text(part, encoding="utf-8")
    (tmp_path / "frame.html").write_text(f"{part}{{% block a %}}{{% endblock %}}", encoding="utf-8")

    folded, plain = rendered_both_ways(tmp_path, text)

    assert folded == plain
    assert "own" in folded or "<Tags>" in folded or "&lt;Tags&gt;" in folded


@pytest.mark.parametrize("name", ["_", "gettext", "pgettext", "site", "content_policy"])
def test_meaning_that_a_site_gives_to_a_name_by_a_setting_holds(name: str, tmp_path: Path):
    text = (
        '{{ _("Tags") }} {{ pgettext("navigation", "Site") }} {{ site.name }} {{ content_policy }}'
    )
    own = {"site": {"name": "own"}, "content_policy": "own"}.get(name, lambda *_: "own")
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    made = make_environment(TemplateSettings((str(tmp_path),), {}, {}, {name: own}), GERMAN)

    page = made.get_template("page.html").render()

    assert "own" in page


def test_text_is_looked_up_once_and_not_on_each_page(tmp_path: Path):
    made = environment(tmp_path, '{{ _("Tags") }} {{ site.name }}')
    code = made.compile('{{ _("Tags") }} {{ site.name }}', raw=True)

    assert "Schlagwörter &amp; mehr" not in code  # a text is markup, as Jinja's own `_` has it
    assert "Schlagwörter & mehr" in code
    assert "Nachrichten &lt;&amp; mehr&gt;" in code
    assert "gettext" not in code


def test_branch_that_no_page_takes_is_left_out(tmp_path: Path):
    text = "{% if site.logo %}{{ nowhere }}{% endif %}{% if site.name %}named{% endif %}"
    made = environment(tmp_path, text)

    assert "nowhere" not in made.compile(text, raw=True)
    assert made.get_template("page.html").render() == "named"


def test_mistake_is_still_said_where_the_page_is_rendered(tmp_path: Path):
    made = environment(tmp_path, "{{ site.nothing }}")

    with pytest.raises(UndefinedError, match="nothing"):
        made.get_template("page.html").render()


def test_folded_template_keeps_its_lines(tmp_path: Path):
    made = environment(tmp_path, "{{ site.name }}\n{{ _('Tags') }}\n{{ missing.part }}")

    with pytest.raises(UndefinedError) as caught:
        made.get_template("page.html").render()

    lines = [each.lineno for each in caught.traceback if str(each.path).endswith("page.html")]
    assert [line + 1 for line in lines] == [3]


def test_mistake_in_a_loop_that_is_written_out_is_said_at_its_line(tmp_path: Path):
    text = "{% for word in ['a', 'b'] %}\n{{ word }}\n{{ page.missing.part }}{% endfor %}"
    made = environment(tmp_path, text)

    with pytest.raises(UndefinedError) as caught:
        made.get_template("page.html").render(page={})

    lines = [each.lineno for each in caught.traceback if str(each.path).endswith("page.html")]
    assert [line + 1 for line in lines] == [3]


def test_loop_over_what_is_the_same_on_every_page_becomes_one_text(tmp_path: Path):
    text = "{% for name in ['a', 'b'] %}<i>{{ ('/' ~ name ~ '.css') | url }}</i>{% endfor %}"
    made = environment(tmp_path, text)

    assert "<i>/archive/a.css</i><i>/archive/b.css</i>" in made.compile(text, raw=True)


def test_long_loop_stays_a_loop(tmp_path: Path):
    text = f"{{% for number in {list(map(str, range(60)))} %}}{{{{ number }}}},{{% endfor %}}"
    folded, plain = rendered_both_ways(tmp_path, text)

    assert folded == plain
    assert "'58,59" not in environment(tmp_path, text).compile(text, raw=True)


def test_mistake_in_a_constant_hurts_only_the_page_that_shows_it(tmp_path: Path):
    text = "{% if page %}{{ {'a': 1}['b'] or 'x' }}{% endif %}fine"
    made = environment(tmp_path, text)

    assert made.get_template("page.html").render(page="") == "fine"
    with pytest.raises(UndefinedError, match="'b'"):
        made.get_template("page.html").render(page="there")


def test_tree_of_a_template_that_has_nothing_to_fold_is_left_alone(tmp_path: Path):
    made = environment(tmp_path, "{{ page.title }}")

    tree = made.parse("{{ page.title }}")

    assert isinstance(tree, nodes.Template)
    assert made.from_string(tree).render(page={"title": "<"}) == "&lt;"


def test_code_of_templates_is_kept_only_where_all_that_shapes_it_is_known(tmp_path: Path):
    folders = (str(tmp_path),)

    plain = make_environment(TemplateSettings(folders, {}, {}, {}, salt=b"salt"), SITE)
    own = make_environment(TemplateSettings(folders, {"shout": str}, {}, {}, salt=b"salt"), SITE)

    assert plain.bytecode_cache is not None
    assert own.bytecode_cache is None
