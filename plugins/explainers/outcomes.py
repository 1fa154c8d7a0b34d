"""What came of an expectation, in words."""

from __future__ import annotations

from plugins.explainers.model import Outcome
from plugins.explainers.texts import to_translate

__all__ = ["OUTCOME_WORDS"]

# In English; translated where they are shown. Templates have the same texts.
OUTCOME_WORDS: dict[Outcome, str] = {
    "open": to_translate("Still open"),
    "happened": to_translate("Happened"),
    "partly": to_translate("Happened in part"),
    "did-not": to_translate("Did not happen"),
    "overtaken": to_translate("Overtaken by events"),
}
