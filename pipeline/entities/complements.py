"""Where a noun phrase ends: behind the modifiers that identify its head, and no further.

The parser hangs on a noun what belongs to the verb (*accuse le maire **de fraude***), so valency
decides, by closed classes of `coreference.toml`; relative clauses are left out.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline.entities.nouns import nouns, rules
from pipeline.entities.tokens import NAMING, VERBAL
from pipeline.entities.verbs import clause_forms, finite_forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.entities.tokens import Tokens

    Names = Mapping[int, tuple[int, int]]

OPENING = frozenset({"«", "“", '"'})
CLOSING = frozenset({"»", "”", '"'})
BORDERS = OPENING | CLOSING | {":", ";", "!", "?"}
DEEPEST = 6  # complements of complements; deeper is no phrase that anybody wrote
BEFORE = frozenset({"DET", "ADJ", "NUM"})
QUALIFYING = frozenset({"amod", "nummod", "acl", "nmod", "appos"})


def end_of_phrase(tokens: Tokens, head: int, size: int, names: Names) -> int:
    """Return the index behind the last modifier that identifies the head."""
    stop = tokens.sentence_end(head)
    i, end = head + size, head + size
    while i < stop:
        after = _modifier(tokens, head, i, names)
        if after is None:
            after = _second_complement(tokens, i, names) if i > head + size else None
        if after is None:
            break
        i = end = after
    return end if end == head + size or has_verb(tokens, head) else _before_adjective(tokens, end)


def _second_complement(tokens: Tokens, i: int, names: Names) -> int | None:
    """*le ministre de l'Économie et des Finances*: both belong to the head."""
    pos, words = tokens.pos, tokens.words
    if pos[i] != "CCONJ" or i + 2 >= len(words):  # room for a preposition and a noun
        return None
    is_plain = pos[i + 2] in NAMING or pos[i + 2] == "DET"
    if words[i + 1] not in rules()["words"]["genitives"] or not is_plain:
        return None
    after = _complement(tokens, i, i + 1, names)
    return None if after is None or tokens.words[after - 1] in nouns().firsts else after


def _before_adjective(tokens: Tokens, end: int) -> int:
    """*L'opposition taxe Untel*: in a sentence with no verb, it is what looks an adjective."""
    follows = tokens.pos[end] if end < len(tokens.pos) else "PUNCT"
    is_verb = follows != "PUNCT" and tokens.words[end - 1] in finite_forms()
    is_taken = tokens.pos[end - 1] == "ADJ" and (is_verb or follows in {"PROPN", "DET"})
    return end - 1 if is_taken else end


def _modifier(tokens: Tokens, head: int, i: int, names: Names, depth: int = 0) -> int | None:
    """Return the index behind the modifier of the head that begins at a token."""
    pos, words = tokens.pos, tokens.words
    if words[i] == "-" and i + 1 < len(words):
        return i + 2
    if words[i] in rules()["words"]["hedging"] and i == head + 1:
        return i + 1
    if (i in names and names[i][1] > i + 1) or behind_naming(words, i) is not None:
        return None  # a name of several words is no modifier
    if pos[i] in {"ADJ", "NUM"} and tokens.dep[i] in QUALIFYING and tokens.head[i] < i:
        near = tokens.head[i] == head or i == head + 1
        return i + 1 if near and not (is_verb(tokens, i) or _is_only_verb(tokens, i)) else None
    if pos[i] not in {"ADP", "DET"} or words[i] not in rules()["words"]["complements"]:
        return None
    return _complement(tokens, head, i, names, depth + 1) if depth < DEEPEST else None


def behind_naming(words: Sequence[str], i: int) -> int | None:
    """Return where the name begins behind *nommé*, *du nom de*, *identifié comme*."""
    for phrase in _namings().get(words[i], ()) if i < len(words) else ():
        if tuple(words[i : i + len(phrase)]) == phrase:
            return i + len(phrase)
    return None


