"""The problem profile's themes: the newest edition is read, and each is kept."""

from __future__ import annotations

from contextlib import closing

from geo_csp.register.opening import open_register
from geo_csp.register.problem_profile import save_themes, themes


def test_the_newest_edition_is_read_and_empty_lines_fall_away(tmp_path) -> None:
    with closing(open_register(tmp_path)) as register:
        assert themes(register) is None
        save_themes(register, "Cuckooing\n\n  Fuel theft \n", who="analyst")
        second = save_themes(register, "Fuel theft", who="analyst")
        newest = themes(register)
        assert newest == second
        assert (newest.number, newest.themes, newest.who) == (2, ("Fuel theft",), "analyst")
