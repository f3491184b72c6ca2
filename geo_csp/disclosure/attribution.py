"""Whose data a map, a page or a file is made of."""

from __future__ import annotations

from geo_csp.disclosure.data_set import DataSet

OPEN_DATA = (
    "Contains public sector information from data.police.uk licensed under the Open Government "
    "Licence v3.0."
)


def attribution(data: DataSet) -> str:
    """The profile's line. The police's is said too wherever their open data is counted, since its
    licence asks for it whether or not the profile thought of it.
    """
    own = data.profile.attribution
    kinds = {kind for month in data.coverage.months for kind in data.coverage.sources[month]}
    is_said = "open" not in kinds or "data.police.uk" in own
    return own if is_said else f"{OPEN_DATA} {own}".strip()
