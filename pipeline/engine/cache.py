"""Where the parse of an article stands: packs of Docs beside an index of their keys."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.engine import storage

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from pipeline.engine.storage import Location


@dataclass(frozen=True, slots=True)
class Place:
    """A Doc in a pack."""

    pack: str
    rank: int


def index(folder: Location) -> dict[str, Place]:
    """Return the place of every parse in a folder, by parse key."""
    places: dict[str, Place] = {}
    for path in storage.files(folder, "*.json"):
        for rank, key in enumerate(json.loads(path.read_bytes())):
            places[key] = Place(path.stem, rank)
    return places


def write(folder: Location, name: str, keys: Sequence[str], docs: Sequence[Doc]) -> None:
    """Write a pack, then its index: an index that exists has its pack."""
    from pipeline.engine import parses  # noqa: PLC0415  # spaCy, which a supervisor does without

    storage.write_whole(folder / f"{name}.docs", parses.pack(docs))
    storage.write_whole(folder / f"{name}.json", json.dumps(list(keys)).encode())


def read(folder: Location, places: Mapping[str, Place], vocab: Vocab) -> dict[str, Doc]:
    """Return the Docs at some places, by parse key. A pack that is gone or broken gives nothing."""
    wanted: dict[str, dict[int, str]] = {}
    for key, place in places.items():
        wanted.setdefault(place.pack, {})[place.rank] = key
    found: dict[str, Doc] = {}
    for pack, ranks in wanted.items():
        for rank, doc in _docs(folder / f"{pack}.docs", vocab, ranks):
            found[ranks[rank]] = doc
    return found


def _docs(path: Location, vocab: Vocab, ranks: Container[int]) -> list[tuple[int, Doc]]:
    from pipeline.engine import parses  # noqa: PLC0415

    try:
        return list(parses.unpack(path.read_bytes(), vocab, ranks))
    except Exception:  # noqa: BLE001  # whatever is wrong with a cache, parsing again mends it
        return []