@cache
def _namings() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return first word → the phrases that lead from a description to its name, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for written in sorted(rules()["words"]["namings"], key=len, reverse=True):
        phrase = tuple(written.replace("'", "' ").split())
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(phrases) for first, phrases in found.items()}


def _complement(tokens: Tokens, head: int, i: int, names: Names, depth: int = 1) -> int | None:
    """Return the index behind a prepositional complement, its own complements included."""
    pos, words, stop = tokens.pos, tokens.words, tokens.sentence_end(head)
    j = i + 1
    while j < stop and pos[j] in BEFORE:
        j += 1
    if j >= stop or pos[j] not in NAMING or not _attached(tokens, head, i, j):
        return None
    if words[i] not in rules()["words"]["genitives"] and words[j] in rules()["time"]["nouns"]:
        return None
    bare = j == i + 1 and pos[j] == "NOUN"
    if words[i] in rules()["words"]["purposes"] and "DET" not in pos[i:j]:
        return None  # « plainte contre l'hôpital pour homicide »: the charge
    if words[i] in rules()["words"]["grounds"] and words[j] in rules()["words"]["courts"]:
        return None  # « attaque l'auteur en diffamation »
    # « accuse la présidente du mouvement de mentir »: the article is in *du*
    is_somebody = words[i] in rules()["words"]["contracted"] and words[j] in nouns().firsts
    if bare and not is_somebody and _is_charge(tokens, head, i):
        return None
    end = names[j][1] if j in names else j + 1
    while end < stop and (after := _modifier(tokens, j, end, names, depth)) is not None:
        end = after
    if words[j] in nouns().firsts and end in names and names[end][0] == end:
        end = names[end][1]  # « conseiller du président Untel »: the name is the president's
    return end


def _attached(tokens: Tokens, head: int, i: int, noun: int) -> bool:
    """A complement with *de* right behind the head is the head's; others as the parse says."""
    if tokens.words[i] in rules()["words"]["genitives"] and i == head + 1:
        return True
    return tokens.head[noun] == head and tokens.dep[noun] in {"nmod", "obl", "obl:arg", "obl:mod"}


def _is_charge(tokens: Tokens, head: int, i: int) -> bool:
    """*accuse le maire de fraude*: what follows an object of such a verb is no part of it."""
    if tokens.words[i] not in rules()["words"]["genitives"]:
        return False
    clause = tokens.clause(head)
    return clause < head and tokens.words[clause] in rules()["words"]["charging_verbs"]


def has_verb(tokens: Tokens, head: int) -> bool:
    """Return whether the tagger sees a verb in the sentence of a token."""
    stop = tokens.sentence_end(head)
    return any(tokens.pos[i] in VERBAL for i in range(tokens.sentence_start(head), stop))


def _is_only_verb(tokens: Tokens, i: int) -> bool:
    """*« La direction triche depuis des années »*: what may be a verb where no other is."""
    words = tokens.words
    if words[i] not in clause_forms() or tokens.pos[i - 1] not in NAMING:
        return False
    start, stop = i, i + 1
    low, high = tokens.sentence_start(i), tokens.sentence_end(i)
    while start > low and words[start - 1] not in BORDERS:
        start -= 1
    while stop < high and words[stop] not in BORDERS:
        stop += 1
    quoted = start > low or (stop < high and words[stop] in CLOSING)
    return quoted and not any(tokens.pos[j] in VERBAL for j in range(start, stop))


def is_verb(tokens: Tokens, i: int) -> bool:
    """*La préfecture ferme les yeux*: a verb of our lexicons with its object, whatever the tag."""
    after = i + 1
    if tokens.words[i] not in finite_forms() or after >= len(tokens.words):
        return False
    begins = tokens.words[after] in rules()["determiners"]["before_object"] | OPENING
    return begins or tokens.pos[after] == "PROPN" or tokens.doc[after].is_title
