"""The component that adds descriptions and pronouns to the mentions of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline import extensions
from pipeline.entities.descriptions import Describing
from pipeline.entities.pronouns import Resolving
from pipeline.entities.tokens import tokens_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


@Language.factory(
    "griefs_coreference",
    requires=["doc._.actors", "doc._.mentions", "token.dep"],
    assigns=["doc._.actors", "doc._.mentions", "doc._.antecedents"],
)
def create_coreference(nlp: Language, name: str) -> Coreference:
    """Build the component."""
    del nlp, name
    extensions.register()
    return Coreference()


class Coreference:
    """Extend `doc._.mentions` and `doc._.actors`; set `doc._.antecedents`."""

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        tokens = tokens_of(doc)
        describing = Describing(tokens)
        found = [*doc._.mentions, *describing.mentions()]
        doc._.actors = describing.actors()
        pronouns, links = Resolving(tokens, found, doc._.actors).resolve()
        found.extend(pronouns)
        doc._.mentions = tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end)))
        doc._.antecedents = tuple(links)
        return doc
