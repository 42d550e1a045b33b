"""Accusations that only their denial mentions: *son entourage dément cette dernière accusation*.

Whoever rejects accusations has been accused; the article need not say by whom or of what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Accusation, Act, ActType
from pipeline.scan import sentence_end
from pipeline.stance.contents import trimmed
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Response
    from pipeline.stance.nominals import Mentions


def presupposed(
    doc: Doc,
    mentions: Mentions,
    denials: Sequence[tuple[int, Token, Response, Span]],
    known: Sequence[Accusation],
) -> Iterator[Accusation]:
    """Yield the accusations that answers presuppose and no frame has found.

    Args:
        doc: The text.
        mentions: Its mentions.
        denials: Who answers, the noun that is answered, how, by which words.
        known: The accusations found so far.
    """
    group = 1 + max((accusation.group for accusation in known), default=-1)
    for actor, noun, response, cue in denials:
        if noun.lemma_ not in words_of("presupposing_nouns") or _is_known(noun, known):
            continue
        accuser = _accuser(noun, mentions)
        charge = _charge(noun, mentions)
        names_nobody = accuser is None and charge is None
        if accuser == actor or (names_nobody and _takes_up(noun, actor, known)):
            continue
        yield Accusation(
            accuser=accuser,
            accused=actor,
            act=Act.ACCUSE,
            act_type=ActType.ACCUSE,
            cue=doc[noun.i : noun.i + 1],
            cue_lemma=noun.lemma_,
            rule="answer.presupposed",
            group=group,
            charge=charge,
            response=response,
            response_cue=cue,
            features={"path": "answer", "strength": 0.0, "category": "noun"},
        )
        group += 1


def _is_known(noun: Token, known: Sequence[Accusation]) -> bool:
    return any(
        span.start <= noun.i < span.end
        for accusation in known
        for span in (accusation.cue, accusation.charge)
        if span is not None
    )


def _takes_up(noun: Token, actor: int, known: Sequence[Accusation]) -> bool:
    """Whether *ces*, *de fausses allégations* are but what the same actor was accused of."""
    pointing = any(child.lower_ in words_of("demonstratives") for child in noun.lefts)
    bare = not any(child.dep_ == "det" for child in noun.lefts)
    return (pointing or bare) and any(a.accused == actor and a.cue.start < noun.i for a in known)


def _complement(noun: Token) -> Token | None:
    for child in noun.children:
        is_nominal = child.dep_ == "nmod" and child.i > noun.i
        if is_nominal and any(case.lower_ in words_of("genitives") for case in child.children):
            return child
    return None


def _accuser(noun: Token, mentions: Mentions) -> int | None:
    complement = _complement(noun)
    mention = None if complement is None else mentions.of(complement)
    return None if mention is None else mention.actor


def _charge(noun: Token, mentions: Mentions) -> Span | None:
    complement = _complement(noun)
    if complement is None or mentions.of(complement) is not None:
        return None
    end = min(sentence_end(noun), complement.right_edge.i + 1)
    return trimmed(noun.doc, complement.i, end)
