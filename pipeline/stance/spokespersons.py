"""Who speaks for an accused: a lawyer, a spokesperson, a family, a party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipeline.stance.nominals import Mentions


def answering(mentions: Mentions, head: Token, accused: set[int]) -> int | None:
    """Return the accused who speaks under a noun, or for whom the one who speaks does."""
    mention = mentions.of(head)
    if mention is not None and mention.actor in accused:
        return mention.actor
    for child in head.children:
        if child.dep_ in {"appos", "conj"} and child.i > head.i and speaks_for(child):
            for below in child.subtree:
                owner = mentions.of(below) if below.i > child.i else None
                if owner is not None and owner.actor in accused:
                    return owner.actor
    grandchildren = (below for child in head.children for below in child.children)
    for child in (*head.children, *grandchildren):
        is_owner = child.lower_ in words_of("possessives") or any(
            case.lower_ in words_of("genitives") for case in child.children
        )
        owner = mentions.of(child) if is_owner and child.i != head.i else None
        if owner is not None and owner.actor in accused and speaks_for(head):
            return owner.actor
    return None


def speaks_for(head: Token) -> bool:
    """Tell *l'avocat de X*, *l'entourage de X* from *la victime de X*."""
    return head.lemma_ in words_of("delegates") or head.lower_ in words_of("delegates")
