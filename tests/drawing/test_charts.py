from __future__ import annotations

import pandas as pd

from geo_csp.drawing.charts import month_bars, months_chart, months_in_words
from geo_csp.months import Span

MONTHS = pd.DataFrame(
    {
        "month": ["2025-01", "2025-02", "2025-03", "2025-05"],
        "count": pd.array([4, None, 9, 2], dtype="Int64"),
        "words": ["", "not shown", "", ""],
    }
)
CHOSEN = Span("2025-03", "2025-03")


def bars(months=MONTHS, incomplete=None):
    return {bar.month: bar for bar in month_bars(months, CHOSEN, incomplete or {})}


def test_a_month_between_that_is_not_loaded_is_a_gap_not_a_zero():
    assert list(bars()) == ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05"]
    assert (bars()["2025-04"].what, bars()["2025-04"].words) == ("missing", "not loaded")


def test_a_month_that_is_not_shown_says_so():
    assert (bars()["2025-02"].what, bars()["2025-02"].words) == ("missing", "not shown")


def test_chosen_and_incomplete_months_are_marked():
    marked = bars(incomplete={"2025-05": "only half its files"})
    assert {month: bar.what for month, bar in marked.items()} == {
        "2025-01": "count",
        "2025-02": "missing",
        "2025-03": "chosen",
        "2025-04": "missing",
        "2025-05": "incomplete",
    }
    assert marked["2025-05"].words == "only half its files"


def test_the_words_say_what_the_chart_shows():
    words = months_in_words(month_bars(MONTHS, CHOSEN, {}))
    assert words == (
        "3 months from January 2025 to May 2025; the most, 9, in March 2025. "
        "2 months have no figure."
    )


def test_a_ward_with_no_figure_at_all_says_so():
    none = MONTHS.assign(count=pd.array([None] * 4, dtype="Int64"))
    assert months_in_words(month_bars(none, CHOSEN, {})) == "No month has a figure that is shown."


def test_no_bar_is_drawn_for_a_missing_month():
    drawn = months_chart(month_bars(MONTHS, CHOSEN, {}))
    bands, bars = (layer["transform"][0]["filter"] for layer in drawn["layer"])
    assert bands == "(datum.what === 'missing')"
    assert bars == "(datum.what !== 'missing')"


def test_the_month_of_one_loaded_month_is_a_bar_and_not_a_wall():
    drawn = months_chart(month_bars(MONTHS.head(1), CHOSEN, {}))
    assert drawn["layer"][1]["mark"]["width"] == {"expr": "min(40, 0.8 * bandwidth('x'))"}
    assert drawn["data"]["values"].column("name").to_pylist() == ["January 2025"]
