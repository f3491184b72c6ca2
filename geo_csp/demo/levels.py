"""What the demonstration's incidents are drawn from where nothing is planted: levels and rhythm.

The levels are those of Herefordshire; another area's are scaled by its residents. Nothing here was
recorded by a police force.
"""

from __future__ import annotations

import math

from geo_csp.months import Month, Span

DEMONSTRATION_MONTHS = Span("2023-01", "2025-12")

# The residents whose levels these are (Herefordshire, mid-2020), and the residents that a ward is
# taken to have where the profile gives no population (Herefordshire's 53 wards on average).
RESIDENTS = 193_615
RESIDENTS_OF_A_WARD = 3_653

# The three yearly figures of the partnership's strategy, met exactly. See data/README.md.
ACQUISITIVE_A_YEAR = {"2023": 1_934, "2024": 2_397, "2025": 2_863}

# Of the acquisitive incidents in the open data of 2025.
SHARE_OF_ACQUISITIVE = {
    "burglary": 0.181,
    "robbery": 0.021,
    "shoplifting": 0.354,
    "bicycle-theft": 0.040,
    "vehicle-crime": 0.104,
    "theft-from-the-person": 0.017,
    "other-theft": 0.283,
}

# Incidents a month on average: the open data of 2024 and 2025.
A_MONTH = {
    "asb": 164.0,
    "drugs": 29.8,
    "weapons": 11.1,
    "violence": 399.6,
    "damage": 87.1,
    "public_order": 63.1,
    "other": 24.7,
}

# How far a month rises above the year's average, and the month (1 to 12) in which it is highest.
SEASONS = {
    "asb": (0.25, 7),
    "burglary": (0.30, 12),
    "bicycle-theft": (0.35, 8),
    "violence": (0.08, 7),
    "damage": (0.10, 7),
}

# The shape of a day: hours of equal weight, hour by hour from midnight.
NIGHT_LIFE = (6, 5, 3, 2, 1, 1, 1, 2, 3, 3, 3, 4, 4, 4, 5, 6, 6, 7, 8, 9, 9, 9, 9, 8)
AFTER_SCHOOL = (2, 1, 1, 1, 0, 0, 1, 2, 2, 3, 3, 4, 4, 5, 6, 8, 9, 9, 10, 10, 9, 8, 5, 3)
SHOP_HOURS = (0, 0, 0, 0, 0, 0, 1, 3, 5, 7, 8, 9, 9, 9, 9, 10, 10, 9, 7, 5, 3, 2, 1, 0)
WHILE_OUT_OR_ASLEEP = (6, 6, 7, 7, 6, 4, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 6, 7, 7, 6, 6, 6)
DAYS = {
    "asb": AFTER_SCHOOL,
    "damage": AFTER_SCHOOL,
    "shoplifting": SHOP_HOURS,
    "theft-from-the-person": SHOP_HOURS,
    "other-theft": SHOP_HOURS,
    "other": SHOP_HOURS,
    "burglary": WHILE_OUT_OR_ASLEEP,
    "vehicle-crime": WHILE_OUT_OR_ASLEEP,
    "bicycle-theft": SHOP_HOURS,
    "robbery": NIGHT_LIFE,
    "drugs": NIGHT_LIFE,
    "weapons": NIGHT_LIFE,
    "violence": NIGHT_LIFE,
    "public_order": NIGHT_LIFE,
}

# How many times likelier an hour of a weekend evening is: Friday and Saturday from 18:00, and the
# hours after midnight that follow, to 04:00.
WEEKEND_EVENING = {"violence": 1.8, "public_order": 1.8, "asb": 1.5, "damage": 1.4, "robbery": 1.4}

# Hate: incidents a month, the categories that carry the marker, the strand each is first recorded
# under, and how often a second strand is recorded with it.
HATE_A_MONTH = 30.0
SHARE_OF_HATE = {"public_order": 0.45, "violence": 0.35, "asb": 0.12, "damage": 0.08}
SHARE_OF_STRANDS = {
    "race": 0.63,
    "sexual-orientation": 0.15,
    "disability": 0.09,
    "religion": 0.07,
    "gender-identity": 0.045,
    "alternative-lifestyle": 0.015,
}
SECOND_STRAND = 0.12

# By type of the national standard; one that an extract has no words for is left blank in it.
SHARE_OF_ASB_TYPES = {
    "rowdy": 0.50,
    "neighbours": 0.14,
    "vehicle-nuisance": 0.11,
    "communications": 0.06,
    "noise": 0.04,
    "trespass": 0.03,
    "street-drinking": 0.03,
    "abandoned-vehicles": 0.02,
    "animals": 0.02,
    "begging": 0.015,
    "litter-drugs": 0.015,
    "fly-tipping": 0.01,
    "fireworks": 0.01,
}


def season(offence: str, month: Month) -> float:
    """The month's level as a multiple of the year's average."""
    rise, peak = SEASONS.get(offence, (0.0, 1))
    return 1.0 + rise * math.cos(2.0 * math.pi * (int(month[5:7]) - peak) / 12.0)


def hour_weights(offence: str, weekday: int) -> list[float]:
    """Relative weight of each hour of a day; ``weekday`` 0 is Monday."""
    more = WEEKEND_EVENING.get(offence, 1.0)
    weights = [float(weight) for weight in DAYS[offence]]
    for hour in range(24):
        evening = hour >= 18 and weekday in (4, 5)
        early_hours = hour < 4 and weekday in (5, 6)
        if evening or early_hours:
            weights[hour] *= more
    return weights
