"""``geo-csp audit``: read the audit, and verify that no line was changed, removed or inserted."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from geo_csp.cli.options import DEFAULT_STORE, Justification, Register, Store
from geo_csp.errors import EXIT_FAILED
from geo_csp.vocabulary import OFFICIAL_SENSITIVE

if TYPE_CHECKING:
    from geo_csp.register.audit import Line

app = typer.Typer(help="Who did what with the data, and when.", no_args_is_help=True)


class AuditFormat(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


@app.command()
def verify(
    noted: Annotated[str, typer.Option(help="The seal that was noted last.")] = "",
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Name every line that was changed, removed or inserted. Exit code 2 if there is any."""
    from geo_csp.register.chain import verify as verify_chain
    from geo_csp.register.opening import open_register

    with closing(open_register(store, register)) as opened:
        verdict = verify_chain(opened, noted.strip())
    for fault in verdict.faults:
        typer.echo(f"Fault: {fault.words}", err=True)
    if not verdict.is_whole:
        raise typer.Exit(EXIT_FAILED)
    typer.echo(f"All {verdict.lines} lines are whole.")
    if verdict.seal:
        typer.echo(f"Seal of the last line, to be noted elsewhere: {verdict.seal}")


@app.command(name="list")
def list_lines(
    who: Annotated[str, typer.Option(help="A subject, or a user of this computer.")] = "",
    kind: Annotated[str, typer.Option(help="consultation, disclosure, ...; else all.")] = "",
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Day in UTC.")
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Day in UTC, included.")
    ] = None,
    newest: Annotated[int, typer.Option(min=1, help="No more lines than these.")] = 100,
    output: Annotated[AuditFormat, typer.Option("--format", help="How to print.")] = (
        AuditFormat.table
    ),
    justification: Justification = "",
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Print the audit's lines, newest first. This is noted in it too."""
    from geo_csp.cli.noted import note_answer
    from geo_csp.register.audit import lines
    from geo_csp.register.opening import open_register

    days = (first.date() if first else None, last.date() if last else None)
    with closing(open_register(store, register)) as opened:
        found = lines(opened, who=who, kind=kind, first=days[0], last=days[1], newest=newest)
    asked = {"who": who, "kind": kind, "from": days[0], "to": days[1], "format": output.value}
    told = {name: str(value) for name, value in asked.items() if value}
    leaves = output is not AuditFormat.table
    note_answer(store, register, "audit", told, OFFICIAL_SENSITIVE, justification, leaves=leaves)
    typer.echo(_text(found, output), nl=False)


def _text(found: tuple[Line, ...], form: AuditFormat) -> str:
    from geo_csp.disclosure import audit_export

    if form is AuditFormat.csv:
        return audit_export.csv_bytes(found).decode()
    if form is AuditFormat.json:
        return audit_export.json_bytes(found).decode() + "\n"
    table = audit_export.table(found).drop(columns=["seal", "marking"])
    rows = ["  ".join(str(cell) for cell in row if cell != "") for row in table.to_numpy()]
    return "\n".join([OFFICIAL_SENSITIVE, *rows, ""])
