"""Hate is a marker; an incident may have several strands."""

from __future__ import annotations

import pyarrow as pa
import pytest

from geo_csp.incidents.hate import hate
from geo_csp.incidents.words import words
from geo_csp.vocabulary import STRAND_BITS

MAPPING = {"Race": "race", "Disability": "disability"}


@pytest.mark.parametrize(
    ("value", "strands", "unknown"),
    [
        ("Race", ["race"], {}),
        ("race ; DISABILITY", ["race", "disability"], {}),
        ("Race;Race", ["race"], {}),
        ("Race;Martian", ["race"], {"Martian": 1}),
        ("Martian", [], {"Martian": 1}),
        ("Yes", [], {"Yes": 1}),
    ],
)
def test_strands_add_up_to_bits_and_unknown_words_still_mark_hate(value, strands, unknown):
    column = words(pa.chunked_array([pa.array([value, None]).dictionary_encode()]))
    found = hate(column, ";", MAPPING)
    assert found.is_hate.tolist() == [True, False]
    assert found.strands.tolist() == [sum(STRAND_BITS[strand] for strand in strands), 0]
    assert found.unknown == unknown


@pytest.mark.parametrize("value", ["Non-binary", "Notting Hill", "Unknown strand"])
def test_words_that_only_look_like_none_mark_hate(value):
    column = words(pa.chunked_array([pa.array([value]).dictionary_encode()]))
    assert hate(column, ";", MAPPING).is_hate.tolist() == [True]


def test_a_word_of_the_mapping_is_a_strand_however_it_begins():
    column = words(pa.chunked_array([pa.array(["No religion"]).dictionary_encode()]))
    found = hate(column, ";", {"No religion": "religion"})
    assert found.strands.tolist() == [STRAND_BITS["religion"]]


@pytest.mark.parametrize(
    "value",
    [
        *("No", "none", "N/A", " ", "0", "-", ";", "nil", "Unknown", "Not known", "No hate"),
        *("Not hate related", "Not stated", "No Hate Crime", "NOT APPLICABLE.", "No;No hate"),
    ],
)
def test_words_for_none_mark_nothing(value):
    column = words(pa.chunked_array([pa.array([value]).dictionary_encode()]))
    assert hate(column, ";", MAPPING).is_hate.tolist() == [False]
