"""A made-up vocabulary: as long-tailed as a real one, and readable at a glance."""

from __future__ import annotations

from functools import cache

from benchmarks.chance import Chance

__all__ = ["Speaker", "name_of_number", "word_of_rank"]

# The commonest first; about every other word of a text is one of these.
_FUNCTION_WORDS = """
    the of and to a in that is for it on with as be by at from are was this an or not have
    which but has will they more can been who its than would their may about if one when
    there also other into what no so some could after all only how before over most such
    between both where while because many each those during under without until against
    through still should whether even every since
""".split()  # noqa: SIM905 - a list of literals is four times as long
_SHARE_OF_FUNCTION_WORDS = 0.45
_STEPS = 2048

_COMMON_WORDS = """
    company model law court report year country people government market price system data
    rule plan bank study agency minister union number question answer week power
    vote factory water energy treaty budget region city patient teacher engineer voter price
    ruling deadline licence permit contract supplier customer investor researcher journalist
    lawyer regulator parliament council commission committee summit strike merger tariff
    export import border harbour railway bridge airport satellite rocket telescope vaccine
    hospital clinic medicine trial disease insurer pension wage rent mortgage interest
    inflation currency bond share dividend profit loss debt credit tax subsidy grant fund
    charity school university exam degree student language archive library museum film music
    novel newspaper broadcaster network server browser password processor battery cable grid
    reactor turbine panel pipeline refinery mine forest river coast island storm drought flood
    harvest wheat cattle fishery reef glacier emission climate target standard test audit
    inquiry witness judge jury appeal settlement fine penalty damages sanction embargo refugee
    visa census survey poll campaign candidate coalition opposition mayor governor province
    new large small early late public private national European local open recent likely
    cheap costly digital nuclear medical legal political financial global rural urban common
    say build open close sign publish measure promise decide delay expect change begin raise
    lower explain reject approve protect replace follow prepare examine compare estimate
""".split()  # noqa: SIM905 - a list of literals is four times as long
_COMMON = tuple(dict.fromkeys(_COMMON_WORDS))

_ONSETS = (
    *("b", "br", "d", "dr", "f", "fl", "g", "gl", "h", "k", "kl"),
    *("l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v"),
)
_VOWELS = "aeiou"
_SYLLABLES = tuple(onset + vowel for onset in _ONSETS for vowel in _VOWELS)
_ENDINGS = ("", "l", "n", "r", "s", "t", "nd", "rn", "lt", "sk", "m", "ck")
# Coprime to the number of words of each length, so that neighbours in rank look unlike.
_STRIDE = 7_919
_INFLECTIONS = ("s", "s", "s", "ed", "ing")
_SHARE_INFLECTED = 0.16
_SHARE_OF_SUBJECT_WORDS = 0.2


@cache
def name_of_number(number: int) -> str:
    """A pronounceable name, another for each number from 0; the short ones come first.

    A syllable is consonants and one vowel, so no two numbers make the same name.
    """
    syllables = 2
    while number >= (count := len(_SYLLABLES) ** syllables * len(_ENDINGS)):
        number -= count
        syllables += 1
    rest, ending = divmod(number * _STRIDE % count, len(_ENDINGS))
    parts = [_ENDINGS[ending]]
    for _ in range(syllables):
        rest, syllable = divmod(rest, len(_SYLLABLES))
        parts.append(_SYLLABLES[syllable])
    return "".join(reversed(parts))


def word_of_rank(rank: int) -> str:
    """The word that is commonest but for `rank` others."""
    return _COMMON[rank] if rank < len(_COMMON) else name_of_number(rank - len(_COMMON))


def _function_word_steps() -> tuple[str, ...]:
    weights = [1 / (rank + 2.7) for rank in range(len(_FUNCTION_WORDS))]
    total = sum(weights)
    steps: list[str] = []
    for word, weight in zip(_FUNCTION_WORDS, weights, strict=True):
        steps += [word] * max(1, int(weight / total * _STEPS))
    return tuple(steps)


_FUNCTION_STEPS = _function_word_steps()


def _inflected(word: str, ending: str) -> str:
    if ending == "s":
        return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{word.removesuffix('e')}{ending}"


class Speaker:
    """Says the words of one explainer, which comes back to its subject again and again."""

    def __init__(self, chance: Chance, subject: str) -> None:
        self._chance = chance
        rarer = [word_of_rank(3 * self._rank()) for _ in range(14)]
        self._subject_words = (subject, subject, *rarer)

    def _rank(self) -> int:
        # Zipf's law as Mandelbrot mended it: the word of rank r has a share of about
        # 60 / (r + 60)**2. So n words hold about the root of 190 n different ones.
        return int(60 / (1 - self._chance.random())) - 60

    def content_word(self) -> str:
        """A word that means something."""
        random = self._chance.random
        if random() < _SHARE_OF_SUBJECT_WORDS:
            return self._chance.one_of(self._subject_words)
        word = word_of_rank(self._rank())
        if random() < _SHARE_INFLECTED:
            return _inflected(word, self._chance.one_of(_INFLECTIONS))
        return word

    def words(self, count: int) -> list[str]:
        """A run of words as they stand in a sentence."""
        random = self._chance.random
        return [
            _FUNCTION_STEPS[int(random() * len(_FUNCTION_STEPS))]
            if random() < _SHARE_OF_FUNCTION_WORDS
            else self.content_word()
            for _ in range(count)
        ]

    def phrase(self, count: int) -> str:
        """A few words that mean something."""
        return " ".join(self.content_word() for _ in range(count))
