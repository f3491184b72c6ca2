"""One priority on a page of its own: its map, its reasons, its months and its streets."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from geo_csp.disclosure import release
from geo_csp.disclosure.priorities import FACTORS, THEMES, Priority, percent
from geo_csp.disclosure.release import DataSet
from geo_csp.drawing import charts
from geo_csp.drawing.printed_chart import months_chart_png
from geo_csp.drawing.printed_ground import Ground
from geo_csp.drawing.printed_place import letters, place_map_png, wards_on_map
from geo_csp.errors import NotLoadedError, NotReleasedError
from geo_csp.months import Month, Span, runs, shift
from geo_csp.packs.document import Block, Heading, Paragraph, Picture, Table
from geo_csp.roles import Viewer

TOP_STREETS = 5
# So that a priority has room on one page in both forms.
_WIDTH_MM = 158.0
# What the map of a theme shows the points of.
_MAPPED = {"asb": "asb", "acquisitive": "acquisitive", "hate": "hate", "soc": "drugs"}


@dataclass(frozen=True)
class Setting:
    """What every priority of a pack is shown in. ``names``: the wards' by their code."""

    data: DataSet
    viewer: Viewer
    month: Month
    names: Mapping[str, str]
    ground: Ground

    @property
    def counted(self) -> Span:
        """The months that the list counts, as far back from the newest as there is no gap."""
        window = Span(shift(self.month, 1 - self.data.profile.tasking.window), self.month)
        return runs(set(window.months()) & {self.month, *self.data.coverage.months})[-1]


def priority_section(setting: Setting, priority: Priority) -> Sequence[Block]:
    span = setting.counted
    return [
        Heading(f"{priority.rank}. {priority.place}", is_on_new_page=True),
        Paragraph(_what_it_is(priority, setting.names), "lead"),
        *(Paragraph(sentence, "item") for sentence in priority.why),
        _map(setting, priority),
        _chart(setting.data, priority, span),
        _streets(priority, span),
        _score(priority),
    ]


def _what_it_is(priority: Priority, names: Mapping[str, str]) -> str:
    ward = names.get(priority.ward_code or "", "")
    where = ", ".join(filter(None, (f"{ward} ward" if ward else "", priority.locality)))
    lead = f" Suggested lead: {priority.partner}." if priority.partner else ""
    put = (
        f" Put forward by {', '.join(priority.put_forward_by)}." if priority.put_forward_by else ""
    )
    return f"{THEMES[priority.theme]}. {where or 'In no ward'}.{lead}{put}{_label(priority)}"


def _label(priority: Priority) -> str:
    """Whatever follows where the police look says so."""
    if priority.is_police_found:
        return " Only what police find by looking brought it here."
    if priority.police_found_share:
        share = percent(priority.police_found_share)
        return f" {share} of its harm is of offences that police find by looking."
    return ""


def _map(setting: Setting, priority: Priority) -> Picture:
    selection = _MAPPED[priority.theme]
    points = _points(setting, wards_on_map(setting.ground, priority.outline), selection)
    lettered = letters(priority.streets[:TOP_STREETS])
    png = place_map_png(setting.ground, priority.outline, points, lettered)
    phrase = setting.data.profile.selections[selection].phrase.lower()
    counted = (
        f"{len(points)} points on or around it where {phrase} was recorded, "
        f"{setting.counted.in_words()}"
        if len(points)
        else f"no point of {phrase} is shown"
    )
    return Picture(
        png, f"Map of {priority.place}: its outline, {counted}. Its streets are listed.", _WIDTH_MM
    )


def _points(setting: Setting, wards: Sequence[str], selection: str) -> pd.DataFrame:
    """Of the wards that this viewer sees the points of; none where the source has none."""
    found = []
    for ward in wards:
        with contextlib.suppress(NotReleasedError, NotLoadedError):
            asked = (setting.data, setting.viewer, ward, selection, setting.counted)
            found.append(release.ward_points(*asked))
    columns = ["longitude", "latitude", "street", "count"]
    return pd.concat(found) if found else pd.DataFrame(columns=columns)


def _chart(data: DataSet, priority: Priority, span: Span) -> Picture:
    table = pd.DataFrame(
        {"month": priority.months, "count": priority.observed_by_month, "words": ""}
    )
    bars = charts.month_bars(table, span, data.coverage.incomplete)
    words = f"Incidents a month at {priority.place}. {charts.months_in_words(bars)}"
    return Picture(months_chart_png(bars), words, _WIDTH_MM)


def _streets(priority: Priority, span: Span) -> Table:
    listed = priority.streets[:TOP_STREETS]
    marks = letters(listed)
    more = len(priority.streets) - len(listed)
    return Table(
        f"Its streets, {span.in_words()}"
        + (f" (the first {len(listed)} of {len(priority.streets)})" if more else ""),
        ("Letter", "Street", "Incidents"),
        tuple((marks[street], street, f"{count:,}") for street, count in listed)
        or (("", "No street is named.", ""),),
        (0.8, 5, 1),
        frozenset({2}),
    )


def _score(priority: Priority) -> Table:
    rows = tuple(
        (FACTORS[each.name], f"{each.value:.3f}", f"{each.weight:g}", f"{each.points:.2f}")
        for each in priority.factors
    )
    return Table(
        f"Its score. Its rank lies between {priority.rank_low} and {priority.rank_high}, 19 times "
        "out of 20",
        ("Factor", "Value", "Weight", "Points (value times weight)"),
        (*rows, ("Score", "", "", f"{priority.score:.2f}")),
        (3, 1, 1, 2),
        frozenset({1, 2, 3}),
    )
