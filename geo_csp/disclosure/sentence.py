"""One plain sentence or three that say what a released table shows.

Made from released tables only, so that nothing hidden can be read in it.
"""

from __future__ import annotations

import pandas as pd

from geo_csp.months import Span
from geo_csp.vocabulary import NO_EVIDENCE_OF_CHANGE, NOT_IN_SOURCE, NOT_SHOWN

# So many names are read; of more areas that stand highest together only their number is told.
_NAMES_TOLD = 3
_PLURALS = {"ward": "wards", "locality": "localities", "lsoa": "LSOAs"}
_SINGULARS = {"ward": "ward", "locality": "locality", "lsoa": "LSOA"}


def sentence(
    subject: str, level: str, span: Span, table: pd.DataFrame, county: pd.DataFrame
) -> str:
    """``subject``: "Robbery in Herefordshire". ``table``: the released rows of ``level``;
    ``county``: the county's one released row.
    """
    total = county.iloc[0]
    begin = f"{subject}, {span.in_words()}:"
    if total["suppressed"] == NOT_IN_SOURCE:
        return f"{begin} {NOT_IN_SOURCE}. That is no figure, not a figure of zero."
    parts = [f"{begin} {_total(total, span)}."]
    if level != "county":
        parts.append(_highest(level, table))
    return " ".join(part for part in parts if part)


def _total(total: pd.Series, span: Span) -> str:
    if pd.isna(total["count"]):
        words = str(total["suppressed"])
        return f"total {words}" if words.startswith(NOT_SHOWN) else f"{words} incidents"
    count, words = int(total["count"]), str(total["change_words"])
    counted = f"{count:,} incident{'' if count == 1 else 's'}"
    if pd.isna(total["change_count"]):
        why = words.removeprefix("not compared: ")
        return f"{counted}, not compared with the year before: {why}"
    before, when = count - int(total["change_count"]), span.a_year_before().in_words()
    if words == NO_EVIDENCE_OF_CHANGE:
        return f"{counted}, {words} from {when} ({before:,})"
    return f"{counted}, {words} in {when}"


def _highest(level: str, table: pd.DataFrame) -> str:
    shown = table[table["count"].notna()]
    if shown.empty:
        return f"No {_SINGULARS[level]}'s figure is shown."
    if not shown["count"].sum():
        return f"None in any {_SINGULARS[level]}{_of_those_shown(shown, table)}."
    most, highest = _top(shown, "count"), _top(shown, "rate_per_1000")
    told = f"{_named(level, most)} ({_count(most)})"
    if len(shown) == 1 < len(table):
        begin = f"One of {len(table)} {_PLURALS[level]} is shown"
    elif most.index.equals(highest.index):
        begin = f"Most incidents and highest rate{_of_those_shown(shown, table)}"
    else:
        begin = f"Most incidents{_of_those_shown(shown, table)}"
        if not highest.empty:
            told = f"{told}. Highest rate: {_named(level, highest)}"
    return f"{begin}: {told}{'' if highest.empty else f', {_rate(highest)}'}."


def _top(shown: pd.DataFrame, column: str) -> pd.DataFrame:
    """The areas that stand highest together; none where no area has the figure."""
    top: pd.DataFrame = shown[shown[column].notna() & (shown[column] == shown[column].max())]
    return top


def _of_those_shown(shown: pd.DataFrame, table: pd.DataFrame) -> str:
    return "" if len(shown) == len(table) else f" among the {len(shown)} of {len(table)} shown"


def _named(level: str, top: pd.DataFrame) -> str:
    names = [str(name) for name in top["area_name"]]
    if len(names) > _NAMES_TOLD:
        return f"{len(names)} {_PLURALS[level]} alike"
    if level == "locality":
        return _listed(names)
    if level == "lsoa":
        return f"{_SINGULARS[level] if len(names) == 1 else _PLURALS[level]} {_listed(names)}"
    return f"{_listed(names)} {_SINGULARS[level] if len(names) == 1 else _PLURALS[level]}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _count(top: pd.DataFrame) -> str:
    return f"{int(top['count'].iloc[0]):,}{_each(top)}"


def _rate(top: pd.DataFrame) -> str:
    first, each = top.iloc[0], _each(top)
    rate = f"{first['rate_per_1000']:,.1f} per 1,000 residents a year{each}"
    if len(top) > 1:
        return rate
    return f"{rate} (likely range {first['lower']:,.1f} to {first['upper']:,.1f})"


def _each(top: pd.DataFrame) -> str:
    return " each" if len(top) > 1 else ""
