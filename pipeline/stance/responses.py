"""Component `griefs_responses`: how the accused answers, linked to what it answers.

An answer is a denying, admitting, counter-accusing or silent predicate whose subject is an accused
actor, or its lawyer, spokesperson, family, party. It answers the accusations against that actor in
its own sentence and before it in the article (*ces accusations*, *les faits*, *s'en défendre* are
all anaphoric), and those shortly after it that no other answer follows. A later accusation of the
accuser by the accused is a counter-accusation.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline import extensions
from pipeline.records import Act, ActorKind, Response
from pipeline.scan import scan
from pipeline.stance.answerers import OPEN_REACH, Cast
from pipeline.stance.grammar import grammar
from pipeline.stance.nominals import mentions_of
from pipeline.stance.presupposed import presupposed
from pipeline.stance.replies import Reply, replies
from pipeline.stance.retorts import retorts
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Accusation

MAX_COUNTER = 4  # sentences by which a counter-accusation may follow
MAX_BEFORE = 1  # sentences by which an answer may come before what it answers


@Language.factory("griefs_responses")
def create_responses(nlp: Language, name: str) -> Responses:
    """Return the component."""
    del nlp, name
    extensions.register()
    return Responses()


class Responses:
    """Sets `response` and `response_cue` on `doc._.accusations`."""

    def __call__(self, doc: Doc) -> Doc:
        if doc._.accusations:
            mentions = mentions_of(doc)
            ranks = scan(doc).sentences
            others = [a for a in doc._.accusations if a.accuser != a.accused and _is_known(doc, a)]
            cast = Cast(
                frozenset(accusation.accuser for accusation in others),
                frozenset(accusation.accused for accusation in others),
            )
            persons = frozenset(i for i in cast.accused if doc._.actors[i].kind is ActorKind.PERSON)
            said = list(retorts(doc, mentions, cast, ranks))
            spoken = {reply.sentence for reply in said}
            given = [*replies(doc, mentions, cast, ranks, spoken), *said]
            given += [*_confessions(doc, ranks), *_pleas(doc, ranks)]
            given = [settled(reply, doc._.accusations, ranks, persons) for reply in given]
            found = answered(doc._.accusations, given, ranks)
            found.extend(presupposed(doc, mentions, _denials(given), found))
            found.sort(key=lambda accusation: (accusation.cue.start, accusation.group))
            doc._.accusations = tuple(found)
        return doc


def _is_known(doc: Doc, accusation: Accusation) -> bool:
    """*Une plainte contre X*: X answers nothing."""
    return doc._.actors[accusation.accused].name not in grammar()["accusers.nobody"]


def _confessions(doc: Doc, ranks: Sequence[int]) -> Iterator[Reply]:
    """Yield what one accuses oneself of: *la préfecture reconnaît « un suivi perfectible »*."""
    for one in doc._.accusations:
        if one.accuser == one.accused and one.cue_lemma in words_of("confessions"):
            sentence = ranks[one.cue.start]
            yield Reply(one.accused, Response.ADMIT, one.cue, sentence, speaker=one.accused)


def _pleas(doc: Doc, ranks: Sequence[int]) -> Iterator[Reply]:
    """Yield what somebody says of it who is accused in passing: *Accusé de fraude, X assure…*."""
    fronted = {
        (one.accused, ranks[one.cue.start]): one.cue.end
        for one in doc._.accusations
        if one.features.get("path") == "fronted"
    }
    for statement in doc._.statements if fronted else ():
        cue, lemma = statement.cue, statement.cue_lemma
        if cue is None or lemma not in words_of("pleading_verbs"):
            continue
        sentence = ranks[cue.start]
        end = fronted.get((statement.source, sentence))
        if end is not None and cue.start >= end:
            yield Reply(
                statement.source, Response.DENY, cue, sentence, speaker=statement.source, reach=0
            )


def _denials(given: Sequence[Reply]) -> list[tuple[int, Token, Response, Span]]:
    """Return the answers by somebody known that name an accusation."""
    found: list[tuple[int, Token, Response, Span]] = []
    for reply in given:
        actor = reply.actor if reply.actor is not None else reply.speaker
        if reply.actor is None and reply.may_be:
            continue
        if actor is not None and reply.noun is not None and reply.response is Response.DENY:
            found.append((actor, reply.noun, reply.response, reply.cue))
    return found


def answered(
    accusations: Sequence[Accusation], given: Sequence[Reply], ranks: Sequence[int]
) -> list[Accusation]:
    """Return the accusations with the answers that the article gives to them."""
    found = []
    for accusation in accusations:
        rank = ranks[accusation.cue.start]
        reply = _reply_to(accusation, rank, given)
        if reply is None or reply.bare:
            counter = _counter(accusation, rank, accusations, ranks, reply)
            if reply is None or (counter is not None and counter.sentence == reply.sentence):
                reply = counter
        found.append(
            accusation
            if reply is None
            else replace(accusation, response=reply.response, response_cue=reply.cue)
        )
    return found


def _reply_to(accusation: Accusation, rank: int, given: Sequence[Reply]) -> Reply | None:
    """Return the nearest answer at or after the accusation, else one just before it."""
    if accusation.accuser == accusation.accused:
        return None
    own = [
        reply
        for reply in given
        if _concerns(reply, accusation, rank)
        and (accusation.accuser is None or accusation.accuser != reply.speaker)
        and not _overlap(reply.cue, accusation.cue)
        and not _is_charged(reply.cue, accusation)
    ]
    after = [reply for reply in own if reply.sentence >= rank]
    if after:
        return min(after, key=_preference)
    before = [reply for reply in own if rank - reply.sentence <= MAX_BEFORE]
    return before[-1] if before else None


def _is_charged(cue: Span, accusation: Accusation) -> bool:
    """*« Il savait et s'est tu », accuse X*: the silence is what he is accused of."""
    charge = accusation.charge
    return charge is not None and charge.start <= cue.start and cue.end <= charge.end


