"""English words that nobody looks for."""

from __future__ import annotations

__all__ = ["STOP_WORDS"]

STOP_WORDS = frozenset(
    """
    a about above after again against all also am among an and another any are as at be because
    been before being below between both but by can cannot could did do does doing done down
    during each either even ever every few for from further had has have having he her here hers
    him his how however i if in into is it its itself just least less like made make many may me
    might more most much must my near no nor not now of off often on once one only or other our
    out over own per quite rather really same several shall she should since so some still such
    than that the their them themselves then there therefore these they this those through thus
    to too toward towards under until up upon us use used using various very via was we well were
    what when where whether which while who whom whose why will with within without would yet you
    your
    """.split()  # noqa: SIM905 - a list of literals is four times as long
)
