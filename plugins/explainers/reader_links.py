"""What a site tells its readers: where their answers go, and under which terms texts stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

__all__ = ["FEEDBACK_KINDS", "Feedback", "FeedbackKind", "Licence"]

FeedbackKind = Literal["form", "mail", "github", "gitlab", "codeberg"]
FEEDBACK_KINDS: tuple[FeedbackKind, ...] = ("form", "mail", "github", "gitlab", "codeberg")
# Where a forge shows its page for a new issue, below a repository's address.
_NEW_ISSUE = {
    "github": "/issues/new",
    "codeberg": "/issues/new",
    "gitlab": "/-/issues/new",
}


@dataclass(frozen=True, slots=True)
class Feedback:
    """Where a reader's answer goes: the address of a form, of a mailbox or of a repository."""

    kind: FeedbackKind
    target: str

    @property
    def is_form(self) -> bool:
        """Whether answers are posted; else a mail or an issue is begun, for the reader to send."""
        return self.kind == "form"

    @property
    def action(self) -> str:
        """What the forms of the question are sent to."""
        if self.kind == "mail":
            return f"mailto:{self.target}"
        return self.target + _NEW_ISSUE.get(self.kind, "")

    @property
    def source(self) -> str:
        """What a Content-Security-Policy has to name in `form-action`."""
        if self.kind == "mail":
            return "mailto:"
        parts = urlsplit(self.target)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def recipient(self) -> str:
        """Where the answer goes, in words: a mailbox or a host."""
        return self.target if self.kind == "mail" else urlsplit(self.target).netloc

    @property
    def title_field(self) -> str:
        """The name under which a mail or issue takes its title."""
        return {"mail": "subject", "gitlab": "issue[title]"}.get(self.kind, "title")

    @property
    def text_field(self) -> str:
        """The name under which a mail or issue takes its text."""
        return "issue[description]" if self.kind == "gitlab" else "body"


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms the texts may be used: a name and an address."""

    name: str
    url: str
