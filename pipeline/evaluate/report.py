"""What an evaluation tells, as a value, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.evaluate.figures import Figure
    from pipeline.evaluate.mistakes import Mistake

_WIDTH = 36


@dataclass(frozen=True, slots=True)
class Report:
    """Figures, the counts they rest on, and the errors by class."""

    figures: tuple[Figure, ...]
    counts: Mapping[str, float]
    mistakes: tuple[Mistake, ...] = ()

    def figure(self, name: str) -> Figure:
        """Return the figure of a name.

        Raises:
            KeyError: There is none.
        """
        for figure in self.figures:
            if figure.name == name:
                return figure
        raise KeyError(name)


def lines(report: Report, *, errors: int) -> Iterator[str]:
    """Yield the report as text.

    Args:
        report: What to tell.
        errors: How many errors of each class to show with their sentences.
    """
    for figure in report.figures:
        yield _figure_line(figure)
    if not report.mistakes:
        return
    classes = Counter(mistake.fault for mistake in report.mistakes)
    yield ""
    for fault, count in classes.most_common():
        yield f"{fault:{_WIDTH}} {count}"
    if errors:
        for fault, _ in classes.most_common():
            of_class = [mistake for mistake in report.mistakes if mistake.fault is fault]
            yield f"\n# {fault} ({min(errors, len(of_class))} of {len(of_class)})"
            for mistake in of_class[:errors]:
                yield from _mistake_lines(mistake)


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as plain data."""
    return {
        "figures": {figure.name: _figure_json(figure) for figure in report.figures},
        "counts": {name: report.counts[name] for name in sorted(report.counts)},
        "errors": [
            {
                "class": str(mistake.fault),
                "document_id": mistake.document_id,
                "sentence": mistake.sentence,
                "gold": mistake.gold,
                "found": mistake.found,
                "rule": mistake.rule,
            }
            for mistake in report.mistakes
        ],
    }


def _figure_json(figure: Figure) -> dict[str, float]:
    values = {
        "p": figure.precision,
        "r": figure.recall,
        "f1" if figure.precision is not None else "value": figure.value,
        "low": figure.low,
        "high": figure.high,
    }
    return {name: value for name, value in values.items() if value is not None}


def _figure_line(figure: Figure) -> str:
    interval = "" if figure.low is None else f"  [{figure.low:.3f}, {figure.high:.3f}]"
    if figure.precision is None:
        return f"{figure.name:{_WIDTH}} {figure.value:.3f}{interval}"
    return (
        f"{figure.name:{_WIDTH}} P {figure.precision:.3f}  R {figure.recall:.3f}  "
        f"F1 {figure.value:.3f}{interval}"
    )


def _mistake_lines(mistake: Mistake) -> Iterator[str]:
    rule = "" if mistake.rule is None else f" ({mistake.rule})"
    yield f"- {mistake.document_id}{rule}: {' '.join(mistake.sentence.split())}"
    if mistake.gold is not None:
        yield f"    gold:  {mistake.gold}"
    if mistake.found is not None:
        yield f"    found: {mistake.found}"
