"""Actors of documents become actors of the corpus.

Named actors are one when their names are the same but for case, accents and punctuation. An actor
that only descriptions name (*le maire*) is another one in every document.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.records import Merged

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.records import LocalActor


def merge(actors: Iterable[LocalActor], ledger: Path | None = None) -> Merged:
    """Return the actors of the corpus; linear in the number of actors."""
    del ledger
    ids: dict[str, str | None] = {}
    forms: dict[str, Counter[str]] = {}
    for actor in actors:
        key = slug(actor.name) or slug(actor.local_id)
        actor_id = key if actor.named else f"{key}--{slug(actor.document_id)}"
        ids[actor.local_id] = actor_id
        forms.setdefault(actor_id, Counter())[actor.name] += actor.n_mentions + 1
    names = {one: min(found, key=lambda f: (-found[f], f)) for one, found in forms.items()}
    return Merged(ids, names)


def slug(name: str) -> str:
    """Return a name as an id: lower case, no accents, hyphens."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
