"""``geo-csp board``: the quarter as the board sees it, as text or for other programs."""

from __future__ import annotations

from contextlib import closing, nullcontext
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
    from geo_csp.disclosure.release import DataSet
    from geo_csp.disclosure.trends import ReleasedBoard, Trend
    from geo_csp.register.action_log import Escalation
    from geo_csp.roles import Viewer


def board(
    quarter: Annotated[str, typer.Option(help="Three months: 2025Q4.")],
    output: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
    role: Annotated[RoleName, typer.Option(help="Whose view.")] = RoleName.board,
    justification: Justification = "",
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Print how each locality is doing: what is exceptional, what changed, what cannot be told."""
    from geo_csp.area_profile import load_profile
    from geo_csp.disclosure import trends
    from geo_csp.disclosure.release import open_data_set
    from geo_csp.roles import ROLES, Viewer

    data = open_data_set("own", "Your own data", store, load_profile(area))
    viewer = Viewer(ROLES[role.value])
    released = trends.board(data, viewer, quarter)
    told = {"quarter": quarter, "role": role.value}
    note_if_protected(
        data, register, "geo-csp board", told, released.marking, justification, output
    )
    typer.echo(_text(data, released, output.value), nl=False)
    if output is Format.table:
        typer.echo(_meeting_text(data, viewer, released, register), nl=False)
    else:
        typer.echo("\n".join([released.sentence, *_notes(released)]), err=True)


def _text(data: DataSet, released: ReleasedBoard, form: str) -> str:
    from geo_csp.disclosure import board_export
    from geo_csp.disclosure.attribution import attribution

    if form == "csv":
        return board_export.csv_bytes(released).decode()
    if form == "json":
        return board_export.json_bytes(released).decode() + "\n"
    if form == "geojson":
        made = board_export.geojson_bytes(released, data.profile, attribution(data))
        return made.decode() + "\n"
    return _table(released)


def _table(released: ReleasedBoard) -> str:
    from geo_csp.disclosure.taken_away import full_marking

    beside = [
        ("Funnels of wards", [f"{f.phrase}: {f.sentence}" for f in released.funnels]),
        ("Among others", [f"{f.title}, {f.phrase}: {f.sentence}" for f in released.comparisons]),
        ("Themes", [f"{t.theme}, {t.phrase}: {t.sentence}" for t in released.themes]),
        ("The strategy's figures", [each.sentence for each in released.baselines]),
        ("Surveys", [each.sentence for each in released.surveys]),
    ]
    lines = [full_marking(released), released.sentence, ""]
    lines += [_line(trend) for trend in released.rows]
    for title, said in beside:
        lines += ["", title, *(f"  {words}" for words in said)] if said else []
    return "\n".join([*lines, "", *_notes(released)]) + "\n"


def _meeting_text(data: DataSet, viewer: Viewer, released: ReleasedBoard, register: str) -> str:
    """What was escalated and what actions did, to whoever reads the meeting's list."""
    if not viewer.reads("priorities"):
        return ""
    from geo_csp.disclosure.engagement import engagement, successes
    from geo_csp.register.opening import open_if_begun

    begun = open_if_begun(data.store, register)
    with closing(begun) if begun else nullcontext():
        told = engagement(data, viewer, begun, released.span) if begun else None
    asked = [_escalation(each) for each in told.escalations] if told else []
    worked = [f"{each.verdict}: {each.sentence}" for each in successes(data, viewer, released.span)]
    said = [
        *("", "Escalated to the board", *(asked or ["no question"])),
        *("", "Did actions work?", *(worked or ["no action has been measured yet"])),
    ]
    return "\n".join(said) + "\n"


def _escalation(asked: Escalation) -> str:
    state = "waits" if asked.answer is None else f"answered: {asked.answer}"
    return f"{asked.at:%d %B %Y}, action {asked.action}: {asked.question} ({state})"


def _line(trend: Trend) -> str:
    count = "-" if trend.quarter.count is None else f"{trend.quarter.count:,}"
    named = f"{trend.area_name:16}{trend.phrase:23}{count:>7} {trend.symbol:2}"
    return f"{named} {trend.sentence}".rstrip()


def _notes(released: ReleasedBoard) -> list[str]:
    return [f"Note: {notice}" for notice in released.notices]
