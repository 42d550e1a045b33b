"""A parsed Doc read once, as plain lists: spaCy's attributes are slow and the rules read many.

`token.sent` costs as much as 80 look-ups in a list, `token.morph.get` 20, `token.pos_` two.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, ORTH, POS, SENT_START, SPACY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.strings import StringStore
    from spacy.tokens import Doc, Token

APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
_COLUMNS = [ORTH, LEMMA, POS, DEP, MORPH, HEAD, SENT_START, SPACY]
_KEY = "griefs_scan"
_NOTHING: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Scan:
    """The tokens of a Doc, each list by token index.

    Attributes:
        texts: As written.
        lower: In lower case.
        words: As the lexicons write them: lower case, straight apostrophes.
        features: What the tagger says of the form, values by name: `{"VerbForm": ("Fin",)}`.
        heads: Index of the head; a root is its own.
        children: Indices of those whose head it is, in order.
        sentences: Rank of the sentence.
        starts: Index of the first token of each sentence, by rank.
        spaced: Whether white space follows.
    """

    texts: list[str]
    lower: list[str]
    words: list[str]
    lemmas: list[str]
    pos: list[str]
    deps: list[str]
    features: list[Mapping[str, tuple[str, ...]]]
    heads: list[int]
    children: list[Sequence[int]]
    sentences: list[int]
    starts: list[int]
    spaced: list[bool]

    def __len__(self) -> int:
        return len(self.texts)

    def sentence_start(self, i: int) -> int:
        """Return the index of the first token of the token's sentence."""
        return self.starts[self.sentences[i]]

    def sentence_end(self, i: int) -> int:
        """Return the index behind the last token of the token's sentence."""
        after = self.sentences[i] + 1
        return self.starts[after] if after < len(self.starts) else len(self.texts)


def scan(doc: Doc) -> Scan:
    """Return the reading of a parsed Doc; it is made at the first call and kept with the Doc.

    Words and parse must not change afterwards: the reading would not follow. Entities and custom
    attributes may.
    """
    found: Scan | None = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = read(doc)
    return found


def read(doc: Doc) -> Scan:
    """Read a Doc. The reading holds no reference to it, so both are freed without a cycle."""
    strings = doc.vocab.strings
    table = doc.to_array(_COLUMNS).reshape(len(doc), len(_COLUMNS))
    orth, lemma, pos, dep, morph, head, sent_start, spacy = table.T
    texts = _strings(strings, orth)
    lower = {text: text.lower() for text in set(texts)}
    words = {text: word.translate(APOSTROPHES) for text, word in lower.items()}
    heads = (head.astype("int64") + np.arange(len(doc))).tolist()
    first = sent_start == 1
    first[:1] = True
    return Scan(
        texts=texts,
        lower=[lower[text] for text in texts],
        words=[words[text] for text in texts],
        lemmas=_strings(strings, lemma),
        pos=_strings(strings, pos),
        deps=_strings(strings, dep),
        features=[_features(written) for written in _strings(strings, morph)],
        heads=heads,
        children=_children(heads),
        sentences=(np.cumsum(first) - 1).tolist(),
        starts=np.flatnonzero(first).tolist(),
        spaced=(spacy == 1).tolist(),
    )


def _strings(store: StringStore, column: np.ndarray) -> list[str]:
    """Return the strings of a column, each made once: a text repeats its words."""
    keys: list[int] = column.tolist()
    known = {key: store[key] for key in set(keys)}
    return [known[key] for key in keys]


def _children(heads: list[int]) -> list[Sequence[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for i, head in enumerate(heads):
        if head != i:
            found[head].append(i)
    return [found.get(i, ()) for i in range(len(heads))]


def has_feature(token: Token, name: str, value: str) -> bool:
    """Tell whether the tagger gives a form a feature (`VerbForm`, `Fin`)."""
    return value in scan(token.doc).features[token.i].get(name, ())


@lru_cache(maxsize=4096)
def _features(written: str) -> Mapping[str, tuple[str, ...]]:
    """Return features from what the tagger writes (`Gender=Masc|Number=Sing`)."""
    pairs = (pair.partition("=") for pair in written.split("|") if "=" in pair)
    return {name: tuple(values.split(",")) for name, _, values in pairs} or _NOTHING
