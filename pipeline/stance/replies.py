"""Answers by words that say so: *dément*, *rejette ces accusations*, *ses dénégations*."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.inflection import Mood
from pipeline.records import Response
from pipeline.scan import sentence_end, sentence_start
from pipeline.stance.answerers import POINTING_REACH, answerer, answering
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
from pipeline.stance.grammar import grammar
from pipeline.stance.sources import agent, inverted_subject, subject
from pipeline.stance.subjects import subject_of
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from pipeline.stance.answerers import Cast
    from pipeline.stance.answers import Answer
    from pipeline.stance.clause import VerbGroup
    from pipeline.stance.nominals import Mentions

MAX_DETERMINER = 3  # tokens from *ces* to the noun: cette dernière accusation


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in the text.

    Attributes:
        actor: Who gives it, or whom the one who gives it speaks for; None where that is open.
        speaker: The actor whose words it is, the accused or not.
        noun: The word for accusation behind the cue.
        reach: Sentences back to what it may answer; None for the whole article.
        may_be: Whom it may answer for where that is open; the nearest accusation settles it.
        bare: Its words only say that an answer comes: *répond que*.
    """

    actor: int | None
    response: Response
    cue: Span
    sentence: int
    speaker: int | None = None
    noun: Token | None = None
    reach: int | None = None
    may_be: frozenset[int] = frozenset()
    bare: bool = False


def replies(
    doc: Doc, mentions: Mentions, cast: Cast, ranks: Sequence[int], said: Container[int] = ()
) -> Iterator[Reply]:
    """Yield the answers of a text.

    Args:
        doc: The text.
        mentions: Its mentions.
        cast: Who accuses and who is accused in it.
        ranks: Rank of the sentence by token.
        said: Sentences whose quoted words answer, so that *répond* beside them says no more.
    """
    covered = 0
    for readings in answer_lexicon().candidates(doc):
        for answer in readings:
            if answer.token.i < covered:
                break
            sentence = ranks[answer.token.i]
            if answer.cue.needs in {Needs.INSERTED, Needs.CLAUSE} and sentence in said:
                continue
            reply = _reply(mentions, answer, cast, sentence)
            if reply is not None:
                covered = answer.end
                yield reply
                break


def _reply(mentions: Mentions, answer: Answer, cast: Cast, sentence: int) -> Reply | None:
    """Return the answer with the one who gives it, None where the words are no answer."""
    token = answer.token
    if answer.cue.needs is Needs.NOUN:
        return _nominal_reply(mentions, answer, cast, sentence)
    group = verb_group(token, answer.mood)
    if _is_noun(token) or group.negated is not answer.cue.negated or not _fits_voice(answer, group):
        return None
    if _is_aim(group) or not _has_what_it_needs(answer, group):
        return None
    head = _speaker(mentions, answer, group, cast)
    if head is not None and head.lower_ in words_of("first_person"):
        head = _own_speaker(token)
    if head is None:
        return None
    given = answerer(mentions, head, cast)
    may_be, reach = given.may_be, given.reach
    if _points_back(answer):
        may_be, reach = cast.accused - {given.speaker}, POINTING_REACH
    if given.actor is None and (not may_be or answer.cue.response is Response.COUNTER):
        return None
    return Reply(
        given.actor,
        answer.cue.response,
        token.doc[token.i : answer.end],
        sentence,
        speaker=given.speaker,
        noun=answered_noun(answer),
        reach=reach if given.actor is None else None,
        may_be=may_be,
        bare=answer.cue.needs in {Needs.INSERTED, Needs.CLAUSE},
    )


def _is_noun(token: Token) -> bool:
    """*Il s'expliquera devant le juge*."""
    return token.pos_ == "NOUN" and token.i > 0 and token.nbor(-1).pos_ == "DET"


def _is_aim(group: VerbGroup) -> bool:
    """Tell *pour se défendre, il a tiré*: what somebody acts for is no answer yet."""
    if group.mood is not Mood.INFINITIVE or group.first == 0:
        return False
    return group.head.doc[group.first - 1].lower_ in words_of("aim_prepositions")


def answered_noun(answer: Answer) -> Token | None:
    """Return the word for accusation that a cue answers."""
    rejected = _rejected(answer) if answer.mood is Mood.PARTICIPLE else None
    if rejected is not None:
        return rejected
    return called_false(answer) if answer.cue.needs is Needs.FALSE else accusation_behind(answer)


