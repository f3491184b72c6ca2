"""``geo-csp erase``: incidents that may no longer be kept, removed for good."""

from __future__ import annotations

import datetime
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_csp.cli.options import DEFAULT_AREA, DEFAULT_STORE, Area, Register, Store

if TYPE_CHECKING:
    from geo_csp.incidents.erase import Erased
    from geo_csp.months import Month

BY_RETENTION = "retention by the profile"
WHAT_IS_LEFT = (
    "What is left: hotspots of later months hold counts of these incidents until those months are "
    "run again (geo-csp run). Published tables of sensitive categories stay as they were "
    "published, so that what was hidden in them stays hidden. Backups have a retention of their "
    "own. A running app keeps what it has read until it is started again."
)


def erase(
    before: Annotated[
        str, typer.Option(help="The first month to keep: 2019-01. Else the profile's retention.")
    ] = "",
    justification: Annotated[str, typer.Option(help="Why; kept in the audit.")] = BY_RETENTION,
    is_sure: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Remove all incidents and reports of the months before one, and say what was removed."""
    from geo_csp.area_profile import load_profile
    from geo_csp.incidents import erase as erasure
    from geo_csp.months import parse_month, shift

    kept = load_profile(area).retention_months
    by_profile = shift(f"{datetime.datetime.now(datetime.UTC):%Y-%m}", -kept)
    typer.echo(f"Retention by the profile: {kept} months, so {by_profile} is the first to keep.")
    first_kept = parse_month(before) if before else by_profile
    gone = erasure.erasable(store, first_kept)
    has_register = bool(register) or _lies_in(store)
    typer.echo("\n".join(_in_words(gone, has_register=has_register)))
    if gone.is_nothing and not has_register:
        return
    if not is_sure:
        typer.confirm("This cannot be undone. Remove it?", abort=True)
    if has_register:
        # Noted before it is done: a crash leaves a line too many, never one too few.
        _note(store, register, gone, justification)
    if not gone.is_nothing:
        erasure.erase(store, first_kept)
    reports = _erase_reports(store, register, first_kept, justification) if has_register else 0
    typer.echo(f"Removed, and {reports:,} reports of residents and partners.")
    typer.echo(WHAT_IS_LEFT)


def _lies_in(store: Path) -> bool:
    from geo_csp.register.opening import DATABASE_NAME

    return (store / DATABASE_NAME).is_file()


def _in_words(gone: Erased, *, has_register: bool) -> list[str]:
    lines = [f"Before {gone.before}:"]
    lines += [
        f"  {month.month}  {month.kind} {month.source}: {month.rows:,} incidents"
        for month in gone.months
    ]
    lines += [f"  set aside, of all loads: {name}" for name in gone.set_aside]
    lines += [f"  what was found: {name}" for name in gone.found]
    lines += ["  reports of residents and partners in the register"] if has_register else []
    return lines if len(lines) > 1 else [f"Nothing is held of the months before {gone.before}."]


def _note(store: Path, register: str, gone: Erased, justification: str) -> None:
    from geo_csp.cli.noted import note

    told = {
        "before": gone.before,
        "months": [f"{month.kind} {month.source} {month.month}" for month in gone.months],
        "rows": gone.rows,
        "set_aside": list(gone.set_aside),
        "found": list(gone.found),
    }
    note(store, register, "erasure", "incidents", told, justification)


def _erase_reports(store: Path, register: str, first_kept: Month, justification: str) -> int:
    from geo_csp.cli.noted import computer_user
    from geo_csp.register.opening import open_register
    from geo_csp.register.voices import erase_reports

    with closing(open_register(store, register)) as opened:
        return erase_reports(opened, first_kept, computer_user(), justification)
