"""Answers in the accused's own words: *« C'est faux »*, *« Je n'ai rien volé »*.

A statement by the accused, or by whoever speaks for it, answers where its content calls something
false, pleads innocence, or negates an act of the speaker's own. That is weaker than a verb of
denying, so it reaches back over a few sentences only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Response, StatementForm
from pipeline.scan import has_feature, sentence_start
from pipeline.stance.answerers import Answerer, answerer, is_client
from pipeline.stance.grammar import grammar
from pipeline.stance.replies import Reply
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Statement
    from pipeline.stance.answerers import Cast
    from pipeline.stance.nominals import Mentions

REACH = 2  # sentences back to the accusation
MAX_EXCLAMATION = 8  # tokens of a content without a verb: « Un tissu de mensonges ! »
MAX_CONTENT = 60  # tokens; a longer speech answers more than one thing
NEAR = 4  # tokens from the subject to its negation
MAX_PREDICATE = 6  # tokens from the copula to what it says: *n'est qu'un tissu de mensonges*
COPULAS = frozenset({"AUX", "VERB"})


def retorts(doc: Doc, mentions: Mentions, cast: Cast, ranks: Sequence[int]) -> Iterator[Reply]:
    """Yield the answers that stand in statements; arguments as for `replies`."""
    for statement in doc._.statements:
        if len(statement.content) > MAX_CONTENT:
            continue
        given = _speaker(statement, mentions, cast)
        meant = given.may_be if given.actor is None else {given.actor}
        own = statement.form is StatementForm.DIRECT and given.speaker in {None, given.actor}
        named = frozenset() if own else meant  # *« Il n'a rien fait », dit-il*: of another
        found = _answer(statement.content, mentions, named) if meant else None
        if found is not None and not _is_cue(found[1], statement):
            response, cue = found
            yield Reply(
                given.actor,
                response,
                cue,
                ranks[statement.span.start],
                speaker=given.speaker,
                reach=REACH,
                may_be=given.may_be,
            )


def _speaker(statement: Statement, mentions: Mentions, cast: Cast) -> Answerer:
    if isinstance(statement.source, int) and statement.source in cast.accused:
        return Answerer(statement.source, statement.source)
    written = statement.source_span
    given = Answerer() if written is None else answerer(mentions, written.root, cast)
    answers = statement.cue_lemma in words_of("answering_verbs")
    if answers and given.actor is None and not given.may_be and given.speaker not in cast.accusers:
        # *« C'est faux », répond X*: whoever he is, he answers for who stands accused
        return Answerer(None, given.speaker, cast.accused - {given.speaker})
    return given


def _is_cue(words: Span, statement: Statement) -> bool:
    """Whether the words are those that report: *un « mensonge » de X* reports no denial."""
    cue = statement.cue
    return cue is not None and cue.start < words.end and words.start < cue.end


def _answer(
    content: Span, mentions: Mentions, actors: Container[int]
) -> tuple[Response, Span] | None:
    """Return how a content answers, and by which words."""
    silent = _silence(content)
    if silent is not None:
        return Response.NONE, silent
    for token in content:
        word = token.lower_
        if word in words_of("falsehoods") and _is_said(token, content):
            return Response.DENY, token.doc[token.i : token.i + 1]
        if _pleads(token):
            return Response.DENY, token.doc[token.i : token.i + 1]
        if word in words_of("contritions") and _is_own(token):
            return Response.ADMIT, token.doc[token.i : token.i + 1]
        if _speaks_of_self(token, mentions, actors):
            found = _negated(token, content.end)
            if found is not None:
                return Response.DENY, found
    return None


def _silence(content: Span) -> Span | None:
    """Return *pas de commentaire*, *rien à déclarer* that opens a content."""
    words = [token.lower_ for token in content[: NEAR + 2]]
    refusals = words_of("negation_seconds") | words_of("strong_negations")
    end = next((i for i, word in enumerate(words) if word in words_of("comments")), None)
    if end is None or refusals.isdisjoint(words[:end]):
        return None
    return content[: end + 1]


def _pleads(token: Token) -> bool:
    """Tell *je suis innocent*, *un complot*, *tout est légal* from *des innocents*."""
    if token.lower_ in words_of("pleas"):
        return token.doc[token.i - 1].lower_ not in grammar()["determiners.any"]
    if token.lower_ in words_of("compliances"):
        return not _denies(token) and token.head.lemma_ not in words_of("wrong_nouns")
    return token.lower_ in words_of("plots")


def _denies(word: Token) -> bool:
    """Tell *les règles n'ont pas été respectées* from *tout est légal*."""
    before = word.doc[sentence_start(word) : word.i]
    return any(token.lower_ in words_of("negations") for token in before)


