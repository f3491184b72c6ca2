"""The first page: each locality in a row, what the symbols say, and what stands out."""

from __future__ import annotations

from collections.abc import Sequence

from geo_csp.disclosure.trends import SYMBOLS, WORDS, ReleasedBoard, Trend
from geo_csp.drawing.board_pictures import chart_in_words, chart_png
from geo_csp.months import quarter_in_words
from geo_csp.packs.document import Block, Heading, Paragraph, Picture, Table

# Lines of the first page that the table and the sentences below it share.
_LINES, _LEAST_TOLD = 16, 2
_CHART_MM = 88.0


def glance(released: ReleasedBoard) -> Sequence[Block]:
    areas = len({trend.area_code for trend in released.rows})
    return [
        Heading("The localities"),
        Paragraph(released.sentence, "lead"),
        _table(released),
        Paragraph(_key(), "note"),
        *_in_sentences(_standing_out(released), max(_LEAST_TOLD, _LINES - areas)),
    ]


def charted(released: ReleasedBoard) -> Sequence[Block]:
    """The control chart of the first that stands out and has one."""
    trend = next((each for each in _standing_out(released) if each.chart is not None), None)
    if trend is None:
        return []
    return [
        Heading(f"{trend.phrase} in {trend.area_name}, month by month", 2),
        Picture(chart_png(trend), chart_in_words(trend), _CHART_MM),
        Paragraph(
            "The dots are incidents, the dashed lines the limits that its own earlier months set, "
            "the grey band this quarter. A diamond is outside the limits, a square one of eight on "
            "one side.",
            "note",
        ),
    ]


def _standing_out(released: ReleasedBoard) -> Sequence[Trend]:
    """What is exceptional first, then what changed."""
    found = [trend for trend in released.rows if trend.change in WORDS[:2]]
    return sorted(found, key=lambda trend: WORDS.index(trend.change))


def _table(released: ReleasedBoard) -> Table:
    width = len(released.categories)
    areas = [released.rows[at : at + width] for at in range(0, len(released.rows), width)]
    return Table(
        f"Incidents in {quarter_in_words(released.span)}, and against the same quarter a year "
        "before",
        ("Area", *(phrase for _, phrase in released.categories)),
        tuple((area[0].area_name, *(_cell(trend) for trend in area)) for area in areas),
        (1.3, *(1.6 for _ in released.categories)),
    )


def _cell(trend: Trend) -> str:
    if trend.quarter.count is None:
        return trend.quarter.words.split(" for ")[0].split(":")[0]
    way = f", {trend.direction}" if trend.direction else ""
    was = "" if trend.before.count is None else f" (was {trend.before.count:,})"
    return f"{trend.quarter.count:,}{was} {trend.symbol} {trend.change}{way}"


def _key() -> str:
    marks = {word: [s for (named, _), s in SYMBOLS.items() if named == word] for word in WORDS}
    said = "; ".join(f"{' or '.join(found)} {word}" for word, found in marks.items())
    return (
        f"{said}. Exceptional: a month far outside what the months before led one to expect, or "
        "eight months on one side of it. Change: more than chance alone would bring."
    )


def _in_sentences(found: Sequence[Trend], most: int) -> Sequence[Block]:
    if not found:
        return [Paragraph("Nothing that can be compared stands out.")]
    more = len(found) - len(found[:most])
    return [
        Heading("What stands out", 2),
        *(Paragraph(f"{t.area_name}, {t.phrase}: {t.sentence}", "item") for t in found[:most]),
        *([Paragraph(f"{more} more are in the table.", "item")] if more else []),
    ]