def _preference(reply: Reply) -> tuple[bool, int, int]:
    """Any answer goes before silence, the nearest first, a denial before all others.

    *Reconnaît des erreurs mais conteste la fraude* denies.
    """
    order = (Response.DENY, Response.ADMIT, Response.COUNTER, Response.NONE)
    return reply.response is Response.NONE, reply.sentence, order.index(reply.response)


def settled(
    reply: Reply, accusations: Sequence[Accusation], ranks: Sequence[int], persons: frozenset[int]
) -> Reply:
    """Return an open reply with those whom the nearest accusation within its reach accuses."""
    if not reply.may_be:
        return reply
    if any(a.accused == reply.actor and ranks[a.cue.start] <= reply.sentence for a in accusations):
        return replace(reply, may_be=frozenset())
    near = [
        a
        for a in accusations
        if a.accused in reply.may_be
        and (a.accuser is None or a.accuser not in {reply.speaker, a.accused})
        and _within(reply, ranks[a.cue.start])
        and not _overlap(a.cue, reply.cue)
    ]
    last = max(near, key=lambda a: (a.cue.start < reply.cue.start, a.cue.start), default=None)
    meant = {a.accused for a in near if last is not None and a.group == last.group}
    if reply.reach != OPEN_REACH and not meant & persons:
        meant |= {a.accused for a in near} - persons  # one body has many names: régime, armée
    return replace(reply, may_be=frozenset(meant))


def _concerns(reply: Reply, accusation: Accusation, rank: int) -> bool:
    """Tell whether a reply answers an accusation: it is by or for the accused."""
    return accusation.accused in (reply.may_be | {reply.actor}) and _within(reply, rank)


def _within(reply: Reply, rank: int) -> bool:
    return reply.reach is None or 0 <= reply.sentence - rank <= reply.reach


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _counter(
    accusation: Accusation,
    rank: int,
    others: Sequence[Accusation],
    ranks: Sequence[int],
    reply: Reply | None,
) -> Reply | None:
    """Return the accused's later accusation of its accuser.

    A criticism returns a criticism; to a charge it is an answer only where it is called one.
    """
    if accusation.accuser == accusation.accused:
        return None
    for other in others:
        sentence = ranks[other.cue.start]
        is_back = other.accuser == accusation.accused and other.accused == accusation.accuser
        near = rank <= sentence <= rank + MAX_COUNTER
        called = reply is not None and reply.sentence == sentence
        alike = other.act is not Act.CRITICISE or accusation.act is Act.CRITICISE
        if is_back and other.cue.start > accusation.cue.start and near and (alike or called):
            return Reply(accusation.accused, Response.COUNTER, other.cue, sentence)
    return None
