"""Which category an offence is counted in, by its Home Office code or its official wording.

Source: the Home Office's own mapping for data.police.uk (home_office_codes.csv says where from).
"""

from __future__ import annotations

import csv
import functools
from collections import defaultdict
from pathlib import Path

_CODES = Path(__file__).with_name("home_office_codes.csv")


def key_of_code(code: str) -> str | None:
    """ "028/03" or "28/3" is "acquisitive/burglary". An unknown sub-code counts as its class does,
    if all the known ones of that class agree.
    """
    parts = [part.strip().lstrip("0") or "0" for part in code.strip().split("/")]
    by_code, by_class, _ = _mapping()
    plain = "/".join(part for part in parts if part != "0") or "0"
    return by_code.get(plain) or by_class.get(parts[0])


def key_of_wording(words: str) -> str | None:
    """None too where the same words stand for offences of several categories."""
    return _mapping()[2].get(_plain(words))


@functools.cache
def _mapping() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    codes, classes, wordings = (defaultdict[str, set[str]](set) for _ in range(3))
    with _CODES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            codes["/".join(part for part in row["code"].split("/") if part != "0")].add(
                row["category"]
            )
            classes[row["code"].split("/")[0]].add(row["category"])
            wordings[_plain(row["offence"])].add(row["category"])
    by_code, by_class, by_wording = (
        {word: min(keys) for word, keys in found.items() if len(keys) == 1}
        for found in (codes, classes, wordings)
    )
    return by_code, by_class, by_wording


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
