"""The app: ``streamlit run app.py``. Its pages are in geo_csp/pages, its frame in frame.py.

Leaflet and the outlines are served from here, and every response carries a policy under which the
browser loads nothing from anywhere else.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st
import xstatic.pkg.leaflet
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from geo_csp.disclosure import release
from geo_csp.drawing import ward_map
from geo_csp.months import Span

# Imported for the warm-up: neither the first viewer nor the garbage collector should meet it.
from geo_csp.pages import (  # noqa: F401
    about_the_data,
    action,
    actions,
    audit_log,
    backtest,
    board,
    case_review,
    hotspot,
    hotspots,
    meeting,
    priorities,
    priority,
    voices,
    wards,
)
from geo_csp.pages.data_sets import area_profile, data_sets
from geo_csp.pages.made_at_start import start_making, stop_making
from geo_csp.pages.responses import SecurityHeaders
from geo_csp.roles import ROLES, Viewer

_A_YEAR = "public, max-age=31536000, immutable"


async def healthz(_request: Request) -> Response:
    return PlainTextResponse("ok")


async def outlines(request: Request) -> Response:
    """The partnership's outlines: public boundaries, never figures. Its address has its version."""
    module = ward_map.outlines_module(area_profile().folder)
    if request.path_params["version"] != module.version:
        return PlainTextResponse("no such outlines", status_code=404)
    headers = {"Cache-Control": _A_YEAR}
    return Response(module.source, media_type="text/javascript", headers=headers)


@contextlib.asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, object]]:
    """Makes everything ready that all sessions share, then takes it out of the garbage
    collector's sight: Streamlit collects after every run, and walking the libraries' own objects
    each time costs more than the run itself.
    """
    ward_map.outlines_module(area_profile().folder)
    for data in data_sets():
        if newest := data.coverage.newest_complete:
            everybody = Viewer(ROLES["public"])
            release.figures(data, everybody, "ward", "neighbourhood", Span(newest, newest))
    start_making()
    gc.collect()
    gc.freeze()
    yield {}
    stop_making()


app = st.App(
    Path(__file__).parent / "geo_csp" / "pages" / "frame.py",
    lifespan=lifespan,
    middleware=[Middleware(SecurityHeaders)],
    routes=[
        Mount("/vendor/leaflet", StaticFiles(directory=xstatic.pkg.leaflet.BASE_DIR)),
        Route("/outlines/{version}.js", outlines),
        Route("/healthz", healthz),
    ],
)