def _is_own(word: Token) -> bool:
    """Tell *je regrette*, *nos excuses* from *je n'ai aucun tort*."""
    before = word.doc[max(sentence_start(word), word.i - NEAR) : word.i]
    said = {token.lower_ for token in before}
    return not said.isdisjoint(words_of("first_person")) and said.isdisjoint(words_of("negations"))


def _is_said(word: Token, content: Span) -> bool:
    """Tell *c'est faux*, *ces accusations sont mensongères*, *mensonges !* from *un faux nom*."""
    before = word.doc[max(sentence_start(word), word.i - MAX_PREDICATE) : word.i]
    copulas = [token for token in before if token.lemma_ in words_of("copulas")]
    if not copulas:
        return _is_exclaimed(word, content)
    verb = copulas[-1]
    if any(token.lower_ in words_of("complementizers") for token in word.doc[verb.i : word.i]):
        return _is_of_accusation(word, verb)  # *n'est qu'un mensonge*
    around = word.doc[max(sentence_start(word), verb.i - 2) : word.i]
    negated = any(token.lower_ in words_of("negations") for token in around)
    return not negated and _is_of_accusation(word, verb)


def _is_exclaimed(word: Token, content: Span) -> bool:
    """Tell *faux !*, *mensonges !*, *des allégations sans fondement* from *un recours excessif*."""
    if len(content) > MAX_EXCLAMATION or any(token.pos_ in COPULAS for token in content):
        return False
    opening = content.doc[max(content.start - 1, 0) : word.i]
    if not any(token.text in grammar()["quotes.open"] for token in opening):
        return False
    nouns = words_of("accusation_nouns")
    return len(content) == 1 or word.pos_ == "NOUN" or any(t.lemma_ in nouns for t in content)


def _is_of_accusation(word: Token, copula: Token) -> bool:
    """Whether what is called false may be the accusation: no other noun is the subject."""
    subjects = (c for t in (word, word.head, copula) for c in t.children if c.i < copula.i)
    named = next((c for c in subjects if c.dep_.startswith("nsubj") and c.pos_ == "NOUN"), None)
    if named is None or named.lemma_ in words_of("accusation_nouns"):
        return True
    return any(child.lower_ in words_of("demonstratives") for child in named.lefts)


def _speaks_of_self(token: Token, mentions: Mentions, actors: Container[int]) -> bool:
    if token.lower_ in words_of("first_person_subjects"):
        return True
    if token.lower_ not in words_of("third_person") and not is_client(token):
        return False
    mention = mentions.of(token)
    return is_client(token) or (mention is not None and mention.actor in actors)


def _negated(subject: Token, end: int) -> Span | None:
    """Return the negation of what a subject has done: *n'ai rien*, *n'ai jamais*, *n'a pas*."""
    doc = subject.doc
    for i in range(subject.i + 1, min(end, subject.i + 1 + NEAR)):
        if doc[i].lower_ in words_of("negations"):
            verb = next((t for t in doc[i + 1 : i + 4] if t.pos_ in COPULAS), None)
            if verb is None:
                return None
            past = verb.lower_ in words_of("have_forms") and _has_participle(verb)
            seconds = words_of("strong_negations") | (
                words_of("negation_seconds") if past else frozenset()
            )
            last = next((t for t in doc[verb.i + 1 : verb.i + 4] if t.lower_ in seconds), None)
            return None if last is None else doc[i : last.i + 1]
    return None


def _has_participle(auxiliary: Token) -> bool:
    """Tell *n'ai pas menti* from *n'ai pas la prétention*."""
    behind = auxiliary.doc[auxiliary.i + 1 : auxiliary.i + NEAR]
    return any(has_feature(token, "VerbForm", "Part") for token in behind)
