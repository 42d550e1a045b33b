"""Words that stand for somebody or something named elsewhere: which, and how they agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.entities.nouns import rules
from pipeline.entities.tokens import VERBAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.entities.tokens import Tokens
PREVERBAL = VERBAL | {"PRON"}


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun or possessive determiner of the third person.

    Attributes:
        end: Behind its last token (*ce dernier* has two).
        kind: `subject`, `object`, `dative`, `strong`, `possessive`, `relative`, `reflexive`,
            `demonstrative`, `last`, `first`, `second`, `concerned`.
        verb: Index of the verb of its clause.
    """

    start: int
    end: int
    kind: str
    gender: str | None
    number: str | None
    verb: int

    @property
    def index(self) -> int:
        """The token that carries its place in the parse."""
        return self.end - 1


def anaphors(tokens: Tokens) -> Iterator[Anaphor]:
    """Yield the anaphors of a text in its order; those that stand for nothing are left out."""
    table = rules()["pronouns"]
    ordinals = rules()["ordinals"]
    alone = {
        form: (kind, *value) for kind, forms in ordinals.items() for form, value in forms.items()
    }
    words, pos = tokens.words, tokens.pos
    everybody, pointing = rules()["everybody"], rules()["demonstratives"]
    for i, word in enumerate(words):
        entry = table.get(word)
        several = _everybody(tokens, i, everybody[word]) if word in everybody else None
        if several is not None:
            yield several
        elif word in pointing and is_pointing(words, i):
            gender, number = pointing[word]
            yield Anaphor(i, i + 3, "demonstrative", gender, number, tokens.clause(i + 2))
        elif entry is not None:
            found = _pronoun(tokens, i, entry)
            if found is not None:
                yield found
        elif word in alone and i and pos[i - 1] == "DET":
            ordinal = _ordinal(tokens, i, alone[word])
            if ordinal is not None:
                yield ordinal


def is_pointing(words: list[str], i: int) -> bool:
    """Tell *celui-ci*, three tokens, from *celui qui*."""
    behind = rules()["words"]["pointing"]
    return i + 2 < len(words) and words[i + 1] == "-" and words[i + 2] in behind


def _everybody(tokens: Tokens, i: int, entry: list[str]) -> Anaphor | None:
    """*Tous nient*, *toutes deux nient*, *les deux nient*: a subject of several, no noun behind."""
    words, pos = tokens.words, tokens.pos
    gender, number = entry
    end = i + 1
    while end < len(words) and words[end] in rules()["words"]["both"]:
        end += 1
    if words[i] in rules()["determiners"]["definite"] and end == i + 1:
        return None
    verb = tokens.clause(end - 1)
    if end >= len(words) or verb < end or pos[verb] not in VERBAL:
        return None
    if pos[end] in {"NOUN", "PROPN", "ADJ", "DET", "NUM"} or not _opens(tokens, i):
        return None
    if words[end] in rules()["words"]["restricting"]:  # « tous ceux qui », « toutes les fois »
        return None
    return Anaphor(i, end, "subject", gender or None, number, verb)


def _opens(tokens: Tokens, i: int) -> bool:
    """Tell whether a subject may begin here: no preposition or verb right before."""
    return i == tokens.sentence_start(i) or tokens.pos[i - 1] in {
        "PUNCT",
        "CCONJ",
        "SCONJ",
        "SPACE",
    }


def _pronoun(tokens: Tokens, i: int, entry: list[str]) -> Anaphor | None:
    form, gender, number = entry
    kind = _settled(tokens, i, form, tokens.pos[i])
    if kind is None or _is_empty(tokens, i, kind):
        return None
    free = tokens.pos[min(i + 1, len(tokens.pos) - 1)] not in PREVERBAL
    if kind == "dative" and free and tokens.dep[i] != "iobj":
        kind = "strong"
    return Anaphor(i, i + 1, kind, gender or None, number or None, tokens.clause(i))


