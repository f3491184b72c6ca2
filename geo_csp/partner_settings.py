"""The settings of what partners and residents report: ``[duplicates]`` and ``[case_review]``."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Duplicates(_Part):
    """When records of two sources are taken for one incident: see ``incidents.duplicates``.

    ``hours`` holds where both tell the time of day, ``days`` (calendar days apart) where not.
    """

    metres: float = Field(default=100.0, gt=0, le=1_000)
    hours: float = Field(default=3.0, gt=0, le=72)
    days: int = Field(default=0, ge=0, le=7)


class CaseReview(_Part):
    """When an ASB case review must be held: ``register.case_review.Threshold`` says how it counts.

    The Act allows no more than three reports, in no less than six months.
    """

    reports: int = Field(default=3, ge=1, le=3)
    within_months: int = Field(default=6, ge=6, le=24)
    reported_within_months: int = Field(default=1, ge=1, le=12)
    hate_reports: int | None = Field(default=None, ge=1, le=3)
    near: int = Field(default=1, ge=0, le=2)
