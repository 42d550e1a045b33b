"""What is coordinated with a noun phrase: *A, B et surtout C*, *de A ainsi que de B*.

Linear order first: a comma or a conjunction between two mentions is plain to see, whatever the
parser hangs where. Its conjuncts are added behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.records import MentionForm
from pipeline.scan import sentence_start
from pipeline.stance.grammar import grammar, normal
from pipeline.stance.nominals import NOMINAL, preposition_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from pipeline.records import Mention
    from pipeline.stance.nominals import Mentions, Phrase

ASIDE = 12  # tokens of a bracket
REACH = 7  # tokens from the end of a phrase to the one coordinated with it


@dataclass(frozen=True, slots=True)
class Link:
    """The next phrase of a string, and whether a conjunction ties it."""

    mention: Mention
    closing: bool


def coordinated(mentions: Mentions, phrase: Phrase, limit: int) -> Iterator[Token]:
    """Yield the heads of the phrases coordinated with a phrase, its own first.

    What only announces an enumeration (*trois élus, A, B et C*) is left out.
    """
    mention = mentions.of(phrase.head)
    chain = [] if mention is None else _chain(mentions, mention, limit)
    whole = chain or _parts(mentions, phrase, limit)
    announced = mention is not None and _announces(mention, chain)
    seen = {phrase.head.i, *(other.span.root.i for other in whole)}
    if not announced:
        yield phrase.head
    rest = [other for other in whole if other is not mention and not _announces(other, chain)]
    yield from (other.span.root for other in rest)
    for token in _conjuncts(phrase.head):
        if token.i not in seen and token.i < limit and _is_joined(token, phrase.head):
            seen.add(token.i)
            yield token


def _conjuncts(head: Token) -> tuple[Token, ...]:
    """Return what the parse coordinates with a head; bare commas also part a headline's clauses."""
    found: tuple[Token, ...] = head.conjuncts
    tied = any(child.dep_ == "cc" for token in (head, *found) for child in token.children)
    return found if tied else ()


def strung(mentions: Mentions, mention: Mention, limit: int) -> list[Mention]:
    """Return a mention with those strung to its right, each actor once."""
    found = {mention.actor: mention}
    for other in _to_the_right(mentions, mention, limit):
        if not _is_apposition(other):
            found.setdefault(other.actor, other)
    return list(found.values())


def _chain(mentions: Mentions, mention: Mention, limit: int) -> list[Mention]:
    """Return the string that a mention stands in, of one or more, each actor once."""
    left, closing_left = _to_the_left(mentions, mention)
    right = _to_the_right(mentions, mention, limit)
    if not (right or closing_left):
        left = []
    known: dict[int | None, Mention] = {mention.actor: mention}
    for other in (*left, *right):
        if not _is_apposition(other):
            known.setdefault(other.actor, other)
    return sorted(known.values(), key=lambda m: m.span.start)


def _to_the_right(mentions: Mentions, mention: Mention, limit: int) -> list[Mention]:
    """Return the mentions strung to the right, as far as the last conjunction."""
    found: list[Mention] = []
    closed = 0
    last, link = mention, _next(mentions, mention, limit)
    while link is not None:
        last = link.mention
        found.append(last)
        closed = len(found) if link.closing else closed
        link = _next(mentions, last, limit)
    return found if _leaves_out(mentions.words, last.span.end) else found[:closed]


def _leaves_out(words: list[str], i: int) -> bool:
    """Whether *mais pas* follows, which ends a string as a conjunction does."""
    i += words[i : i + 1] == [","]
    return words[i + 1 : i + 2] != [] and words[i + 1] in grammar()["coordination.excluding"]


def _to_the_left(mentions: Mentions, mention: Mention) -> tuple[list[Mention], bool]:
    """Return the mentions strung to the left, and whether a conjunction ties one of them."""
    found: list[Mention] = []
    closing = False
    first = mention
    own = _preposition(mentions, mention)
    while True:
        link = _previous(mentions, first)
        if link is None or _preposition(mentions, link.mention) not in {own, None}:
            return found, closing
        found.append(link.mention)
        closing = closing or link.closing
        first = link.mention


def _previous(mentions: Mentions, mention: Mention) -> Link | None:
    start = mention.span.start
    low = max(sentence_start(mention.span[0]), start - REACH - ASIDE)
    for end in range(start - 1, low, -1):
        before = mentions.ending(end)
        if before is None:
            continue
        link = _next(mentions, before, start + 1)
        if link is None or link.mention is not mention:
            return None
        return Link(before, link.closing)
    return None


