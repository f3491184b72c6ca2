"""Reads the clusters that SaTScan prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Printed:
    """One cluster. Tuples have one entry for each data set in excess, ``streams`` names which."""

    members: frozenset[str]
    first_month: int | None
    streams: tuple[int, ...]
    observed: tuple[int, ...]
    expected: tuple[float, ...]
    ratio: tuple[float, ...]
    relative_risk: tuple[float, ...]
    statistic: float
    p: float


def read_clusters(file: Path) -> list[Printed]:
    text = file.read_text(encoding="utf-8").split("CLUSTERS DETECTED")[1]
    blocks = re.split(r"\n(?=\d+\.Location IDs)", text.split("PARAMETER SETTINGS")[0])
    return [_cluster(block) for block in blocks[1:]]


def _cluster(block: str) -> Printed:
    members = re.search(r"included\.:(.*?)\n  [A-Z]", block, re.DOTALL)
    month = re.search(r"Time frame\.+: \d+/(\d+)/", block)
    assert members
    observed = _numbers(block, "Number of cases")
    streams = [int(number) - 1 for number in re.findall(r"Data Set #(\d)", block)]
    return Printed(
        members=frozenset(re.findall(r"\w+", members.group(1))),
        first_month=int(month.group(1)) if month else None,
        streams=tuple(streams or range(len(observed))),
        observed=tuple(int(count) for count in observed),
        expected=_numbers(block, "Expected cases"),
        ratio=_numbers(block, "Observed / expected"),
        relative_risk=_numbers(block, "Relative risk"),
        statistic=_numbers(block, "Test statistic|Log likelihood ratio")[0],
        p=_numbers(block, "P-value")[0],
    )


def _numbers(block: str, label: str) -> tuple[float, ...]:
    return tuple(float(number) for number in re.findall(rf"(?:{label})\.+: ([\d.]+)", block))
