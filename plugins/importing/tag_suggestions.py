"""Tags for a text that has none: those of the archive that it speaks of, then its own names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from plugins.explainers.addresses import address_name
from plugins.explainers.archive import name_key
from plugins.importing.names import Passage, TextNames, find_names, split_words
from plugins.importing.sentences import split_sentences
from plugins.importing.word_lists import CONNECTORS, DEMONYMS, NOT_A_TOPIC, ORGANISATIONS

__all__ = ["suggest_tags"]

_MOST_TAGS = 6
_FEW_TAGS = 3  # with fewer names than this, frequent words are topics too
_FREQUENT = 3  # times
_LONGEST_KNOWN = 5  # words of an archive's tag that are looked for in a row
_ADJECTIVE = re.compile(r"(?:al|ic|ive|ous|ed|able|ible|ary|ish|ese|ern|est|ing|ly)$")

Scores = dict[str, float]


def suggest_tags(passages: Sequence[Passage], known: Mapping[str, str]) -> tuple[str, ...]:
    """At most six tags, the weightiest first.

    `known` are the archive's labels and aliases: what `name_key` gives for each,
    to the label that it stands for.
    """
    found = find_names(passages)
    scores = _known_scores(passages, known)
    for label, score in _name_scores(found).items():
        spelled = known.get(name_key(label), label)
        scores[spelled] = max(scores.get(spelled, 0), score)
    for label, score in _topic_scores(found, scores).items():
        scores.setdefault(known.get(name_key(label), label), score)
    ranked = sorted(scores, key=lambda label: -scores[label])
    return tuple(label for label in ranked if address_name(label))[:_MOST_TAGS]


def _known_scores(passages: Iterable[Passage], known: Mapping[str, str]) -> Scores:
    """The archive's tags by how often the text has them; twice is needed, or a heavy place."""
    scores: Scores = {}
    for passage in passages:
        for sentence in split_sentences(passage.text):
            words = [word.text for word in split_words(sentence)]
            for label in _known_in(words, known):
                scores[label] = scores.get(label, 0) + passage.weight * 1.5
    return {label: score for label, score in scores.items() if score >= 3}


def _known_in(words: list[str], known: Mapping[str, str]) -> list[str]:
    """The known labels in a row of words; of two that overlap from one word on, the longer."""
    labels = []
    start = 0
    while start < len(words):
        for length in range(min(_LONGEST_KNOWN, len(words) - start), 0, -1):
            written = " ".join(words[start : start + length])
            label = known.get(name_key(written))
            # `US` is not in "us", nor `IT` in "It".
            if label and not (label.isupper() and not written.isupper()):
                labels.append(label)
                start += length - 1
                break
        start += 1
    return labels


def _name_scores(found: TextNames) -> Scores:
    """The names worth a tag: mentioned twice, short forms counted with their long ones."""
    scores = dict(found.names)
    mentions = dict(found.mentions)
    for short, long in _short_forms(found).items():
        scores[long] += scores.pop(short)
        mentions[long] += mentions.pop(short)
    for part, score in _parts(found, scores).items():
        scores[part] = scores.get(part, 0) + score
        mentions[part] = mentions.get(part, 0) + 2
    worthy = [name for name in scores if mentions[name] > 1 and not _is_said_by_parts(name, scores)]
    # Where nothing is mentioned twice, what opens the text has to do.
    chosen = worthy or [name for name in scores if scores[name] > 1][:_FEW_TAGS]
    return {" ".join(name): scores[name] for name in chosen}


def _short_forms(found: TextNames) -> dict[tuple[str, ...], tuple[str, ...]]:
    """`(MSL)` and `Zuckerberg` to the names in full, where only one fits."""
    fitting: dict[str, set[tuple[str, ...]]] = {}
    for name in found.names:
        if len(name) > 1:
            for word in (_initials(name), *(word for word in name if _is_inner(word, name))):
                fitting.setdefault(word, set()).add(name)
    singles = [name for name in found.names if len(name) == 1]
    return {
        name: next(iter(fitting[name[0]])) for name in singles if len(fitting.get(name[0], ())) == 1
    }


def _initials(name: tuple[str, ...]) -> str:
    return "".join(word[0] for word in name if word not in CONNECTORS)


def _is_inner(word: str, name: tuple[str, ...]) -> bool:
    """Whether a word is the part by which a name is called: a surname, `Webb`."""
    return word in name[1:] and not word.isupper() and not set(name) & CONNECTORS


def _parts(found: TextNames, scores: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], int]:
    """Words of longer names that the text also uses by themselves, and so is about.

    `Meta` of Meta Superintelligence Labs, because it stands alone elsewhere; and
    its `Superintelligence`, because "superintelligence" does.
    """
    parts: dict[tuple[str, ...], int] = {}
    for name in scores:
        for position, word in enumerate(name[:-1] if len(name) > 1 else ()):
            score = scores[name]
            if (word,) in scores and position == 0:
                parts[word,] = parts.get((word,), 0) + score
            elif _is_topical(word, name) and found.lower.get(word.casefold(), 0):
                own = 0 if (word,) in parts else found.lower[word.casefold()]
                parts[word,] = parts.get((word,), 0) + score // 2 + own
    return parts


def _is_topical(word: str, name: tuple[str, ...]) -> bool:
    # A person's name may be a word too (Mark, Grace): three words, or an institution.
    is_institution = len(name) > 2 or name[-1].casefold() in ORGANISATIONS
    folded = word.casefold()
    return (
        is_institution
        and len(word) > 3
        and folded not in NOT_A_TOPIC | ORGANISATIONS | DEMONYMS
        and not _ADJECTIVE.search(folded)
    )


def _is_said_by_parts(name: tuple[str, ...], scores: Mapping[tuple[str, ...], int]) -> bool:
    """Whether all words of a long name but the last, which says what it is, are tags themselves."""
    telling = [word for word in name[:-1] if word not in CONNECTORS]
    return len(telling) > 1 and all((word,) in scores for word in telling)


def _topic_scores(found: TextNames, names: Sequence[str] | Scores) -> Scores:
    """Frequent words: two that the text keeps coming back to, and more where names are few."""
    said = {word.casefold().removesuffix("s") for label in names for word in label.split()}
    forms: dict[str, list[str]] = {}
    for word in found.lower:
        if _may_be_topic(word) and word.removesuffix("s") not in said:
            forms.setdefault(word.removesuffix("s"), []).append(word)
    times = {stem: sum(found.lower_mentions[word] for word in forms[stem]) for stem in forms}
    scores = {stem: sum(found.lower[word] for word in forms[stem]) for stem in forms}
    ranked = sorted(
        (stem for stem in forms if times[stem] >= _FREQUENT), key=lambda stem: -scores[stem]
    )
    wanted = max(_FEW_TAGS - len(names), sum(times[stem] > _FREQUENT for stem in ranked[:2]))
    return {_spelled(forms[stem], found): scores[stem] / 2 for stem in ranked[:wanted]}


def _may_be_topic(word: str) -> bool:
    is_empty = word in NOT_A_TOPIC or word.removesuffix("s") in NOT_A_TOPIC | ORGANISATIONS
    return 4 <= len(word) <= 24 and not is_empty and not _ADJECTIVE.search(word)


def _spelled(forms: Sequence[str], found: TextNames) -> str:
    word = max(forms, key=lambda form: found.lower_mentions[form])
    return word[:1].upper() + word[1:]
