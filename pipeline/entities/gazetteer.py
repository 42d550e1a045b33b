"""What the lexicons know of names: compiled once, looked up by the tokens of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.records import ActorKind
from pipeline.scan import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

# Kinds of institutions that the model's scheme calls a place, or a product.
LABEL_OF = {"metonym": "LOC", "competition": "MISC", "platform": "MISC"}
ACTING_PLACES = frozenset({"state", "capital"})
ANY_CASE = frozenset({"institution", "police", "state", "party", "union", "ngo"})
OFFICE = 3  # tokens back: *chef*, *de*, *l'*
ARTICLED = "articled"  # a name only behind an article: *l'État*, but not *chef d'État*
LABELS = {
    ActorKind.PERSON: "PER",
    ActorKind.ORGANISATION: "ORG",
    ActorKind.PLACE: "LOC",
    ActorKind.GROUP: "MISC",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of a known name.

    Attributes:
        name: The actor's full name; for a form of its own it is the form.
        label: PER, ORG, LOC or MISC, as `doc.ents` has it.
        acts: Whether it may be held responsible: a state does, a mountain does not.
        state: What a capital or a government seat may stand for.
    """

    form: str
    name: str
    label: str
    kind: str
    acts: bool
    state: str | None = None
    user: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known names by their tokens; keys as `fold` makes them.

    Attributes:
        sizes: How many tokens the names have that begin with a token, longest first.
        by_tokens: What each may be, with its form's own tokens; the user's entries first.
    """

    sizes: Mapping[str, Sequence[int]]
    by_tokens: Mapping[tuple[str, ...], Sequence[tuple[tuple[str, ...], Entry]]]
    by_form: Mapping[str, Entry]
    first_names: Mapping[str, str | None]
    civilities: Mapping[str, tuple[str | None, str]]
    cues: Mapping[str, str]
    heads: Mapping[str, str]
    demonyms: Mapping[str, str | None]
    particles: frozenset[str]  # inside a person's name
    links: frozenset[str]  # inside an organisation's name
    articles: frozenset[str]  # inside it, behind a link
    determiners: frozenset[str]
    acting_cases: frozenset[str]  # prepositions behind which a state acts
    dative: frozenset[str]
    genitive: frozenset[str]
    conjunctions: frozenset[str]
    media: frozenset[str]  # behind one of these a platform is no actor: *sur Facebook*
    portfolios: frozenset[str]  # what follows is an office: *ministre de la Justice*
    function_words: frozenset[str]
    not_names: frozenset[str]

    def match(
        self, words: Sequence[str], folded: Sequence[str], at: int, *, any_case: bool = False
    ) -> tuple[int, Entry] | None:
        """Return the longest known name at `at`: (tokens, entry).

        Args:
            words: Tokens of the text.
            folded: The same, as `fold` makes them.
            at: Where the name begins.
            any_case: True in a line of capitals: then case tells nothing.
        """
        for size in self.sizes.get(folded[at], ()):
            for form, entry in self.by_tokens.get(tuple(folded[at : at + size]), ()):
                if entry.kind == ARTICLED and not self._stands_free(folded, at):
                    continue
                if any_case or _same_case(form, words[at : at + size], entry):
                    return len(form), entry
        return None

    def _stands_free(self, folded: Sequence[str], at: int) -> bool:
        """Whether an article stands before, and no office before that: *chef de l'État*."""
        if at == 0 or folded[at - 1] not in self.determiners:
            return False
        return not (at > OFFICE and self.cues.get(folded[at - OFFICE]) == "PER")

    def entry(self, text: str) -> Entry | None:
        """Return what the lexicons know of a name, whatever its accents and capitals."""
        return self.by_form.get(text) or self.by_form.get(fold(text))


def _same_case(form: Sequence[str], words: Sequence[str], entry: Entry) -> bool:
    """Whether words have the capitals of the form; the first words of institutions may differ."""
    capitals = [word[0].isupper() for word in words]
    if capitals == [part[0].isupper() for part in form]:
        return len(form) > 1 or (words[0].isupper() == form[0].isupper())
    if entry.kind not in ANY_CASE or len(form) == 1:
        return False
    return capitals[0] or list(form[1:]) == list(words[1:])


def read(tokenize: Callable[[str], Sequence[str]], user: Path | None = None) -> Gazetteer:
    """Return the compiled lexicons, and the user's own entries (columns `form,name,kind`)."""
    entries = [*_places(), *_institutions(), *(_own(user) if user is not None else ())]
    sizes: dict[str, set[int]] = {}
    by_tokens: dict[tuple[str, ...], list[tuple[tuple[str, ...], Entry]]] = {}
    by_form: dict[str, Entry] = {}
    for entry in entries:
        form = tuple(tokenize(entry.form))
        key = tuple(map(fold, form))
        sizes.setdefault(key[0], set()).add(len(key))
        by_tokens.setdefault(key, []).append((form, entry))
        if entry.user or entry.form not in by_form:
            by_form[entry.form] = entry
            if len(form) > 1:
                by_form.setdefault(fold(entry.form), entry)
    for found in by_tokens.values():
        found.sort(key=lambda pair: not pair[1].user)
    cues = list(lexicon.read_csv("name_cues.csv", ("word", "before", "head"), ("word",)))
    return Gazetteer(
        {first: sorted(found, reverse=True) for first, found in sizes.items()},
        by_tokens,
        by_form,
        {row["name"]: row.get("gender") for row in _rows("first_names.csv", "name", "gender")},
        {
            row["form"]: (row.get("gender"), row["kind"])
            for row in _rows("civilities.csv", "form", "gender", "kind")
        },
        {row["word"]: row["before"] for row in cues if row.get("before")},
        {row["word"]: row["head"] for row in cues if row.get("head")},
        {row["form"]: row.get("state") for row in _rows("demonyms.csv", "form", "state")},
        _particles("particle"),
        _particles("link"),
        _particles("article"),
        _particles("determiner"),
        _particles("acting"),
        _particles("dative"),
        _particles("genitive"),
        _particles("and"),
        _particles("medium"),
        _particles("portfolio"),
        frozenset(row["word"] for row in lexicon.read_csv("function_words.csv", ("word",))),
        frozenset(row["word"] for row in _rows("not_names.csv", "word")),
    )


def _rows(name: str, *columns: str) -> Iterable[lexicon.Row]:
    return lexicon.read_csv(name, columns, columns[:1])


def _particles(kind: str) -> frozenset[str]:
    rows = lexicon.read_csv("name_particles.csv", ("word", "kind"), ("word", "kind"))
    return frozenset(row["word"] for row in rows if row["kind"] == kind)


def _places() -> Iterable[Entry]:
    for row in _rows("places.csv", "name", "kind", "state", "demonym"):
        kind = row["kind"]
        name = row["name"] if kind != "state" else (row.get("state") or row["name"])
        acts = kind in ACTING_PLACES
        yield Entry(row["name"], name, "LOC", kind, acts, row.get("state"))


def _institutions() -> Iterable[Entry]:
    for row in _rows("institutions.csv", "form", "name", "kind"):
        kind = row["kind"]
        label = LABEL_OF.get(kind, "ORG")
        yield Entry(row["form"], row["name"], label, kind, acts=kind != "competition")


def _own(path: Path) -> Iterable[Entry]:
    for row in lexicon.read_csv(path, ("form", "name", "kind"), ("form",)):
        kind = ActorKind(row.one_of("kind", [*ActorKind]))
        yield Entry(
            row["form"], row.get("name") or row["form"], LABELS[kind], kind, acts=True, user=True
        )
