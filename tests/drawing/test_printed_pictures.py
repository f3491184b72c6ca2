"""Pictures for paper: each with its legend, nothing of it cut off, nothing told by colour alone."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pandas as pd
import pytest
from matplotlib.figure import Figure
from PIL import Image

from geo_csp.area_profile import AreaProfile
from geo_csp.drawing import printed_chart, printed_county, printed_place
from geo_csp.drawing.area_figures import unknown_figures
from geo_csp.drawing.charts import month_bars
from geo_csp.drawing.legend import legend
from geo_csp.drawing.printed_chart import months_chart_png
from geo_csp.drawing.printed_county import county_map_png
from geo_csp.drawing.printed_ground import Ground, printed_ground
from geo_csp.drawing.printed_place import letters, place_map_png, wards_on_map
from geo_csp.geography.areas import areas
from geo_csp.months import Span

# High Street in Hereford: a main road, a railway and a river lie within a kilometre.
HERE = (-2.7157, 52.0567)
COLUMNS = ["longitude", "latitude", "street", "count"]
NO_POINTS = pd.DataFrame(columns=COLUMNS)


def square(degrees: float, at: tuple[float, float] = HERE) -> dict[str, object]:
    (x, y), d = at, degrees
    ring = [[x, y], [x + d, y], [x + d, y + d], [x, y + d], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture(scope="module")
def ground(herefordshire: AreaProfile) -> Ground:
    return printed_ground(herefordshire)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Figure]]:
    """Each figure that is drawn, before it becomes a PNG."""
    kept: list[Figure] = []
    for module in (printed_chart, printed_county, printed_place):
        monkeypatch.setattr(module, "png_of", lambda figure: kept.append(figure) or b"")
    yield kept
    assert kept


def labels(figure: Figure) -> list[str]:
    return [text.get_text() for key in figure.legends for text in key.get_texts()]


def is_whole(figure: Figure) -> bool:
    """Whether all that is drawn lies within the picture's edges (inches)."""
    figure.savefig(io.BytesIO(), format="png")
    drawn, (width, height) = figure.get_tightbbox(), figure.get_size_inches()
    least, most = min(drawn.x0, drawn.y0), (drawn.x1 - width, drawn.y1 - height)
    return least > -0.01 and max(most) < 0.01


def bars(months: str, missing: tuple[int, ...] = (), incomplete: str = "") -> list:
    span = Span(*months.split(":"))
    table = pd.DataFrame({"month": span.months(), "count": range(len(span)), "words": ""})
    chosen = Span(span.months()[-3], span.last)
    return month_bars(table.drop(index=list(missing)), chosen, {incomplete: "few"})


@pytest.mark.parametrize("degrees", [0.0005, 0.01, 0.2])
def test_a_places_map_has_its_legend_whole_at_every_size(ground, drawn, degrees):
    points = pd.DataFrame([(*HERE, "High Street", 30)], columns=COLUMNS)
    place_map_png(ground, square(degrees), points, {"High Street": "a"})
    assert is_whole(drawn[0])
    assert labels(drawn[0])[:4] == [
        "The place",
        "1 incident at a point",
        "10 incidents at a point",
        "The street's letter in the list",
    ]


def test_the_legend_says_what_is_drawn_and_nothing_else(ground, drawn):
    place_map_png(ground, square(0.02), NO_POINTS, {})
    assert labels(drawn[0]) == ["The place", "Ward boundary", "River", "Main road", "Railway"]
    in_the_hills = (-3.05, 51.98)
    place_map_png(ground, square(0.0005, in_the_hills), NO_POINTS, {})
    assert labels(drawn[1]) == ["The place"]


def test_a_streets_letter_stands_once_at_its_largest_point(ground, drawn):
    x, y = HERE
    rows = [(x, y, "High Street", 2), (x + 0.001, y, "High Street", 9), (x, y + 0.001, None, 1)]
    lettered = letters((("High Street", 11), ("Eign Gate", 3)))
    assert lettered == {"High Street": "a", "Eign Gate": "b"}
    place_map_png(ground, square(0.002), pd.DataFrame(rows, columns=COLUMNS), lettered)
    (said,) = (text for text in drawn[0].axes[0].texts if text.get_text() in "ab")
    largest = max(drawn[0].axes[0].collections[0].get_offsets().tolist())
    assert said.xy == pytest.approx(largest)


def test_the_wards_that_a_map_reaches_are_asked_for(ground):
    assert "E05009449" in wards_on_map(ground, square(0.0005))
    assert len(wards_on_map(ground, square(0.2))) > 20


def test_the_countys_map_has_both_legends_and_every_number(herefordshire, drawn):
    """Twelve places at one spot, which would cover one another."""
    rows = unknown_figures(areas(herefordshire, "ward"), "not shown")
    scale = legend(herefordshire, "asb", "count")
    places = [(str(number), square(0.0005)) for number in range(1, 13)]
    county_map_png(herefordshire, rows, scale, 1, places)
    assert is_whole(drawn[0])
    said = labels(drawn[0])
    assert said[-1] == "A priority, by its rank"
    assert said[:-1] == [step.label for step in scale.steps]
    numbers = [text for axes in drawn[0].axes for text in axes.texts if text.get_text().isdigit()]
    assert sorted(int(text.get_text()) for text in numbers) == list(range(1, 13))
    corners = [text.get_window_extent() for text in numbers]
    assert not any(a.overlaps(b) for n, a in enumerate(corners) for b in corners[:n])


@pytest.mark.parametrize("months", ["2025-10:2025-12", "2025-01:2025-12", "2023-01:2025-12"])
def test_a_chart_of_any_length_is_whole(drawn, months):
    months_chart_png(bars(months))
    assert is_whole(drawn[0])


def test_each_kind_of_month_has_a_filling_of_its_own_and_says_so(drawn):
    months_chart_png(bars("2025-01:2025-12", missing=(2, 3), incomplete="2025-06"))
    assert labels(drawn[0]) == [
        "The months that the figures count",
        "Earlier months",
        "Incomplete",
        "No figure",
    ]
    looks = {
        (patch.get_hatch(), patch.get_linestyle(), round(sum(patch.get_facecolor()[:3]), 1))
        for patch in drawn[0].axes[0].patches
    }
    assert len(looks) == 4


def test_the_same_picture_has_the_same_bytes(ground):
    first, second = (place_map_png(ground, square(0.01), NO_POINTS, {}) for _ in range(2))
    assert first == second
    with Image.open(io.BytesIO(first)) as picture:
        assert picture.width > 1300
