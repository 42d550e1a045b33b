"""Answers by words that say so: *dément*, *rejette ces accusations*, *ses dénégations*."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.scan import sentence_end, sentence_start
from pipeline.stance.answers import (
    Needs,
    accusation_behind,
    answer_lexicon,
    called_false,
    holds_object,
)
from pipeline.stance.blame import blame_lexicon
from pipeline.stance.clause import Voice, verb_group
from pipeline.stance.contents import is_infinitive
from pipeline.stance.inflection import Mood
from pipeline.stance.sources import inverted_subject, subject
from pipeline.stance.spokespersons import answering, speaks_for
from pipeline.stance.subjects import subject_of
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Response
    from pipeline.stance.answers import Answer
    from pipeline.stance.clause import VerbGroup
    from pipeline.stance.nominals import Mentions

MAX_DETERMINER = 3  # tokens from *ces* to the noun: cette dernière accusation


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in the text.

    Attributes:
        actor: Who gives it, or whom the one who gives it speaks for; None for somebody else.
        anaphoric: It says itself what it answers: *ces accusations*, *cette version*.
        delegated: A lawyer, a spokesperson or a family gives it.
        speaker: The actor whose words it is, the accused or not.
        noun: The word for accusation behind the cue.
        reach: Sentences back to what it may answer; None for the whole article.
    """

    actor: int | None
    response: Response
    cue: Span
    sentence: int
    anaphoric: bool = False
    delegated: bool = False
    speaker: int | None = None
    noun: Token | None = None
    reach: int | None = None


def replies(
    doc: Doc, mentions: Mentions, accused: set[int], ranks: Sequence[int]
) -> Iterator[Reply]:
    """Yield the answers of a text.

    Args:
        doc: The text.
        mentions: Its mentions.
        accused: The actors that are accused in it.
        ranks: Rank of the sentence by token.
    """
    covered = 0
    for readings in answer_lexicon().candidates(doc):
        for answer in readings:
            if answer.token.i < covered:
                break
            reply = _reply(mentions, answer, accused, ranks[answer.token.i])
            if reply is not None:
                covered = answer.end
                yield reply
                break


def _reply(mentions: Mentions, answer: Answer, accused: set[int], sentence: int) -> Reply | None:
    """Return the answer with the one who gives it, None where the words are no answer."""
    token = answer.token
    if answer.cue.needs is Needs.NOUN:
        return _nominal_reply(mentions, answer, accused, sentence)
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
    actor = answering(mentions, head, accused)
    anaphoric, delegated = _points_back(answer), speaks_for(head)
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
        noun=answered_noun(answer),
    )


def answered_noun(answer: Answer) -> Token | None:
    """Return the word for accusation that a cue answers."""
    return called_false(answer) if answer.cue.needs is Needs.FALSE else accusation_behind(answer)


def _nominal_reply(
    mentions: Mentions, answer: Answer, accused: set[int], sentence: int
) -> Reply | None:
    """Return the answer that a noun names: *ses dénégations*, *les aveux de X*."""
    noun = answer.token
    if noun.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return None
    for child in noun.children:
        owns = child.lower_ in words_of("possessives") or any(
            case.lower_ in words_of("genitives") for case in child.children
        )
        mention = mentions.of(child) or mentions.possessive(child.i) if owns else None
        actor = None if mention is None else mention.actor
        if actor is None and owns and child.i > noun.i:
            actor = answering(mentions, child, accused)
        if actor in accused:
            cue = noun.doc[noun.i : answer.end]
            named = accusation_behind(answer)
            return Reply(actor, answer.cue.response, cue, sentence, speaker=actor, noun=named)
    return None


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
    noun = answered_noun(answer)
    if noun is None:
        return False
    before = noun.doc[max(sentence_start(noun), noun.i - MAX_DETERMINER) : noun.i]
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
        before = answer.token.doc[max(sentence_start(answer.token), group.first - 2) : group.first]
        return any(token.text in {"»", "”", '"', ","} for token in before)
    if answer.cue.needs is Needs.ANY:
        return True
    if holds_object(answer) or (answer.cue.needs is Needs.ACCUSATION and "object" in group.clitics):
        return True
    if answer.cue.needs is Needs.FALSE and "object" in group.clitics:
        return _calls_false(answer)
    return answer.cue.needs is Needs.WRONG and _admits_a_deed(answer)


def _calls_false(answer: Answer) -> bool:
    """Tell *les juge grotesques* from *les juge*."""
    behind = answer.token.doc[answer.end : min(sentence_end(answer.token), answer.end + 4)]
    return any(token.lower_ in words_of("falsehoods") for token in behind)


def _admits_a_deed(answer: Answer) -> bool:
    """Tell *reconnaît avoir menti* and *admet que … s'est trompé*: a wrong follows."""
    doc, end = answer.token.doc, answer.end
    following = doc[end : min(len(doc), end + 4)]
    if any(is_infinitive(token) and token.lower_ in words_of("have") for token in following):
        return True
    known = blame_lexicon().by_form
    rest = doc[end : sentence_end(answer.token)]
    opens = any(token.lower_ in words_of("complementizers") for token in following)
    return opens and any(token.lower_ in known for token in rest)
