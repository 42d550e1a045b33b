"""Verdicts: the noun or the adjective by which words judge a thing instead of telling one.

*« Une trahison »*, *« C'est une insulte aux éleveurs »*, *X y voit « une farce »*.
"""

from __future__ import annotations

from functools import cache
from operator import contains
from typing import TYPE_CHECKING

from pipeline.records import StatementForm
from pipeline.scan import scan
from pipeline.stance.attribution_cues import Stand, stand_of
from pipeline.stance.blame import blame_lexicon
from pipeline.stance.locutions import tail_end
from pipeline.stance.negative import NOMINAL_CATEGORIES, evaluation
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from pipeline.records import Statement

JUDGING = frozenset({"NOUN", "ADJ"})
TELLING = frozenset({"VERB", "AUX", "PRON", "SCONJ"})
BEFORE_NOUN = frozenset({"DET", "ADJ", "NOUN", "ADP"})
SPOKEN = frozenset({StatementForm.DIRECT, StatementForm.MIXED})
CLAIMING = frozenset({Stand.CERTAIN, Stand.PROBABLE, Stand.NEUTRAL, Stand.FACTIVE})
UNSURE = frozenset({Stand.DOUBTED, Stand.QUESTION})
MAX_TO_NOUN = 5  # tokens before the judging noun: *une de ces belles farces*
MAX_TO_ADJECTIVE = 4  # tokens from *est* to what is not so: *n'est pas du tout digne*
MAX_WORDS = 14  # of a quotation that is one verdict


def verdict(statement: Statement) -> Token | None:
    """Return the word by which a statement judges a thing, None where it tells one."""
    lemma = statement.cue_lemma
    stand = None if lemma is None else stand_of(lemma)
    if stand in UNSURE or (statement.form not in SPOKEN and stand not in CLAIMING):
        return None
    failing = unworthy(statement.content)
    if failing is not None:
        return failing
    words = _judging_words(statement)
    return None if words is None else _first_judging(words)


def _judging_words(statement: Statement) -> Span | None:
    """Return the noun phrase of a statement that is one, or presents one."""
    content = statement.content
    presented = presented_at(content)
    if presented is not None:
        return content.doc[presented : content.end]
    if statement.cue_lemma in words_of("seeing_verbs"):
        return content if _is_seen(statement) else None
    read = scan(content.doc)
    tells = any(read.pos[i] in {"VERB", "AUX"} for i in range(content.start, content.end))
    return content if not tells and len(content) <= MAX_WORDS and _is_spoken(statement) else None


def _is_spoken(statement: Statement) -> bool:
    """Tell *« Une honte », réagit X* from quoted words in a clause."""
    content, cue = statement.content, statement.cue
    if statement.form is StatementForm.ACCORDING_TO:  # « Une honte », selon X
        return True
    spoken = cue is None or content.end <= cue.start
    return spoken and statement.form is StatementForm.DIRECT


def _is_seen(statement: Statement) -> bool:
    """Tell *X y voit « une farce »* from *X a vu une farce*."""
    cue = statement.cue
    before = () if cue is None else cue.doc[max(0, cue.start - 2) : cue.start]
    return any(token.lower_ == "y" for token in before)


def presented_at(content: Span) -> int | None:
    """Return the index behind *c'est*, *ce sont*, *il s'agit de*, unless negated."""
    lower = scan(content.doc).lower
    for i in range(content.start, content.end - 1):
        if lower[i] in words_of("presenting_subjects") and lower[i + 1] in words_of("presenting"):
            return i + 2
        for phrase in _presenters().get(lower[i], ()):
            end = i + len(phrase)
            if end < content.end and all(map(contains, phrase, lower[i:end])):
                return end
    return None


@cache
def _presenters() -> dict[str, list[tuple[frozenset[str], ...]]]:
    """Return the phrases that present a noun, by their first word."""
    found: dict[str, list[tuple[frozenset[str], ...]]] = {}
    for written in words_of("presenters"):
        phrase = tuple(frozenset(word.split("/")) for word in written.split())
        for first in phrase[0]:
            found.setdefault(first, []).append(phrase)
    return found


def unworthy(content: Span) -> Token | None:
    """Return the copula of *ce n'est pas sérieux*: what is not so and should be."""
    lower = scan(content.doc).lower
    entries = blame_lexicon().by_form
    for i in range(content.start, content.end - 3):
        if lower[i] not in words_of("presenting_subjects") or lower[i + 1] not in words_of(
            "negations"
        ):
            continue
        if lower[i + 2] in words_of("presenting") and any(
            p.negated and tail_end(lower, i + 3, p.tail, MAX_TO_ADJECTIVE) is not None
            for p, _ in entries.get(lower[i + 2], ())
        ):
            return content.doc[i + 2]
    return None


def _first_judging(span: Span) -> Token | None:
    """Return the first noun of a phrase if it, or an adjective on it, speaks ill."""
    for token in span[:MAX_TO_NOUN]:
        if _tells(token, span) or _excuses(token):
            return None
        if (token.pos_ in JUDGING | {"VERB"} or token.i == span.start) and _speaks_ill(token):
            return token
        if token.pos_ in {"NOUN", "PROPN"}:
            beside = next((t for t in span.doc[token.i + 1 : span.end] if not t.is_quote), None)
            ill = beside is not None and beside.pos_ == "ADJ" and _speaks_ill(beside)
            return beside if ill else None
    return None


def _tells(token: Token, span: Span) -> bool:
    """Whether a clause begins here; a noun that the tagger takes for a verb is none."""
    if token.lower_ in words_of("negations") | words_of("negation_seconds"):
        return True
    behind = token.i > span.start and token.nbor(-1).pos_ in BEFORE_NOUN
    mistagged = token.pos_ == "VERB" and behind and _speaks_ill(token)
    return token.pos_ in TELLING and not mistagged


def _excuses(token: Token) -> bool:
    """Whether a word denies what was said (*c'est faux*) or laments what befell somebody."""
    is_denial = token.pos_ == "ADJ" and token.lower_ in words_of("falsehoods")
    return is_denial or token.lemma_ in words_of("misfortunes")


def _speaks_ill(token: Token) -> bool:
    value = evaluation(token)
    if value == 0:
        lower, is_noun = scan(token.doc).lower, token.pos_ == "NOUN"
        entries = blame_lexicon().by_form.get(token.lower_, ())
        return any(
            p.category in NOMINAL_CATEGORIES
            and (is_noun if not p.tail else tail_end(lower, token.i + 1, p.tail, 1) is not None)
            for p, _ in entries
        )
    return value < 0
