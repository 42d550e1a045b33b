"""Who says what: cue, source and content against annotated targets.

The gold annotates one target a record, not every attribution of its text: recall is over the
targets, and the overlaps are measured on the targets that were found. Overlap of contents is the
share of characters of the union (Jaccard); 0.3 and 0.8 are the thresholds of Radar de Parité.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.evaluate.chain import raw_offsets
from pipeline.evaluate.figures import ratio, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.tokens import Doc, Span

REPORTED, ACCUSED = "reported_speech", "accusations"
_ENOUGH, _MOST = 0.3, 0.8

ATTRIBUTION_MEASURES = (
    ratio("attribution.cue_recall", "cues hit", "cues"),
    ratio("attribution.source_recall", "sources hit", "sources"),
    ratio("attribution.source_of_found", "sources hit", "sources of found"),
    ratio("attribution.content_over_0.3", "contents enough", "contents of found"),
    ratio("attribution.content_over_0.8", "contents most", "contents of found"),
    ratio("attribution.content_overlap", "content overlap", "contents of found"),
    ratio("attribution.accusation_cue_recall", "accusing cues hit", "accusing cues"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """One annotated attribution: characters of its parts."""

    kind: str
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]


def target_of(record: Mapping[str, Any]) -> Target:
    """Return the target of a gold record, in offsets of its natural text."""
    return Target(
        record["kind"],
        _characters(record["target"]),
        _characters(record.get("speaker", ())),
        _characters(record.get("content", ())),
    )


def attribution_counts(doc: Doc, targets: Sequence[Target]) -> dict[str, float]:
    """Return what one text adds."""
    accusing = [target for target in targets if target.kind == ACCUSED]
    cues = [_span(accusation.cue) for accusation in doc._.accusations] if accusing else []
    hit = sum(any(cue & target.cue for cue in cues) for target in accusing)
    return total(
        [
            *(_reported(doc, target) for target in targets if target.kind == REPORTED),
            {"accusing cues": len(accusing), "accusing cues hit": hit},
        ]
    )


def _reported(doc: Doc, target: Target) -> dict[str, float]:
    counts: dict[str, float] = {"cues": 1, "sources": bool(target.source)}
    found = [s for s in doc._.statements if s.cue is not None and _span(s.cue) & target.cue]
    if not found:
        return counts
    best = max(found, key=lambda statement: _overlap(_span(statement.content), target.content))
    counts["cues hit"] = 1
    if target.source:
        source = frozenset() if best.source_span is None else _span(best.source_span)
        counts["sources of found"] = 1
        counts["sources hit"] = bool(source & target.source)
    if target.content:
        overlap = _overlap(_span(best.content), target.content)
        counts["contents of found"] = 1
        counts["contents enough"] = overlap > _ENOUGH
        counts["contents most"] = overlap > _MOST
        counts["content overlap"] = overlap
    return counts


def _characters(spans: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    ranges = (range(span["start_detok"], span["end_detok"]) for span in spans)
    return frozenset(offset for some in ranges for offset in some)


def _span(span: Span) -> frozenset[int]:
    return frozenset(range(*raw_offsets(span)))


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
