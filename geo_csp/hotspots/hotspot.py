"""A hotspot: where, what, since when, how sure, and one plain sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo_csp.hotspots.sentence import how_often
from geo_csp.months import Month

EMERGING = "emerging"
WATCH = "watch"
FADING = "fading"

# The order of a list: what is new first, then what is falling, then what has long been high.
KINDS = (
    EMERGING,
    WATCH,
    FADING,
    "new",
    "consecutive",
    "intensifying",
    "sporadic",
    "oscillating",
    "persistent",
    "diminishing",
    "historical",
)


@dataclass(frozen=True)
class Hotspot:
    """One finding of one month and category.

    ``code`` lasts from month to month and stands in addresses. ``kind`` is one of KINDS;
    ``history`` the Gi* category of its busiest cell, "none" where it has none. ``since`` is the
    first month of the window that ``observed`` and ``expected`` count; expected is what its own
    level and the county's months would bring; ``ratio`` has a 95 % interval, ``p`` is corrected.
    ``recurrence_months`` is None where no scan found it. ``stability`` is the share of ``settings``
    in which it stands, None where there was nothing to vary. ``outline`` is a GeoJSON geometry in
    EPSG:4326, ``cells`` are column.half_row of the lattice. ``break_words`` say what else could
    explain it, "" if nothing is known.
    """

    code: str
    place: str
    place_code: str
    ward_code: str | None
    category: str
    kind: str
    history: str
    since: Month
    months: tuple[Month, ...]
    observed_by_month: tuple[int, ...]
    observed: int
    expected: float
    ratio: float
    lower: float
    upper: float
    p: float
    recurrence_months: float | None
    stability: float | None
    settings: int
    streets: tuple[tuple[str, int], ...]
    outline: Mapping[str, Any]
    cells: tuple[str, ...]
    break_words: str
    near_repeat: str
    sentence: str

    @property
    def is_shaky(self) -> bool:
        """Stands in under half of the settings: marked wherever it shows."""
        return self.stability is not None and self.stability < 0.5

    @property
    def stability_words(self) -> str:
        if self.stability is None:
            return "no other settings to try"
        stands = round(self.stability * self.settings)
        return f"stands in {stands} of {self.settings} settings"

    @property
    def recurrence_words(self) -> str:
        """Empty where no scan found it."""
        if self.recurrence_months is None:
            return ""
        return f"by chance {how_often(self.recurrence_months)}"
