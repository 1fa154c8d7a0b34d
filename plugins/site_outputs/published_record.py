"""What was published last, so that a build can name what would be lost.

It cannot be read from the content alone once that has changed, so each build notes it beside
its output.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from plugins.explainers.archive import Archive
from plugins.explainers.problems import Problem, has_errors
from plugins.site_outputs.losses import lost, missing
from plugins.site_outputs.plan import SitePlan
from plugins.site_outputs.published import Published, published_by
from plugins.site_outputs.settings import is_loopback
from plugins.site_outputs.settings_places import setting_problem

__all__ = ["PublishedRecord"]


class _Noted(msgspec.Struct, frozen=True, array_like=True):
    """The file. `content` is the content folder, from the folder of the state."""

    content: str
    published: tuple[Published, ...] = ()
    authority: str = ""


@dataclass(frozen=True, slots=True)
class PublishedRecord:
    """The record of an output folder, in the folder of its state.

    One for each kind of address: what is tried out on this machine does not stand for what
    the world has seen. And of one content folder: another one is another site.
    """

    state: Path
    content: Path
    url: str
    # What is noted of the last archive that was asked about: a build asks twice.
    _of: list[tuple[Archive, _Noted, bytes]] = field(default_factory=list, repr=False)

    def compared(self, plan: SitePlan) -> SitePlan:
        """The plan with a note for each id and address that would be lost.

        Not where files had to be left out: they may be what is missing.
        """
        if has_errors(plan.problems, strict=False) or self._says(self._noted(plan)[1]):
            return plan
        before = self._read()
        found = (*self._other_authority(before, plan), *lost(before.published, plan))
        return replace(plan, problems=(*plan.problems, *found))

    def keep(self, plan: SitePlan) -> None:
        """Notes what is published now. What the world has seen is not forgotten when it is lost."""
        now, encoded = self._noted(plan)
        if self._says(encoded):
            return
        if not is_loopback(self.url):
            before = self._read()
            now = _Noted(
                content=now.content,
                published=(*now.published, *missing(before.published, plan)),
                authority=before.authority or now.authority,
            )
            encoded = _encode(now)
        if not self._says(encoded):
            with suppress(OSError):  # the site is published; only the comparison is missing then
                self.state.mkdir(parents=True, exist_ok=True)
                new = self._path.with_name(f"{self._path.name}.new")
                new.write_bytes(encoded)
                new.replace(self._path)

    def _other_authority(self, before: _Noted, plan: SitePlan) -> Iterator[Problem]:
        old, new = before.authority, plan.site.authority
        if old and old != new:
            message = f"is '{new}', and all was published with '{old}'"
            hint = "set it back, or feed readers show all that is in the feeds as new once more"
            mistake = ("FEED_AUTHORITY", f"FEED_AUTHORITY {message}", hint)
            given = {"FEED_AUTHORITY": new}
            problem = setting_problem(mistake, given, code="id/changed", content=self.content)
            yield replace(problem, severity="note")

    @property
    def _path(self) -> Path:
        return self.state / ("published-here" if is_loopback(self.url) else "published")

    def _noted(self, plan: SitePlan) -> tuple[_Noted, bytes]:
        """What is to be noted of a plan, and as it is written."""
        if not (self._of and self._of[0][0] is plan.archive):
            noted = _Noted(self._content, published_by(plan.archive), plan.site.authority)
            self._of[:] = [(plan.archive, noted, _encode(noted))]
        return self._of[0][1:]

    @property
    def _content(self) -> str:
        # A project may be moved as a whole.
        return os.path.relpath(self.content, self.state)

    def _says(self, encoded: bytes) -> bool:
        """Whether the record says that; by its bytes, for to decode them takes longer."""
        try:
            return self._path.read_bytes() == encoded
        except OSError:
            return False

    def _read(self) -> _Noted:
        nothing = _Noted(self._content)
        try:
            found = _decode(self._path.read_bytes())
        except (OSError, msgspec.MsgspecError):
            return nothing
        return found if found.content == self._content else nothing


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Noted).decode
