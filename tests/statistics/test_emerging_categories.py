"""Each rule on both sides of its edge. A series is written as text: + hot, - cold, . neither."""

from __future__ import annotations

import numpy as np
import pytest

from geo_csp.statistics.emerging_categories import CATEGORIES, RULES, emerging_categories

CASES = [
    # new: hot in the last step, never before
    ("...........+", 0, "new hotspot"),
    ("-..........+", 0, "new hotspot"),  # wins over oscillating
    ("+..........+", 0, "sporadic hotspot"),
    ("............", 0, "none"),
    # consecutive: one run of two or more up to the last, never before it, under 90 %
    ("..........++", 0, "consecutive hotspot"),
    ("-.........++", 0, "consecutive hotspot"),  # wins over oscillating
    ("+.........++", 0, "sporadic hotspot"),
    (".........++.", 0, "none"),
    ("..++++++++++", 0, "consecutive hotspot"),  # 10 of 12 is 83 %
    (".+++++++++++", 0, "persistent hotspot"),  # 11 of 12 is 92 %
    # 90 %: 9 of 10 and 18 of 20 are enough, 8 of 10 and 17 of 20 are not
    ("+.++++++++", 0, "persistent hotspot"),
    ("+..+++++++", 0, "sporadic hotspot"),
    ("+..+++++++++++++++++", 0, "persistent hotspot"),
    ("+...++++++++++++++++", 0, "sporadic hotspot"),
    # intensifying, persistent, diminishing: the same steps, another trend
    ("++++++++++++", 1, "intensifying hotspot"),
    ("++++++++++++", 0, "persistent hotspot"),
    ("++++++++++++", -1, "diminishing hotspot"),
    ("+-++++++++", 1, "intensifying hotspot"),  # 90 %, so its cold step does not count
    ("+..+++++++", 1, "sporadic hotspot"),
    ("+..+++++++", -1, "sporadic hotspot"),
    # sporadic: on and off, never cold
    (".+.+.+...+.+", 0, "sporadic hotspot"),
    (".+.+.-...+.+", 0, "oscillating hotspot"),
    (".+.+.+...+..", 0, "none"),
    # oscillating: cold in an earlier step
    ("+..-.......+", 0, "oscillating hotspot"),
    ("+..........+", 0, "sporadic hotspot"),
    # historical: not hot in the last step, hot in 90 %
    ("+++++++++.", 0, "historical hotspot"),
    ("++++++++..", 0, "none"),
    ("+++++++++.", -1, "historical hotspot"),  # the trend says nothing here
    ("+++++++++-", 0, "new cold spot"),  # the last step decides before the past
    ("+++++++++++", 0, "persistent hotspot"),
    # one step only
    ("+", 0, "new hotspot"),
    (".", 0, "none"),
]
# Each rule by itself, whatever rule stands before it.
RULE_CASES = [
    ("new", "...+", 0, True),
    ("new", "+..+", 0, False),
    ("new", "....", 0, False),
    ("consecutive", "...++", 0, True),
    ("consecutive", "....+", 0, False),
    ("consecutive", "+..++", 0, False),
    ("consecutive", "+++++", 0, False),  # 90 %
    ("consecutive", "..++.", 0, False),
    ("intensifying", "+++++", 1, True),
    ("intensifying", "+++++", 0, False),
    ("intensifying", "+++++", -1, False),
    ("intensifying", "++.++", 1, False),
    ("intensifying", "+++++++++.", 1, False),
    ("persistent", "+++++", 0, True),
    ("persistent", "+++++", 1, False),
    ("persistent", "+++++", -1, False),
    ("persistent", "++.++", 0, False),
    ("persistent", "+++++++++.", 0, False),
    ("diminishing", "+++++", -1, True),
    ("diminishing", "+++++", 0, False),
    ("diminishing", "+++++", 1, False),
    ("diminishing", "++.++", -1, False),
    ("diminishing", "+++++++++.", -1, False),
    ("sporadic", "+..+", 0, True),
    ("sporadic", "...+", 0, False),
    ("sporadic", "+-.+", 0, False),
    ("sporadic", "+...", 0, False),
    ("sporadic", "+.++++++++", 0, False),  # 90 %
    ("oscillating", "-..+", 0, True),
    ("oscillating", "+..+", 0, False),
    ("oscillating", "-+..", 0, False),
    ("oscillating", "-+++++++++", 0, False),  # 90 %
    ("historical", "+++++++++.", 0, True),
    ("historical", "++++++++..", 0, False),
    ("historical", "++++++++++", 0, False),
]
_MIRROR = str.maketrans("+-", "-+")


def category(series: str, trend: int) -> str:
    steps = np.array([list(series)])
    found = emerging_categories(steps == "+", steps == "-", np.array([trend], dtype=np.int8))
    return CATEGORIES[found[0]]


@pytest.mark.parametrize(("series", "trend", "expected"), CASES)
def test_the_category_is_the_first_rule_that_holds(series, trend, expected):
    assert category(series, trend) == expected


@pytest.mark.parametrize(("series", "trend", "expected"), CASES)
def test_cold_is_the_mirror_of_hot(series, trend, expected):
    swap = {"hotspot": "cold spot", "cold spot": "hotspot"}
    *name, side = expected.split(" ", 1)
    mirrored = " ".join([*name, swap[side]]) if name else expected
    assert category(series.translate(_MIRROR), -trend) == mirrored


@pytest.mark.parametrize(("rule", "series", "trend", "holds"), RULE_CASES)
def test_each_rule_holds_on_one_side_of_its_edge_only(rule, series, trend, holds):
    steps = np.array([list(series)])
    found = RULES[rule](steps == "+", steps == "-", np.array([trend], dtype=np.int8))
    assert found.tolist() == [holds]


def test_there_are_seventeen_and_the_cases_reach_every_one():
    assert len(CATEGORIES) == 17
    reached = {case[2] for case in CASES}
    assert {f"{rule} hotspot" for rule in RULES} | {"none"} <= reached


def test_many_series_at_once_are_as_each_alone():
    random = np.random.default_rng(11)
    sign = random.choice([-1, 0, 1, 1, 1, 1, 1, 1], size=(500, 10))
    trend = random.choice([-1, 0, 1], size=500).astype(np.int8)
    together = emerging_categories(sign == 1, sign == -1, trend)
    alone = [
        emerging_categories(sign[[i]] == 1, sign[[i]] == -1, trend[[i]])[0] for i in range(500)
    ]
    assert together.tolist() == alone
