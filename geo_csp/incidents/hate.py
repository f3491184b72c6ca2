"""The hate marker and its strands, from a column of words."""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo_csp.incidents.words import Words, counted
from geo_csp.vocabulary import STRAND_BITS

# What forces write where there is no hate element, and words that begin the same in longer form:
# "No hate crime", "Not stated".
_NONE = frozenset({"", "no", "n", "none", "n a", "na", "nil", "null", "false", "0", "unknown"})
_BEGINNINGS_OF_NONE = ("no ", "not ")


@dataclass(frozen=True)
class Hate:
    """``strands``: bits of vocabulary.STRAND_BITS; 0 where hate is marked and no strand known.
    ``unknown``: words that are no strand, with their rows; they mark hate all the same.
    """

    is_hate: npt.NDArray[np.bool_]
    strands: npt.NDArray[np.uint8]
    unknown: Mapping[str, int]


def says_none(word: str) -> bool:
    plain = " ".join(re.findall(r"[^\W_]+", word.casefold()))
    return plain in _NONE or plain.startswith(_BEGINNINGS_OF_NONE)


def hate(column: Words, separator: str, translation: Mapping[str, str]) -> Hate:
    """``translation``: the file's words to strands, from the mapping. Several strands stand in one
    value, between separators.
    """
    known = {word.strip().casefold(): STRAND_BITS[code] for word, code in translation.items()}
    marked, bits, unknown = [], [], dict[str, int]()
    rows = counted(column)
    for value in column.values.to_pylist():
        parts = [part.strip() for part in value.split(separator)]
        named = [part for part in parts if part.casefold() in known or not says_none(part)]
        marked.append(bool(named))
        bits.append(functools.reduce(operator.or_, (known.get(p.casefold(), 0) for p in named), 0))
        for part in named:
            if part.casefold() not in known:
                unknown[part] = unknown.get(part, 0) + rows.get(value, 0)
    return Hate(
        np.array([*marked, False], np.bool_)[column.index],
        np.array([*bits, 0], np.uint8)[column.index],
        unknown,
    )
