"""``geo-csp disclosure``: what is published of sensitive categories, attacked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from geo_csp.cli.options import DEFAULT_AREA, DEFAULT_STORE, Area, Store
from geo_csp.errors import EXIT_ALL, EXIT_FAILED

if TYPE_CHECKING:
    from geo_csp.monthly.disclosure_audit import Audit

# A hidden year may hold shown quarters, which are public: what is uncertain is the rest.
_HOLDS = (
    "Each of those can still be any number from 0 to {width}, or more, beyond what is shown "
    "inside it."
)

app = typer.Typer(
    help="What is published of hate crime and other sensitive categories.",
    no_args_is_help=True,
)


@app.callback()
def _commands() -> None:
    """A group, though it has one command yet."""


@app.command()
def audit(
    month: Annotated[
        str | None,
        typer.Option(help="As all stood once this month was published: 2025-12; else as it is."),
    ] = None,
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
) -> None:
    """Look for counts that are not shown and can be worked out. Exit code 2 where there are any."""
    from geo_csp.area_profile import load_profile
    from geo_csp.monthly.disclosure_audit import audit as attack

    found = attack(store, load_profile(area), month)
    typer.echo(_report(found))
    raise typer.Exit(EXIT_FAILED if found.narrow else EXIT_ALL)


def _report(found: Audit) -> str:
    head = (
        f"{found.cells:,} counts are published in {found.tables} "
        f"table{'' if found.tables == 1 else 's'}, {found.hidden:,} of them not shown."
    )
    if not found.narrow:
        return f"{head}\n{_HOLDS.format(width=found.width)}"
    lines = [f"OFFICIAL-SENSITIVE\n{head}\n{len(found.narrow):,} of those can be worked out:"]
    lines += [f"  {cell.in_words()}" for cell in found.narrow]
    return "\n".join(
        [
            *lines,
            "Publish no further month. If sensitive.json was changed by hand, put it back from a "
            "backup. What has been published cannot be taken back: tell your information officer.",
        ]
    )
