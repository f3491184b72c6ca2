from __future__ import annotations

import csv

import numpy as np
import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.errors import GeoCspError
from geo_csp.geography.areas import areas


@pytest.fixture(scope="module")
def ward_residents(herefordshire: AreaProfile) -> dict[str, int]:
    path = herefordshire.file("population_ward_mid2020.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["ward_code"]: int(row["population"]) for row in csv.DictReader(file)}


def test_wards_have_the_residents_of_the_estimate(
    herefordshire: AreaProfile, ward_residents: dict[str, int]
) -> None:
    wards = areas(herefordshire, "ward")
    assert dict(zip(wards.codes, wards.residents, strict=True)) == ward_residents
    assert wards.vintage == "mid-2020"


def test_localities_and_the_county_are_sums_of_their_wards(
    herefordshire: AreaProfile, ward_residents: dict[str, int]
) -> None:
    localities = areas(herefordshire, "locality")
    kington = localities.residents[localities.codes.index("kington")]
    # Arrow and Kington wards
    assert kington == ward_residents["E05009438"] + ward_residents["E05009464"]
    assert localities.residents.sum() == 193_615  # ONS, mid-2020, the county
    assert areas(herefordshire, "county").residents.tolist() == [193_615]


def test_lsoas_have_the_census_count(herefordshire: AreaProfile) -> None:
    lsoas = areas(herefordshire, "lsoa")
    assert len(lsoas.codes) == 117
    assert lsoas.residents.sum() == 187_016  # Census 2021, the sum of the LSOAs


def test_without_a_population_residents_are_unknown_not_zero(herefordshire: AreaProfile) -> None:
    bare = herefordshire.model_copy(update={"ward_population": None})
    assert np.isnan(areas(bare, "ward").residents).all()
    assert np.isnan(areas(bare, "county").residents).all()


def test_a_level_the_profile_lacks_is_refused_in_words(herefordshire: AreaProfile) -> None:
    bare = herefordshire.model_copy(update={"localities": ()})
    with pytest.raises(GeoCspError, match=r"Herefordshire has no localities"):
        areas(bare, "locality")
    with pytest.raises(GeoCspError, match="expected county, locality, ward, lsoa"):
        areas(bare, "parish")
