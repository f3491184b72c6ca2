"""Places of a few streets, with so many incidents of each kind a month."""

from __future__ import annotations

from tests.hotspots.conftest import coverage_of, quick, scene_of

__all__ = ["coverage_of", "quick", "scene_of"]
