"""Figures from additive counts per document, with bootstrap intervals over documents.

Every measure is a function of totals, so that drawing documents anew is one matrix product
(Efron's percentile bootstrap; documents are the unit, since sentences of one depend on another).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

RESAMPLES = 1000
_TAILS = (2.5, 97.5)  # percent
_FEWEST = 2  # one document has no spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure.

    Attributes:
        value: F1 where there are precision and recall, else the share or mean itself.
        low: Lower end of the 95 % interval of `value`; None for fewer than two documents.
    """

    name: str
    value: float
    precision: float | None = None
    recall: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """How a figure comes from totals."""

    name: str
    of: Callable[[Mapping[str, float]], tuple[float, ...]]


def prf(name: str, hit: str, found: str, gold: str) -> Measure:
    """Return the measure of precision, recall and F1 over three counts."""

    def of(totals: Mapping[str, float]) -> tuple[float, ...]:
        precision = share(totals.get(hit, 0), totals.get(found, 0))
        recall = share(totals.get(hit, 0), totals.get(gold, 0))
        return harmonic(precision, recall), precision, recall

    return Measure(name, of)


def ratio(name: str, part: str, whole: str) -> Measure:
    """Return the measure of one count (or sum) over another."""
    return Measure(name, lambda totals: (share(totals.get(part, 0), totals.get(whole, 0)),))


def share(part: float, whole: float) -> float:
    """Return the quotient; 0 of nothing is 0."""
    return part / whole if whole else 0.0


def harmonic(precision: float, recall: float) -> float:
    """Return F1."""
    return share(2 * precision * recall, precision + recall)


def total(counts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return the sum over documents."""
    totals: defaultdict[str, float] = defaultdict(float)
    for some in counts:
        for key, value in some.items():
            totals[key] += value
    return dict(totals)


def figures(
    measures: Sequence[Measure], counts: Sequence[Mapping[str, float]], *, seed: int
) -> tuple[Figure, ...]:
    """Return every measure over all documents, with its interval."""
    totals = total(counts)
    draws = _draws(counts, seed)
    return tuple(_figure(measure, totals, draws) for measure in measures)


def _figure(
    measure: Measure, totals: Mapping[str, float], draws: Sequence[Mapping[str, float]]
) -> Figure:
    value, *more = measure.of(totals)
    precision, recall = more or (None, None)
    low = high = None
    if draws:
        values = [measure.of(draw)[0] for draw in draws]
        low, high = (float(edge) for edge in np.percentile(values, _TAILS))
    return Figure(
        name=measure.name, value=value, precision=precision, recall=recall, low=low, high=high
    )


def _draws(counts: Sequence[Mapping[str, float]], seed: int) -> list[dict[str, float]]:
    """Return the totals of every resample; none for fewer than two documents."""
    if len(counts) < _FEWEST:
        return []
    keys = sorted({key for some in counts for key in some})
    matrix = np.array([[some.get(key, 0) for key in keys] for some in counts], dtype=float)
    size = len(counts)
    generator = np.random.default_rng(seed)
    times: NDArray[np.int64] = generator.multinomial(size, [1 / size] * size, RESAMPLES)
    return [dict(zip(keys, row, strict=True)) for row in (times @ matrix).tolist()]
