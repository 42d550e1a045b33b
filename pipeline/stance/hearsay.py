"""Hearsay about somebody who stands accused: *il aurait vidé les caisses*, whatever the verb.

The press conditional reports what it does not vouch for. With any verb it is no accusation; of an
actor whom the article shows accused, unnegated and in the active voice, it goes on with the charge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.inflection import Mood
from pipeline.records import Accusation, Act, ActType, ChargeKind, Factuality
from pipeline.scan import has_feature, scan, sentence_end, sentence_start
from pipeline.stance.attribution_cues import Stand, stand_of
from pipeline.stance.clause import Voice, verb_group
from pipeline.stance.contents import trimmed
from pipeline.stance.grammar import grammar
from pipeline.stance.reported import carried_on
from pipeline.stance.subjects import subject_of
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token

    from pipeline.records import Statement
    from pipeline.stance.nominals import Mentions

CLAIMING = frozenset({Stand.CERTAIN, Stand.NEUTRAL, Stand.FACTIVE, Stand.PROBABLE})
MAX_GAP = 5  # tokens from the auxiliary to the participle


def hearsay(
    doc: Doc,
    mentions: Mentions,
    known: Sequence[Accusation],
    around: Mapping[int, Statement],
) -> Iterator[Accusation]:
    """Yield the conditionals that go on with a charge.

    Args:
        doc: The text.
        mentions: Its mentions.
        known: The accusations found so far; only whom they accuse can be meant.
        around: The innermost statement of each token: whose hearsay it is.
    """
    accused = {accusation.accused for accusation in known}
    group = 1 + max((accusation.group for accusation in known), default=-1)
    read = scan(doc)
    taken = {(one.accused, read.sentence_start(one.cue.start)) for one in known}
    auxiliaries = words_of("hearsay_auxiliaries")
    for auxiliary in (doc[i] for i in read.where(auxiliaries)):
        verb = _participle(auxiliary)
        statement = around.get(auxiliary.i)
        actor = None if verb is None else _subject(mentions, verb, statement)
        if verb is None or actor is None:
            continue
        source = carried_on(auxiliary) if statement is None else statement.source
        if not isinstance(source, int) or source == actor:
            continue
        if actor not in accused and not _is_told_of(actor, verb, statement):
            continue
        if (actor, sentence_start(auxiliary)) in taken or _is_hypothetical(auxiliary):
            continue
        taken.add((actor, sentence_start(auxiliary)))
        yield _accusation(doc, auxiliary, verb, actor, source, group)
        group += 1


def _participle(auxiliary: Token) -> Token | None:
    doc = auxiliary.doc
    for token in doc[auxiliary.i + 1 : min(sentence_end(auxiliary), auxiliary.i + MAX_GAP)]:
        if token.lower_ in words_of("participles_of_be"):
            continue
        if has_feature(token, "VerbForm", "Part"):
            return token if token.lower_ not in words_of("modal_participles") else None
    return None


def _is_told_of(actor: int, verb: Token, statement: Statement | None) -> bool:
    """Tell *selon X, Y aurait vendu la digue*: somebody says what another did to something."""
    if statement is None or statement.source_span is None or statement.source == actor:
        return False
    lemma = statement.cue_lemma
    if lemma is None or stand_of(lemma) not in CLAIMING:
        return False
    if stand_of(verb.lemma_) is not None:  # *aurait vu*, *aurait crié*
        return False
    return any(map(_is_object, verb.rights)) or _agent(verb) is not None


def _is_object(child: Token) -> bool:
    """Tell what is done, also where a date stands before it (*empêché, samedi, la sortie*)."""
    if child.dep_ != "obl:mod":
        return child.dep_ == "obj"
    bare = all(token.dep_ not in {"case", "mark"} for token in child.children)
    return bare and child.pos_ == "NOUN" and child.lower_ not in grammar()["times.nouns"]


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        by = any(case.lower_ in words_of("agent_prepositions") for case in child.children)
        if by and child.i > verb.i:
            return child
    return None


def _subject(mentions: Mentions, verb: Token, statement: Statement | None) -> int | None:
    group = verb_group(verb, Mood.PARTICIPLE)
    if group.mood is not Mood.CONDITIONAL or group.negated:
        return None
    if group.voice is Voice.PASSIVE:
        head = None if statement is None else _agent(verb)
    else:
        head, _ = subject_of(mentions, group)
    mention = None if head is None else mentions.of(head)
    source = None if statement is None else statement.source_span
    if statement is not None and source is not None and head is not None and head in source:
        mention = mentions.starting(statement.content.start)  # *Selon X, Y aurait vendu*
    return None if mention is None else mention.actor


def _is_hypothetical(auxiliary: Token) -> bool:
    words = scan(auxiliary.doc).lower[sentence_start(auxiliary) : sentence_end(auxiliary)]
    return not words_of("hypothetical_marks").isdisjoint(words)


def _accusation(
    doc: Doc, auxiliary: Token, verb: Token, actor: int, source: int, group: int
) -> Accusation:
    return Accusation(
        accuser=source,
        accused=actor,
        act=Act.ACCUSE,
        act_type=ActType.ALLEGE,
        cue=doc[auxiliary.i : auxiliary.i + 1],
        cue_lemma=verb.lemma_,
        rule="content.hearsay_continued",
        group=group,
        charge=trimmed(doc, auxiliary.i, min(sentence_end(verb), verb.right_edge.i + 1)),
        charge_kind=ChargeKind.OTHER,
        factuality=Factuality.ALLEGED,
        features={"path": "conditional", "strength": 0.0, "category": "verb"},
    )
