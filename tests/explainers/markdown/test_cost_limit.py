from __future__ import annotations

import signal
import threading
import time

import pytest

from plugins.explainers.markdown import ENGINES, render
from plugins.explainers.markdown.cost_limit import CostReached, cpu_limit
from plugins.explainers.source_text import SourceText


def burn(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_work_that_takes_too_long_is_stopped():
    with pytest.raises(CostReached), cpu_limit(0.02):
        burn(5)


def test_timer_and_handler_are_as_before_afterwards():
    before = signal.getsignal(signal.SIGVTALRM)

    with cpu_limit(5):
        pass

    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0


def test_timer_of_somebody_else_is_left_alone():
    signal.setitimer(signal.ITIMER_VIRTUAL, 60)
    try:
        with cpu_limit(0.001):
            burn(0.05)

        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] > 0
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


@pytest.mark.parametrize("engine", ENGINES)
def test_other_threads_render_without_a_timer(engine):
    source, found = SourceText("x.md", "a *b*\n"), []

    def work():
        found.append(render.render_markdown(source, 0, section_anchors=frozenset(), engine=engine))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert found[0].parts[0].html == "<p>a <em>b</em></p>"


def test_text_that_takes_too_long_is_one_problem_at_the_body(monkeypatch):
    monkeypatch.setattr(render, "_CPU_SECONDS", 0.02)
    monkeypatch.setattr(render, "make_pieces_safe", lambda _, may_be_open: burn(5))

    rendered = render.render_markdown(
        SourceText("x.md", "---\n---\nText\n"), 8, section_anchors=frozenset()
    )

    (problem,) = rendered.problems
    assert (problem.code, problem.line, problem.column) == ("markdown/cost", 3, 1)


def test_next_text_is_rendered_after_one_that_was_stopped(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(render, "_CPU_SECONDS", 0.02)
        patch.setattr(render, "make_pieces_safe", lambda _, may_be_open: burn(5))
        render.render_markdown(SourceText("x.md", "*a"), 0, section_anchors=frozenset())

    rendered = render.render_markdown(SourceText("x.md", "*b*"), 0, section_anchors=frozenset())

    assert rendered.parts[0].html == "<p><em>b</em></p>"