def _settled(tokens: Tokens, i: int, kind: str, tag: str) -> str | None:
    """Return what an ambiguous form is here; None for an article or a noun."""
    if kind == "possessive":
        return kind if tag == "DET" else None
    if kind == "dative_or_possessive":
        return "possessive" if tag == "DET" else "dative"
    if kind == "strong_subject":
        return "subject" if tokens.dep[i].startswith("nsubj") else "strong"
    if kind == "object" and tag != "PRON" and not _is_clitic(tokens, i):
        return None
    if kind == "relative" and tag not in {"PRON", "ADJ", "ADP"}:
        return None
    return kind


def _is_clitic(tokens: Tokens, i: int) -> bool:
    """*et l'accusant de fraude*: an article to the tagger, the verb's object to the parser."""
    head = tokens.head[i]
    return tokens.dep[i] == "obj" and head == i + 1 and tokens.pos[head] == "VERB"


def _is_empty(tokens: Tokens, i: int, kind: str) -> bool:
    """Pleonastic *il*, *le* that stands for a clause, *se* of a passive: nobody."""
    if kind == "subject" and tokens.words[i] in rules()["impersonal"]["subjects"]:
        return is_impersonal(tokens, i)
    if kind == "object" and tokens.words[i] in {"le", "l'"}:
        verb = tokens.doc[tokens.head[i]]
        following = tokens.doc[i + 1] if i + 1 < len(tokens.words) else verb
        neuter = rules()["neuter"]["verbs"]
        return verb.lemma_ in neuter or following.lemma_ in neuter
    return False


def is_impersonal(tokens: Tokens, i: int) -> bool:
    """Tell *il faut*, *il y a*, *il est clair que* from *il* that stands for somebody."""
    table, words = rules()["impersonal"], tokens.words
    verb = tokens.head[i]
    near = words[i + 1 : i + 4]
    if near and near[0] in table["place"]:
        return True
    if words[verb] in table["verbs"]:
        if words[verb] not in table["open"]:
            return True
        after = words[verb + 1 : verb + 3]
        return any(w in table["followers"] for w in after) or tokens.pos[
            min(verb + 1, len(words) - 1)
        ] in {"DET", "NUM"}
    return _is_judgement(tokens, i, verb)


def _is_judgement(tokens: Tokens, i: int, head: int) -> bool:
    """*il est possible que*, *il a été décidé de*, *il est midi*."""
    words, table = tokens.words, rules()["impersonal"]
    if words[head] in table["hours"]:
        return True
    copular = any(
        tokens.dep[j] in {"cop", "aux:pass"} for j in range(i, head) if tokens.head[j] == head
    )
    if not copular or head + 1 >= len(words):
        return False
    after = words[head + 1]
    if after in {"que", "qu'"}:
        return tokens.pos[head] in {"ADJ", "VERB", "NOUN", "ADV"}
    return (
        after in table["followers"] and tokens.pos[head] == "ADJ" and _infinitive(tokens, head + 2)
    )


def _infinitive(tokens: Tokens, i: int) -> bool:
    return i < len(tokens.words) and tokens.pos[i] in VERBAL | {"PRON", "ADV"}


def _ordinal(tokens: Tokens, i: int, entry: tuple[str, str, str]) -> Anaphor | None:
    """*ce dernier*, *le second*, *l'intéressé*: no noun follows."""
    kind, gender, number = entry
    follows = tokens.pos[i + 1] if i + 1 < len(tokens.words) else "PUNCT"
    if follows in {"NOUN", "PROPN", "NUM"} or (follows == "ADJ" and kind != "concerned"):
        return None
    determiner = tokens.words[i - 1]
    if kind == "last" and determiner not in rules()["determiners"]["demonstrative"]:
        return None
    if kind in {"first", "second"} and determiner not in {"le", "la"}:
        return None
    if kind == "first" and not tokens.dep[i].startswith("nsubj"):
        return None
    return Anaphor(i - 1, i + 1, kind, gender or None, number, tokens.clause(i))


def agree(one: str | None, other: str | None) -> bool:
    """Tell whether two genders or numbers can be of the same thing; None fits all."""
    return one is None or other is None or one == other
