"""The addresses of the pages of leads, and the register that keeps what is said of them."""

from __future__ import annotations

import functools
from pathlib import Path

from geo_csp.demo.ready_hotspots import OWN
from geo_csp.disclosure.release import DataSet
from geo_csp.months import Month, in_words
from geo_csp.pages.hotspot_choices import address
from geo_csp.pages.own_register import own_register
from geo_csp.register.opening import Register, open_register
from geo_csp.roles import Viewer

LIST, ONE, HOW = "county-lines", "lead", "how-leads-are-found"
LEAD = "lead"


def address_of_lead(data: DataSet, viewer: Viewer, month: Month, code: str) -> str:
    """It names its month, so that it shows the same when a newer month is run."""
    return address(ONE, data, viewer, month=in_words(month), **{LEAD: code})


def register_of(data: DataSet) -> Register:
    """The partnership's own, else one that lies with the data set and goes with it."""
    own = own_register(is_needed=True) if data.name == OWN else None
    return own or _beside(data.store)


@functools.lru_cache(maxsize=4)
def _beside(store: Path) -> Register:
    return open_register(store)
