"""The themes that cut across, as totals of the county; the strategy's baselines; surveys.

What an extract's markers and words tell (domestic abuse, sexual violence, fraud) is counted for the
whole county and by quarter only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.board_settings import StrategyFigure, SurveyMeasure, Theme, ThemeLine
from geo_csp.months import Span, shift
from geo_csp.statistics.proportion import wilson_limits
from geo_csp.trends.change import Change, changes
from geo_csp.trends.measures import Baseline, Survey, ThemeTotal
from geo_csp.trends.series import name_of
from geo_csp.trends.trend import CHANGE, NOT_COMPARABLE, Figure

_MARKER_ENDS = re.compile(r"[;,|/]")

# The county's figure of a span, or the words for why there is none.
County = Callable[[Span], Figure]


@dataclass(frozen=True)
class Line:
    """One line of a theme: how it is counted, and why two spans of it cannot be compared."""

    theme: Theme
    line: ThemeLine
    code: str
    phrase: str
    figure: County
    why_not: Callable[[Span], str]
    is_by_calendar_year: bool = False


def theme_total(asked: Line, quarter: Span, quarters: Sequence[Span]) -> ThemeTotal:
    year = _year(quarter, is_calendar=asked.is_by_calendar_year)
    now, before = _pair(asked, quarter)
    year_now, year_before = _pair(asked, year)
    change, year_change = changes([now, year_now], [before, year_before], [1.0, 1.0])
    return ThemeTotal(
        theme=asked.theme.title,
        code=asked.code,
        phrase=asked.phrase,
        quarter=now,
        quarter_before=before,
        change=change.word,
        year=year_now,
        year_before=year_before,
        year_change=year_change.word,
        year_span=year,
        is_police_found=asked.line.police_found,
        note=asked.theme.note,
        quarters=tuple(name_of(each) for each in quarters),
        quarter_counts=tuple(asked.figure(each).count for each in quarters),
        sentence=_theme_sentence(now, before, change),
    )


def _year(quarter: Span, *, is_calendar: bool) -> Span:
    """The 12 months that end with the quarter, or the last calendar year that has ended by then."""
    after_december = int(quarter.last[5:7]) % 12 if is_calendar else 0
    last = shift(quarter.last, -after_december)
    return Span(shift(last, -11), last)


def _pair(asked: Line, span: Span) -> tuple[Figure, Figure]:
    if why := asked.why_not(span):
        return asked.figure(span), Figure(None, why.removeprefix("not compared: "))
    return asked.figure(span), asked.figure(span.a_year_before())


def _theme_sentence(now: Figure, before: Figure, change: Change) -> str:
    if now.count is None:
        return f"No figure: {now.words}."
    count = f"{now.count:,} in the quarter"
    if before.count is None:
        return f"{NOT_COMPARABLE.capitalize()}: {count}; {before.words}."
    direction = f", {change.direction}" if change.word == CHANGE else ""
    return f"{change.word.capitalize()}{direction}: {count}, {before.count:,} a year before."


def is_told_by(line: ThemeLine, incidents: pa.Table) -> npt.NDArray[np.bool_]:
    """Which incidents (columns markers, offence_words) carry a marker or an offence of the line."""
    markers = {marker.casefold() for marker in line.markers}
    begins = tuple(offence.casefold() for offence in line.offences)
    told = np.zeros(len(incidents), dtype=np.bool_)
    if markers:
        told |= _matching(incidents["markers"], lambda text: bool(markers & set(_parts(text))))
    if begins:
        told |= _matching(incidents["offence_words"], lambda text: text.startswith(begins))
    return told


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _MARKER_ENDS.split(text)]


def _matching(column: pa.ChunkedArray, fits: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
    words = column.cast(pa.string())
    chosen = [each for each in pc.unique(words).to_pylist() if each and fits(each.casefold())]
    return np.asarray(pc.is_in(words, pa.array(chosen, pa.string())), dtype=np.bool_)


def baseline(
    figure: StrategyFigure, counted: County, now_span: Span, code: str = "baseline"
) -> Baseline:
    """``counted``: the sum of the figure's categories for the county, from the loaded files."""
    span = Span(figure.first, figure.last)
    then, now = counted(span), counted(now_span)
    return Baseline(
        category=code,
        phrase=figure.phrase,
        span=span,
        value=figure.value,
        counted=then,
        now=now,
        now_span=now_span,
        source=figure.source,
        sentence=(
            f"{figure.phrase}, {span.in_words()}: {figure.value:,} by the {figure.source}; "
            f"{_or_words(then)} in the loaded files for the same months, {_or_words(now)} for "
            f"{now_span.in_words()}."
        ),
    )


def _or_words(figure: Figure) -> str:
    return f"{figure.count:,}" if figure.count is not None else f"none ({figure.words})"


def survey(measure: SurveyMeasure) -> Survey:
    """With Wilson's interval where the base is known and one share is given."""
    lower = upper = None
    share = f"{measure.share:g} %"
    if measure.to is not None:
        likely = "a range, so no likely range is reckoned"
        share = f"{measure.share:g} to {measure.to:g} %"
    elif measure.base is None:
        likely = "how many were asked is not given, so no likely range can be reckoned"
    else:
        limits = wilson_limits(measure.base * measure.share / 100, measure.base)
        lower, upper = (100 * float(limit) for limit in limits)
        likely = f"likely range {lower:.0f} to {upper:.0f} %, of {measure.base:,} asked"
    return Survey(
        question=measure.question,
        answer=measure.answer,
        share=measure.share,
        to=measure.to,
        base=measure.base,
        lower=lower,
        upper=upper,
        asked=measure.asked,
        source=measure.source,
        sentence=f"{measure.question} {measure.answer.capitalize()}: {share} in {measure.asked} "
        f"({likely}). Source: {measure.source}.",
    )
