"""Token vectors: what a word is by itself is computed once a word, its context once a token.

A `Tok2Vec` of spaCy embeds each token (hashed attributes, the static vector, one mixing layer),
then mixes it with its neighbours. The embedding depends on the form alone, so its rows are kept;
the window encoder is the arithmetic of thinc's layers in the same order, without their temporaries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import NORM, ORTH, SPACY, intify_attr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    Floats = NDArray[np.float32]
    Hashes = NDArray[np.uint64]

CAPACITY = 32_768  # rows kept; when they are full, all are forgotten
ROWS_AT_ONCE = 768  # what fits the second-level cache with its products
EPSILON = 1e-08
# Odd numbers that spread the hash of one attribute over the others.
_SPREAD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))


@dataclass(frozen=True, slots=True)
class Words:
    """Attributes of some words, in the shape that the embedding layers of spaCy read a Doc in."""

    vocab: Vocab
    columns: tuple[int, ...]
    values: Hashes

    def __len__(self) -> int:
        return len(self.values)

    def to_array(self, columns: Sequence[int | str] | int) -> Hashes:
        """Return one column, or several beside one another."""
        if isinstance(columns, int):
            return np.ascontiguousarray(self.values[:, self.columns.index(columns)])
        places = [self.columns.index(_id(column)) for column in columns]
        return np.ascontiguousarray(self.values[:, places])


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a window encoder.

    Attributes:
        weights: Inputs x (pieces x outputs): the pieces of a maxout unit stand one block apart.
    """

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class Encoder:
    """A window encoder: its layers, and the empty rows between two texts."""

    layers: tuple[Layer, ...]
    padding: int


def encoder_of(tok2vec: Any) -> Encoder:
    """Return the encoder of a `Tok2Vec` model.

    Raises:
        ValueError: It is not the window encoder with maxout units that is rewritten here.
    """
    outer = tok2vec.get_ref("encode")
    return Encoder(
        tuple(_layer(residual) for residual in outer.layers[0].layers), outer.attrs["pad"]
    )


def _layer(residual: Any) -> Layer:
    window, maxout, norm, *rest = _flat(residual.layers[0])
    names = [node.name for node in (residual, window, maxout, norm)]
    if not names[0].startswith("residual") or names[1:] != ["expand_window", "maxout", "layernorm"]:
        raise ValueError(f"unknown encoder: {names}")
    if window.attrs["window_size"] != 1 or any(node.name != "dropout" for node in rest):
        raise ValueError("unknown encoder: window or last layers")
    outputs, pieces, inputs = maxout.get_param("W").shape
    weights = maxout.get_param("W").transpose(1, 0, 2).reshape(pieces * outputs, inputs)
    return Layer(
        np.ascontiguousarray(weights.T),
        np.ascontiguousarray(maxout.get_param("b").T).reshape(-1),
        norm.get_param("G"),
        norm.get_param("b"),
    )


def _flat(chain: Any) -> list[Any]:
    """Return the layers of nested chains in the order in which they work."""
    if not chain.name.count(">>"):
        return [chain]
    return [layer for part in chain.layers for layer in _flat(part)]


class Embedding:
    """Rows of one or more embedding layers, side by side, kept for the words met.

    Args:
        vocab: Whose static vectors the layers read.
        models: `Tok2Vec` models.
    """

    def __init__(self, vocab: Vocab, models: Sequence[Any]) -> None:
        self.vocab = vocab
        self.layers = [model.get_ref("embed") for model in models]
        columns = [ORTH, NORM, SPACY]
        for layer in self.layers:
            for node in layer.walk():
                for column in node.attrs.get("columns", ()):
                    if _id(column) not in columns:
                        columns.append(_id(column))
        self.columns = tuple(columns)
        width = sum(layer.get_dim("nO") for layer in self.layers)
        self.rows: Floats = np.empty((CAPACITY, width), dtype=np.float32)
        self.places: dict[int, int] = {}

    def __call__(self, docs: Sequence[Doc]) -> Floats:
        """Return a row for every token of some Docs, one after the other."""
        values = np.concatenate([doc.to_array(list(self.columns)) for doc in docs])
        keys = values[:, 0] * _SPREAD[0] ^ values[:, 1] * _SPREAD[1] ^ values[:, 2]
        words, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        places = self.places
        found = [places.get(word, -1) for word in words.tolist()]
        missing = [rank for rank, place in enumerate(found) if place < 0]
        if len(places) + len(missing) > CAPACITY:
            places.clear()
            missing = list(range(len(words)))
        if len(missing) > CAPACITY:
            return self._embedded(values)
        if missing:
            fresh = np.arange(len(places), len(places) + len(missing))
            self.rows[fresh] = self._embedded(values[first[missing]])
            for rank, place in zip(missing, fresh.tolist(), strict=True):
                found[rank] = place
                places[int(words[rank])] = place
        rows: Floats = self.rows[np.array(found)[inverse]]
        return rows

    def _embedded(self, values: Hashes) -> Floats:
        words = Words(self.vocab, self.columns, values)
        return np.hstack([layer.predict([words])[0] for layer in self.layers])


def encoded(encoder: Encoder, rows: Floats, lengths: Sequence[int]) -> Floats:
    """Return rows mixed with those of their neighbours, as spaCy's encoder does.

    Args:
        encoder: Of one model.
        rows: The embedded tokens of some texts, one after the other.
        lengths: Tokens of each text, none of them 0.
    """
    width = rows.shape[1]
    padding = encoder.padding
    total = len(rows) + padding * (len(lengths) + 1)
    # One empty row before the first and behind the last, for the window.
    current: Floats = np.zeros((total + 2, width), dtype=np.float32)
    places = _places(lengths, padding) + 1
    current[places] = rows
    other: Floats = np.zeros_like(current)
    window: Floats = np.empty((ROWS_AT_ONCE, 3 * width), dtype=np.float32)
    product: Floats = np.empty((ROWS_AT_ONCE, len(encoder.layers[0].bias)), dtype=np.float32)
    for layer in encoder.layers:
        for start in range(1, total + 1, ROWS_AT_ONCE):
            end = min(start + ROWS_AT_ONCE, total + 1)
            seen, made = window[: end - start], product[: end - start]
            seen[:, :width] = current[start - 1 : end - 1]
            seen[:, width : 2 * width] = current[start:end]
            seen[:, 2 * width :] = current[start + 1 : end + 1]
            np.matmul(seen, layer.weights, out=made)
            made += layer.bias
            np.add(current[start:end], _normal(layer, _best(made, width)), out=other[start:end])
        current, other = other, current
    return current[places]


def _places(lengths: Sequence[int], padding: int) -> NDArray[np.int64]:
    shifts = np.repeat(np.arange(1, len(lengths) + 1) * padding, lengths)
    return np.arange(len(shifts)) + shifts


def _best(pieces: Floats, width: int) -> Floats:
    best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
    for start in range(2 * width, pieces.shape[1], width):
        np.maximum(best, pieces[:, start : start + width], out=best)
    return best


def _normal(layer: Layer, rows: Floats) -> Floats:
    """Return rows scaled to mean 0 and variance 1, then as the layer learned; changes `rows`."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.square(rows).mean(axis=1, keepdims=True) + EPSILON
    rows *= variance ** (-1.0 / 2.0)
    rows *= layer.scale
    rows += layer.shift
    return rows


def _id(column: int | str) -> int:
    return int(intify_attr(column))
