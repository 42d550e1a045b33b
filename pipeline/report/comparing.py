"""Two runs of the same articles: which accusations appeared, vanished or changed, and by what."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from pipeline.report.exports.cells import records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.tables import Tables

# Columns that may change while the row stays the same claim.
COMPARED = ("accused", "accuser", "act", "charge", "factuality", "response", "rule", "legal_stage")
_VERSIONS = (
    "versions",
    "model_sha256",
    "articles_sha256",
    "lexicons_sha256",
    "lexicons",
    "code",
    "configuration",
    "own_files",
)
_WHAT = {"lexicons": "lexicon {}", "code": "code of {}", "own_files": "your {}"}
_HASH = re.compile(r"[0-9a-f]{32,}")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that is not the same in both runs.

    Attributes:
        what: `appeared`, `vanished` or `changed`.
        columns: What changed, as (column, before, after).
    """

    what: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    columns: tuple[tuple[str, Any, Any], ...] = ()

    @property
    def row(self) -> Mapping[str, Any]:
        """The row, of the second run where it is there."""
        row = self.before if self.after is None else self.after
        return {} if row is None else row


def differences(first: Tables, second: Tables) -> list[Difference]:
    """Return what differs in `accusations`, in the order of documents and texts."""
    old, new = _by_place(first), _by_place(second)
    found = []
    for place in sorted(old.keys() | new.keys()):
        for before, after in _aligned(old.get(place, []), new.get(place, [])):
            if before is None or after is None:
                what = "appeared" if before is None else "vanished"
                found.append(Difference(what, before, after))
                continue
            columns = tuple((c, before[c], after[c]) for c in COMPARED if before[c] != after[c])
            if columns:
                found.append(Difference("changed", before, after, columns))
    return found


def versions_changed(first: Path, second: Path) -> Iterator[str]:
    """Yield what the manifests of two runs say of other versions, lexicons or options."""
    old, new = _manifest(first), _manifest(second)
    for name in _VERSIONS:
        before, after = old.get(name), new.get(name)
        if isinstance(before, dict) and isinstance(after, dict):
            for key in sorted(before.keys() | after.keys()):
                if before.get(key) != after.get(key):
                    what = _WHAT.get(name, "{}").format(key)
                    yield f"{what}: {_short(before.get(key))} → {_short(after.get(key))}"
        elif before != after and None not in {before, after}:
            yield f"{name}: {_short(before)} → {_short(after)}"


def by_rule(found: Sequence[Difference]) -> list[tuple[str, Counter[str]]]:
    """Return how many rows of each rule appeared, vanished or changed; most first."""
    counts: dict[str, Counter[str]] = {}
    for d in found:
        counts.setdefault(str(d.row["rule"]), Counter())[d.what] += 1
    return sorted(counts.items(), key=lambda pair: (-pair[1].total(), pair[0]))


def _short(value: object) -> str:
    """Return a hash by its beginning, anything else whole."""
    text = "–" if value is None else str(value)
    return text[:12] if _HASH.fullmatch(text) else text


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "run.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def _by_place(tables: Tables) -> dict[tuple[str, int], list[Row]]:
    """Return the rows of each document and place of a cue."""
    found: dict[tuple[str, int], list[Row]] = {}
    for row in records(tables.accusations):
        found.setdefault((row["document_id"], row["cue_raw_start"]), []).append(row)
    return found


def _aligned(
    before: Sequence[Row], after: Sequence[Row]
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield the rows of one cue in pairs: those of one accused, then the others in their order."""
    left, right = list(before), list(after)
    for row in before:
        same = next((other for other in right if other["accused"] == row["accused"]), None)
        if same is not None:
            yield row, same
            left.remove(row)
            right.remove(same)
    yield from zip_longest(left, right)
