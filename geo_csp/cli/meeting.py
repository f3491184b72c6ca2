"""``geo-csp register``, ``actions`` and ``case-review``: what the meeting keeps, by command."""

from __future__ import annotations

from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from geo_csp.cli.options import DEFAULT_AREA, DEFAULT_STORE, Area, Register, Store
from geo_csp.vocabulary import OFFICIAL

register_app = typer.Typer(help="The register: a backup of it, and back.", no_args_is_help=True)
actions_app = typer.Typer(help="The actions that were agreed.", no_args_is_help=True)


class NumbersFormat(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


class Reader(StrEnum):
    partner = "partner"
    analyst = "analyst"
    board = "board"
    public = "public"


@register_app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="A new file, for its owner only; none is replaced.")],
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Copy the register while it is in use. Its key is not in the copy: keep that elsewhere."""
    from geo_csp.cli.noted import computer_user
    from geo_csp.register.audit import Entry, record
    from geo_csp.register.backup import back_up
    from geo_csp.register.opening import open_register

    with closing(open_register(store, register)) as opened:
        back_up(opened, file)
        told = {"copy": file.name}
        record(opened, Entry(computer_user(), "disclosure", "register", told, "backup"))
    typer.echo(
        f"The register is copied to {file}. Its key, {store / 'register.key'}, is not in it."
    )


@register_app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A copy that geo-csp register backup made.")],
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Put a backup in the place of the register. What was there is kept in a file beside it."""
    from geo_csp.cli.noted import computer_user
    from geo_csp.register.opening import open_register
    from geo_csp.register.restore import restore as restore_register

    with closing(open_register(store, register)) as opened:
        restored = restore_register(opened, store, file, computer_user())
    typer.echo(
        f"The register is as it was in {file}, with {restored.lines} lines of audit. "
        f"What was there before is kept in {restored.kept}.\nErase anew what was erased since. "
        "Next: geo-csp audit verify --noted SEAL"
    )


@actions_app.command(name="import")
def import_dosage(
    file: Annotated[Path, typer.Argument(help="CSV: action, day, amount, unit, reference, note.")],
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Record visits or hours from a file, all of it or nothing. Twice imported counts once."""
    from geo_csp.cli.noted import computer_user
    from geo_csp.register.action_log import record_dosage
    from geo_csp.register.dosage_file import read_dosage
    from geo_csp.register.opening import open_register

    entries = read_dosage(file)
    with closing(open_register(store, register)) as opened:
        new = record_dosage(opened, entries, computer_user())
    known = len(entries) - new
    typer.echo(f"{new} new entries, {known} with a reference that was there already.")


def case_review(
    year: Annotated[int, typer.Option(help="The year from April: 2025.")],
    output: Annotated[NumbersFormat, typer.Option("--format", help="How to print it.")] = (
        NumbersFormat.table
    ),
    role: Annotated[Reader, typer.Option(help="Whose view.")] = Reader.analyst,
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Print the four numbers of ASB case reviews that must be published of a year."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.noted import note_answer
    from geo_csp.disclosure.case_review_export import csv_bytes, json_bytes, text
    from geo_csp.disclosure.release import open_data_set
    from geo_csp.disclosure.voices import yearly_numbers
    from geo_csp.register.opening import open_register
    from geo_csp.roles import ROLES, Viewer

    data = open_data_set("own", "Your own data", store, load_profile(area))
    with closing(open_register(store, register)) as opened:
        found = yearly_numbers(Viewer(ROLES[role.value]), opened, year)
    told = {"year": year, "role": role.value, "format": output.value}
    leaves = output is not NumbersFormat.table
    note_answer(store, register, "geo-csp case-review", told, OFFICIAL, "", leaves=leaves)
    answers = {
        NumbersFormat.table: lambda: text(data, found),
        NumbersFormat.csv: lambda: csv_bytes(data, found).decode(),
        NumbersFormat.json: lambda: json_bytes(data, found).decode() + "\n",
    }
    typer.echo(answers[output](), nl=False)
