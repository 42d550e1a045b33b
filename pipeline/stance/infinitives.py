"""Infinitive clauses: where they begin, whatever the tagger says, and how far they reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.scan import has_feature, sentence_end
from pipeline.stance.grammar import grammar, normal
from pipeline.stance.nominals import PUNCTUATION, right_end

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def infinitive_at(doc: Doc, i: int, words: list[str]) -> Token | None:
    """Return the infinitive that begins within a few words, behind clitics, negation and quotes."""
    rules = grammar()
    for j in range(i, min(i + 5, len(doc))):
        token = doc[j]
        if has_feature(token, "VerbForm", "Inf") or _looks_infinitive(doc, j, words):
            return token
        if not (
            token.pos_ in PUNCTUATION | {"ADV"}
            or words[j] in rules["negation.first"] | rules["negation.second"]
            or any(
                words[j] in rules[f"clitics.{k}"]
                for k in ("object", "dative", "either", "reflexive", "other")
            )
        ):
            return None
    return None


def _looks_infinitive(doc: Doc, i: int, words: list[str]) -> bool:
    """A word with the ending of an infinitive and an object at once is one, whatever its tag."""
    if i + 1 >= len(doc) or not words[i].endswith(INFINITIVE_ENDINGS):
        return False
    return doc[i].pos_ in {"NOUN", "ADJ"} and doc[i + 1].pos_ == "DET"


INFINITIVE_ENDINGS = tuple(grammar()["infinitives.endings"])


def infinitive_end(verb: Token, start: int) -> int:
    """Return where an infinitive clause ends: the right edge of its verb's subtree."""
    main = verb
    while main.head != main and main.dep_ in {"aux", "aux:tense", "aux:pass", "cop"}:
        main = main.head
    if main == verb and verb.pos_ == "AUX" and 0 < verb.head.i - verb.i <= NEAR:
        main = verb.head  # *d'avoir copié*, whatever label the auxiliary got
    if main.i < start:
        main = verb
    end = _before_comment(verb, max(right_end(main), _behind_copula(main), verb.i + 1))
    return _with_quotation(_with_object(end, verb), verb, start)


def _behind_copula(verb: Token) -> int:
    """Return where *être sur le point de partir* ends, of which the parse may keep *être* alone."""
    doc = verb.doc
    if verb.lemma_ not in grammar()["auxiliaries.be"] or verb.right_edge.i > verb.i:
        return verb.i + 1
    following = verb.nbor() if verb.i + 1 < len(doc) else verb
    return right_end(following.head) if following.pos_ == "ADP" else verb.i + 1


def _before_comment(verb: Token, end: int) -> int:
    """Return where *, ce qu'il conteste* begins, which speaks of the clause, else its end."""
    doc, rules = verb.doc, grammar()
    for i in range(verb.i + 1, end - 2):
        about = doc[i].text == "," and normal(doc[i + 1].text) in rules["relatives.neuter"]
        if about and normal(doc[i + 2].text) in rules["relatives.opening"]:
            return i
    return end


NEAR = 4  # tokens between an auxiliary and its participle: adverbs, quotation marks


def _with_quotation(end: int, verb: Token, start: int) -> int:
    """Take in the quotation that the clause goes on with, or the mark that closes its own."""
    doc, stop = verb.doc, sentence_end(verb)
    opening, closing = grammar()["quotes.open"], grammar()["quotes.close"]
    marks = [t.text for t in doc[start:end] if t.text in opening | closing]
    inside = bool(marks) and marks[-1] in opening and marks[-1] not in closing
    begins = end < stop and doc[end].text in opening
    if not (inside or begins):
        return end
    return next((i + 1 for i in range(end + begins, stop) if doc[i].text in closing), end)


def _with_object(end: int, verb: Token) -> int:
    """Take in a bare noun phrase right behind: the parser may have hung it on another verb."""
    doc, stop = verb.doc, sentence_end(verb)
    if end < stop and doc[end].pos_ == "DET" and doc[end - 1].pos_ in {"VERB", "AUX"}:
        head = doc[end].head
        if end < head.i < stop:
            return max(head.i + 1, min(right_end(head), stop))
    return end
