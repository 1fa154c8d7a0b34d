"""Notes that know where each tag of the author's own HTML was written."""

from __future__ import annotations

from plugins.explainers.markdown.notes import Notes
from plugins.explainers.markdown.pulldown_cmark.body_text import BodyText

__all__ = ["PlacedNotes"]


class PlacedNotes(Notes):
    """Notes of one body. `enter_html` says where the next piece of HTML begins."""

    def __init__(self, body: BodyText) -> None:
        super().__init__()
        self._body = body
        self._next = 0  # the character from which the next tag is looked for
        self._tag = 0

    def enter_html(self, start: int) -> None:
        """The tags to come stand at this byte or later."""
        self._next = self._body.character(start)

    def comment(self, written: str) -> None:
        """Called for each comment, in the same order as for tags."""
        super().comment(written)
        start = self._body.text.find(written.partition("\n")[0], self._next)
        end = self._end_of_comment(written, start)
        if start >= 0 and end >= 0:
            self._next = end
            self.comment_spans.append((self._body.place(start), self._body.place(end)))

    def enter_tag(self, written: str) -> None:
        """Called for each tag, in the order in which they were written."""
        self._tag = self._find(written, self._next)
        self._next = self._tag + 1

    def place_in_tag(self, written: str) -> int:
        """Where something stands in the tag that was entered last."""
        return self._body.place(self._find(written, self._tag))

    def _end_of_comment(self, written: str, start: int) -> int:
        """The character behind a comment; -1 if it is not where it should be."""
        text = self._body.text
        if written.endswith("-->"):
            last = text.find("-->", start + 2)  # `<!-->` is a comment, too
            return last + 3 if last >= 0 else -1
        # What nobody closed goes on to the end of its block.
        last = start - 1
        for _ in written.rstrip("\n").split("\n"):
            last = text.find("\n", last + 1)
            if last < 0:
                return len(text)
        return last

    def _find(self, written: str, start: int) -> int:
        # In a quote, lines have marks that are not the tag's, so that only one line is sought.
        found = self._body.text.find(written.partition("\n")[0], start)
        return found if found >= 0 else start
