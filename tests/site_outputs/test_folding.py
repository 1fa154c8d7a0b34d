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
