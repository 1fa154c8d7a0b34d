"""A made-up archive in which everything occurs that an explainer can hold."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.sites import PROJECT, explainer, write_files

__all__ = ["EVERYTHING", "write_everything"]

_PICTURE = """<svg xmlns="http://www.w3.org/2000/svg"
  width="640" height="360" viewBox="0 0 640 360">
<rect width="640" height="360" fill="#c9d6e3"/><circle cx="320" cy="180" r="90" fill="#385a7c"/>
</svg>
"""
_FRONT = """story: The harbour dispute
authors: [A. Author, Another Author]
modified: 2025-06-01
summary: Two towns share one harbour, and one of them wants it for itself.
image:
  src: /images/harbour.svg
  alt: A drawing of the harbour from above
  credit: Drawn for this archive
sources:
  - title: Minutes of the harbour board
    url: https://example.org/minutes?year=2025&part=2#page=7
    publisher: Harbour board
    date: 2025-05
    archived: https://archive.example.org/minutes
  - title: A book that is in no archive
    publisher: A publisher
ai:
  model: a language model
  extent: generated
  note: Drafted from the minutes and read by two people.
review: {by: R. Reader, date: 2025-05-02, responsible: true}
corrections:
  - {date: 2025-05-20, section: "What's Happening?", text: The number of piers was wrong.}
  - {date: 2025-05-28, text: A name was misspelt.}
expectations:
  - {id: e-open, text: The court decides., due: 2026-03-01, outcome: open}
  - id: e-happened
    text: The board meets.
    due: 2025-07-01
    outcome: happened
    resolved: 2025-06-30
    source: https://example.org/agenda
  - {id: e-partly, text: Half of the piers are closed., outcome: partly, resolved: 2025-08-01}
  - {id: e-not, text: The ferry stops., outcome: did-not, resolved: 2025-08-01, source: The paper}
  - {id: e-overtaken, text: The towns merge., outcome: overtaken, resolved: 2025-09-01}
aliases: [/old/harbour/]
"""
_BODY = """## Beyond the Headlines

A note[^one], another[^two], an [outside link](https://example.com/a/long/path?with=a&query=1) and
`code within text`, **strong**, *stressed*, H~2~O, ~~struck~~ and a very long word:
Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.

> A quotation of some length, which goes on for a while.
>
> With a second part.

| Year | Ships | Goods in tonnes | Where they came from | What they carried | How long | Remarks |
|:-----|------:|:---------------:|----------------------|-------------------|----------|---------|
| 2023 | 1,204 | 88,000          | Everywhere           | Coal and grain    | A week   | None    |
| 2024 | 1,310 | 91,500          | Nearly everywhere    | Grain and timber  | A day    | Some    |

```python
def harbour(ships: list[str], piers: int) -> dict[int, str]:  # a line too long for small screens
    return {number: ship for number, ship in enumerate(ships) if number < piers}
```

![A drawing of the harbour](/images/harbour.svg)

- [x] A task that is done
- [ ] One that is not
    1. A list
    2. within a list

Term
:   What the term means.

### A heading of the third level

Text under it.

---

The end.

[^one]: The first note, with a [link](https://example.net/note).
[^two]: The second note.
"""
_PERSIAN = """---
title: هوش مصنوعی در بندر
date: 2025-04-02
tags: [Harbours, هوش مصنوعی]
lang: fa
story: The harbour dispute
---

## What's Happening?

این متن از راست به چپ خوانده می‌شود و یک واژهٔ لاتین مانند Llama در آن است.

> نقل قول

1. یک
2. دو

## Why It's Important?

برای خوانندگان.

## What's Next?

ادامه دارد.
"""
_JAPANESE = """---
title: 港をめぐる二つの町の長い争いとその背景にある事情についての解説
date: 2025-03-02
tags: [Harbours, 人工知能]
lang: ja
story: The harbour dispute
---

## What's Happening?

二つの町が一つの港を共有している。その港の使い方をめぐって長い争いが続いている。

## Why It's Important?

港は町の暮らしを支えている。

## What's Next?

裁判所が決める。
"""

EVERYTHING: dict[str, str] = {
    "images/harbour.svg": _PICTURE,
    "2025/harbour.md": explainer(
        "Two towns, one harbour, and a dispute that has lasted for thirty years",
        date="2025-05-01",
        tags="[Harbours, Law]",
        front=_FRONT,
        body=_BODY,
    ),
    "2025/short.md": explainer("Tides", date="2025-02-01", front="ai_generated: false\n"),
    "2025/persian.md": _PERSIAN,
    "2025/japanese.md": _JAPANESE,
    "2025/assisted.md": explainer(
        "Ferries", date="2025-01-05", tags="[Harbours]", front="ai: {extent: assisted}\n"
    ),
    "2025/gone.md": explainer(
        "A claim that did not hold",
        date="2025-01-01",
        front="status: withdrawn\ncorrections:\n  - {date: 2025-02-01, text: It was wrong.}\n",
    ),
    **{
        f"2021/pier-{number:02}.md": explainer(
            f"Pier {number}",
            date=f"2021-{number % 12 + 1:02}-{number + 1:02}",
            tags="[Harbours]",
            front="story: The harbour dispute\n" if number % 3 else "",
        )
        for number in range(26)
    },
    **{
        f"2020/quay-{number:02}.md": explainer(
            f"Quay {number}",
            date=f"2020-{number // 28 + 1:02}-{number % 28 + 1:02}",
            tags="[Quays]",
            front="story: A long story\n",
        )
        for number in range(52)
    },
}


def write_everything(folder: Path) -> None:
    """The demonstration archive with the made-up one in it."""
    shutil.copytree(PROJECT / "content", folder)
    write_files(folder, EVERYTHING)
