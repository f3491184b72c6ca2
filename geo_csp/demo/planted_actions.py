"""What is planted for actions: places where something was done, and like places without it.

An effect is looked for among all incidents of a place. These are of violence, which is common
enough that eight streets more change no other finding: no place of a theme of the list, nor of
another plant, has more or fewer incidents for them. They carry no hate marker.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo_csp.demo.levels import DEMONSTRATION_MONTHS

WORKED = "worked"
DID_NOT = "did not"
TOO_SMALL = "too small to tell"
COMPARISON = "comparison"

OFFENCE = "violence"


@dataclass(frozen=True)
class ActionPlant:
    """Incidents of each year of the demonstration on one street; an action began with the last.

    ``kind``: what the action did there, or "comparison" where there was none.
    """

    kind: str
    ward: str
    street: str
    a_year: tuple[int, int, int]


# Fixed, as the other plants are. In the wards: Ledbury West, Ross West, Hampton; Holmer, Hagley,
# Belmont Rural, Credenhill, Wormside. All lie over a kilometre from what else is planted.
ACTION_PLANTS: tuple[ActionPlant, ...] = (
    ActionPlant(WORKED, "E05009467", "Leadon Way", (200, 200, 100)),
    ActionPlant(DID_NOT, "E05009481", "Lincoln Close", (200, 200, 200)),
    ActionPlant(TOO_SMALL, "E05009458", "Berrington Drive", (20, 20, 10)),
    ActionPlant(COMPARISON, "E05009460", "Canon Pyon Road", (200, 200, 200)),
    ActionPlant(COMPARISON, "E05009457", "Village Way", (200, 200, 200)),
    ActionPlant(COMPARISON, "E05009441", "Ruckhall Lane", (200, 200, 200)),
    ActionPlant(COMPARISON, "E05012957", "Jellicoe Way", (200, 200, 200)),
    ActionPlant(COMPARISON, "E05009490", "Tippetts Meadow", (200, 200, 200)),
)


def a_month(plant: ActionPlant, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """The year's incidents dealt out to its months by chance; the year's total is met exactly."""
    years = [rng.multinomial(total, np.full(12, 1 / 12)) for total in plant.a_year]
    drawn: npt.NDArray[np.int64] = np.concatenate(years)
    assert len(drawn) == len(DEMONSTRATION_MONTHS)
    return drawn
