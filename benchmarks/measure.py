"""How things are measured: interleaved runs, medians, ratios; seconds depend on the machine."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

RUNS = 5


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the seconds one call takes."""
    start = clock()
    work()
    return clock() - start


def interleaved(
    sides: Mapping[str, Callable[[], object]],
    runs: int = RUNS,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """Return the median seconds of each side; the sides take turns, so noise hits all."""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(runs):
        for name, work in sides.items():
            taken[name].append(seconds(work, clock))
    return {name: statistics.median(values) for name, values in taken.items()}
