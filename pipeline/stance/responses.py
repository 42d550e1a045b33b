"""Component `griefs_responses`: how the accused answers, linked to what it answers.

An answer is a denying, admitting, counter-accusing or silent predicate whose subject is an accused
actor, or its lawyer, spokesperson, family, party. It answers the accusations against that actor in
its own sentence and before it in the article (*ces accusations*, *les faits*, *s'en défendre* are
all anaphoric), and those shortly after it that no other answer follows. A later accusation of the
accuser by the accused is a counter-accusation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline import extensions
from pipeline.records import Response
from pipeline.stance.answers import Needs, accusation_behind, answer_lexicon, holds_object
from pipeline.stance.blame import blame_lexicon
from pipeline.stance.clause import Voice, verb_group
from pipeline.stance.contents import is_infinitive
from pipeline.stance.inflection import Mood
from pipeline.stance.nominals import Mentions
from pipeline.stance.presupposed import presupposed
from pipeline.stance.sources import inverted_subject, subject
from pipeline.stance.subjects import subject_of
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Accusation
    from pipeline.stance.answers import Answer
    from pipeline.stance.clause import VerbGroup

MAX_DETERMINER = 3  # tokens from *ces* to the noun: cette dernière accusation
MAX_ANAPHORA = 4  # sentences back to what *ces accusations* stand for
MAX_BEFORE = 2  # sentences by which an answer may come before what it answers


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in the text.

    Attributes:
        actor: Who gives it, or whom the one who gives it speaks for; None for somebody else.
        anaphoric: It says itself what it answers: *ces accusations*, *cette version*.
        delegated: A lawyer, a spokesperson or a family gives it.
        speaker: The actor whose words it is, the accused or not.
        noun: The word for accusation behind the cue.
    """

    actor: int | None
    response: Response
    cue: Span
    sentence: int
    anaphoric: bool = False
    delegated: bool = False
    speaker: int | None = None
    noun: Token | None = None


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
            mentions = Mentions(doc)
            ranks = {sent.start: rank for rank, sent in enumerate(doc.sents)}
            accused = {accusation.accused for accusation in doc._.accusations}
            replies = list(_replies(doc, mentions, accused, ranks))
            found = answered(doc._.accusations, replies, ranks)
            found.extend(presupposed(doc, mentions, _denials(replies), found))
            found.sort(key=lambda accusation: (accusation.cue.start, accusation.group))
            doc._.accusations = tuple(found)
        return doc


def _denials(replies: Sequence[Reply]) -> list[tuple[int, Token, Response, Span]]:
    """Return the answers by somebody known that name an accusation."""
    found: list[tuple[int, Token, Response, Span]] = []
    for reply in replies:
        actor = reply.actor if reply.actor is not None else reply.speaker
        if actor is not None and reply.noun is not None and reply.response is Response.DENY:
            found.append((actor, reply.noun, reply.response, reply.cue))
    return found


def answered(
    accusations: Sequence[Accusation], replies: Sequence[Reply], ranks: dict[int, int]
) -> list[Accusation]:
    """Return the accusations with the answers that the article gives to them."""
    found = []
    for accusation in accusations:
        rank = ranks[accusation.cue.sent.start]
        reply = _reply_to(accusation, rank, replies) or _counter(
            accusation, rank, accusations, ranks
        )
        found.append(
            accusation
            if reply is None
            else replace(accusation, response=reply.response, response_cue=reply.cue)
        )
    return found


def _reply_to(accusation: Accusation, rank: int, replies: Sequence[Reply]) -> Reply | None:
    """Return the nearest answer at or after the accusation, else one just before it."""
    if accusation.accuser == accusation.accused:
        return None
    own = [
        reply
        for reply in replies
        if _concerns(reply, accusation, rank)
        and (accusation.accuser is None or accusation.accuser != reply.speaker)
        and not _overlap(reply.cue, accusation.cue)
    ]
    after = [reply for reply in own if reply.sentence >= rank]
    if after:
        return min(after, key=lambda reply: (reply.response is Response.NONE, reply.sentence))
    before = [reply for reply in own if rank - reply.sentence <= MAX_BEFORE]
    return before[-1] if before else None


def _concerns(reply: Reply, accusation: Accusation, rank: int) -> bool:
    """Tell whether a reply answers an accusation: its speaker is accused, or it points back."""
    if reply.actor == accusation.accused:
        return True
    points_back = reply.anaphoric or (reply.delegated and reply.actor is None)
    return points_back and 0 <= reply.sentence - rank <= MAX_ANAPHORA


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _counter(
    accusation: Accusation, rank: int, others: Sequence[Accusation], ranks: dict[int, int]
) -> Reply | None:
    """Return the accused's later accusation of its accuser."""
    if accusation.accuser == accusation.accused:
        return None
    for other in others:
        sentence = ranks[other.cue.sent.start]
        is_back = other.accuser == accusation.accused and other.accused == accusation.accuser
        if is_back and other.cue.start > accusation.cue.start and sentence >= rank:
            return Reply(accusation.accused, Response.COUNTER, other.cue, sentence)
    return None


