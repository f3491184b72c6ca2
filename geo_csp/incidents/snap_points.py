"""How alike two months' sets of snap points are, from a small sketch of each.

The sketch keeps the SKETCH_SIZE lowest 64-bit hashes of the distinct points (bottom-k). The share
of points that two sets have in common (Jaccard index) is estimated by the share of common hashes
among the lowest SKETCH_SIZE of both together, with a standard error of at most
0.5 / sqrt(SKETCH_SIZE) = 0.03.
Pure Python where sketches are compared, so that ``status`` needs no data library.

Source: Broder, A. (1997). On the resemblance and containment of documents. Proceedings of
Compression and Complexity of Sequences, 21-29.
"""

from __future__ import annotations

from collections.abc import Sequence

SKETCH_SIZE = 256


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimated Jaccard index of the sets behind two sketches; NaN if one is empty."""
    if not one or not other:
        return float("nan")
    lowest = sorted({*one, *other})[:SKETCH_SIZE]
    return len({*one} & {*other} & {*lowest}) / len(lowest)
