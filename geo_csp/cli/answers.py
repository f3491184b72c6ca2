"""``geo-csp figures`` and ``geo-csp hotspots``: what is released, as text or for other programs."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo_csp.cli.options import (
    DEFAULT_AREA,
    DEFAULT_STORE,
    Area,
    Justification,
    Register,
    Store,
)

if TYPE_CHECKING:
    from geo_csp.disclosure.release import DataSet


class Level(StrEnum):
    ward = "ward"
    locality = "locality"
    lsoa = "lsoa"
    county = "county"


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"
    geojson = "geojson"


class RoleName(StrEnum):
    public = "public"
    board = "board"
    partner = "partner"
    analyst = "analyst"


def figures(
    category: Annotated[str, typer.Option(help="asb, acquisitive, hate, burglary, all, ...")],
    months: Annotated[str, typer.Option(help="2025-06, or 2025-06:2025-12.")],
    by: Annotated[Level, typer.Option(help="What to count in.")] = Level.ward,
    output: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
    role: Annotated[
        RoleName, typer.Option(help="Whose view. analyst shows what may not leave the partnership.")
    ] = RoleName.public,
    justification: Justification = "",
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Print counts, rates per 1,000 residents a year and change, by area."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.said import figures_text, notes
    from geo_csp.disclosure import release
    from geo_csp.months import parse_span
    from geo_csp.roles import ROLES, Viewer

    data = release.open_data_set("own", "Your own data", store, load_profile(area))
    viewer = Viewer(ROLES[role.value])
    released = release.figures(data, viewer, by.value, category, parse_span(months))
    told = {"category": category, "by": by.value, "months": months, "role": role.value}
    note_if_protected(
        data, register, "geo-csp figures", told, released.marking, justification, output
    )
    typer.echo(figures_text(data, released, output.value), nl=False)
    if output is not Format.table:
        typer.echo(notes(released), err=True)


def hotspots(
    month: Annotated[str, typer.Option(help="A month that was run: 2025-12.")],
    category: Annotated[str | None, typer.Option(help="asb, drugs, ...; else all.")] = None,
    output: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
    role: Annotated[RoleName, typer.Option(help="Whose view.")] = RoleName.analyst,
    justification: Justification = "",
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Print the month's hotspots: where it is rising, how sure that is, and what has faded."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.hotspot_text import hotspots_notes, hotspots_text
    from geo_csp.disclosure import hotspots as released_hotspots
    from geo_csp.disclosure.release import open_data_set
    from geo_csp.roles import ROLES, Viewer

    data = open_data_set("own", "Your own data", store, load_profile(area))
    released = released_hotspots.hotspots(data, Viewer(ROLES[role.value]), month, category)
    told = {"month": month, "category": category or "all", "role": role.value}
    note_if_protected(
        data, register, "geo-csp hotspots", told, released.marking, justification, output
    )
    typer.echo(hotspots_text(released, output.value), nl=False)
    if output is not Format.table:
        typer.echo(hotspots_notes(released), err=True)


def county_lines(
    month: Annotated[str, typer.Option(help="A month that was run: 2025-12.")],
    output: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
    role: Annotated[RoleName, typer.Option(help="Whose view.")] = RoleName.analyst,
    justification: Justification = "",
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Print the month's leads: where signs of county lines came together, with the reasons."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.lead_text import leads_notes, leads_text
    from geo_csp.disclosure.county_lines import leads
    from geo_csp.disclosure.release import open_data_set
    from geo_csp.roles import ROLES, Viewer

    data = open_data_set("own", "Your own data", store, load_profile(area))
    released = leads(data, Viewer(ROLES[role.value]), month)
    told = {"month": month, "role": role.value}
    note_if_protected(
        data, register, "geo-csp county-lines", told, released.marking, justification, output
    )
    typer.echo(leads_text(released, output.value), nl=False)
    if output is not Format.table:
        typer.echo(leads_notes(released), err=True)


def note_if_protected(
    data: DataSet,
    register: str,
    about: str,
    told: dict[str, Any],
    marking: str,
    justification: str,
    output: StrEnum,
) -> None:
    """Before the answer is given: what cannot be noted is not shown."""
    from geo_csp.cli.noted import note_answer

    if not data.is_protected:
        return
    leaves = output.value != Format.table
    told = told | {"format": output.value}
    note_answer(data.store, register, about, told, marking, justification, leaves=leaves)
