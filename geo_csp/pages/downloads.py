"""What the viewer may take away. A file is made when its button is pressed, not before."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geo_csp.disclosure import export
from geo_csp.disclosure.attribution import attribution
from geo_csp.disclosure.release import DataSet
from geo_csp.disclosure.taken_away import full_marking
from geo_csp.drawing.printed_map import ward_map_png
from geo_csp.pages.audited import taken, why_taken
from geo_csp.pages.view import View

_MIME = {"csv": "text/csv", "geojson": "application/geo+json", "png": "image/png"}


def downloads(data: DataSet, shown: View, title: str) -> None:
    released = shown.released

    def png() -> bytes:
        return ward_map_png(
            data.profile,
            shown.rows,
            shown.scale,
            months=len(released.span),
            title=title,
            sentence=released.sentence,
            marking=full_marking(released),
            notices=released.notices,
            attribution=attribution(data),
        )

    makers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: export.csv_bytes(released),
        "geojson": lambda: export.geojson_bytes(released, data.profile, attribution(data)),
        "png": png,
    }
    why = why_taken(data, released.marking, "figures")
    told = {"category": released.selection, "by": released.level, "months": str(released.span)}
    with st.container(horizontal=True, gap="small", key="downloads"):
        for form in (form for form in makers if form in released.forms):
            st.download_button(
                "Map (PNG)" if form == "png" else form.upper().replace("GEOJSON", "GeoJSON"),
                taken(data, "figures", told | {"form": form}, why or "", makers[form]),
                disabled=why is None,
                file_name=export.file_name(released, form),
                mime=_MIME[form],
                on_click="ignore",
                icon=":material/download:",
                key=f"download-{form}",
            )
