"""Is what was planted found? 50 seeds of the demonstration, from its files to the findings.

Run: python -m benchmarks.planted_truth [seeds]. Prints one line a seed and then the shares; they
stand in docs/honesty.md. Exits with 1 where a bar of the planted truth is missed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from geo_csp.area_profile import load_profile
from geo_csp.demo.planted_truth import Plant
from geo_csp.months import shift
from tests.honesty.planted import (
    DIMINISHING,
    FADING,
    NEW_POINTS,
    PERSISTENT,
    RISING,
    WORDS_OF_A_FALL,
    Seen,
    category_of,
    emerging,
    look,
    runs_of,
    with_fewer_replications,
)

SEEDS = 50
BAR = 43 / 50
LAST = "2025-12"
AFTER_THE_FALL = (shift(FADING.last, 1), LAST)
SIZES = (12, 8, 6, 3)
MONTHS = sorted(
    {month for size in SIZES for month, _ in runs_of(emerging(size))} | {NEW_POINTS.first, LAST}
)
ASKED = [(month, "asb") for month in MONTHS] + [(LAST, category_of(DIMINISHING))]


def answers(seen: Seen) -> dict[str, bool]:
    """Of one seed, what holds."""
    found = {}
    for size in SIZES:
        plant = emerging(size)
        found[f"+{size} found within two months"] = seen.is_found(plant, _months(plant))
        found[f"+{size} found by {LAST}"] = seen.is_found(plant, [*_months(plant), LAST])
    rising = [seen.words(FADING, month) & set(RISING) for month in AFTER_THE_FALL]
    said = [seen.said(FADING, month) for month in AFTER_THE_FALL]
    return found | {
        "fading never called rising": not any(rising),
        f"fading said to have fallen, {AFTER_THE_FALL[0]}": _tells_a_fall(said[0]),
        f"fading said to have fallen, {LAST}": _tells_a_fall(said[1]),
        "25 falling to 10 diminishing": "diminishing" in seen.words(DIMINISHING, LAST),
        "new snap point never without the warning": all(
            hotspot.break_words and hotspot.kind != "emerging"
            for hotspot in seen.of_the_new_point()
        ),
        "new snap point makes a finding": bool(seen.of_the_new_point()),
        "persistent never called emerging": "emerging" not in seen.words(PERSISTENT, LAST),
    }


def _months(plant: Plant) -> list[str]:
    return [month for month, _ in runs_of(plant)]


def _tells_a_fall(said: str) -> bool:
    return any(words in said for words in WORDS_OF_A_FALL)


def is_missed(question: str, count: int, seeds: int) -> bool:
    """+6 and +3 are reported and not required; the persistent place has no bar."""
    if question in {f"+{size} found within two months" for size in (12, 8)}:
        return count < BAR * seeds
    wanted = (
        "fading never",
        f"fading said to have fallen, {LAST}",
        "25 falling",
        "new snap point never",
    )
    return question.startswith(wanted) and count < seeds


def main() -> int:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    profile, held = with_fewer_replications(load_profile("herefordshire")), Counter[str]()
    words: dict[str, Counter[str]] = {"fading": Counter(), "diminishing": Counter()}
    for seed in range(1, seeds + 1):
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            seen = look(profile, seed, Path(folder), ASKED)
        for plant in (FADING, DIMINISHING):
            words[plant.kind][" + ".join(sorted(seen.words(plant, LAST))) or "nothing"] += 1
        told = answers(seen)
        held.update({question: int(is_so) for question, is_so in told.items()})
        missed = [question for question, is_so in told.items() if not is_so]
        print(f"seed {seed} ({time.perf_counter() - start:.0f} s) not: {missed}", flush=True)
    print(f"\n{seeds} seeds, {profile.hotspots.replications:,} replications")
    for question, count in held.items():
        print(f"  {count:3}  {question}{'  MISSED' * is_missed(question, count, seeds)}")
    for kind, counted in words.items():
        print(f"  words in {LAST}, {kind}: {dict(counted.most_common())}")
    return int(any(is_missed(question, count, seeds) for question, count in held.items()))


if __name__ == "__main__":
    sys.exit(main())
