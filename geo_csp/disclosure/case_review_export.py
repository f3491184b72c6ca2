"""The yearly numbers of case reviews taken away as a file: they are for publication."""

from __future__ import annotations

import json

import pandas as pd

from geo_csp.disclosure.data_set import DataSet
from geo_csp.disclosure.taken_away import as_csv
from geo_csp.register.case_review_numbers import Numbers
from geo_csp.vocabulary import OFFICIAL, SYNTHETIC


def numbers_table(told: Numbers) -> dict[str, int]:
    """In the order of the Act: Anti-social Behaviour, Crime and Policing Act 2014 s.104(9)."""
    return {
        "Applications": told.applications,
        "Threshold not met": told.threshold_not_met,
        "Reviews carried out": told.reviews,
        "Reviews that resulted in recommendations": told.reviews_with_recommendations,
    }


def csv_bytes(data: DataSet, told: Numbers) -> bytes:
    """UTF-8, one header line: what, number, from, to (both days included), marking."""
    rows = [(*row, told.first, told.last, _marking(data)) for row in numbers_table(told).items()]
    table = pd.DataFrame(rows, columns=["what", "number", "from", "to", "marking"])
    return as_csv(table)


def json_bytes(data: DataSet, told: Numbers) -> bytes:
    days = {"from": told.first.isoformat(), "to": told.last.isoformat()}
    content = {"marking": _marking(data), **days, "numbers": numbers_table(told)}
    return json.dumps(content, indent=2).encode()


def text(data: DataSet, told: Numbers) -> str:
    rows = (f"{number:>6,}  {what}" for what, number in numbers_table(told).items())
    head = (_marking(data), f"ASB case reviews from {told.first} to {told.last}")
    return "\n".join([*head, *rows, ""])


def file_name(data: DataSet, told: Numbers) -> str:
    marking = _marking(data).replace("; ", "_").replace(" ", "-")
    return f"{marking}_{data.profile.name}_case-reviews_{told.first}_to_{told.last}.csv"


def _marking(data: DataSet) -> str:
    return f"{OFFICIAL}; {SYNTHETIC}" if data.is_synthetic else OFFICIAL
