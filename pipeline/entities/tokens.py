"""A parsed Doc as plain lists: the rules read hundreds of tokens, spaCy's attributes are slow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.attrs import DEP, HEAD, LOWER, MORPH, POS, SENT_START

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
    """Read a Doc once."""
    strings = doc.vocab.strings
    array = doc.to_array([POS, DEP, HEAD, MORPH, SENT_START, LOWER])
    count = len(doc)
    heads = array[:, 2].astype("int64").tolist()
    morphs = [_agreement(strings[m]) if m else (None, None) for m in array[:, 3].tolist()]
    sentence, starts = [], []
    for i, start in enumerate(array[:, 4].tolist()):
        if start == 1 or i == 0:
            starts.append(i)
        sentence.append(len(starts) - 1)
    tags = [strings[p] if p else "" for p in array[:, 0].tolist()]
    labels = [strings[d] if d else "" for d in array[:, 1].tolist()]
    above = [i + heads[i] for i in range(count)]
    return Tokens(
        doc,
        [strings[w].replace("’", "'") for w in array[:, 5].tolist()],
        tags,
        labels,
        above,
        sentence,
        [m[0] for m in morphs],
        [m[1] for m in morphs],
        starts,
        frozenset(_predicates(tags, labels, above)),
    )


def _predicates(tags: list[str], labels: list[str], heads: list[int]) -> Iterator[int]:
    for i, tag in enumerate(tags):
        if tag in VERBAL and labels[i] not in AUXILIARY:
            yield i
        elif labels[i].startswith("nsubj"):
            yield heads[i]


@lru_cache(maxsize=4096)
def _agreement(features: str) -> tuple[str | None, str | None]:
    """Return gender and number from features as the tagger writes them (`Gender=Masc|…`)."""
    found = dict(pair.split("=", 1) for pair in features.split("|") if "=" in pair)
    return found.get("Gender"), found.get("Number")
