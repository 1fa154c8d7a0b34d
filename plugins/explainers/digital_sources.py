"""How a text came to be, in IPTC's words for machines, by the label that readers see."""

from __future__ import annotations

from plugins.explainers.views import AI_ASSISTED, AI_GENERATED

__all__ = ["DIGITAL_SOURCES", "IPTC_SOURCE_TYPES"]

# IPTC's vocabulary of how a work came to be; its terms follow this address.
IPTC_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
DIGITAL_SOURCES = {
    AI_GENERATED: "trainedAlgorithmicMedia",
    AI_ASSISTED: "compositeWithTrainedAlgorithmicMedia",
}
