"""The explainers of an archive by the numbers that the index knows them by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from plugins.explainers.addresses import address_name
from plugins.explainers.archive import Archive, name_key
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.search_index.documents import numbered_explainers

__all__ = ["NumberedArchive"]


class NumberedArchive:
    """An archive as a search sees it."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self.archive = archive
        self.site = site
        self._explainers = numbered_explainers(archive)
        withdrawn = {each.path for each in archive.withdrawn}
        #: The numbers of all that are searched, ascending.
        self.live = [
            number for number, each in enumerate(self._explainers) if each.path not in withdrawn
        ]

    def explainer(self, number: int) -> Explainer:
        """The explainer with a number."""
        return self._explainers[number]

    def in_years(self, first: int, last: int) -> Iterator[int]:
        """The numbers of explainers from these years, as the site's time zone has them."""
        zone = ZoneInfo(self.site.timezone)
        for number in self.live:
            moment = datetime.fromisoformat(self._explainers[number].date).astimezone(zone)
            if first <= moment.year <= last:
                yield number

    def tag_name(self, written: str) -> str | None:
        """A tag's name in addresses, by that name, its label or an alias."""
        name = address_name(written)
        if any(tag.name == name for tag in self.archive.tags):
            return name
        tag = self.archive.tag_of_key.get(name_key(written))
        return tag.name if tag else None
