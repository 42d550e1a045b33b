"""What annotation tools get: labelled stretches and the relations of every accusation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.report.exports.cells import records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.tables import Tables

CUE, CHARGE, ACTOR = "Cue", "Charge", "Actor"
_STATUS = ("act", "factuality", "response")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled stretch; `key` is unique in its document."""

    key: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """One accusation in terms of stretches of its document."""

    id: str
    cue: Labelled
    accuser: Labelled | None
    accused: Labelled | None
    charge: Labelled | None
    status: Mapping[str, str]


def events_of(tables: Tables) -> Mapping[str, list[Event]]:
    """Return the accusations of each document; actors are the mention nearest to the cue."""
    mentions: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for m in records(tables.mentions.dropna(subset=["actor_id"])):
        mentions[m["document_id"], m["actor_id"]].append((m["raw_start"], m["raw_end"]))
    found: defaultdict[str, list[Event]] = defaultdict(list)
    keys: defaultdict[str, dict[tuple[str, int, int], Labelled]] = defaultdict(dict)
    for row in records(tables.accusations):
        known, places = keys[row["document_id"]], _places(row, mentions)
        parts = {role: _labelled(known, *place) for role, place in places.items()}
        cue = parts["cue"]
        if cue is not None:
            found[row["document_id"]].append(
                Event(
                    id=row["accusation_id"],
                    cue=cue,
                    accuser=parts["accuser"],
                    accused=parts["accused"],
                    charge=parts["charge"],
                    status={name: row[name] for name in _STATUS if row[name] is not None},
                )
            )
    return found


def _places(
    row: Mapping[str, Any], mentions: Mapping[tuple[str, str], list[tuple[int, int]]]
) -> dict[str, tuple[str, int | None, int | None]]:
    start = row["cue_raw_start"]
    places = {
        "cue": (CUE, start, row["cue_raw_end"]),
        "charge": (CHARGE, row["charge_raw_start"], row["charge_raw_end"]),
    }
    for role in ("accuser", "accused"):
        own = mentions.get((row["document_id"], row[f"{role}_id"]), [])
        places[role] = (ACTOR, *_nearest(own, start))
    return places


def _labelled(
    known: dict[tuple[str, int, int], Labelled], label: str, start: int | None, end: int | None
) -> Labelled | None:
    if start is None or end is None:
        return None
    new = Labelled(f"T{len(known) + 1}", label, start, end)
    return known.setdefault((label, start, end), new)


def stretches(events: list[Event]) -> list[Labelled]:
    """Return the stretches of a document's events, each once, in the order of their keys."""
    parts: dict[str, Any] = {}
    for event in events:
        for part in (event.cue, event.accuser, event.accused, event.charge):
            if part is not None:
                parts[part.key] = part
    return sorted(parts.values(), key=lambda part: int(part.key[1:]))


def _nearest(places: list[tuple[int, int]], start: int) -> tuple[int, int] | tuple[None, None]:
    return min(places, key=lambda place: (abs(place[0] - start), place)) if places else (None, None)
