"""A pack at a press: made then, not before, since it takes some seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import streamlit as st

from geo_csp.disclosure.release import DataSet
from geo_csp.months import Month
from geo_csp.packs.board_pack import board_document, board_material
from geo_csp.packs.document import Document
from geo_csp.packs.forms import WRITERS, file_name
from geo_csp.packs.matac_material import matac_material
from geo_csp.packs.matac_pack import matac_document
from geo_csp.pages.audited import taken, why_taken
from geo_csp.pages.desk import Desk, today

_FORMS = {
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("PDF", "application/pdf"),
}


class _Told(Protocol):
    """What a pack is made of, released and not drawn yet."""

    @property
    def marking(self) -> str: ...
    @property
    def full_marking(self) -> str: ...
    @property
    def name(self) -> str: ...


def pack_buttons(at: Desk, month: Month) -> None:
    """For a page that has released the month's priorities to this viewer already."""
    told = matac_material(at.data, at.viewer, month, at.register, at.today)
    _buttons(at.data, told, "The month's pack", {"month": month}, lambda: matac_document(told))


def board_buttons(at: Desk, quarter: str) -> None:
    """For a page that has released the quarter's board to this viewer already."""
    if not set(WRITERS) <= at.viewer.role.takes_away:
        return
    told = board_material(at.data, at.viewer, quarter, at.register, today())
    _buttons(at.data, told, "The report", {"quarter": quarter}, lambda: board_document(told))


def _buttons(
    data: DataSet,
    told: _Told,
    title: str,
    chosen: Mapping[str, Any],
    draw: Callable[[], Document],
) -> None:
    why = why_taken(data, told.marking, "pack")
    with st.container(horizontal=True, gap="small", key="pack"):
        for form, (phrase, mime) in _FORMS.items():
            make = _maker(form, draw)
            st.download_button(
                f"{title} ({phrase})",
                taken(data, "pack", {**chosen, "form": form}, why or "", make),
                disabled=why is None,
                file_name=file_name(told.full_marking, told.name, form),
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"download-pack-{form}",
            )


def _maker(form: str, draw: Callable[[], Document]) -> Callable[[], bytes]:
    return lambda: WRITERS[form](draw())
