"""Transition parsing, greedy, many texts a step: heads and entities.

spaCy's own loop takes and drops Python's lock some sixty times a transition, three quarters of its
time. Here each step is a handful of array operations on all texts that are not done yet, with the
model's weights and spaCy's own transition system.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.ml.parser_model import ParserStepModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scorer:
    """The weights of a transition model.

    Attributes:
        inputs: Token vector -> what the model's layers before the transitions make of it.
        lower: Inputs x (features x pieces x hidden units).
        padding: What a feature without a token counts for, laid out like `lower`.
        upper: Hidden units x moves.
    """

    linear: Floats
    linear_bias: Floats
    lower: Floats
    lower_bias: Floats
    padding: Floats
    upper: Floats
    upper_bias: Floats
    features: int


def scorer_of(parser: Any) -> Scorer:
    """Return the weights of a parser or entity recogniser.

    Raises:
        ValueError: It is not the kind of model that is rewritten here.
    """
    model = parser.model
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    linear = model.layers[0].layers[-1]
    pieces, known = lower.get_dim("nP"), not model.attrs["unseen_classes"]
    if not (model.attrs["has_upper"] and pieces == 2 and known and linear.name == "linear"):  # noqa: PLR2004
        raise ValueError(f"unknown transition model: {parser.name}")
    if parser.cfg["beam_width"] != 1:
        raise ValueError(f"{parser.name} is no greedy parser")
    features, hidden = lower.get_dim("nF"), lower.get_dim("nO")
    weights = lower.get_param("W")  # features, hidden, pieces, inputs
    return Scorer(
        linear=np.ascontiguousarray(linear.get_param("W").T),
        linear_bias=linear.get_param("b"),
        lower=np.ascontiguousarray(
            weights.transpose(0, 2, 1, 3).reshape(features * hidden * pieces, -1).T
        ),
        lower_bias=np.ascontiguousarray(lower.get_param("b").T).reshape(-1),
        padding=lower.get_param("pad")[0].transpose(0, 2, 1).reshape(-1),
        upper=np.ascontiguousarray(upper.get_param("W").T),
        upper_bias=upper.get_param("b"),
        features=features,
    )


def transit(parser: Any, scorer: Scorer, docs: Sequence[Doc], vectors: Floats) -> None:
    """Parse some Docs and set what the parser predicts.

    Args:
        parser: spaCy's component: its transition system and what it sets on a Doc.
        scorer: The weights of its model.
        docs: None of them empty.
        vectors: Of their tokens, one Doc after the other.
    """
    table = _precomputed(scorer, vectors)
    hidden = len(scorer.upper)
    offsets = np.arange(scorer.features, 2 * scorer.features, dtype=np.int32)
    sizes: Any = SimpleNamespace(state2vec=SimpleNamespace(nF=scorer.features))
    states = parser.moves.init_batch(docs)
    going = states
    while going:
        # Row 0 of the table is the padding: a missing token has the rank -1.
        rows = ParserStepModel.get_token_ids(sizes, going)
        rows *= scorer.features
        rows += offsets
        units = np.add.reduce(table.take(rows, axis=0), axis=1)
        units += scorer.lower_bias
        scores = np.maximum(units[:, :hidden], units[:, hidden:]) @ scorer.upper
        scores += scorer.upper_bias
        going = parser.transition_states(going, scores)
    parser.set_annotations(docs, states)


def _precomputed(scorer: Scorer, vectors: Floats) -> Floats:
    """Return what each token counts for in each place of a state: (token + 1) x features rows."""
    inputs = vectors @ scorer.linear
    inputs += scorer.linear_bias
    table = np.empty((len(inputs) + 1, len(scorer.padding)), dtype=np.float32)
    table[0] = scorer.padding
    np.matmul(inputs, scorer.lower, out=table[1:])
    return table.reshape(-1, len(scorer.lower_bias))
