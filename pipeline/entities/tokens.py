"""A parsed Doc as the rules of coreference read it: agreement and clauses beside its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.scan import scan
from pipeline.syntax import AUXILIARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

VERBAL = frozenset({"VERB", "AUX"})
NAMING = frozenset({"NOUN", "PROPN"})
DEPTH = 24  # a deeper tree is a broken parse


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a Doc, each list by index.

    Attributes:
        words: Lower case, straight apostrophes.
        head: Index of each token's head.
        sentence: Rank of each token's sentence.
        gender: `Masc`, `Fem` or None as the tagger has it; `number` likewise.
        starts: Index of the first token of each sentence.
        predicates: What heads a clause: verbs, and nouns or adjectives with a subject.
    """

    doc: Doc
    words: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    sentence: list[int]
    gender: list[str | None]
    number: list[str | None]
    starts: list[int]
    predicates: frozenset[int]

    def sentence_start(self, i: int) -> int:
        """Return the index of the first token of the token's sentence."""
        return self.starts[self.sentence[i]]

    def sentence_end(self, i: int) -> int:
        """Return the index behind the last token of the token's sentence."""
        after = self.sentence[i] + 1
        return self.starts[after] if after < len(self.starts) else len(self.words)

    def clause(self, i: int) -> int:
        """Return the predicate that a token depends on, the root where there is none."""
        for _ in range(DEPTH):
            above = self.head[i]
            if above == i:
                break
            i = above
            if i in self.predicates:
                break
        return i

    def under(self, i: int, head: int) -> bool:
        """Tell whether a token is the head or stands below it."""
        for _ in range(DEPTH):
            if i == head:
                return True
            above = self.head[i]
            if above == i:
                return False
            i = above
        return False


def tokens_of(doc: Doc) -> Tokens:
    """Return the view of a Doc."""
    read = scan(doc)
    return Tokens(
        doc,
        read.words,
        read.pos,
        read.deps,
        read.heads,
        read.sentences,
        [found.get("Gender", _UNTOLD)[0] for found in read.features],
        [found.get("Number", _UNTOLD)[0] for found in read.features],
        read.starts,
        frozenset(_predicates(read.pos, read.deps, read.heads)),
    )


_UNTOLD = (None,)


def _predicates(tags: list[str], labels: list[str], heads: list[int]) -> Iterator[int]:
    for i, tag in enumerate(tags):
        if tag in VERBAL and labels[i] not in AUXILIARY:
            yield i
        elif labels[i].startswith("nsubj"):
            yield heads[i]
