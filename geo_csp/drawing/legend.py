"""Which step of the scale a figure falls on, and how the step looks. Never by colour alone.

Breaks are fixed for a selection and a measure, so that two months of the same map compare. They
follow the 1-2-5 ladder, with one of three starts by how often the thing happens; the profile may
give its own breaks for the rate. A step has a lightness of one hue and a number printed on the
area; what is not shown is hatched.
"""

from __future__ import annotations

import html
import itertools
from dataclasses import dataclass

from geo_csp.area_profile import AreaProfile
from geo_csp.drawing.area_figures import AreaFigures
from geo_csp.vocabulary import NO_EVIDENCE_OF_CHANGE

MEASURES: dict[str, str] = {"count": "Count", "rate": "Rate", "change": "Change"}

# One hue from light to dark; the ink that is read on each. Dark enough for five steps to differ in
# greyscale, light enough for the roads to show.
_FILLS = ("#e4eef6", "#b9d5e9", "#84b5d8", "#2f74a6", "#0d4a75")
_INKS = ("#1b1b1b", "#1b1b1b", "#1b1b1b", "#ffffff", "#ffffff")

_EVERYTHING = frozenset({"all"})
_BROAD = frozenset({"neighbourhood", "asb", "acquisitive", "violence"})


@dataclass(frozen=True)
class Step:
    label: str
    mark: str
    fill: str
    ink: str = "#1b1b1b"
    is_hatched: bool = False


NONE_STEP = Step("None recorded", "0", "#ffffff")
NOT_SHOWN_STEP = Step("Not shown, or not known", "", "#ffffff", is_hatched=True)
MORE_STEP = Step("More than a year before", "▲", "#8c3b0a", "#ffffff")
FEWER_STEP = Step("Fewer than a year before", "▼", "#2f74a6", "#ffffff")
SAME_STEP = Step(NO_EVIDENCE_OF_CHANGE.capitalize(), "=", "#f1f1ee")
NOT_COMPARED_STEP = Step("Cannot be compared", "", "#ffffff", is_hatched=True)


@dataclass(frozen=True)
class Legend:
    """``breaks``: the lower ends of the steps after the first. Empty for change."""

    measure: str
    title: str
    breaks: tuple[float, ...]
    steps: tuple[Step, ...]


def count_breaks(selection_code: str) -> tuple[float, ...]:
    """Incidents a month in a ward."""
    if selection_code in _EVERYTHING:
        return (5, 10, 20, 50)
    return (2, 5, 10, 20) if selection_code in _BROAD else (0.5, 1, 2, 5)


def rate_breaks(profile: AreaProfile, selection_code: str) -> tuple[float, ...]:
    """Incidents per 1,000 residents a year."""
    if selection_code in profile.rate_breaks:
        return profile.rate_breaks[selection_code]
    if selection_code in _EVERYTHING:
        return (20, 50, 100, 200)
    return (5, 10, 20, 50) if selection_code in _BROAD else (1, 2, 5, 10)


def legend(profile: AreaProfile, selection_code: str, measure: str) -> Legend:
    if measure == "change":
        title = "Against the same months a year before"
        steps = (MORE_STEP, SAME_STEP, FEWER_STEP, NOT_COMPARED_STEP)
        return Legend(measure, title, (), steps)
    if measure == "rate":
        breaks = rate_breaks(profile, selection_code)
        return Legend(measure, "Per 1,000 residents a year", breaks, _scale(breaks))
    breaks = count_breaks(selection_code)
    return Legend(measure, "Incidents a month", breaks, _scale(breaks))


def _scale(breaks: tuple[float, ...]) -> tuple[Step, ...]:
    edges = [f"{edge:g}" for edge in breaks]
    labels = [
        f"Under {edges[0]}",
        *(f"{low} to under {high}" for low, high in itertools.pairwise(edges)),
        f"{edges[-1]} or more",
    ]
    # A profile may give fewer or more breaks than the ramp has shades: spread them over it.
    last = max(len(labels) - 1, 1)
    shades = [round(number * (len(_FILLS) - 1) / last) for number in range(len(labels))]
    steps = (
        Step(label, str(number + 1), _FILLS[shade], _INKS[shade])
        for number, (label, shade) in enumerate(zip(labels, shades, strict=True))
    )
    return (NONE_STEP, *steps, NOT_SHOWN_STEP)


def step_of(row: AreaFigures, scale: Legend, months: int) -> Step:
    """``months``: the length of the span that was counted, so that counts are a month's average."""
    if scale.measure == "change":
        return _step_of_change(row)
    if scale.measure == "rate":
        return _step_of_value(row.rate, scale)
    return _step_of_value(None if row.count is None else row.count / months, scale)


def _step_of_value(value: float | None, scale: Legend) -> Step:
    if value is None:
        return NOT_SHOWN_STEP
    if value == 0:
        return NONE_STEP
    return scale.steps[1 + sum(value >= edge for edge in scale.breaks)]


def _step_of_change(row: AreaFigures) -> Step:
    if row.change is None:
        return NOT_COMPARED_STEP
    if row.change_words == NO_EVIDENCE_OF_CHANGE:
        return SAME_STEP
    return MORE_STEP if row.change > 0 else FEWER_STEP


def legend_html(scale: Legend) -> str:
    """The legend as a list: the swatch carries the mark that stands on the map."""
    items = "".join(
        f'<li><span class="geo-swatch{" geo-hatched" if step.is_hatched else ""}" '
        f'style="background-color:{step.fill};color:{step.ink}" aria-hidden="true">'
        f"{html.escape(step.mark)}</span>{html.escape(step.label)}</li>"
        for step in scale.steps
    )
    return f'<div class="geo-legend"><p>{html.escape(scale.title)}</p><ul>{items}</ul></div>'
