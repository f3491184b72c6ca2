"""``geo-csp priorities``: the month's list, and what the actions so far did, as released."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from geo_csp.cli.answers import Format, RoleName, note_if_protected
from geo_csp.cli.options import (
    DEFAULT_AREA,
    DEFAULT_STORE,
    Area,
    Justification,
    Register,
    Store,
)

if TYPE_CHECKING:
    from geo_csp.disclosure.priorities import Priority, ReleasedEffects, ReleasedPriorities


def priorities(
    month: Annotated[str, typer.Option(help="A month that was run: 2025-12.")],
    output: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
    without_police_found: Annotated[
        bool, typer.Option(help="Leave out what police find by looking.")
    ] = False,
    role: Annotated[RoleName, typer.Option(help="Whose view.")] = RoleName.analyst,
    justification: Justification = "",
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Print the month's priorities: which place first, why, and who could take the lead."""
    from geo_csp.area_profile import load_profile
    from geo_csp.disclosure import priorities as released_priorities
    from geo_csp.disclosure.release import open_data_set
    from geo_csp.roles import ROLES, Viewer

    data = open_data_set("own", "Your own data", store, load_profile(area))
    viewer = Viewer(ROLES[role.value])
    released = released_priorities.priorities(
        data, viewer, month, with_police_found=not without_police_found
    )
    told = {"month": month, "role": role.value}
    about = "geo-csp priorities"
    note_if_protected(data, register, about, told, released.marking, justification, output)
    typer.echo(_text(released, output.value), nl=False)
    if output is Format.table:
        typer.echo(_effects_text(released_priorities.effects(data, viewer, month)), nl=False)
    else:
        notes = [released.sentence, *(f"Note: {notice}" for notice in released.notices)]
        typer.echo("\n".join(notes), err=True)


def _text(released: ReleasedPriorities, form: str) -> str:
    from geo_csp.disclosure.priorities_export import csv_bytes, geojson_bytes, json_bytes

    if form == "csv":
        return csv_bytes(released).decode()
    if form == "json":
        return json_bytes(released).decode() + "\n"
    if form == "geojson":
        return geojson_bytes(released).decode() + "\n"
    return _table(released)


def _table(released: ReleasedPriorities) -> str:
    from geo_csp.disclosure.taken_away import full_marking

    lines = [full_marking(released), released.sentence, ""]
    for found in released.priorities:
        lines += [*_lines(found), ""]
    return "\n".join([*lines, *(f"Note: {notice}" for notice in released.notices)]) + "\n"


def _lines(found: Priority) -> list[str]:
    from geo_csp.disclosure.priorities import FACTORS, THEMES

    could_be = f" (could be {found.rank_low} to {found.rank_high})" if found.factors else ""
    tied = ", tied" if found.tied_with else ""
    head = f"{found.rank}{tied}{could_be}. {found.place}: {THEMES[found.theme]}"
    lead = f"; lead: {found.partner}" if found.partner else ""
    if not found.factors:
        return [f"{head}{lead}"]
    points = ", ".join(f"{FACTORS[f.name].lower()} {f.points:.1f}" for f in found.factors)
    return [
        f"{head}{lead}",
        f"  {found.score:.1f} points: {points}",
        *(f"  {sentence}" for sentence in found.why),
    ]


def _effects_text(released: ReleasedEffects) -> str:
    if not released.effects:
        return ""
    lines = [f"{each.verdict}: {each.sentence}" for each in released.effects]
    return "\n".join(["", "What was done:", *lines]) + "\n"
