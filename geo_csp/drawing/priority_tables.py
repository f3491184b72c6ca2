"""One priority's score taken apart, so that whoever adds up what stands here gets the score."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from geo_csp.disclosure.priorities import FACTORS, Factor, Priority

HOW_IT_ADDS_UP = (
    "Each line below is a figure times what one counts for. The lines of a factor add up to its "
    "value; value times weight gives its points; the points add up to the score. Values and points "
    "are rounded here to three decimals, figures are not."
)
BY_LOOKING = "police find this by looking"


def score_table(priority: Priority) -> dict[str, list[str]]:
    rows = [
        (FACTORS[each.name], f"{each.value:.3f}", f"{each.weight:g}", f"{each.points:.3f}")
        for each in priority.factors
    ]
    rows.append(("Score", "", "", f"{priority.score:.3f}"))
    names = ("Factor", "Value", "Weight", "Points")
    return {name: list(cells) for name, cells in zip(names, zip(*rows, strict=True), strict=True)}


def parts_table(factor: Factor) -> Mapping[str, list[str]]:
    """Figures as exact as they are counted with: twelve digits."""
    return {
        "What": [
            f"{part.what} ({BY_LOOKING})" if part.police_found else part.what
            for part in factor.parts
        ],
        "Figure": [exact(part.figure) for part in factor.parts],
        "One counts": [exact(part.each) for part in factor.parts],
        "Value": [f"{part.value:.3f}" for part in factor.parts],
        "What that is": [part.words for part in factor.parts],
    }


def exact(figure: float) -> str:
    return f"{figure:.12g}"


def months_table(priority: Priority) -> pd.DataFrame:
    """month, count, words: as ``charts.month_bars`` reads it."""
    return pd.DataFrame(
        {"month": list(priority.months), "count": list(priority.observed_by_month), "words": ""}
    )
