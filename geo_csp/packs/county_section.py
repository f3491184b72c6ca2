"""The county in one picture: its wards by how much happened, and where the month's places lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo_csp.disclosure import release
from geo_csp.disclosure.priorities import Priority
from geo_csp.disclosure.release import DataSet, Release
from geo_csp.drawing.area_figures import AreaFigures, area_figures, change_words, count_words
from geo_csp.drawing.legend import legend
from geo_csp.drawing.printed_county import county_map_png
from geo_csp.months import Span
from geo_csp.packs.document import Block, Heading, Paragraph, Picture, Table
from geo_csp.roles import Viewer

_MAPPED = "neighbourhood"
# So that the table has room below it.
_WIDTH_MM = 140.0
_LISTED = ("neighbourhood", "asb", "acquisitive", "hate")


@dataclass(frozen=True)
class ReleasedCounty:
    """``by_ward`` is what the map shows, ``by_part`` each selection by locality, or in all where
    the partnership has no localities.
    """

    by_ward: Release
    by_part: tuple[Release, ...]

    @property
    def releases(self) -> tuple[Release, ...]:
        return (self.by_ward, *self.by_part)

    @property
    def notices(self) -> tuple[str, ...]:
        return self.by_ward.notices


def released_county(data: DataSet, viewer: Viewer, span: Span) -> ReleasedCounty:
    level = "locality" if data.profile.localities else "county"
    return ReleasedCounty(
        release.figures(data, viewer, "ward", _MAPPED, span),
        tuple(release.figures(data, viewer, level, code, span) for code in _LISTED),
    )


def county_section(
    data: DataSet, county: ReleasedCounty, places: Sequence[Priority]
) -> Sequence[Block]:
    profile, shown = data.profile, county.by_ward
    rows = area_figures(shown.table)
    numbered = [(str(each.rank), each.outline) for each in places]
    scale = legend(profile, _MAPPED, "count")
    picture = county_map_png(profile, rows, scale, len(shown.span), numbered)
    return [
        Heading("The county", is_on_new_page=True),
        Paragraph(shown.sentence, "lead"),
        Picture(picture, _in_words(data, rows, places, shown.span), _WIDTH_MM),
        _table(data, county),
        Paragraph(
            "Against a year before: the same month of the year before; “no evidence of change” "
            "where chance alone could have moved the count as far.",
            "note",
        ),
    ]


def _in_words(
    data: DataSet, rows: Sequence[AreaFigures], places: Sequence[Priority], span: Span
) -> str:
    known = sorted(
        (r for r in rows if r.count is not None), key=lambda r: (-(r.count or 0), r.name)
    )
    most = ", ".join(f"{row.name} ({row.count:,})" for row in known[:3])
    where = "; ".join(f"{each.rank}: {each.place}" for each in places)
    return (
        f"Map of {data.profile.title}'s wards by neighbourhood crime, {span.in_words()}. "
        f"Most in {most or 'no ward'}. "
        + (f"Numbered are the places of the list: {where}." if places else "No place is numbered.")
    )


def _table(data: DataSet, county: ReleasedCounty) -> Table:
    """A row a locality, the county's sum of each left to the sentence above it."""
    phrases = [data.profile.selections[each.selection].phrase for each in county.by_part]
    tables = [area_figures(each.table) for each in county.by_part]
    rows = tuple(
        (area[0].name, *(_cell(row) for row in area)) for area in zip(*tables, strict=True)
    )
    return Table(
        f"Incidents in {county.by_ward.span.in_words()}, and against a year before",
        ("Locality" if data.profile.localities else "Area", *phrases),
        rows,
        (1.4, *(1.6 for _ in phrases)),
    )


def _cell(row: AreaFigures) -> str:
    words = change_words(row)
    return f"{count_words(row)}; {words}" if row.count is not None and words else count_words(row)
