"""The month's pack at a press: made then, not before, since it takes some seconds."""

from __future__ import annotations

import functools

import streamlit as st

from geo_csp.months import Month
from geo_csp.packs.forms import WRITERS, file_name
from geo_csp.packs.matac_material import Material, matac_material
from geo_csp.packs.matac_pack import matac_document
from geo_csp.pages.audited import taken, why_taken
from geo_csp.pages.desk import Desk

_FORMS = {
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("PDF", "application/pdf"),
}


def pack_buttons(at: Desk, month: Month) -> None:
    """For a page that has released the month's priorities to this viewer already."""
    told = matac_material(at.data, at.viewer, month, at.register, at.today)
    why = why_taken(at.data, told.marking, "pack")
    with st.container(horizontal=True, gap="small", key="pack"):
        for form, (phrase, mime) in _FORMS.items():
            st.download_button(
                f"The month's pack ({phrase})",
                taken(
                    at.data,
                    "pack",
                    {"month": month, "form": form},
                    why or "",
                    functools.partial(_made, told, form),
                ),
                disabled=why is None,
                file_name=file_name(told.full_marking, told.name, form),
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"download-pack-{form}",
            )


def _made(told: Material, form: str) -> bytes:
    return WRITERS[form](matac_document(told))
