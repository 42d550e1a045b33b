"""Two runs of the same articles: which accusations appeared, vanished or changed, and by what."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.report.exports.cells import records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.tables import Tables

# Columns that may change while the row stays the same claim.
COMPARED = ("accuser", "act", "charge", "factuality", "response", "rule", "legal_stage")
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

Key = tuple[str, int, str, int]


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
    old, new = _by_key(first), _by_key(second)
    found = []
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if before is None or after is None:
            found.append(Difference("appeared" if before is None else "vanished", before, after))
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


def _by_key(tables: Tables) -> dict[Key, dict[str, Any]]:
    """Return rows by document, place of the cue, accused, and rank among rows that share these."""
    found: dict[Key, dict[str, Any]] = {}
    ranks: Counter[tuple[str, int, str]] = Counter()
    for row in records(tables.accusations):
        place = (row["document_id"], row["cue_raw_start"], row["accused"])
        found[*place, ranks[place]] = row
        ranks[place] += 1
    return found
