"""Names by exact span and kind.

Of nested gold names the outermost counts; finding an inner one is neither right nor wrong.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.evaluate.chain import raw_offsets
from pipeline.evaluate.figures import prf
from pipeline.records import ActorKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc

Name = tuple[int, int, str]

KINDS = {
    "Person": str(ActorKind.PERSON),
    "Organization": str(ActorKind.ORGANISATION),
    "Location": str(ActorKind.PLACE),
}
# What the model calls names; its miscellany counts as none of the kinds.
_LABELS = {
    "PER": str(ActorKind.PERSON),
    "ORG": str(ActorKind.ORGANISATION),
    "LOC": str(ActorKind.PLACE),
}
_NAMING = frozenset({MentionForm.NAME, MentionForm.PARTIAL_NAME, MentionForm.ACRONYM})
SYSTEMS = ("names", "entities")

NAME_MEASURES = tuple(
    prf(f"{system}.{kind}", f"{system} {kind} hit", f"{system} {kind} found", f"{kind} gold")
    for system in SYSTEMS
    for kind in KINDS.values()
)


def name_counts(doc: Doc, entities: Sequence[tuple[int, int, str]]) -> Counter[str]:
    """Return what one document adds: mentions of actors (`names`), the Doc's entities beside."""
    gold = {(start, end, KINDS[label]) for start, end, label in entities}
    outer = {name for name in gold if not any(_inside(name, other) for other in gold)}
    counts: Counter[str] = Counter(f"{kind} gold" for _, _, kind in outer)
    for system, names in zip(SYSTEMS, (_mentioned(doc), _entities(doc)), strict=True):
        counted = _without_inner(names, gold - outer)
        counts.update(f"{system} {kind} found" for _, _, kind in counted)
        counts.update(f"{system} {kind} hit" for _, _, kind in counted & outer)
    return counts


def _mentioned(doc: Doc) -> set[Name]:
    return {
        (*raw_offsets(mention.span), str(doc._.actors[mention.actor].kind))
        for mention in doc._.mentions
        if mention.form in _NAMING and mention.actor is not None
    }


def _entities(doc: Doc) -> set[Name]:
    return {
        (*raw_offsets(entity), _LABELS[entity.label_])
        for entity in doc.ents
        if entity.label_ in _LABELS
    }


def _without_inner(names: Iterable[Name], inner: set[Name]) -> set[Name]:
    places = {(start, end) for start, end, _ in inner}
    return {name for name in names if name[:2] not in places}


def _inside(name: Name, other: Name) -> bool:
    return name[:2] != other[:2] and other[0] <= name[0] and name[1] <= other[1]
