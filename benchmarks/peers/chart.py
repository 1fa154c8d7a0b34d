"""The chart: CPU of a cold build against the size of the archive, both on logarithmic scales."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from benchmarks.builds import COLD
from benchmarks.peers.rows import Row

__all__ = ["DARK", "LIGHT", "Palette", "Series", "draw_chart", "series_of"]

# From the number of explainers to seconds of CPU.
Series = Mapping[str, Mapping[int, float]]

_WIDTH, _HEIGHT = 800, 430
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 310, 76, 52  # around the lines
_LABEL_HEIGHT = 19
_TITLE = "What a build from nothing costs"
_SUBTITLE = "Seconds of CPU by number of explainers, search index included; logarithmic scales"
_FONT = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours: of the ground, texts, rules, and of the lines in their order."""

    ground: str
    text: str
    quiet: str
    rule: str
    lines: tuple[str, ...]


# One colour for each of ours and of the peers that a chart shows.
LIGHT = Palette(
    *("#ffffff", "#1c1c1a", "#5d5c58", "#e3e2dd"),
    lines=("#1f66c1", "#c9511a", "#0d7d55", "#7a3fb0", "#80660a", "#a3245f"),
)
DARK = Palette(
    *("#17181a", "#f0efec", "#b0aea8", "#34363a"),
    lines=("#6fb0ff", "#f08a57", "#4fc596", "#c39cf0", "#dfc04f", "#f58ab8"),
)


@dataclass(frozen=True, slots=True)
class _Scale:
    """From values to places along one axis; the place of `low` may be the greater one."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)


def series_of(rows: Sequence[Row]) -> Series:
    """What the chart shows of the rows: cold builds, with the search index if there is one."""
    series: dict[str, dict[int, float]] = {}
    for row in rows:
        if row.label and row.result.scenario == COLD:
            seconds = series.setdefault(row.label, {})
            seconds[row.result.size] = row.result.median.cpu_seconds
    return series


def draw_chart(series: Series, palette: Palette) -> str:
    """The chart as SVG, with a title and a description for those who do not see it."""
    sizes = sorted({size for values in series.values() for size in values})
    costs = [cost for values in series.values() for cost in values.values()]
    if not sizes:
        raise ValueError("there is nothing to draw")
    ticks = _ticks(min(costs), max(costs))
    across = _Scale(sizes[0] / 1.25, sizes[-1] * 1.1, _LEFT, _WIDTH - _RIGHT)
    up = _Scale(ticks[0], ticks[-1], _HEIGHT - _BOTTOM, _TOP)
    return "\n".join(
        (
            *_frame(series, palette),
            *_vertical_axis(ticks, up, palette),
            *_horizontal_axis(sizes, across, palette),
            *_lines(series, across, up, palette),
            *_labels(series, up, palette),
            "</svg>",
            "",
        )
    )


def _ticks(low: float, high: float) -> list[float]:
    """1, 2, 5, 10 and so on, from below the least to above the greatest value."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    steps = [step * 10.0**power for power in range(first, last + 1) for step in (1, 2, 5)]
    start = max(place for place, step in enumerate(steps) if step <= low)
    end = min(place for place, step in enumerate(steps) if step >= high)
    return steps[start : max(end, start + 1) + 1]


def _frame(series: Series, palette: Palette) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        f' width="{_WIDTH}" height="{_HEIGHT}" role="img" aria-labelledby="title description"'
        f' font-family="{_FONT}" font-size="13">'
    )
    yield f'<title id="title">{_TITLE}</title>'
    yield f'<desc id="description">{escape(_description(series))}</desc>'
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" rx="8" fill="{palette.ground}"/>'
    yield _text(_TITLE, 20, 32, palette.text, more=' font-size="17" font-weight="600"')
    yield _text(_SUBTITLE, 20, 52, palette.quiet)


def _description(series: Series) -> str:
    parts = [
        f"{name}: "
        + ", ".join(f"{_seconds(cost)} for {size:,}" for size, cost in sorted(values.items()))
        for name, values in series.items()
    ]
    return f"{_SUBTITLE}. {'; '.join(parts)}."


def _vertical_axis(ticks: Sequence[float], up: _Scale, palette: Palette) -> Iterator[str]:
    for tick in ticks:
        y = up.place(tick)
        yield (
            f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="{palette.rule}"'
            ' stroke-width="1"/>'
        )
        yield _text(f"{tick:g} s", _LEFT - 10, y + 4.5, palette.quiet, anchor="end")


def _horizontal_axis(sizes: Sequence[int], across: _Scale, palette: Palette) -> Iterator[str]:
    for size in sizes:
        x = across.place(size)
        yield _text(f"{size:,}", x, _HEIGHT - _BOTTOM + 24, palette.quiet, anchor="middle")


def _lines(series: Series, across: _Scale, up: _Scale, palette: Palette) -> Iterator[str]:
    """The last line drawn lies on top, and that is the first one: ours."""
    for place, values in reversed(list(enumerate(series.values()))):
        colour, width = _colour(palette, place), 3.5 if place == 0 else 2
        points = [(across.place(size), up.place(values[size])) for size in sorted(values)]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        yield (
            f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{width}"'
            ' stroke-linejoin="round" stroke-linecap="round"/>'
        )
        for x, y in points:
            yield (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{width + 2}" fill="{colour}"'
                f' stroke="{palette.ground}" stroke-width="2"/>'
            )


def _labels(series: Series, up: _Scale, palette: Palette) -> Iterator[str]:
    """The name and last value of each line, beside its end."""
    ends = {name: values[max(values)] for name, values in series.items()}
    places = _apart({name: up.place(cost) for name, cost in ends.items()})
    for place, (name, cost) in enumerate(ends.items()):
        x, y = _WIDTH - _RIGHT + 12, places[name]
        yield f'<circle cx="{x}" cy="{y:.1f}" r="5" fill="{_colour(palette, place)}"/>'
        weight = ' font-weight="600"' if place == 0 else ""
        yield _text(f"{name}, {_seconds(cost)}", x + 12, y + 4.5, palette.text, more=weight)


def _apart(wanted: Mapping[str, float]) -> dict[str, float]:
    """Places near the wanted ones, none closer to another than a label is high."""
    names = sorted(wanted, key=lambda name: wanted[name])
    places: dict[str, float] = {}
    lowest = -math.inf
    for name in names:
        lowest = places[name] = max(wanted[name], lowest + _LABEL_HEIGHT)
    # What has been pushed out at the foot pushes back.
    limit = float(_HEIGHT - _BOTTOM)
    for name in reversed(names):
        limit = places[name] = min(places[name], limit)
        limit -= _LABEL_HEIGHT
    return places


def _colour(palette: Palette, place: int) -> str:
    return palette.lines[place % len(palette.lines)]


def _seconds(cost: float) -> str:
    return f"{cost:,.0f} s" if cost >= 10 else f"{cost:.1f} s"


def _text(
    text: str, x: float, y: float, fill: str, *, anchor: str = "start", more: str = ""
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" text-anchor="{anchor}"{more}>'
        f"{escape(text)}</text>"
    )
