"""What is planted in the demonstration, so that what is found there can be held against it.

The plants are fixed. They are not changed to make a method pass: a plant that is missed stays.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from geo_csp.demo.levels import (
    A_MONTH,
    ACQUISITIVE_A_YEAR,
    DAYS,
    DEMONSTRATION_MONTHS,
    HATE_A_MONTH,
    RESIDENTS,
    SEASONS,
    SECOND_STRAND,
    SHARE_OF_ACQUISITIVE,
    SHARE_OF_HATE,
    SHARE_OF_STRANDS,
    WEEKEND_EVENING,
)
from geo_csp.demo.planted_actions import ActionPlant
from geo_csp.months import Month
from geo_csp.vocabulary import SYNTHETIC


@dataclass(frozen=True)
class Plant:
    """More incidents than chance on one street of one ward, every month from ``first`` to ``last``.

    ``offence`` is one of ``A_MONTH`` or ``SHARE_OF_ACQUISITIVE``. An acquisitive plant takes its
    incidents out of the year's total, so that the total holds; any other adds to the level. A plant
    with ``falls_to`` goes down evenly, from ``extra_a_month`` in its first month to that in its
    last.
    """

    kind: str
    ward: str
    street: str
    offence: str
    extra_a_month: int
    first: Month
    last: Month
    falls_to: int | None = None


@dataclass(frozen=True)
class ReissuedPoints:
    """From ``first`` on the open data show the incidents of a small area on one new snap point.

    The area: the ward's points within ``within_m`` metres of a street. Its incidents stay what and
    where they are, and so does the police extract. A map of the open data alone shows one point
    where nothing was before and much is now.
    """

    ward: str
    street: str
    within_m: float
    first: Month


# The rises come last in the history, which ends in 2025-12. 12 and 8 a month must be found within
# two months, so that 2025-12 is their second. 6 and 3 need longer: they have three months, and the
# six that a scan's longest window holds.
#
# What fades ends late: a place that is high no more is called "historical" only if it was high in
# nine months of ten, and the history has 36. What falls to 10 a month is a shop's thefts. Against
# 25 a month of anti-social behaviour in one street, by far the most anywhere, no other street's
# would stand out as high.
PLANTS: tuple[Plant, ...] = (
    Plant("emerging", "E05009468", "Corn Square", "asb", 12, "2025-11", "2025-12"),
    Plant("emerging", "E05009487", "Burton Gardens", "asb", 8, "2025-11", "2025-12"),
    Plant("emerging", "E05009447", "Wye Avenue", "asb", 6, "2025-10", "2025-12"),
    Plant("emerging", "E05009464", "High Street", "asb", 3, "2025-07", "2025-12"),
    Plant("persistent", "E05009449", "High Street", "asb", 8, "2023-01", "2025-12"),
    Plant("fading", "E05009474", "The Oval", "asb", 12, "2023-01", "2025-10"),
    Plant("diminishing", "E05009479", "Supermarket", "shoplifting", 25, "2023-01", "2025-12", 10),
)

# In the wards: Leominster East, Weobley, Bromyard West, Kington; Central and Newton Farm in
# Hereford; Ross East. The new snap point is in Widemarsh in Hereford, where nine points have some
# four incidents of anti-social behaviour a month.
REISSUED: tuple[ReissuedPoints, ...] = (
    ReissuedPoints("E05009489", "Coningsby Court", 200.0, "2025-10"),
)


def truth(
    area: str,
    seed: int,
    residents: float,
    plants: tuple[Plant, ...],
    reissued: tuple[ReissuedPoints, ...],
    *,
    actions: tuple[ActionPlant, ...] = (),
) -> dict[str, object]:
    """The truth file: everything an analysis of the demonstration could find, and nothing else."""
    return {
        "label": SYNTHETIC,
        "area": area,
        "seed": seed,
        "months": str(DEMONSTRATION_MONTHS),
        "residents": round(residents),
        "levels_are_for_residents": RESIDENTS,
        "acquisitive_a_year": ACQUISITIVE_A_YEAR,
        "share_of_acquisitive": SHARE_OF_ACQUISITIVE,
        "others_a_month": A_MONTH,
        "hate_a_month": HATE_A_MONTH,
        "share_of_hate": SHARE_OF_HATE,
        "share_of_first_strand": SHARE_OF_STRANDS,
        "second_strand": SECOND_STRAND,
        "seasons": {
            offence: {"rise": rise, "highest_month": peak}
            for offence, (rise, peak) in SEASONS.items()
        },
        "hours_of_the_day": DAYS,
        "weekend_evening": WEEKEND_EVENING,
        "plants": [asdict(plant) for plant in plants],
        "reissued_snap_points": [asdict(points) for points in reissued],
        "actions": [asdict(plant) for plant in actions],
    }
