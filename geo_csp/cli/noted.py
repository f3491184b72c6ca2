"""The audit's lines of what commands do with data that the app shows after sign-in only.

Open data and the demonstration leave none. They need no register but for what a run keeps in it.
"""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo_csp.errors import GeoCspError
from geo_csp.vocabulary import OFFICIAL_SENSITIVE

if TYPE_CHECKING:
    from geo_csp.incidents.load import LoadReport
    from geo_csp.incidents.manifest import StoredMonth

PUBLISHED = "published figures, OFFICIAL"


def computer_user() -> str:
    """Who gives a command, for the audit."""
    return getpass.getuser()


def note(
    store: Path,
    register: str,
    kind: str,
    about: str,
    told: Mapping[str, Any],
    justification: str = "",
) -> None:
    from geo_csp.register.audit import Entry, record
    from geo_csp.register.opening import open_register

    with closing(open_register(store, register)) as opened:
        record(opened, Entry(computer_user(), kind, about, told, justification))


def note_answer(
    store: Path,
    register: str,
    about: str,
    told: Mapping[str, Any],
    marking: str,
    justification: str,
    *,
    leaves: bool,
) -> None:
    """An answer on the screen is a look, one in a form for other programs (``leaves``) a
    disclosure. Called before it is given. Raises GeoCspError where the reason is missing.
    """
    if not leaves:
        note(store, register, "consultation", about, told, justification)
        return
    if marking == OFFICIAL_SENSITIVE and not justification.strip():
        raise GeoCspError(
            "this is OFFICIAL-SENSITIVE: say why it leaves the service and for whom, with "
            '--justification "MATAC of 12 January, for its members". It is kept in the audit'
        )
    note(store, register, "disclosure", about, told, justification.strip() or PUBLISHED)


def note_load(
    store: Path, register: str, report: LoadReport, held: tuple[StoredMonth, ...]
) -> None:
    """What is new was collected, what took another's place was altered."""
    before = {month.key for month in held}
    protected = [m for m in report.months if m.kind != "open" and not m.is_synthetic]
    for kind, months in (
        ("collection", [month for month in protected if month.key not in before]),
        ("alteration", [month for month in protected if month.key in before]),
    ):
        if months:
            told = {
                "months": [f"{month.kind} {month.source} {month.month}" for month in months],
                "rows": sum(month.rows for month in months),
                "files": sorted({file for month in months for file in month.source_files}),
            }
            note(store, register, kind, "geo-csp load", told)
