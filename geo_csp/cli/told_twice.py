"""``geo-csp told-twice``: the records that are linked as one incident, to check the rules by."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from geo_csp.cli.answers import RoleName, note_if_protected
from geo_csp.cli.options import (
    DEFAULT_AREA,
    DEFAULT_STORE,
    Area,
    Justification,
    Register,
    Store,
)


class PairsFormat(StrEnum):
    table = "table"
    csv = "csv"


def told_twice(
    month: Annotated[str, typer.Option(help="A month of a partner's records: 2025-06.")],
    output: Annotated[PairsFormat, typer.Option("--format", help="How to print it.")] = (
        PairsFormat.table
    ),
    role: Annotated[RoleName, typer.Option(help="Whose view.")] = RoleName.analyst,
    justification: Justification = "",
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Print each partner's record that another source tells too, beside the one that counts."""
    from geo_csp.area_profile import load_profile
    from geo_csp.disclosure.release import open_data_set
    from geo_csp.disclosure.told_twice import csv_bytes
    from geo_csp.disclosure.told_twice import told_twice as released_pairs
    from geo_csp.roles import ROLES, Viewer
    from geo_csp.vocabulary import OFFICIAL_SENSITIVE

    data = open_data_set("own", "Your own data", store, load_profile(area))
    released = released_pairs(data, Viewer(ROLES[role.value]), month)
    told = {"month": month, "role": role.value}
    about = "geo-csp told-twice"
    note_if_protected(data, register, about, told, OFFICIAL_SENSITIVE, justification, output)
    if output is not PairsFormat.table:
        typer.echo(csv_bytes(released).decode(), nl=False)
        typer.echo(released.sentence, err=True)
        return
    typer.echo(f"{released.marking}\n{released.sentence}")
    for row in released.table.to_dict("records"):
        typer.echo(
            f"{row['partner_began']}  {row['partner']} {row['partner_reference']}: "
            f"{row['partner_words']}, {row['partner_street']}\n"
            f"  = {row['began']}  {row['source']} {row['reference']}: {row['words']}, "
            f"{row['street']}; {row['metres_apart']} m apart"
        )
