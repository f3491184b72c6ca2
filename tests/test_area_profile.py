from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile, known_areas, load_profile, read_profile
from geo_csp.errors import ProfileError


@pytest.fixture
def copy(tmp_path: Path, herefordshire: AreaProfile) -> Path:
    """Herefordshire's folder, to be spoilt."""
    folder = tmp_path / "herefordshire"
    folder.mkdir()
    for name in ("area.toml", "wards_bgc.geojson"):
        shutil.copy(herefordshire.file(name), folder / name)
    return folder


def spoil(folder: Path, right: str, wrong: str) -> int:
    """Puts ``wrong`` in place of ``right`` and returns the line it stands on."""
    path = folder / "area.toml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return text[: text.index(right)].count("\n") + 1


def test_herefordshires_localities_hold_each_of_its_53_wards_once(
    herefordshire: AreaProfile,
) -> None:
    assert len(herefordshire.locality_of_ward) == 53
    assert {locality.name for locality in herefordshire.localities} == {
        *("Hereford", "Bromyard", "Kington", "Ledbury", "Leominster", "Ross-on-Wye"),
        *("Golden Valley", "Mortimer", "Weobley"),
    }
    # The four codes that are newer than the run of 2015.
    newer = {"E05012957", "E05012958", "E05012959", "E05012960"}
    assert newer <= set(herefordshire.locality_of_ward)


def test_both_readings_of_anti_social_behaviour_are_held(herefordshire: AreaProfile) -> None:
    readings = herefordshire.asb_readings
    assert readings["police"].categories == {"asb"}
    assert readings["strategy"].categories == {"asb", "damage"}
    strategy = herefordshire.model_copy(update={"asb_reading": "strategy"})
    assert strategy.selections["asb"].categories == {"asb", "damage"}
    assert herefordshire.selections["asb"].categories == {"asb"}


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        (
            '"E05009441"',
            '"E05009941"',
            r'"E05009941" is no ward of wards_bgc.geojson \(locality Hereford\)',
        ),
        ('"E05009441"', '"E05009439"', r'"E05009439" is in Hereford and again in Hereford'),
        ('asb_reading = "police"', 'asb_reading = "polite"', '"polite" is no reading'),
        ('date_order = "day-month-year"', 'date_order = "dmy"', "date_order"),
        ("edge_tolerance_m = 25.0", 'edge_tolerance_m = "far"', "edge_tolerance_m"),
        ('"Race" = "race"', '"Race" = "racy"', '"racy" is no strand'),
        ('"Noise" = "noise"', '"Noise" = "noyse"', '"noyse" is not among'),
        ("suppression_threshold = 5", "suppression_threshold = 1", "suppression_threshold"),
        ("suppression_threshold = 5", "supression_threshold = 5", "supression_threshold"),
        ("suppression_width = 4", "suppression_width = 6", "at most suppression_threshold, 5"),
        ("suppression_width = 4", "suppression_width = 0", "suppression_width"),
        (
            "sensitive_categories = []",
            'sensitive_categories = ["hate-race"]',
            '"hate-race" is no category',
        ),
    ],
)
def test_a_mistake_is_named_with_the_line_it_stands_on(
    copy: Path, right: str, wrong: str, words: str
) -> None:
    line = spoil(copy, right, wrong)
    with pytest.raises(ProfileError, match=words) as raised:
        read_profile(copy)
    assert f"area.toml, line {line}:" in str(raised.value)


def test_no_incident_is_in_two_sensitive_categories(copy: Path) -> None:
    """Under the strategy's reading damage is counted as anti-social behaviour: less would tell."""
    spoil(copy, "sensitive_categories = []", 'sensitive_categories = ["asb", "damage"]')
    assert read_profile(copy).sensitive_incident_categories == {"asb", "damage"}
    spoil(copy, 'asb_reading = "police"', 'asb_reading = "strategy"')
    with pytest.raises(ProfileError, match='"damage" is counted in another of sensitive_categor'):
        read_profile(copy)


def test_what_is_part_of_a_sensitive_category_is_sensitive(copy: Path) -> None:
    spoil(copy, "sensitive_categories = []", 'sensitive_categories = ["asb"]')
    selections = read_profile(copy).selections
    hate = [code for code in selections if code.startswith("hate")]
    types = list(read_profile(copy).asb_types)
    assert [code for code, each in selections.items() if each.is_sensitive] == [
        "asb",
        *types,
        *hate,
    ]


def test_broken_toml_is_named_with_its_line(copy: Path) -> None:
    line = spoil(copy, 'title = "Herefordshire"', 'title = "Herefordshire')
    with pytest.raises(ProfileError, match=rf"area\.toml: .*line {line}"):
        read_profile(copy)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('code = "ward_code"\nname', 'code = "ward_kode"\nname'),
        ('name = "ward_name"', 'name = "lad_name"'),
        ('file = "wards_bgc.geojson"', 'file = "wards.geojson"'),
    ],
)
def test_a_wrong_setting_of_the_wards_is_named_with_its_line(
    copy: Path, right: str, wrong: str
) -> None:
    line = spoil(copy, right, wrong)
    with pytest.raises(ProfileError, match=rf"area\.toml, line {line}: \[wards\]: .*geojson"):
        read_profile(copy)


def test_a_folder_whose_name_is_no_areas_says_so(copy: Path) -> None:
    folder = copy.rename(copy.with_name("North Herefordshire"))
    words = "North Herefordshire: the folder's name \"North Herefordshire\" is the area's: expected"
    with pytest.raises(ProfileError, match=words):
        read_profile(folder)


def test_a_ward_that_no_locality_holds_is_named(copy: Path) -> None:
    spoil(copy, '    "E05009441", # Belmont Rural\n', "")
    with pytest.raises(ProfileError, match="no locality holds the wards E05009441"):
        read_profile(copy)


def test_the_working_directorys_boundaries_come_before_the_packages(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy.parent.parent / "elsewhere"
    (root / "boundaries").mkdir(parents=True)
    shutil.move(copy, root / "boundaries" / "herefordshire")
    monkeypatch.chdir(root)
    assert known_areas()["herefordshire"] == root / "boundaries" / "herefordshire"


def test_an_unknown_area_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ProfileError, match=r'no area "narnia".*herefordshire'):
        load_profile("narnia")


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ('{ category = "robbery" }', '{ category = "robbing" }', '"robbing" is none of '),
        ('last = "2021-03"', 'last = "2019-03"', '"2019-03" is before 2020-04'),
        ('    "South Worcestershire",\n]', '    "South Wales",\n]', "none of the board's partner"),
        ('    "E05009449", # Central\n    "E05009489", # Widemarsh\n    "E05009456"',
         '    "E05009999",\n    "E05009456"', '"E05009999" is no ward'),
        ('phrase = "Domestic abuse", markers', 'phrase = "Domestic abuse", offence_s', "offence_s"),
        ("share = 73", "share = 730", "less than or equal to 100"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_boards_settings_is_named(
    copy: Path, right: str, wrong: str, words: str
) -> None:
    spoil(copy, right, wrong)
    with pytest.raises(ProfileError, match=words):
        read_profile(copy)
