"""Parts of speech, morphology, tags and lemmas: what depends on few values is asked once for each.

The morphologizer's best label comes from the vectors. The attribute ruler of the model has rules on
single tokens that read the part of speech, white space and the dependency, so one token of each
kind tells for all; the lemma depends on the form and the part of speech.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, MORPH, ORTH, POS, TAG
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.vocab import Vocab

    Floats = NDArray[np.float32]
    Hashes = NDArray[np.uint64]

LEMMAS_KEPT = 100_000
SPREAD = np.uint64(0x9E3779B97F4A7C15)  # odd: parts of speech spread over all bits
_RULED = (TAG, POS, MORPH, DEP)


@dataclass(frozen=True, slots=True)
class Tagger:
    """The morphologizer's last layer, and what each of its labels means."""

    weights: Floats
    bias: Floats
    parts: Hashes
    morphs: Hashes


def tagger_of(morphologizer: Any) -> Tagger:
    """Return the weights of a morphologizer."""
    softmax = morphologizer.model.layers[1].layers[0]
    if not (morphologizer.cfg["overwrite"] and not morphologizer.cfg["extend"]):
        raise ValueError("unknown morphologizer: it keeps what it finds")
    labels = morphologizer.labels
    add = morphologizer.vocab.morphology.add
    parts = [morphologizer.cfg["labels_pos"].get(label, 0) for label in labels]
    morphs = [add(morphologizer.cfg["labels_morph"].get(label, "")) for label in labels]
    return Tagger(
        np.ascontiguousarray(softmax.get_param("W").T),
        softmax.get_param("b"),
        np.array(parts, dtype=np.uint64),
        np.array(morphs, dtype=np.uint64),
    )


def best_labels(tagger: Tagger, vectors: Floats) -> NDArray[np.int64]:
    """Return the best label of every token."""
    scores = vectors @ tagger.weights
    scores += tagger.bias
    best: NDArray[np.int64] = scores.argmax(axis=1)
    return best


class Ruler:
    """The attribute ruler, asked once for each kind of token."""

    def __init__(self, vocab: Vocab, ruler: Any) -> None:
        for entry in ruler.patterns:
            for pattern in entry["patterns"]:
                if len(pattern) != 1 or not {"POS", "IS_SPACE", "DEP"}.issuperset(pattern[0]):
                    raise ValueError(f"unknown rule of the attribute ruler: {pattern}")
        self.vocab = vocab
        self.ruler = ruler
        self.known: dict[tuple[int, bool, bool], list[int]] = {}

    def __call__(self, part: int, *, space: bool, dependent: bool) -> list[int]:
        """Return tag, part of speech, morphology and dependency; 0 where nothing changes."""
        kind = (part, space, dependent)
        if kind not in self.known:
            self.known[kind] = self._asked(part, space=space, dependent=dependent)
        return self.known[kind]

    def _asked(self, part: int, *, space: bool, dependent: bool) -> list[int]:
        doc = Doc(self.vocab, words=["\n" if space else "a"])
        before = [0, part, 0, self.vocab.strings["ROOT"] if dependent else 0]
        _set(doc, (POS, DEP), np.array([[part, before[3]]], dtype=np.uint64))
        after = self.ruler(doc).to_array(list(_RULED))[0].tolist()
        return [new if new != old else 0 for new, old in zip(after, before, strict=True)]


class Lemmas:
    """The lemmatiser, asked once for each form and part of speech.

    Its own memory grows with the corpus; both are emptied when they hold `LEMMAS_KEPT` words.
    """

    def __init__(self, vocab: Vocab, lemmatizer: Any) -> None:
        if lemmatizer.mode != "rule" or lemmatizer.overwrite:
            raise ValueError("unknown lemmatiser")
        self.vocab = vocab
        self.lemmatizer = lemmatizer
        self.known: dict[tuple[int, int], str] = {}

    def set(self, docs: Sequence[Doc]) -> None:
        """Set the lemma of every token."""
        if len(self.known) > LEMMAS_KEPT:
            self.known.clear()
            self.lemmatizer.cache.clear()
        values = np.concatenate([doc.to_array([ORTH, POS]) for doc in docs])
        _, first, inverse = np.unique(
            values[:, 0] ^ values[:, 1] * SPREAD, return_index=True, return_inverse=True
        )
        add = self.vocab.strings.add
        lemmas = []
        for rank, (form, part) in zip(first.tolist(), values[first].tolist(), strict=True):
            lemma = self.known.get((form, part))
            if lemma is None:
                lemma = self.known[form, part] = self._asked(docs, rank)
            lemmas.append(add(lemma))
        column = np.array(lemmas, dtype=np.uint64)[inverse].reshape(-1, 1)
        for doc, start, end in _slices(docs):
            _set(doc, (LEMMA,), column[start:end])

    def _asked(self, docs: Sequence[Doc], rank: int) -> str:
        for doc, start, end in _slices(docs):
            if rank < end:
                return str(self.lemmatizer.lemmatize(doc[rank - start])[0])
        raise IndexError(rank)


def set_labels(
    tagger: Tagger, ruler: Ruler, docs: Sequence[Doc], labels: NDArray[np.int64]
) -> None:
    """Set part of speech, morphology and tag, once the dependencies are there.

    Args:
        tagger: What the labels mean.
        ruler: What is changed afterwards.
        docs: Parsed.
        labels: Best label of every token, one Doc after the other.
    """
    before = np.concatenate([doc.to_array([IS_SPACE, DEP]) for doc in docs])
    values = np.zeros((len(labels), len(_RULED)), dtype=np.uint64)
    values[:, 1] = tagger.parts[labels]
    values[:, 2] = tagger.morphs[labels]
    values[:, 3] = before[:, 1]
    kinds = values[:, 1] * np.uint64(4) + before[:, 0] * np.uint64(2) + (before[:, 1] != 0)
    for kind in np.unique(kinds).tolist():
        told = ruler(kind // 4, space=(kind & 2) != 0, dependent=(kind & 1) != 0)
        changes = np.array(told, dtype=np.uint64)
        columns = np.flatnonzero(changes)
        values[np.ix_(kinds == kind, columns)] = changes[columns]
    for doc, start, end in _slices(docs):
        _set(doc, _RULED, values[start:end])


def _set(doc: Doc, columns: Sequence[int], values: Any) -> None:
    doc.from_array(list(columns), values)


def _slices(docs: Sequence[Doc]) -> Iterator[tuple[Doc, int, int]]:
    """Yield each Doc with the ranks of its tokens in all of them."""
    start = 0
    for doc in docs:
        yield doc, start, start + len(doc)
        start += len(doc)
