"""What the register gives to the month's run: reports of places, and the actions agreed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from geo_csp.hotspots.scene import Scene
from geo_csp.months import Month, shift
from geo_csp.register.action_log import dosage_totals
from geo_csp.register.actions import Action, actions
from geo_csp.register.opening import Register
from geo_csp.register.priorities import theme_of
from geo_csp.register.voices import Report, reports
from geo_csp.tasking.candidates import Voice
from geo_csp.tasking.effect_periods import Acted


@dataclass(frozen=True)
class Meeting:
    voices: tuple[Voice, ...]
    actions: tuple[Acted, ...]


def meeting(register: Register | None, scene: Scene) -> Meeting:
    """Empty without a register."""
    if register is None:
        return Meeting((), ())
    first = shift(scene.month, 1 - scene.profile.tasking.voice_months)
    told = [
        each
        for each in reports(register, date.fromisoformat(f"{first}-01"))
        if f"{each.reported_on:%Y-%m}" <= scene.month
    ]
    return Meeting(voices(told, scene), _acted(register, scene.month))


def voices(told: list[Report], scene: Scene) -> tuple[Voice, ...]:
    """By place, which a report names by its code or its name; others are left out.

    Reports of one incident count once: those that someone has linked, and those of one day.
    """
    code_of = {key.casefold(): p.code for p in scene.places for key in (p.code, p.name)}
    at: dict[str, list[Report]] = defaultdict(list)
    for each in told:
        if code := code_of.get(each.place.casefold()):
            at[code].append(each)
    return tuple(
        Voice(
            place_code=code,
            reports=len({each.incident or str(each.incident_on) for each in here}),
            put_forward_by=tuple(
                sorted({each.organisation for each in here if each.told_by == "partner"})
            ),
        )
        for code, here in sorted(at.items())
    )


def _acted(register: Register, month: Month) -> tuple[Acted, ...]:
    """Those begun by the end of the month, planned ones left out."""
    dosage = dosage_totals(register)
    return tuple(
        _of(register, each, tuple(sorted(dosage.get(each.number, {}).items())))
        for each in actions(register)
        if f"{each.agreed.starts:%Y-%m}" <= month and each.agreed.status != "planned"
    )


def _of(register: Register, action: Action, dosage: tuple[tuple[str, float], ...]) -> Acted:
    agreed = action.agreed
    return Acted(
        number=action.number,
        what=agreed.what,
        place=agreed.place,
        area=agreed.area,
        partner=agreed.partner or agreed.owner,
        starts=agreed.starts,
        ends=agreed.ends,
        theme=theme_of(register, agreed.priority) if agreed.priority is not None else "",
        dosage=dosage,
    )
