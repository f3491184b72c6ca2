"""What could not be used can be put right."""

from __future__ import annotations

from geo_csp.errors import EXIT_ALL


def test_what_looks_like_a_formula_is_made_harmless(only_set_aside, loaded, street_file):
    path = street_file([{"reference": "=cmd()", "month": "2025-13"}])
    row = only_set_aside(loaded(path))
    assert row["text"].startswith("'=cmd()")


def test_nothing_wrong_makes_exit_code_0(loaded, street_file):
    report = loaded(street_file([{}]))
    assert (report.exit_code, report.set_aside_file) == (EXIT_ALL, None)
