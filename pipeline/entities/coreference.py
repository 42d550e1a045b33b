"""The component that adds descriptions and pronouns to the mentions of a document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline import extensions
from pipeline.entities.agents import agents
from pipeline.entities.descriptions import Describing
from pipeline.entities.possessed import moved, settled
from pipeline.entities.pronouns import Resolving
from pipeline.entities.tokens import tokens_of
from pipeline.records import MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from pipeline.records import Mention


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
        found = self._possessed(doc, describing, found)
        acting = agents(tokens, found, describing.phrases)
        doc._.actors = tuple(
            replace(one, acts=True) if i in acting and not one.named else one
            for i, one in enumerate(doc._.actors)
        )
        doc._.mentions = tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end)))
        doc._.antecedents = tuple(links)
        return doc

    def _possessed(self, doc: Doc, describing: Describing, found: list[Mention]) -> list[Mention]:
        """Give *son avocat* to whom it stands for, now that the possessor is known."""
        if not describing.owned:
            return found
        owners = {
            m.span.start: m.actor
            for m in found
            if m.form is MentionForm.PRONOUN and m.actor is not None
        }
        size = len(doc._.actors)
        changes, copied = settled(describing.owned, owners, describing.possessing(), size)
        if not changes:
            return found
        doc._.actors = (*doc._.actors, *(doc._.actors[index] for index in copied))
        kept = {one.actor for one in describing.owned if one.phrase.head not in changes}
        whole = {
            one.actor: changes[one.phrase.head].actor
            for one in describing.owned
            if one.phrase.head in changes and one.actor not in kept and one.how == "own"
        }
        return moved(found, changes, whole)
