"""The ledger: the researcher's decisions on actors, in `actors.csv` of the run's folder.

Every run writes the actors that it found into this file and keeps what the researcher put in the
columns `decision` and `value`:

- `merge`, value: the `actor_id` that this actor is one with;
- `rename`, value: the name to show;
- `split`, value: documents, with `|` between them, whose actor is another one;
- `exclude`: no row about this actor.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.records import Merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pipeline.records import LocalActor

COLUMNS = ("actor_id", "name", "kind", "aliases", "n_documents", "n_mentions")
OWN = ("decision", "value")
SEPARATOR = "|"


class Decision(StrEnum):
    """What a researcher may decide."""

    MERGE = "merge"
    RENAME = "rename"
    SPLIT = "split"
    EXCLUDE = "exclude"


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision on one actor."""

    actor_id: str
    name: str
    decision: Decision
    value: str
    row: lexicon.Row


def read(path: Path | None) -> tuple[Ruling, ...]:
    """Return the decisions of a ledger, in its order.

    Raises:
        LexiconError: A decision is unknown, or lacks its value.
    """
    if path is None or not path.exists():
        return ()
    rulings = []
    # A file without our columns is a table that an earlier version wrote: it holds no decision.
    with path.open(encoding="utf-8-sig", newline="") as file:
        if not set(OWN) <= set(next(csv.reader(file), ())):
            return ()
    for row in lexicon.read_csv(path, ("actor_id", *OWN)):
        if row.get("decision") is None:
            continue
        decision = Decision(row.one_of("decision", [*Decision]))
        value = row["value"]
        if not value and decision is not Decision.EXCLUDE:
            raise row.error(f"the decision {decision} needs a value")
        rulings.append(Ruling(row["actor_id"], row.get("name") or "", decision, value, row))
    return tuple(rulings)


def apply(merged: Merged, local: Sequence[LocalActor], rulings: Iterable[Ruling]) -> Merged:
    """Return the actors of the corpus with the decisions carried out.

    Splits come first, then merges, names and exclusions, whatever their order in the file.

    Raises:
        LexiconError: Merges go in a circle.
    """
    by_kind: dict[Decision, list[Ruling]] = {kind: [] for kind in Decision}
    for ruling in rulings:
        by_kind[ruling.decision].append(ruling)
    ids, names = dict(merged.ids), dict(merged.names)
    _split(ids, names, local, by_kind[Decision.SPLIT])
    into = {one.actor_id: one for one in by_kind[Decision.MERGE]}
    ends = {actor_id: _end(into, actor_id) for actor_id in into}
    named = {one.actor_id: one.value for one in by_kind[Decision.RENAME]}
    excluded = {one.actor_id for one in by_kind[Decision.EXCLUDE]}
    final: dict[str, str | None] = {}
    for local_id, actor_id in ids.items():
        end = actor_id if actor_id is None else ends.get(actor_id, actor_id)
        final[local_id] = None if end is None or {end, actor_id} & excluded else end
        if end is not None and actor_id is not None and end not in names:
            names[end] = names[actor_id]
    kept = {one for one in final.values() if one is not None}
    return Merged(final, {one: named.get(one, names[one]) for one in names if one in kept})


def _split(
    ids: dict[str, str | None],
    names: dict[str, str],
    local: Sequence[LocalActor],
    rulings: Iterable[Ruling],
) -> None:
    """Give the actor of some documents an id of its own."""
    apart: dict[tuple[str, str], str] = {}
    ranks: dict[str, int] = {}
    for ruling in rulings:
        ranks[ruling.actor_id] = ranks.get(ruling.actor_id, 1) + 1
        new = f"{ruling.actor_id}--{ranks[ruling.actor_id]}"
        for document in ruling.value.split(SEPARATOR):
            apart[ruling.actor_id, document.strip()] = new
    for one in local if apart else ():
        old = ids[one.local_id]
        if old is not None and (old, one.document_id) in apart:
            new = apart[old, one.document_id]
            ids[one.local_id] = new
            names[new] = names[old]


def _end(into: Mapping[str, Ruling], actor_id: str) -> str:
    seen = [actor_id]
    while seen[-1] in into:
        following = into[seen[-1]].value
        if following in seen:
            raise into[seen[-1]].row.error(f"{' → '.join([*seen, following])} goes in a circle")
        seen.append(following)
    return seen[-1]


def text(actors: Iterable[Mapping[str, object]], rulings: Sequence[Ruling]) -> str:
    """Return the ledger as CSV: all actors of a run, with the decisions taken so far.

    Args:
        actors: Rows of the table `actors`.
        rulings: Decisions; those on actors that the tables no longer have are kept too.
    """
    taken: dict[str, list[Ruling]] = {}
    for ruling in rulings:
        taken.setdefault(ruling.actor_id, []).append(ruling)
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow((*COLUMNS, *OWN))
    for actor in actors:
        cells = [_cell(actor[column]) for column in COLUMNS]
        found = taken.pop(str(actor["actor_id"]), [])
        for ruling in found:
            writer.writerow((*cells, ruling.decision, ruling.value))
        if not found:
            writer.writerow((*cells, "", ""))
    for left in taken.values():
        for one in left:
            writer.writerow((one.actor_id, one.name, "", "", "", "", one.decision, one.value))
    return file.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return SEPARATOR.join(str(one).strip() for one in value)
    return str(value).strip()
