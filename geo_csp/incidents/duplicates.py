"""Which records of several sources are probably one incident, by the rules of the profile.

Two records are taken for one if they are of one category, near enough and of the same time: within
``metres`` (and how exact each says it is), and within ``hours`` where both tell the time of day,
else ``days`` calendar days apart at most. Unless both say the same type, all three are halved.

The surest pairs come first, and a record is paired with one of each other source at most: two of
one source are two incidents. What comes out hangs on what the records say, never on their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
from scipy.spatial import KDTree

from geo_csp.profile_settings import Duplicates

Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_DAY_S = 86_400
_HOUR_S = 3_600


@dataclass(frozen=True, eq=False)
class Records:
    """Records with a place (metres, EPSG:27700) and a day. A time of 00:00:00 is taken for none.

    ``precision_m`` is 0 where nothing is said; ``offence`` is "" where the type is not known.
    """

    easting: Floats
    northing: Floats
    precision_m: Floats
    began: npt.NDArray[np.datetime64]
    category: npt.NDArray[np.object_]
    offence: npt.NDArray[np.object_]
    is_hate: Booleans
    strands: Integers

    def __len__(self) -> int:
        return len(self.began)

    @property
    def second(self) -> Integers:
        return self.began.astype("datetime64[s]").astype(np.int64)


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Candidates: positions in the earlier and in the later records, and how sure each is."""

    earlier: Integers
    later: Integers
    is_same_type: Booleans
    has_times: Booleans
    distance: Floats

    def surest_first(self) -> Integers:
        keys = (self.later, self.earlier, self.distance, ~self.has_times, ~self.is_same_type)
        order: Integers = np.lexsort(keys)
        return order


def counted_as(sources: Sequence[Records], rules: Duplicates) -> Integers:
    """For each record of all sources, one source after the other, the record that counts for it.

    That is itself, or one of an earlier source. Each source must be in the order of its content.
    """
    whole, counts = sources[0], np.arange(len(sources[0]))
    for later in sources[1:]:
        own = len(whole) + np.arange(len(later))
        for row, record in _paired(whole, counts, later, rules):
            own[row] = record
        whole, counts = _joined(whole, later), np.concatenate([counts, own])
    return counts


def _paired(
    earlier: Records, counts: Integers, later: Records, rules: Duplicates
) -> list[tuple[int, int]]:
    """Rows of ``later`` with the record that counts for the incident, each at most once."""
    pairs = _candidates(earlier, counts, later, rules)
    order = pairs.surest_first()
    found: list[tuple[int, int]] = []
    taken_rows, taken_records = set[int](), set[int]()
    for row, record in zip(
        pairs.later[order].tolist(), counts[pairs.earlier[order]].tolist(), strict=True
    ):
        if row not in taken_rows and record not in taken_records:
            taken_rows.add(row)
            taken_records.add(record)
            found.append((row, record))
    return found


def _candidates(earlier: Records, counts: Integers, later: Records, rules: Duplicates) -> _Pairs:
    a, b = _near(earlier, later, rules)
    is_same_type = (earlier.offence[a] == later.offence[b]) & (later.offence[b] != "")
    share = np.where(is_same_type, 1.0, 0.5)
    far = np.hypot(earlier.easting[a] - later.easting[b], earlier.northing[a] - later.northing[b])
    allowed = share * rules.metres + earlier.precision_m[a] + later.precision_m[b]
    apart, limit, has_times = _apart(earlier.second[a], later.second[b], share, rules)
    # What the record that is not counted says of hate must be said by the one that is.
    first = counts[a]
    says_less = (later.strands[b] & ~earlier.strands[first]) != 0
    says_less |= later.is_hate[b] & ~earlier.is_hate[first]
    fits = (far <= allowed) & (apart <= limit) & (earlier.category[a] == later.category[b])
    fits &= ~says_less
    distance = far / allowed + apart / np.maximum(limit, 1)
    return _Pairs(*(part[fits] for part in (a, b, is_same_type, has_times, distance)))


def _apart(
    first: Integers, second: Integers, share: Floats, rules: Duplicates
) -> tuple[Floats, Floats, Booleans]:
    """Time between and its limit, in seconds or, where one has no time of day, in days."""
    has_times: Booleans = (first % _DAY_S != 0) & (second % _DAY_S != 0)
    days = np.abs(first // _DAY_S - second // _DAY_S).astype(np.float64)
    apart = np.where(has_times, np.abs(first - second).astype(np.float64), days)
    limit = np.where(has_times, share * rules.hours * _HOUR_S, share * rules.days)
    return apart, limit, has_times


def _near(earlier: Records, later: Records, rules: Duplicates) -> tuple[Integers, Integers]:
    """All pairs that any rule could allow, and some more."""
    if not len(earlier) or not len(later):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    metres = rules.metres + earlier.precision_m.max() + later.precision_m.max()
    seconds = max(rules.hours * _HOUR_S, (rules.days + 1) * _DAY_S)

    def scaled(of: Records) -> KDTree:
        axes = (of.easting / metres, of.northing / metres, of.second / seconds)
        return KDTree(np.column_stack(axes))

    near = scaled(earlier).sparse_distance_matrix(
        scaled(later), 1 + 1e-6, p=np.inf, output_type="ndarray"
    )
    return near["i"].astype(np.int64), near["j"].astype(np.int64)


def _joined(first: Records, second: Records) -> Records:
    return Records(
        *(
            np.concatenate([getattr(first, each.name), getattr(second, each.name)])
            for each in fields(Records)
        )
    )
