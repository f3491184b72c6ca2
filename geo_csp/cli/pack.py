"""``geo-csp pack``: what a meeting reads beforehand, as Word file and as PDF."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

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
from geo_csp.errors import GeoCspError, StoreError

if TYPE_CHECKING:
    from geo_csp.disclosure.release import DataSet
    from geo_csp.packs.document import Document
    from geo_csp.register.opening import Register as OpenedRegister
    from geo_csp.roles import Viewer


class Material(Protocol):
    """What a pack is made of, released and not drawn yet. ``name``: of its file."""

    @property
    def marking(self) -> str: ...
    @property
    def name(self) -> str: ...


Gathered = tuple[Material, Callable[[], "Document"]]


def pack(
    out: Annotated[Path, typer.Option(help="The folder that the two files are written into.")],
    month: Annotated[str, typer.Option(help="For the MATAC: a month that was run, 2025-12.")] = "",
    board: Annotated[bool, typer.Option("--board", help="The board's report instead.")] = False,
    quarter: Annotated[str, typer.Option(help="For the board: 2025Q4.")] = "",
    role: Annotated[
        RoleName | None, typer.Option(help="Whose view: analyst, of the board's report board.")
    ] = None,
    justification: Justification = "",
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Write the month's pack for the MATAC, or the quarter's report for the board."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.noted import note_answer
    from geo_csp.disclosure.release import open_data_set
    from geo_csp.register.opening import open_if_begun
    from geo_csp.roles import ROLES, Viewer

    if bool(month) is board or bool(quarter) is not board:
        raise GeoCspError("a pack is of --month 2025-12, or of --board --quarter 2025Q4")
    whose = role.value if role else "board" if board else "analyst"
    data = open_data_set("own", "Your own data", store, load_profile(area))
    begun = open_if_begun(store, register)
    with closing(begun) if begun else nullcontext():
        gather = _of_the_board if board else _of_the_matac
        told, draw = gather(data, Viewer(ROLES[whose]), quarter if board else month, begun)
        if data.is_protected:
            said = {"quarter" if board else "month": quarter or month, "role": whose}
            note_answer(
                *(store, register, "geo-csp pack", said, told.marking, justification), leaves=True
            )
        document = draw()
    _write(document, told.name, out)


def _of_the_matac(
    data: DataSet, viewer: Viewer, month: str, register: OpenedRegister | None
) -> Gathered:
    from geo_csp.packs.matac_material import matac_material
    from geo_csp.packs.matac_pack import matac_document

    told = matac_material(data, viewer, month, register, date.today())
    return told, lambda: matac_document(told)


def _of_the_board(
    data: DataSet, viewer: Viewer, quarter: str, register: OpenedRegister | None
) -> Gathered:
    from geo_csp.packs.board_pack import board_document, board_material

    told = board_material(data, viewer, quarter, register, date.today())
    return told, lambda: board_document(told)


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
