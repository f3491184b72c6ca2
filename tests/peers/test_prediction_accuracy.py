from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from geo_csp.statistics.prediction_accuracy import accuracy_curve

GOLDEN = json.loads((Path(__file__).parent / "golden" / "pai_pei_rri.json").read_text())


@pytest.mark.parametrize("name", ["case1", "case2_recomputed_only"])
def test_pai_pei_and_rri_equal_the_golden_cases(name):
    case = GOLDEN[name]
    curve = accuracy_curve(*(np.array(case[k], float) for k in ("observed", "predicted", "area")))
    expected = case.get("published") or case
    assert curve.index == pytest.approx(expected["PAI"], rel=1e-12)
    assert curve.efficiency == pytest.approx(expected["PEI"], rel=1e-12)
    assert curve.reliability == pytest.approx(expected["RRI"], rel=1e-12)
