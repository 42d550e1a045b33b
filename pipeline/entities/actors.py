"""Names become mentions and actors of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline import extensions
from pipeline.records import Actor, ActorKind, Mention, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS = {
    "PER": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "LOC": ActorKind.PLACE,
    "MISC": ActorKind.ORGANISATION,
}


@Language.factory("griefs_actors", requires=["doc.ents"], assigns=["doc._.actors"])
def create_actors(nlp: Language, name: str) -> Actors:
    """Build the component."""
    del nlp, name
    extensions.register()
    return Actors()


class Actors:
    """Set `doc._.actors` and `doc._.mentions` from the names of the document."""

    def __call__(self, doc: Doc) -> Doc:
        fullest: dict[tuple[str, str], str] = {}
        for ent in doc.ents:
            if ent.label_ == "PER" and len(ent) > 1:
                fullest.setdefault((ent.label_, ent[-1].text), ent.text)
        names: dict[tuple[str, str], list[str]] = {}
        mentions = []
        order: dict[tuple[str, str], int] = {}
        for ent in doc.ents:
            full = fullest.get((ent.label_, ent.text), ent.text)
            key = (ent.label_, full)
            index = order.setdefault(key, len(order))
            names.setdefault(key, []).append(ent.text)
            form = MentionForm.NAME if full == ent.text else MentionForm.PARTIAL_NAME
            mentions.append(Mention(ent, form, index, "same_name", 0.9))
        doc._.actors = tuple(
            Actor(full, KINDS[label], tuple(sorted(set(names[label, full]))))
            for label, full in order
        )
        doc._.mentions = tuple(mentions)
        return doc
