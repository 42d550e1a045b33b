"""What a pronoun may stand for: the phrases before it, with their place and weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.entities.nouns import PLURAL, SINGULAR, nouns, rules
from pipeline.entities.tokens import NAMING
from pipeline.records import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.entities.tokens import Tokens
    from pipeline.records import Actor, Mention

OPENING, CLOSING = frozenset("«“"), frozenset("»”")
ROLES = {
    "nsubj": "subject",
    "nsubj:pass": "subject",
    "ROOT": "root",
    "obj": "object",
    "iobj": "dative",
    "obl:arg": "dative",
    "obl:agent": "agent",
    "appos": "apposed",
    "nmod": "inner",
}

# An actor's index, or the head's form for a thing, or the index of a coordination.
Chain = int | str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that a pronoun may take up.

    Attributes:
        index: Its head.
        verb: The verb of its clause.
        parent: Index of the token the phrase depends on.
        animate: None where the lexicon does not tell.
        quoted: Whether it stands between quotation marks.
    """

    index: int
    chain: Chain
    sentence: int
    gender: str | None
    number: str | None
    role: str
    verb: int
    parent: int
    animate: bool | None
    quoted: bool
    pronoun: bool = False
    coordinated: bool = False


def quoted(words: Sequence[str]) -> list[bool]:
    """Return for each token whether it stands between guillemets."""
    if not any(mark in words for mark in OPENING):
        return [False] * len(words)
    inside, found = 0, []
    for word in words:
        if word in OPENING:
            inside += 1
        found.append(inside > 0)
        if word in CLOSING and inside:
            inside -= 1
    return found


def role_of(tokens: Tokens, i: int) -> str:
    """Return the grammatical role of a phrase's head, a conjunct's from the first conjunct."""
    for _ in range(4):
        if tokens.dep[i] != "conj" or tokens.head[i] == i:
            break
        i = tokens.head[i]
    return ROLES.get(tokens.dep[i], "oblique")


def candidates(
    tokens: Tokens, mentions: Iterable[Mention], actors: Sequence[Actor], marks: list[bool]
) -> Iterator[Candidate]:
    """Yield the noun phrases of a text in its order, mentions of actors and things alike.

    Args:
        tokens: The text.
        mentions: Names and descriptions.
        actors: What the mentions index.
        marks: For each token, whether it is quoted.
    """
    by_root = {m.span.root.i: m for m in mentions}
    inside = {
        i
        for m in by_root.values()
        for i in range(m.span.start, m.span.end)
        if m.form != "description"
    } - set(by_root)
    joined = _coordinations(tokens)
    time = rules()["time"]["nouns"]
    indefinite = rules()["indefinites"]
    for i, pos in enumerate(tokens.pos):
        mention = by_root.get(i)
        if pos == "PRON" and tokens.words[i] in indefinite:
            yield _indefinite(tokens, i, indefinite[tokens.words[i]], marks)
        if mention is None and (pos not in NAMING or i in inside or tokens.words[i] in time):
            continue
        if mention is None and tokens.dep[i] in {"flat:name", "flat:foreign", "fixed", "amod"}:
            continue
        actor = mention.actor if mention is not None else None
        yield _candidate(tokens, i, actor, actors, marks)
        if i in joined:
            yield _joined(tokens, i, joined[i], marks)


def _candidate(
    tokens: Tokens, i: int, actor: int | None, actors: Sequence[Actor], marks: list[bool]
) -> Candidate:
    gender, number = agreement(tokens, i)
    chain: Chain = tokens.words[i].rstrip("sx") if actor is None else actor
    animate: bool | None = None
    if actor is not None:
        one = actors[actor]
        gender = one.gender if one.named or one.gender else gender
        number = one.number or (SINGULAR if one.named else number)
        animate = one.kind in {ActorKind.PERSON, ActorKind.GROUP} or None
    elif tokens.pos[i] == "PROPN":
        gender = None
    else:
        animate = False
    return Candidate(
        i,
        chain,
        tokens.sentence[i],
        gender,
        number,
        role_of(tokens, i),
        tokens.clause(i),
        tokens.head[i],
        animate,
        marks[i],
    )


def _indefinite(tokens: Tokens, i: int, form: list[str], marks: list[bool]) -> Candidate:
    return Candidate(
        i,
        f"?{i}",
        tokens.sentence[i],
        form[0] or None,
        form[1] or None,
        role_of(tokens, i),
        tokens.clause(i),
        tokens.head[i],
        animate=None,
        quoted=marks[i],
    )


def agreement(tokens: Tokens, i: int) -> tuple[str | None, str | None]:
    """Return gender and number of a noun; determiner and lexicon go before the tagger."""
    before = tokens.words[i - 1] if i else ""
    known = nouns().single.get(tokens.words[i])
    gender = rules()["determiners"]["gendered"].get(before) or (known and known.gender)
    number = tokens.number[i - 1] if i and tokens.pos[i - 1] == "DET" else None
    return gender or tokens.gender[i], number or tokens.number[i]


def _coordinations(tokens: Tokens) -> dict[int, int]:
    """Return the last conjunct of each noun that others are coordinated with."""
    found: dict[int, int] = {}
    for i, dep in enumerate(tokens.dep):
        first = tokens.head[i]
        if dep == "conj" and first < i and tokens.pos[i] in NAMING and tokens.pos[first] in NAMING:
            found[first] = i
    return found


def _joined(tokens: Tokens, first: int, last: int, marks: list[bool]) -> Candidate:
    """*Pierre et Marie* as one plural phrase."""
    genders = {agreement(tokens, i)[0] for i in (first, last)}
    return Candidate(
        first,
        f"+{first}",
        tokens.sentence[first],
        genders.pop() if len(genders) == 1 else None,
        PLURAL,
        role_of(tokens, first),
        tokens.clause(first),
        tokens.head[first],
        animate=None,
        quoted=marks[first],
        coordinated=True,
    )