def _nominal_reply(mentions: Mentions, answer: Answer, cast: Cast, sentence: int) -> Reply | None:
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
            actor = answering(mentions, child, cast.accused)
        if actor in cast.accused:
            cue = noun.doc[noun.i : answer.end]
            named = accusation_behind(answer)
            return Reply(actor, answer.cue.response, cue, sentence, speaker=actor, noun=named)
    return None


def _speaker(mentions: Mentions, answer: Answer, group: VerbGroup, cast: Cast) -> Token | None:
    token = answer.token
    beside = _before_relative(mentions, group, cast) or _where(mentions, group, cast)
    if beside is not None:
        return beside
    before = {left.text for left in token.doc[max(0, group.first - 2) : group.first]}
    if group.first and token.doc[group.first - 1].pos_ == "CCONJ":
        before = set()  # *reconnaît « des erreurs » mais conteste le reste*
    is_inserted = answer.cue.needs is Needs.INSERTED or answer.cue.reflexive
    if before & {"»", "”", '"'} or (is_inserted and "," in before):
        found = inverted_subject(token)
        if found is not None:
            return found
    if group.voice is Voice.PASSIVE:
        return agent(token)
    head = subject(token) if group.bare else subject_of(mentions, group)[0]
    return head or _phrase_before(mentions, group) or _reporter(token) or _own_speaker(token)


def _before_relative(mentions: Mentions, group: VerbGroup, cast: Cast) -> Token | None:
    """Return the accused right before *qui*, whatever noun the parse hangs the clause on."""
    doc, i = group.head.doc, group.first - 1
    while i > 0 and doc[i].pos_ == "ADV":
        i -= 1
    if i < 1 or doc[i].lower_ not in words_of("relative_subjects"):
        return None
    mention = mentions.ending(i - 1 if doc[i - 1].text == "," else i)
    is_accused = mention is not None and mention.actor in cast.accused
    return mention.span.root if mention is not None and is_accused else None


def _where(mentions: Mentions, group: VerbGroup, cast: Cast) -> Token | None:
    """Return the place or the people where *on* answers: *chez X, on dément*."""
    doc, first = group.head.doc, group.first - 1
    if first < 0 or doc[first].lower_ not in words_of("indefinite_subjects"):
        return None
    for token in doc[sentence_start(group.head) : first]:
        if answering(mentions, token, cast.accused) is not None:
            return token
    return None


def _own_speaker(verb: Token) -> Token | None:
    """Return the source of the words a verb stands in (*« Je n'ai rien à me reprocher »*)."""
    for statement in reversed(verb.doc._.statements):
        if statement.content.start <= verb.i < statement.content.end:
            written: Span | None = statement.source_span
            return None if written is None else written.root
    return None


def _reporter(verb: Token) -> Token | None:
    """Return the source of the statement that a verb is the cue of."""
    for statement in verb.doc._.statements:
        cue, written = statement.cue, statement.source_span
        if cue is not None and written is not None and cue.start <= verb.i < cue.end:
            root: Token = written.root
            return root
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
    if reflexive or group.voice is not Voice.PASSIVE:
        return True
    if group.bare and any(
        child.pos_ == "AUX" and child.i < answer.token.i for child in answer.token.children
    ):
        group.voice = Voice.ACTIVE
        return True
    return _rejected(answer) is not None


def _rejected(answer: Answer) -> Token | None:
    """Return the accusations that a passive says are denied: *ces critiques, démenties par X*."""
    token = answer.token
    if answer.cue.tail or answer.cue.response is not Response.DENY or agent(token) is None:
        return None
    subjects = [c for c in token.children if c.dep_.startswith("nsubj") and c.i < token.i]
    noun = subjects[0] if subjects else token.head
    return noun if noun.lemma_ in words_of("accusation_nouns") and noun.i < token.i else None


def _has_what_it_needs(answer: Answer, group: VerbGroup) -> bool:
    if answer.cue.needs is Needs.INSERTED:
        after = answer.token.doc[answer.end : answer.end + 2]
        if len(after) > 1 and after[0].text == ":" and after[1].text in grammar()["quotes.open"]:
            return True
        before = answer.token.doc[max(sentence_start(answer.token), group.first - 2) : group.first]
        return any(token.text in {"»", "”", '"', ","} for token in before)
    if answer.cue.needs in {Needs.ANY, Needs.CLAUSE} or group.voice is Voice.PASSIVE:
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
