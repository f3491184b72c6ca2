"""What the statistics' tests share: the published cases."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

_SHIPPED = Path(__file__).resolve().parents[1] / "peers" / "golden"


@pytest.fixture(scope="session")
def golden(request) -> Path:
    """Published cases, each file with its source: the shipped ones, else the reference data's."""
    if _SHIPPED.is_dir():
        return _SHIPPED
    return request.getfixturevalue("shared_data") / "reference" / "golden"


@pytest.fixture(scope="session")
def golden_rows(golden) -> Callable[[str], list[dict[str, str]]]:
    def read(name: str) -> list[dict[str, str]]:
        lines = (golden / name).read_text(encoding="utf-8").splitlines()
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))

    return read


@pytest.fixture(scope="session")
def golden_json(golden) -> Callable[[str], dict]:
    """The file as a tree in which fractions are Decimals, so that the printed digits are known."""

    def read(name: str) -> dict:
        return json.loads((golden / name).read_text(encoding="utf-8"), parse_float=Decimal)

    return read


@pytest.fixture(scope="session")
def equals_printed() -> Callable[[object, str | Decimal | int], bool]:
    """Whether a number rounds to the printed one: off by at most half of its last digit.

    A hair more is allowed, for what lies half-way and for tables made in lower precision.
    """

    def check(found: object, printed: str | Decimal | int) -> bool:
        digits = Decimal(str(printed))
        last_digit = 10.0 ** int(digits.as_tuple().exponent)
        return abs(float(found) - float(digits)) <= 0.52 * last_digit

    return check
