from __future__ import annotations

import pandas as pd

from geo_csp.drawing.charts import months_chart, months_frame, months_in_words
from geo_csp.months import Span

MONTHS = pd.DataFrame(
    {
        "month": ["2025-01", "2025-02", "2025-03", "2025-05"],
        "count": pd.array([4, None, 9, 2], dtype="Int64"),
        "words": ["", "not shown", "", ""],
    }
)
CHOSEN = Span("2025-03", "2025-03")


def test_a_month_between_that_is_not_loaded_is_a_gap_not_a_zero():
    frame = months_frame(MONTHS, CHOSEN, {}).set_index("month")
    assert list(frame.index) == ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05"]
    assert frame.loc["2025-04", "what"] == "missing"
    assert frame.loc["2025-04", "words"] == "not loaded"


def test_a_month_that_is_not_shown_says_so():
    frame = months_frame(MONTHS, CHOSEN, {}).set_index("month")
    assert frame.loc["2025-02", ["what", "words"]].tolist() == ["missing", "not shown"]


def test_chosen_and_incomplete_months_are_marked():
    frame = months_frame(MONTHS, CHOSEN, {"2025-05": "only half its files"}).set_index("month")
    assert frame["what"].to_dict() == {
        "2025-01": "count",
        "2025-02": "missing",
        "2025-03": "chosen",
        "2025-04": "missing",
        "2025-05": "incomplete",
    }
    assert frame.loc["2025-05", "words"] == "only half its files"


def test_the_words_say_what_the_chart_shows():
    words = months_in_words(months_frame(MONTHS, CHOSEN, {}))
    assert words == (
        "3 months from January 2025 to May 2025; the most, 9, in March 2025. "
        "2 months have no figure."
    )


def test_a_ward_with_no_figure_at_all_says_so():
    none = MONTHS.assign(count=pd.array([None] * 4, dtype="Int64"))
    assert months_in_words(months_frame(none, CHOSEN, {})) == "No month has a figure that is shown."


def test_no_bar_is_drawn_for_a_missing_month():
    drawn = months_chart(months_frame(MONTHS, CHOSEN, {}))
    bands, bars = (layer["transform"][0]["filter"] for layer in drawn["layer"])
    assert bands == "(datum.what === 'missing')"
    assert bars == "(datum.what !== 'missing')"
