"""A column of words as its distinct values and an index: checks run once per distinct value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

NOTHING = -1

Indices = npt.NDArray[np.int32]
Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Words:
    """``index`` holds for each row the position of its value in ``values``, or NOTHING."""

    values: pa.StringArray
    index: Indices

    def of_row(self, row: int) -> str:
        """The row's value, "" if it has none."""
        at = int(self.index[row])
        return "" if at == NOTHING else str(self.values[at].as_py())


def words(column: pa.ChunkedArray) -> Words:
    """``column``: dictionary-encoded text."""
    if column.num_chunks == 0:
        return nothing(0)
    array = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    index = array.indices.fill_null(NOTHING) if array.null_count else array.indices
    return Words(array.dictionary, index.to_numpy())


def nothing(rows: int) -> Words:
    return Words(pa.array([], pa.string()), np.full(rows, NOTHING, np.int32))


def constant(value: str, rows: int) -> Words:
    return Words(pa.array([value]), np.zeros(rows, np.int32))


def translate(column: Words, translation: Callable[[str], str | None]) -> Words:
    """Each distinct value by its translation; None becomes NOTHING."""
    new: dict[str, int] = {}
    moved = [
        NOTHING if word is None else new.setdefault(word, len(new))
        for word in map(translation, column.values.to_pylist())
    ]
    index = np.array([*moved, NOTHING], np.int32)[column.index]
    return Words(pa.array(list(new), pa.string()), index)


def where(condition: Booleans, column: Words) -> Words:
    """The values of the rows for which the condition holds, NOTHING in the others."""
    return Words(column.values, np.where(condition, column.index, NOTHING).astype(np.int32))


def holds(column: Words, value: str) -> Booleans:
    """Whether each row has this value."""
    at = column.values.index(value).as_py()
    rows: Booleans = (column.index == at) & (column.index != NOTHING)
    return rows


def either(first: Words, second: Words) -> Words:
    """Each row's value of ``first``, and of ``second`` where it has none."""
    values = pa.concat_arrays([first.values, second.values])
    shifted = np.where(second.index == NOTHING, NOTHING, second.index + len(first.values))
    index = np.where(first.index == NOTHING, shifted, first.index).astype(np.int32)
    return translate(Words(values, index), str)


def as_array(column: Words) -> pa.DictionaryArray:
    index = pa.array(column.index, mask=column.index == NOTHING)
    return pa.DictionaryArray.from_arrays(index, column.values)


def counted(column: Words) -> dict[str, int]:
    """How many rows hold each value."""
    found = np.bincount(column.index[column.index != NOTHING], minlength=len(column.values))
    return {v: int(n) for v, n in zip(column.values.to_pylist(), found, strict=True) if n}
