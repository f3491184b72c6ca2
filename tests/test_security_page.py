"""docs/security.md says what runs: the roles, the settings, the server's options."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from geo_csp.pages.server_setup import _OPTIONS, _REQUIRED
from geo_csp.register.audit import KINDS
from geo_csp.roles import ROLES, Role
from geo_csp.vocabulary import LEVELS

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
REGISTER = ("priorities", "actions", "voices", "audit")


def row_of(role: Role) -> str:
    """The role's line in the page's table."""
    levels = ", ".join(each.replace("lsoa", "LSOA") for each in LEVELS if each in role.levels)
    if not role.levels:
        hate, places = "nothing", "no"
    elif not role.tasks:
        hate, places = "as published", "no"
    elif role.ward_bound:
        hate, places = "every count of its own wards, else as published", "in its own wards"
    else:
        hate, places = "every count", "yes"
    parts = ", ".join(part for part in REGISTER if part in role.register)
    forms = ", ".join(
        form.upper().replace("GEOJSON", "GeoJSON") for form in sorted(role.takes_away)
    )
    cells = (f"`{role.code}`", levels or "nothing", hate, places, parts or "nothing")
    return f"| {' | '.join((*cells, forms or 'nothing', role.marking))} |"


def test_the_table_of_roles_is_the_programs():
    assert re.findall(r"^\| `.*$", PAGE, re.MULTILINE) == [row_of(role) for role in ROLES.values()]
    assert set(REGISTER) >= {part for role in ROLES.values() for part in role.register}


def test_the_settings_that_sign_in_needs_are_named():
    (whole,) = [
        block for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "[auth]" in block
    ]
    assert set(tomllib.loads(whole)["auth"]) == set(_REQUIRED)


def test_what_a_police_extract_needs_of_the_server_is_set_as_delivered():
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for name, (wanted, _) in _OPTIONS.items():
        section, option = name.split(".")
        assert options[section][option] == wanted, name
    assert "*" not in options["server"]["allowedHosts"]
    assert options["server"]["maxUploadSize"] == 1
    assert options["browser"]["gatherUsageStats"] is False


def test_each_operation_that_is_logged_is_named():
    assert all(kind in PAGE.lower() for kind in KINDS)
