"""What a pronoun may stand for: the phrases before it, with their place and weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.entities.anaphors import is_pointing
from pipeline.entities.nouns import PLURAL, SINGULAR, nouns, rules
from pipeline.entities.tokens import NAMING
from pipeline.records import ActorKind
from pipeline.syntax import listed

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

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

ANIMATE = frozenset({ActorKind.PERSON, ActorKind.GROUP})

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
        members: The actors of a coordination, where all its phrases are actors.
        speaks: Whether it is the subject of a verb of speech, or *selon* introduces it.
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
    members: tuple[int, ...] = ()
    speaks: bool = False


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
    by_start = {m.span.start: m for m in by_root.values() if m.form != "description"}
    inside = {
        i
        for m in by_root.values()
        for i in range(m.span.start, m.span.end)
        if m.form != "description"
    } - set(by_root)
    joined = _coordinations(tokens, by_root)
    lists = _lists(tokens, by_root)
    time = rules()["time"]["nouns"]
    indefinite = rules()["indefinites"]
    for i, pos in enumerate(tokens.pos):
        mention = by_root.get(i)
        if pos == "PRON" and tokens.words[i] in indefinite and not is_pointing(tokens.words, i):
            yield _indefinite(tokens, i, indefinite[tokens.words[i]], marks)
        if mention is None and (pos not in NAMING or i in inside or tokens.words[i] in time):
            continue
        if mention is None and tokens.dep[i] in {"flat:name", "flat:foreign", "fixed", "amod"}:
            continue
        if _is_nobody(tokens, i):
            continue
        if mention is None and pos == "PROPN" and tokens.doc[i].is_lower:
            continue  # « nie »: a verb that the tagger took for a name
        mention = mention or _behind_civility(tokens, i, by_start)
        actor = mention.actor if mention is not None else None
        if i in lists:
            yield _joined(tokens, i, [by_root[j].actor for j in lists[i]], actors, marks)
            continue
        yield _candidate(tokens, i, actor, actors, marks)
        if i in joined:
            roots = [by_root.get(j) for j in (i, *joined[i])]
            members = [None if m is None else m.actor for m in roots]
            yield _joined(tokens, i, members, actors, marks)


def _behind_civility(tokens: Tokens, i: int, names: Mapping[int, Mention]) -> Mention | None:
    """*M. Untel*: the parse goes through the civility."""
    behind = names.get(i + 1)
    return behind if behind is not None and tokens.head[behind.span.root.i] == i else None


def _is_nobody(tokens: Tokens, i: int) -> bool:
    """*Aucun commissaire n'a signé. Il…*: no pronoun of another sentence stands for nobody."""
    low = max(tokens.sentence_start(i), i - 3)
    return any(
        tokens.words[j] in rules()["determiners"]["null"] and tokens.head[j] == i
        for j in range(low, i)
    )


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
        animate = one.kind in ANIMATE or None
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
        speaks=actor is not None and speaks(tokens, i),
    )


def speaks(tokens: Tokens, i: int) -> bool:
    """Tell whether a phrase is who says something, by its verb or its preposition."""
    rule = rules()["selection"]
    if role_of(tokens, i) == "subject" or tokens.words[i].startswith("-"):
        return tokens.doc[tokens.head[i]].lemma_ in rule["speech"]
    low = max(tokens.sentence_start(i), i - 4)
    return any(tokens.words[j] in rule["introducing"] for j in range(low, i))


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


def _coordinations(tokens: Tokens, actors: Container[int]) -> dict[int, list[int]]:
    """Return the nouns that are coordinated with each noun; an actor's head is one."""
    found: dict[int, list[int]] = {}
    subjects: dict[int, int] = {}  # by verb: two with a conjunction between are one
    joining = {(tokens.head[i], i) for i, dep in enumerate(tokens.dep) if dep == "cc"}
    for i, dep in enumerate(tokens.dep):
        first = tokens.head[i]
        if dep.startswith("nsubj"):
            before = subjects.setdefault(first, i)
            between = range(before + 1, i)
            if not any(head in {i, first} and at in between for head, at in joining):
                continue
            first = before
        elif dep != "conj" or first > i:
            continue
        if all(tokens.pos[j] in NAMING or j in actors for j in (i, first)):
            found.setdefault(first, []).append(i)
    return found


def _lists(tokens: Tokens, names: Container[int]) -> dict[int, list[int]]:
    """Return who is listed behind a plural: *deux élus, Jean Untel et Luc Brac*."""
    found: dict[int, list[int]] = {}
    for i, dep in enumerate(tokens.dep):
        members = [t.i for t in listed(tokens.doc[i])] if dep == "appos" and i in names else []
        if members and all(j in names for j in members):
            found[tokens.head[i]] = members
    return found


def _joined(
    tokens: Tokens,
    first: int,
    members: Sequence[int | None],
    actors: Sequence[Actor],
    marks: list[bool],
) -> Candidate:
    """*Pierre et Marie* as one plural phrase; one man makes it masculine."""
    known = [m for m in members if m is not None]
    whole = len(known) == len(members)
    genders = {actors[m].gender for m in known} if whole else {None}
    people = whole and all(actors[m].kind in ANIMATE for m in known)
    gender = "Masc" if "Masc" in genders else genders.pop() if len(genders) == 1 else None
    return Candidate(
        first,
        f"+{first}",
        tokens.sentence[first],
        gender,
        PLURAL,
        role_of(tokens, first),
        tokens.clause(first),
        tokens.head[first],
        animate=True if people else None,
        quoted=marks[first],
        coordinated=True,
        members=tuple(dict.fromkeys(known)) if whole else (),
    )
