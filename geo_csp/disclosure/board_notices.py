"""What must be said beside the board's figures: how they are judged, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from geo_csp.counts.comparison import SIGNIFICANCE
from geo_csp.disclosure import gate, notices
from geo_csp.disclosure.data_set import DataSet
from geo_csp.months import Span
from geo_csp.roles import Viewer
from geo_csp.trends.trend import Trend

RESIDENTS = (
    "rates are per 1,000 residents a year: visitors are not among the residents, so a place that "
    "many come to has a high rate on any day"
)
_OF_EACH_CATEGORY = (
    notices.synthetic,
    notices.incomplete,
    notices.gaps,
    notices.to_be_loaded_again,
    notices.breaks,
    notices.not_counted,
    notices.reading_of_asb,
    notices.hate_not_in_source,
    notices.left_out,
    notices.how_published,
    notices.residents,
    notices.localities,
)


def board_notices(
    data: DataSet, viewer: Viewer, quarter: Span, rows: Sequence[Trend]
) -> tuple[str, ...]:
    level = "locality" if data.profile.localities else "county"
    said: dict[str, None] = {}
    for code in data.profile.board.categories:
        selection = gate.selection_of(data, code)
        cube = gate.cube_for(data, viewer, level)
        asked = notices.Asked(data, viewer, level, selection, quarter, cube)
        said |= dict.fromkeys(words for each in _OF_EACH_CATEGORY if (words := each(asked)))
    return (RESIDENTS, *_judged(rows), *said)


def _judged(rows: Sequence[Trend]) -> list[str]:
    """How often chance alone would bring what is marked."""
    charts = [trend.chart for trend in rows if trend.chart]
    tested = [trend for trend in rows if trend.p is not None]
    said = []
    if charts:
        expected = sum(chart.false_signal for chart in charts)
        said.append(
            "exceptional: a month beyond three standard deviations of its own months before, or at "
            "least the eighth in a row on one side of their average; limits are wider where those "
            f"months scatter more than chance. Of {len(charts)} charts of areas and categories "
            f"about {expected:.0f} would give such a signal by chance alone"
        )
    if tested:
        said.append(
            f"change: the E-test at 5 %; of {len(tested)} comparisons up to about "
            f"{len(tested) * SIGNIFICANCE:.0f} would be marked by chance alone. Too few to tell: "
            "even a doubling of so few would not stand out"
        )
    return said
