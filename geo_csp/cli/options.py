"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Area = Annotated[str, typer.Option(help="The partnership: a folder under boundaries/.")]
Store = Annotated[
    Path,
    typer.Option(envvar="GEO_CSP_STORE", help="Where loaded months are kept."),
]
Register = Annotated[
    str,
    typer.Option(
        envvar="GEO_CSP_REGISTER",
        help="postgresql://user@host/name; else the register lies in the store.",
    ),
]
Justification = Annotated[
    str, typer.Option(help="Why OFFICIAL-SENSITIVE figures leave the service, and for whom.")
]
DEFAULT_AREA = "herefordshire"
DEFAULT_STORE = Path("data") / "store"