def _replies(
    doc: Doc, mentions: Mentions, accused: set[int], ranks: dict[int, int]
) -> Iterator[Reply]:
    covered = 0
    for readings in answer_lexicon().candidates(doc):
        for answer in readings:
            if answer.token.i < covered:
                break
            reply = _reply(mentions, answer, accused, ranks[answer.token.sent.start])
            if reply is not None:
                covered = answer.end
                yield reply
                break


def _reply(mentions: Mentions, answer: Answer, accused: set[int], sentence: int) -> Reply | None:
    """Return the answer with the one who gives it, None where the words are no answer."""
    token = answer.token
    group = verb_group(token, answer.mood)
    if group.negated is not answer.cue.negated or not _fits_voice(answer, group):
        return None
    if not _has_what_it_needs(answer, group):
        return None
    head = _speaker(mentions, answer, group)
    if head is not None and head.lower_ in words_of("first_person"):
        head = _own_speaker(token)
    if head is None:
        return None
    actor = _actor(mentions, head, accused)
    anaphoric, delegated = _points_back(answer), _speaks_for(head)
    if actor is None and not anaphoric and not delegated:
        return None
    cue = token.doc[token.i : answer.end]
    speaker = mentions.of(head)
    return Reply(
        actor,
        answer.cue.response,
        cue,
        sentence,
        anaphoric=anaphoric,
        delegated=delegated,
        speaker=actor if speaker is None else speaker.actor,
        noun=accusation_behind(answer),
    )


def _speaker(mentions: Mentions, answer: Answer, group: VerbGroup) -> Token | None:
    token = answer.token
    before = {left.text for left in token.doc[max(0, group.first - 2) : group.first]}
    is_inserted = answer.cue.needs is Needs.INSERTED or answer.cue.reflexive
    if before & {"»", "”", '"'} or (is_inserted and "," in before):
        found = inverted_subject(token)
        if found is not None:
            return found
    head = subject(token) if group.bare else subject_of(mentions, group)[0]
    return head or _phrase_before(mentions, group) or _own_speaker(token)


def _own_speaker(verb: Token) -> Token | None:
    """Return the source of the words a verb stands in (*« Je n'ai rien à me reprocher »*)."""
    for statement in reversed(verb.doc._.statements):
        if statement.content.start <= verb.i < statement.content.end:
            written: Span | None = statement.source_span
            return None if written is None else written.root
    return None


def _phrase_before(mentions: Mentions, group: VerbGroup) -> Token | None:
    """Return the head of the phrase right before a verb that the model took for another word."""
    mention = mentions.covering(group.first - 1) if group.first else None
    if mention is None:
        return None
    head: Token = mention.span.root
    is_complement = head.dep_ == "nmod" and head.head.i < head.i
    return head.head if is_complement else head


def _points_back(answer: Answer) -> bool:
    """Tell *ces accusations*, *cette version*: the object says what is answered."""
    noun = accusation_behind(answer)
    if noun is None:
        return False
    before = noun.doc[max(answer.end, noun.i - MAX_DETERMINER) : noun.i]
    return any(token.lower_ in words_of("demonstratives") for token in before)


def _fits_voice(answer: Answer, group: VerbGroup) -> bool:
    reflexive = "reflexive" in group.clitics
    if answer.cue.reflexive is not reflexive:
        return False
    if reflexive or answer.mood is not Mood.PARTICIPLE or not group.bare:
        return reflexive or group.voice is not Voice.PASSIVE
    return any(child.pos_ == "AUX" and child.i < answer.token.i for child in answer.token.children)


def _has_what_it_needs(answer: Answer, group: VerbGroup) -> bool:
    if answer.cue.needs is Needs.INSERTED:
        before = answer.token.doc[max(answer.token.sent.start, group.first - 2) : group.first]
        return any(token.text in {"»", "”", '"', ","} for token in before)
    if answer.cue.needs is Needs.ANY:
        return True
    if holds_object(answer) or (answer.cue.needs is Needs.ACCUSATION and "object" in group.clitics):
        return True
    return answer.cue.needs is Needs.WRONG and _admits_a_deed(answer)


def _admits_a_deed(answer: Answer) -> bool:
    """Tell *reconnaît avoir menti* and *admet que … s'est trompé*: a wrong follows."""
    doc, end = answer.token.doc, answer.end
    following = doc[end : min(len(doc), end + 4)]
    if any(is_infinitive(token) and token.lower_ in words_of("have") for token in following):
        return True
    known = blame_lexicon().by_form
    rest = doc[end : answer.token.sent.end]
    opens = any(token.lower_ in words_of("complementizers") for token in following)
    return opens and any(token.lower_ in known for token in rest)


def _actor(mentions: Mentions, head: Token, accused: set[int]) -> int | None:
    mention = mentions.of(head)
    if mention is not None and mention.actor in accused:
        return mention.actor
    grandchildren = (below for child in head.children for below in child.children)
    for child in (*head.children, *grandchildren):
        is_owner = child.lower_ in words_of("possessives") or any(
            case.lower_ in words_of("genitives") for case in child.children
        )
        owner = mentions.of(child) if is_owner and child.i != head.i else None
        if owner is not None and owner.actor in accused and _speaks_for(head):
            return owner.actor
    return None


def _speaks_for(head: Token) -> bool:
    """Tell *l'avocat de X*, *l'entourage de X* from *la victime de X*."""
    return head.lemma_ in words_of("delegates") or head.lower_ in words_of("delegates")
