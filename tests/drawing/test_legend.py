from __future__ import annotations

import itertools

import pytest

from geo_csp.drawing.area_figures import AreaFigures
from geo_csp.drawing.legend import (
    FEWER_STEP,
    MORE_STEP,
    NONE_STEP,
    NOT_COMPARED_STEP,
    NOT_SHOWN_STEP,
    SAME_STEP,
    legend,
    legend_html,
    step_of,
)
from geo_csp.vocabulary import NO_EVIDENCE_OF_CHANGE

MEASURES = ("count", "rate", "change")


def row(count=None, rate=None, change=None, change_words=""):
    return AreaFigures("W1", "Arrow", count, 1000, rate, rate, rate, change, change_words, "")


@pytest.mark.parametrize(
    ("count", "months", "label"),
    [
        (1, 1, "Under 2"),
        (2, 1, "2 to under 5"),  # a break belongs to the step above it
        (5, 1, "5 to under 10"),
        (19, 1, "10 to under 20"),
        (20, 1, "20 or more"),
        (20, 12, "Under 2"),  # 20 / 12 = 1.7 a month
        (24, 12, "2 to under 5"),  # 24 / 12 = 2 a month
    ],
)
def test_a_count_falls_on_the_step_of_its_monthly_average(herefordshire, count, months, label):
    assert step_of(row(count=count), legend(herefordshire, "asb", "count"), months).label == label


def test_none_and_not_shown_have_steps_of_their_own(herefordshire):
    scale = legend(herefordshire, "asb", "count")
    assert step_of(row(count=0), scale, 1) == NONE_STEP
    assert step_of(row(count=None), scale, 1) == NOT_SHOWN_STEP


def test_the_profile_may_set_the_breaks_of_a_rate(herefordshire):
    own = herefordshire.model_copy(update={"rate_breaks": {"asb": (10.0, 30.0)}})
    scale = legend(own, "asb", "rate")
    assert [step.label for step in scale.steps[1:4]] == ["Under 10", "10 to under 30", "30 or more"]
    assert step_of(row(rate=10.0), scale, 1).mark == "2"


def test_change_is_told_only_where_there_is_evidence_of_it(herefordshire):
    scale = legend(herefordshire, "asb", "change")
    assert step_of(row(1, change=9, change_words="up from 3"), scale, 1) == MORE_STEP
    assert step_of(row(1, change=-9, change_words="down from 10"), scale, 1) == FEWER_STEP
    assert step_of(row(1, change=2, change_words=NO_EVIDENCE_OF_CHANGE), scale, 1) == SAME_STEP
    assert step_of(row(1, change_words="no figures for May 2024"), scale, 1) == NOT_COMPARED_STEP


def test_the_breaks_do_not_depend_on_what_is_shown(herefordshire):
    """Each selection and measure has one legend, whatever the month: the same call, the same."""
    for code, measure in itertools.product(herefordshire.selections, MEASURES):
        assert legend(herefordshire, code, measure) == legend(herefordshire, code, measure)
        assert list(legend(herefordshire, code, measure).breaks) == sorted(
            legend(herefordshire, code, measure).breaks
        )


@pytest.mark.parametrize("measure", MEASURES)
def test_steps_are_told_apart_without_colour(herefordshire, measure):
    steps = legend(herefordshire, "asb", measure).steps
    marks = [(step.mark, step.is_hatched) for step in steps]
    assert len(set(marks)) == len(steps)


@pytest.mark.parametrize("measure", ["count", "rate"])
def test_each_step_is_darker_than_the_one_before(herefordshire, measure):
    steps = [step for step in legend(herefordshire, "asb", measure).steps if not step.is_hatched]
    lightness = [luminance(step.fill) for step in steps]
    assert all(light > dark for light, dark in itertools.pairwise(lightness))


@pytest.mark.parametrize("measure", MEASURES)
def test_the_mark_can_be_read_on_its_step(herefordshire, measure):
    """WCAG 2.2, 1.4.3 asks 4.5 to 1; large or bold signs 3 to 1 (the triangles are signs)."""
    for step in legend(herefordshire, "asb", measure).steps:
        least = 3.0 if step.mark in "▲▼" else 4.5
        ratio = (max(pair := (luminance(step.fill), luminance(step.ink))) + 0.05) / (
            min(pair) + 0.05
        )
        assert ratio >= least or not step.mark, step


def test_the_legend_says_its_unit_and_every_step(herefordshire):
    scale = legend(herefordshire, "asb", "rate")
    text = legend_html(scale)
    assert "Per 1,000 residents a year" in text
    assert all(step.label in text for step in scale.steps)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