def _next(mentions: Mentions, mention: Mention, limit: int) -> Link | None:
    """Return the mention behind a comma or a conjunction, past focus words and prepositions."""
    words, start = mentions.words, _behind_asides(mentions, mention.span.end, limit)
    limit = min(limit, start + REACH)
    i = start + 1 if start < limit and words[start] == "," else start
    behind = _conjunction(words, i)
    closing = behind is not None
    i = i if behind is None else behind
    if i == start:
        return None
    while i < limit and words[i] in grammar()["coordination.focus"] | {","}:
        i += 1
    found = preposition_at(words, i, grammar())
    after = i if found is None else found[1]
    for j in range(i, min(after + 2, limit)):
        following = mentions.starting(j)
        if following is not None:
            return Link(following, closing)
        if j >= after and words[j] not in grammar()["determiners.any"]:
            return None
    return None


def _behind_asides(mentions: Mentions, i: int, limit: int) -> int:
    """Return the index behind an age and a bracket: *A, 20 ans (et converti), et B*."""
    words, doc = mentions.words, mentions.doc
    years = grammar()["coordination.years"]
    if i + 2 < limit and words[i] == "," and doc[i + 1].like_num and words[i + 2] in years:
        i += 3
    if i < limit and words[i] == "(":
        closing = next((j for j in range(i, min(limit, i + ASIDE)) if words[j] == ")"), None)
        i = i if closing is None else closing + 1
    return i


def _conjunction(words: list[str], i: int) -> int | None:
    """Return the index behind a conjunction that begins at a word."""
    for phrase in _conjunctions().get(words[i], ()) if i < len(words) else ():
        if tuple(words[i : i + len(phrase)]) == phrase:
            return i + len(phrase)
    return None


@lru_cache(maxsize=1)
def _conjunctions() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return first word → the conjunctions that begin so, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for written in sorted(grammar()["coordination.conjunctions"], key=len, reverse=True):
        phrase = tuple(written.replace("'", "' ").split())
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(phrases) for first, phrases in found.items()}


def _preposition(mentions: Mentions, mention: Mention) -> str | None:
    """Return the preposition right before a mention, or in its contracted article."""
    words, start = mentions.words, mention.span.start
    for i in range(max(0, start - 2), start + 1):
        found = preposition_at(words, i, grammar())
        if found is not None and found[1] in {start, start + 1}:
            return found[0]
    return None


def _is_apposition(mention: Mention) -> bool:
    """*Paul Verne, maire de Brest, et Luc Roy*: a bare noun says who somebody is."""
    return mention.form is MentionForm.DESCRIPTION and mention.span[0].pos_ == "NOUN"


def _announces(mention: Mention, chain: list[Mention]) -> bool:
    """*Trois élus, A, B et C*: a number of people, then their names."""
    if len(chain) < 3 or chain[0] is not mention:  # noqa: PLR2004 - itself and two names
        return False
    is_number = any(token.pos_ == "NUM" for token in mention.span)
    named = sum(other.form is not MentionForm.DESCRIPTION for other in chain[1:])
    return is_number and named * 2 > len(chain) - 1


def _parts(mentions: Mentions, phrase: Phrase, limit: int) -> list[Mention]:
    """Return what is coordinated with the complement of *une partie de*: others than its parts."""
    if mentions.words[phrase.head.i] not in grammar()["coordination.partitives"]:
        return []
    for i in range(phrase.head.i + 1, min(phrase.head.i + 4, limit)):
        mention = mentions.starting(i)
        if mention is not None:
            return _to_the_right(mentions, mention, limit)
    return []


def _is_joined(token: Token, head: Token) -> bool:
    """Whether a conjunct of the parse has a noun and the same case, and is not left out."""
    if token.pos_ not in NOMINAL or _case(token) not in {None, _case(head)}:
        return False
    left = max(0, token.left_edge.i - 1)
    excluding = grammar()["coordination.excluding"]
    return not any(normal(other.text) in excluding for other in token.doc[left : token.i])


def _case(token: Token) -> str | None:
    """Return the preposition that the parse gives a noun (*de mensonge et **de** corruption*)."""
    return next((normal(child.text) for child in token.lefts if child.dep_ == "case"), None)
