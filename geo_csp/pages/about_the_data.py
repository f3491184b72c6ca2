"""About the data: what is loaded, what is missing, what to beware of, and whose it is."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure.attribution import attribution
from geo_csp.disclosure.release import DataSet
from geo_csp.drawing.tables import table_html
from geo_csp.months import in_words
from geo_csp.pages.choices import viewed
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.plain_text import as_markdown, paragraph, sentence_of
from geo_csp.vocabulary import OFFICIAL, SOURCES

SNAP_POINT = (
    "The police do not publish where an incident happened. data.police.uk moves each one to the "
    "nearest of a fixed list of anonymised points, called snap points: the middle of a street, a "
    "car park, a station. A point stands for eight addresses or more, or for none at all. So a "
    "circle on the map says "
    "“on or near this street”, never “at this house”. From time to time the list is drawn up anew; "
    "single points from before and after cannot be compared."
)
OPEN_DATA = (
    "Open data gives the month of an incident, not the day. It does not mark hate crime and does "
    "not tell types of anti-social behaviour apart: here those have no figure, which is not a "
    "figure of zero."
)

LSOA_AGREEMENT = (
    "LSOA as in the file: the share of the month's incidents whose point lies in the small area "
    "(LSOA) that the police's file names. The others lie within some 20 m of its border, which is "
    "how far the boundaries were simplified."
)


def show() -> None:
    data, viewer = viewed()
    marking_line("About the data", data, viewer).say(OFFICIAL)
    _section("What is loaded", _loaded(data))
    _section("What is missing or incomplete", _missing(data))
    _section("What cannot be compared", [found.words for found in data.coverage.breaks])
    st.subheader("Month by month", anchor=False)
    months = table_html(_months(data), "The months that are loaded")
    st.html(months + paragraph(LSOA_AGREEMENT, "note"))
    _section("What a snap point is", [SNAP_POINT])
    _section("What open data does not hold", [OPEN_DATA])
    _section("How areas are counted", _areas(data))
    _section("Licence and attribution", [_licence(data), attribution(data)])


def _section(title: str, lines: list[str]) -> None:
    st.subheader(title, anchor=False)
    for line in lines or ["Nothing."]:
        st.markdown(as_markdown(sentence_of(line)))


def _loaded(data: DataSet) -> list[str]:
    coverage = data.coverage
    if not coverage.months:
        return ["No month is loaded yet"]
    kinds = {kind for month in coverage.months for kind in coverage.sources[month]}
    newest = coverage.newest_complete
    return [
        f"{len(coverage.months)} months of {data.profile.force.name}, from "
        f"{in_words(coverage.months[0])} to {in_words(coverage.months[-1])}",
        f"Counted from: {_kinds(tuple(kind for kind in SOURCES if kind in kinds))}",
        f"The newest complete month is {in_words(newest)}" if newest else "No month is complete",
    ]


def _missing(data: DataSet) -> list[str]:
    coverage = data.coverage
    gaps = [f"{span.in_words()}: not loaded" for span in coverage.gaps]
    cut = [f"{in_words(month)}: {why}" for month, why in sorted(coverage.incomplete.items())]
    twice = (
        f"{in_words(month)}: open data gives no day, so it is not known which of the partners' "
        "records tell of the same incidents; those may count twice"
        for month in coverage.not_linkable
    )
    return [*gaps, *cut, *twice]


def _months(data: DataSet) -> dict[str, list[str]]:
    coverage = data.coverage
    months = sorted(coverage.months, reverse=True)
    without_place = [coverage.no_place_share.get(month, 0.0) for month in months]
    table = {
        "Month": [in_words(month) for month in months],
        "Counted from": [_kinds(coverage.sources[month]) for month in months],
        "Kept, not counted": [_kinds(coverage.not_counted.get(month, ())) for month in months],
        "Incidents without a place": [f"{share:.1%}" for share in without_place],
        "LSOA as in the file": [_agreement(data, month) for month in months],
    }
    return {name: cells for name, cells in table.items() if any(cells)}


def _kinds(kinds: tuple[str, ...]) -> str:
    return " and ".join(SOURCES[kind] for kind in kinds)


def _agreement(data: DataSet, month: str) -> str:
    """Share of the month's incidents that lie in the LSOA which the police's file names."""
    name = data.profile.name
    pairs = [
        m.lsoa_agreement[name]
        for m in data.counted_months
        if m.month == month and name in m.lsoa_agreement
    ]
    agreeing, comparable = (sum(pair[n] for pair in pairs) for n in (0, 1))
    return f"{agreeing / comparable:.1%}" if comparable else "not given"


def _areas(data: DataSet) -> list[str]:
    profile = data.profile
    reading = profile.asb_readings[profile.asb_reading].words
    lines = [
        "Each incident is put into the ward, LSOA and locality that its point lies in. "
        f"A point up to {profile.edge_tolerance_m:.0f} m outside the county line counts to the "
        "nearest ward unless the police's file gives it to a neighbour",
        f"Anti-social behaviour is counted {reading}",
        "Rates are per 1,000 residents a year. Town centres have few residents and many visitors, "
        "so their rates are high",
    ]
    if profile.ward_population:
        lines.append(f"Residents of wards: {profile.ward_population.vintage}")
    if profile.localities_are.note:
        lines.append(f"Localities: {profile.localities_are.note}")
    return lines


def _licence(data: DataSet) -> str:
    if data.is_synthetic:
        return "Made up for demonstration; the wards and street names are real, nothing else is"
    return (
        "Crime data from data.police.uk, published under the Open Government Licence v3.0 "
        "(nationalarchives.gov.uk/doc/open-government-licence/version/3)"
    )


if __name__ == "__main__":
    show()
