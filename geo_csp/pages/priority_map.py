"""The map of one priority's place."""

from __future__ import annotations

from geo_csp.disclosure.priorities import Priority, ward_names
from geo_csp.drawing.hotspot_map import grounds, with_spots
from geo_csp.drawing.outlines import map_credits
from geo_csp.drawing.priority_map import priority_looks
from geo_csp.drawing.ward_map import map_data
from geo_csp.pages.desk import Desk
from geo_csp.pages.live_map import live_map, outlines_address


def show_priority_map(at: Desk, priority: Priority, *, key: str, label: str) -> None:
    names = ward_names(at.data)
    drawn = map_data(
        outlines=outlines_address(at.data.profile),
        label=label,
        areas=grounds(names),
        credits=map_credits(at.data.profile),
        frame=[priority.code],
        is_place_map=True,
    )
    live_map(key, with_spots(drawn, priority_looks([priority], names)))
