"""The site as it is shown now: planned anew after each save, each page made when asked for."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from plugins.explainers.archive import Counts
from plugins.live_server.changes import ANYTHING, Changes, Saved
from plugins.live_server.content_types import HTML, content_type
from plugins.live_server.locating import Found, Moved, locate
from plugins.live_server.page_frame import framed, problem_page
from plugins.live_server.planning import CannotPlan, Planned, Planner
from plugins.live_server.reports import Report, report_of_failure
from plugins.live_server.versions import Versions
from plugins.site_outputs.content_files import FileChanged
from plugins.site_outputs.database import StoreDamaged
from plugins.site_outputs.known_outputs import real_outputs
from plugins.site_outputs.memory import Sweeper
from plugins.site_outputs.output import Deferred, Output

__all__ = ["Answer", "LiveSite"]

_TRIES = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gets; `location` for a redirect."""

    status: int
    content_type: str
    body: bytes
    location: str = ""


class LiveSite:
    """A site that follows its content.

    All but `note_change` is for one thread only, the one that owns the parse
    store's connection. `say` is given a line (or several) for the terminal.
    """

    def __init__(self, planner: Planner, versions: Versions, say: Callable[[str], None]) -> None:
        self._planner = planner
        self._versions = versions
        self._say = say
        self._changes = Changes()
        self._planned: Planned | None = None
        self._outputs: dict[str, Output] = {}
        self._waiting: list[Deferred] = []
        self._report: Report | None = None
        self._sweeper = Sweeper()

    def note_change(self, saved: Saved = ANYTHING) -> None:
        """Tells, from any thread, that what is shown may be out of date."""
        self._changes.note(saved)

    def refresh(self) -> None:
        """Plans the site anew if there was a change since the last time."""
        while self._changes:
            # Taken first: a save while the site is planned asks for one more time.
            self._plan_anew(self._changes.take())

    def answer(self, target: str) -> Answer:
        """The answer to a request for `target`, as it stands in the request."""
        for attempt in range(_TRIES):
            self.refresh()
            try:
                return self._answer_now(target)
            except (FileChanged, StoreDamaged) as error:
                failure: Exception = error
                self._mend(attempt, error)
            except Exception as error:  # a template's mistake, or ours: shown where it is noticed
                return self._failed(error)
        return self._failed(failure)

    def at_rest(self) -> None:
        """Does what can wait until nobody does."""
        if self._planner.has_missed_a_save():
            self.note_change()
            self.refresh()
        self._sweeper.at_rest()

    def _plan_anew(self, saved: Saved) -> None:
        self._sweeper.before_plan()
        started = time.monotonic()
        try:
            planned = self._planner.plan(saved)
        except CannotPlan as error:
            self._keep_showing(Report("The site is not up to date", str(error)))
        except Exception as error:  # the server goes on: the next save may mend it
            self._keep_showing(report_of_failure(error))
        else:
            self._show(planned, time.monotonic() - started)

    def _show(self, planned: Planned, seconds: float) -> None:
        before, self._planned = self._planned, planned
        if before is not None:
            before.renderer.close()
        is_new = before is None or not planned.shows_the_same_as(before)
        if not is_new and self._report == planned.report:
            return
        self._outputs = {
            each.path: each for each in real_outputs(planned.plan.outputs) if each.of is None
        }
        self._waiting = list(planned.plan.waiting)
        self._report = planned.report
        self._versions.advance()
        if planned.report is not None:
            self._say(planned.report.text)
        verb = "built" if before is None else "rebuilt"
        self._say(f"{verb} in {seconds * 1000:,.0f} ms: {_counted(planned.plan.counts)}")

    def _keep_showing(self, report: Report) -> None:
        """Goes on with the last plan, if there is one, under another report."""
        if report != self._report:
            self._report = report
            self._versions.advance()
            self._say(report.text)

    def _answer_now(self, target: str) -> Answer:
        if self._planned is None:
            return self._problem(self._report)
        self._work_out(target)
        found = locate(target, self._outputs, self._planned.plan.site.prefix)
        if isinstance(found, Moved):
            return Answer(301, "text/plain; charset=utf-8", b"", found.address)
        if found is None:
            return Answer(404, HTML, self._framed(b"<!doctype html><title>404</title>Not found\n"))
        return self._shown(found, self._planned)

    def _work_out(self, target: str) -> None:
        """Works out what waits in the folder that a request names."""
        wanted = [each for each in self._waiting if f"/{each.under}" in unquote(target)]
        for each in wanted:
            self._outputs.update((output.path, output) for output in each.build())
            self._waiting.remove(each)

    def _shown(self, found: Found, planned: Planned) -> Answer:
        body = planned.renderer.render(self._outputs[found.path])
        kind = content_type(found.path)
        return Answer(found.status, kind, self._framed(body) if kind == HTML else body)

    def _framed(self, page: bytes) -> bytes:
        return framed(page, self._versions.current, self._report)

    def _failed(self, error: Exception) -> Answer:
        report = report_of_failure(error)
        self._say(report.text)
        return self._problem(report)

    def _problem(self, report: Report | None) -> Answer:
        assert report is not None  # without a plan there is a report on why
        return Answer(500, HTML, problem_page(report, self._versions.current))

    def _mend(self, attempt: int, error: Exception) -> None:
        """Has the site planned anew, after something that it was made of has gone.

        Another build may have changed the store. One that comes out the same twice is damaged.
        """
        self._planner.forget()
        if attempt and isinstance(error, StoreDamaged):
            self._planner.discard_store()
        self.note_change()


def _counted(counts: Counts) -> str:
    parts = [
        f"{counts.published:,} published",
        f"{counts.drafts:,} {'draft' if counts.drafts == 1 else 'drafts'}" if counts.drafts else "",
        f"{counts.held_back:,} held back" if counts.held_back else "",
        f"{counts.withdrawn:,} withdrawn" if counts.withdrawn else "",
    ]
    return ", ".join(part for part in parts if part)
