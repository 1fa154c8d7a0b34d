"""One environment of templates for all plans in which their texts are the same."""

from __future__ import annotations

import pickle

from plugins.site_outputs.render import Renderer, RenderSetup
from plugins.site_outputs.templates import TemplateSettings
from tests.theme.rendering import SITE


def renderer(salt: bytes, plan: str) -> Renderer:
    jinja = pickle.dumps(TemplateSettings((), {}, {}, {}, salt=salt))
    return Renderer(RenderSetup(SITE, "", "", "", jinja, plan))


def test_plans_with_the_same_templates_share_an_environment():
    assert renderer(b"a", "1")._environment is renderer(b"a", "2")._environment


def test_other_templates_have_another_environment():
    assert renderer(b"a", "1")._environment is not renderer(b"b", "2")._environment


def test_nothing_is_shared_where_nothing_stands_for_the_templates():
    assert renderer(b"", "1")._environment is not renderer(b"", "2")._environment
