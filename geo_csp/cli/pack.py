"""``geo-csp pack``: what a meeting reads beforehand, as Word file and as PDF."""

from __future__ import annotations

from contextlib import closing, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_csp.cli.answers import RoleName
from geo_csp.cli.options import (
    DEFAULT_AREA,
    DEFAULT_STORE,
    Area,
    Justification,
    Register,
    Store,
)
from geo_csp.errors import StoreError

if TYPE_CHECKING:
    from geo_csp.packs.document import Document


def pack(
    month: Annotated[str, typer.Option(help="A month that was run: 2025-12.")],
    out: Annotated[Path, typer.Option(help="The folder that the two files are written into.")],
    role: Annotated[RoleName, typer.Option(help="Whose view.")] = RoleName.analyst,
    justification: Justification = "",
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Write the month's pack for the MATAC: priorities, actions and their effect, data, method."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.noted import note_answer
    from geo_csp.disclosure.release import open_data_set
    from geo_csp.packs.matac_material import matac_material
    from geo_csp.packs.matac_pack import matac_document
    from geo_csp.register.opening import open_if_begun
    from geo_csp.roles import ROLES, Viewer

    data = open_data_set("own", "Your own data", store, load_profile(area))
    begun = open_if_begun(store, register)
    with closing(begun) if begun else nullcontext():
        viewer = Viewer(ROLES[role.value])
        told = matac_material(data, viewer, month, begun, date.today())
        if data.is_protected:
            said = {"month": month, "role": role.value}
            note_answer(
                *(store, register, "geo-csp pack", said, told.marking, justification), leaves=True
            )
        document = matac_document(told)
    _write(document, told.name, out)


def _write(document: Document, name: str, out: Path) -> None:
    from geo_csp.packs.forms import WRITERS, file_name

    try:
        out.mkdir(parents=True, exist_ok=True)
        for form, written in WRITERS.items():
            path = out / file_name(document.marking, name, form)
            path.write_bytes(written(document))
            typer.echo(f"{document.marking}: {path}")
    except OSError as error:
        raise StoreError(f"{out}: the pack cannot be written: {error.strerror}") from error
