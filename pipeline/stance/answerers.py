"""Who gives an answer: an accused, somebody who speaks for it, or a word that may mean either.

Pronouns and descriptions are resolved before anybody knows that an answer follows, mostly to the
last subject, which in *A accuse B. Celui-ci dément* is the accuser. Whoever denies is more often
accused, so such words stay open here, and the accusation that stands nearest settles them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.records import ActorKind, MentionForm
from pipeline.scan import features_of
from pipeline.stance.grammar import grammar
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from pipeline.records import Mention, Party
    from pipeline.stance.nominals import Mentions

OPEN_REACH = 2  # sentences back to the one whom *il*, *l'intéressé* may stand for
POINTING_REACH = 4  # *ces accusations*, *son avocat*
NAMES = frozenset({MentionForm.NAME, MentionForm.PARTIAL_NAME, MentionForm.ACRONYM})


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors that accuse, and those that are accused, in a text."""

    accusers: frozenset[Party]
    accused: frozenset[int]


@dataclass(frozen=True, slots=True)
class Answerer:
    """Who gives an answer.

    Attributes:
        actor: The accused who gives it, or for whom it is given; None where that is open.
        speaker: The actor whose words it is, accused or not; None where that is open.
        may_be: The accused that an open word may stand for.
        reach: Sentences back to an accusation of one of those.
    """

    actor: int | None = None
    speaker: int | None = None
    may_be: frozenset[int] = frozenset()
    reach: int = OPEN_REACH


def answerer(mentions: Mentions, head: Token, cast: Cast) -> Answerer:
    """Return who speaks under a noun or pronoun."""
    mention = mentions.of(head)
    if mention is not None and mention.form is MentionForm.PRONOUN:
        named = _last_noun(mentions, mention)
        if named is not None and named.i != head.i and speaks_for(named):
            return answerer(mentions, named, cast)
    known = None if mention is None else mention.actor
    actor = answering(mentions, head, cast.accused)
    if actor is not None:
        return Answerer(actor, actor if known is None else known)
    settled = mention is not None and _is_settled(mentions, mention, cast)
    speaker = known if settled else None
    if speaks_for(head) or is_client(head):
        other = _other_owner(mentions, head, cast)
        if other is not None:
            return Answerer(None, other)
        return Answerer(None, speaker, cast.accused - {known}, POINTING_REACH)
    if settled or not _is_definite(head):
        return Answerer(None, known)
    fitting = frozenset(a for a in cast.accused if _may_mean(mentions.doc, head, a))
    if known is not None and known not in cast.accusers:
        actors = mentions.doc._.actors
        fitting = frozenset(a for a in fitting if actors[a].kind is ActorKind.PERSON)
    return Answerer(None, None, fitting)


def answering(mentions: Mentions, head: Token, accused: frozenset[int]) -> int | None:
    """Return the accused who speaks under a noun, or for whom the one who speaks does."""
    mention = mentions.of(head)
    if mention is not None and mention.actor is not None and mention.actor in accused:
        named = mentions.doc._.actors[mention.actor].named
        if named or not is_client(head):  # « mon client » without a name may be anybody accused
            return mention.actor
    for child in head.children:
        if child.dep_ in {"appos", "conj"} and child.i > head.i and speaks_for(child):
            for below in child.subtree:
                owner = mentions.of(below) if below.i > child.i else None
                if owner is not None and owner.actor in accused:
                    return owner.actor
    if speaks_for(head):
        for owner in _owners(mentions, head):
            if owner.actor in accused:
                return owner.actor
    return None


def _owners(mentions: Mentions, head: Token) -> Iterator[Mention]:
    """Yield whom a delegate belongs to: *son avocat*, *le directeur de la campagne de X*."""
    grandchildren = (below for child in head.children for below in child.children)
    for child in (*head.children, *grandchildren):
        owner = _owner(mentions, child) if child.i != head.i else None
        if owner is not None:
            yield owner


def _other_owner(mentions: Mentions, head: Token, cast: Cast) -> int | None:
    """Return whom else a delegate speaks for beyond doubt: *le porte-parole de Matignon*."""
    for owner in _owners(mentions, head):
        is_possessive = owner.span.root.lower_ in words_of("possessives")
        is_other = owner.form in NAMES or owner.span.root.lemma_ in words_of("wronged")
        if not is_possessive and (is_other or _is_accuser(mentions, owner, cast)):
            return owner.actor
    return None


def _owner(mentions: Mentions, child: Token) -> Mention | None:
    if child.lower_ in words_of("possessives"):
        return mentions.possessive(child.i)
    is_complement = any(case.lower_ in words_of("genitives") for case in child.children)
    return mentions.of(child) if is_complement else None


def _last_noun(mentions: Mentions, pronoun: Mention) -> Token | None:
    """Return the noun that a pronoun takes up: *son avocat … il dément*."""
    before = [
        m
        for m in mentions.source
        if m.actor == pronoun.actor is not None
        and m.form is not MentionForm.PRONOUN
        and m.span.end <= pronoun.span.start
    ]
    return before[-1].span.root if before else None


def speaks_for(head: Token) -> bool:
    """Tell *l'avocat de X*, *l'entourage de X* from *la victime de X*."""
    return head.lemma_ in words_of("delegates") or head.lower_ in words_of("delegates")


def is_client(head: Token) -> bool:
    """Tell *son client*, *mon client* in a lawyer's words: the accused."""
    return head.lower_ in words_of("clients") and any(
        child.dep_ == "det" and child.lower_ not in grammar()["determiners.definite"]
        for child in head.children
    )


def _is_settled(mentions: Mentions, mention: Mention, cast: Cast) -> bool:
    """Whether a mention stands for its actor beyond doubt: by name, by a word used before."""
    if mention.actor is None:
        return False
    if mention.form in NAMES or _is_accuser(mentions, mention, cast):
        return True
    return mention.actor not in cast.accusers and not _is_new_person(mentions, mention)


def _is_new_person(mentions: Mentions, mention: Mention) -> bool:
    """Whether nobody was called so before (*X est accusé… L'homme d'affaires nie*)."""
    actor = mention.actor
    if actor is None:
        return False
    known = mentions.doc._.actors[actor]
    if known.named or known.kind is not ActorKind.PERSON:
        return False
    return next(m for m in mentions.source if m.actor == actor) is mention


def _is_accuser(mentions: Mentions, mention: Mention, cast: Cast) -> bool:
    """Whether an accuser is named first or as before: *le syndicat accuse … le syndicat dément*."""
    if mention.actor not in cast.accusers:
        return False
    root = mention.span.root
    before = [
        m.span.root.lower_
        for m in mentions.source
        if m.actor == mention.actor and m.span.end <= root.i
    ]
    return not before or root.lower_ in before


def _is_definite(head: Token) -> bool:
    if head.lower_ in words_of("third_person"):
        return True
    first = head.doc[head.i - 1] if head.i else head
    definite = grammar()["determiners.definite"] | words_of("demonstratives")
    return any(t.lower_ in definite for t in (first, *head.lefts))


def _may_mean(doc: Doc, head: Token, actor: int) -> bool:
    """Whether a pronoun or a noun may stand for an actor, as far as gender tells."""
    known = doc._.actors[actor]
    is_person = known.kind is ActorKind.PERSON
    said = features_of(head)
    if is_person and "Plur" in said.get("Number", ()):
        return False
    gender = said.get("Gender")
    is_pronoun = head.lower_ in words_of("third_person")
    if known.gender is None or gender is None or not (is_person or is_pronoun):
        return True
    return known.gender in gender
