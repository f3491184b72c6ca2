"""What the map page shows of one choice, made once for all viewers who see the same.

Kept here and not in the page itself, whose script Streamlit runs anew each time. Nobody writes into
what is kept.
"""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from typing import Any

from geo_csp.disclosure import release
from geo_csp.disclosure.release import DataSet, Release
from geo_csp.disclosure.taken_away import full_marking
from geo_csp.drawing.area_figures import (
    AreaFigures,
    area_figures,
    screen_table,
    why_none_compared,
)
from geo_csp.drawing.legend import Legend, legend, legend_html
from geo_csp.drawing.tables import table_html
from geo_csp.drawing.ward_map import area_looks
from geo_csp.pages.choices import Choices, selection_labels
from geo_csp.pages.plain_text import notice_list, paragraph, sentence_of
from geo_csp.roles import Viewer


@dataclass(frozen=True)
class View:
    """``looks``: of each ward on the map; ``told``: sentence, legend and notices, and ``table``:
    the same in a table, both as HTML.
    """

    released: Release
    rows: list[AreaFigures]
    scale: Legend
    looks: dict[str, dict[str, Any]]
    told: str
    table: str


def view(data: DataSet, viewer: Viewer, chosen: Choices) -> View:
    """Raises what ``release.figures`` raises."""
    return _view(data, viewer, dataclasses.replace(chosen, ward=None))


@functools.lru_cache(maxsize=512)
def _view(data: DataSet, viewer: Viewer, chosen: Choices) -> View:
    released = release.figures(data, viewer, "ward", chosen.selection, chosen.span)
    rows = area_figures(released.table)
    scale = legend(data.profile, chosen.selection, chosen.measure)
    return View(
        released=released,
        rows=rows,
        scale=scale,
        looks=area_looks(rows, scale, len(chosen.span)),
        # One element, not three: each is a message of its own to every viewer.
        told=paragraph(released.sentence, "sentence")
        + legend_html(scale)
        + notice_list(released.notices),
        table=_table(data, chosen, rows, full_marking(released)),
    )


def _table(data: DataSet, chosen: Choices, rows: list[AreaFigures], marking: str) -> str:
    within = wards_of(data, chosen.locality)
    listed = [row for row in rows if within is None or row.code in within]
    why = why_none_compared(listed)
    note = paragraph(sentence_of(f"against a year before: {why}"), "note") if why else ""
    caption = f"{title(data, chosen)}, ward by ward. {marking}"
    return note + table_html(screen_table(listed, chosen.measure, "Ward"), caption)


def wards_of(data: DataSet, locality: str | None) -> list[str] | None:
    return next((list(x.wards) for x in data.profile.localities if x.code == locality), None)


def title(data: DataSet, chosen: Choices) -> str:
    return f"{selection_labels(data.profile)[chosen.selection]}, {chosen.span.in_words()}"
