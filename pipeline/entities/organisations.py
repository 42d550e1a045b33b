"""Organisations that no lexicon knows: built on a head noun, or defined with an acronym."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from pipeline.entities.verbs import finite_forms
from pipeline.scan import has_feature

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from pipeline.entities.gazetteer import Gazetteer

MIN_TOKENS, MAX_TOKENS = 2, 12
# What may follow a capitalised head directly; the model reads adjectives there as nouns.
FLAT = frozenset({"flat:name", "flat:foreign", "amod"})
VERBAL = frozenset({"VERB", "AUX"})
FIRST_POS = frozenset({"NOUN", "PROPN"})


def built(doc: Doc, words: Sequence[str], known: Gazetteer) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of head nouns with what completes them."""
    for at, word in enumerate(words):
        kind = known.heads.get(word.casefold())
        if kind is not None:
            end = _end(doc, words, at, known)
            if end > at + 1 and _is_name(words, at, end, kind, known):
                yield at, end


def _is_name(words: Sequence[str], at: int, end: int, kind: str, known: Gazetteer) -> bool:
    capitals = sum(word[0].isupper() for word in words[at + 1 : end])
    if words[at][0].isupper() and not words[at].isupper():
        return at > 0 and end - at >= MIN_TOKENS if not capitals else end - at > 1
    if kind == "body" and known.cues.get(words[at].casefold()) != "ORG":
        return words[at + 1][0].isupper()  # whose it is: *l'administration Verne*
    return kind == "office" and (capitals > 0 or words[end - 1] in known.demonyms)


def _end(doc: Doc, words: Sequence[str], at: int, known: Gazetteer) -> int:
    """Return the end of the noun phrase that a head noun begins."""
    end = position = at + 1
    limit = min(len(words), at + MAX_TOKENS)
    while position < limit:
        word = words[position]
        if _links(words, position, known):
            position += 1
            continue
        if not word[0].isalpha() or known.cues.get(word.casefold()) == "PER":
            break
        lower = words[at].islower() and word.islower()
        if lower and words[position - 1] in known.links - known.genitive:
            break  # « condamné au tribunal de X pour escroquerie »
        linked = words[position - 1].casefold() in known.links | known.articles
        if not linked and word in finite_forms():
            break
        first = position == at + 1 and words[at][0].isupper()
        if not (
            word[0].isupper()
            or _completes(doc[position].pos_, linked=linked)
            or (first and _may_follow(doc, position, known))
        ):
            break
        position += 1
        end = position
    return end


def _links(words: Sequence[str], position: int, known: Gazetteer) -> bool:
    lower = words[position].casefold()
    if lower in known.links or lower == "-":
        return True
    return lower in known.articles and words[position - 1].casefold() in known.links


def _may_follow(doc: Doc, position: int, known: Gazetteer) -> bool:
    token = doc[position]
    if token.pos_ == "VERB":
        return has_feature(token, "VerbForm", "Part")
    follows = position + 1 < len(doc) and doc[position + 1].lower_ in known.links
    return token.pos_ in FIRST_POS or (follows and token.is_alpha)


def _completes(pos: str, *, linked: bool) -> bool:
    return pos == "ADJ" or (linked and pos in {"NOUN", "PROPN"})


def tailed(doc: Doc, words: Sequence[str], known: Gazetteer) -> Iterator[tuple[int, int]]:
    """Yield *Rivière vivante* behind *l'association*: a name whose last word has no capital.

    The parse makes the adjective a part of the name, or the text says both words again.
    """
    for at in range(2, len(words) - 1):
        if known.cues.get(words[at - 1].casefold()) != "ORG" or not words[at][:1].isupper():
            continue
        tail = doc[at + 1]
        if tail.pos_ != "ADJ" or not tail.is_lower or words[at + 1] in known.demonyms:
            continue
        if words[at].isupper() or known.entry(words[at]) is not None:
            continue
        if tail.dep_ in FLAT or _again(words, at):
            yield at, at + 2


def joined(doc: Doc, words: Sequence[str], known: Gazetteer) -> Iterator[tuple[int, int]]:
    """Yield *Droits et Terres* behind *l'ONG*: one organisation, of which a singular is said."""
    for at in range(2, len(words) - 3):
        if (
            words[at + 1] not in known.conjunctions
            or known.cues.get(words[at - 1].casefold()) != "ORG"
        ):
            continue
        first, second = words[at], words[at + 2]
        named = first[:1].isupper() and second[:1].isupper() and not words[at + 3][:1].isupper()
        if not named or first.isupper() or second.isupper():
            continue
        parted = any(known.entry(word) is not None for word in (first, second))
        if (
            not parted
            and has_feature(doc[at - 2], "Number", "Sing")
            and not _acts_as_many(doc, at + 3)
        ):
            yield at, at + 3


def _acts_as_many(doc: Doc, i: int) -> bool:
    return doc[i].pos_ in VERBAL and has_feature(doc[i], "Number", "Plur")


def _again(words: Sequence[str], at: int) -> bool:
    """Whether the two words stand together elsewhere in the text."""
    first, second = words[at], words[at + 1]
    return sum(words[i] == first and words[i + 1] == second for i in range(len(words) - 1)) > 1


def acronyms(
    words: Sequence[str], known: Gazetteer, bodies: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the two halves of every `Ligue des usagers du port (LUP)`.

    Args:
        words: The tokens.
        known: The lexicons.
        bodies: Start by end of what is an organisation already.
    """
    for at in range(2, len(words) - 1):
        if words[at - 1] != "(" or words[at + 1] != ")" or not is_acronym(words[at]):
            continue
        start = bodies.get(at - 1)
        if start is None:
            start = _expansion(words, at - 1, words[at], known)
        if start is not None:
            yield start, at - 1
            yield at, at + 1


def is_acronym(word: str) -> bool:
    """Whether a word is written as an acronym: `LUP`, `FFTri`, `CFE-CGC`."""
    letters = [c for c in word if c.isalpha()]
    return (
        len(letters) > 1
        and word[0].isupper()
        and sum(c.isupper() for c in letters) * 2 > len(letters)
    )


def _expansion(words: Sequence[str], end: int, acronym: str, known: Gazetteer) -> int | None:
    """Return where the words begin whose initials make the acronym."""
    letters = [c.casefold() for c in acronym if c.isalpha()]
    need = len(letters)
    for start in range(end - 1, max(-1, end - MAX_TOKENS - 1), -1):
        head = words[start].casefold() in known.heads
        if not (words[start][0].isupper() or head) or words[start] in known.first_names:
            continue  # « Paul Lestrade (PL) » is a member of it
        if _plain(words[start][0]) != _plain(letters[0]):
            continue
        initials = [
            _plain(part[0])
            for word in words[start:end]
            if word.casefold() not in known.links | known.articles
            for part in word.replace("'", "-").split("-")
            if part and part[0].isalpha()
        ]
        if _agree(initials, [_plain(c) for c in letters]) and len(initials) >= min(need, 2):
            return start
    return None


def _agree(initials: Sequence[str], letters: Sequence[str]) -> bool:
    """Whether the initials are the letters, in order, but for one or two."""
    rest = iter(letters)
    hits = sum(any(one == letter for letter in rest) for one in initials)
    return hits >= len(initials) - 1 and abs(len(initials) - len(letters)) <= 1


def _plain(letter: str) -> str:
    """Return a letter without case and accent."""
    return unicodedata.normalize("NFD", letter.casefold())[0]
