"""A slot for a user's own transformer: targeted sentiment by a sequence classifier.

The folder is what `save_pretrained` writes for model and tokenizer; nothing is ever fetched. The
model reads the pair (target, sentence) and its labels must be named `negative`, `neutral` and
`positive`. With such a model the judging words give way to one opinion for each actor named in a
sentence; accusations and praise, which know who speaks, stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import EnvironmentProblemError, InputError
from pipeline.records import Polarity
from pipeline.stance.scene import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span

BATCH = 32
MAX_TOKENS = 256


@dataclass(frozen=True, slots=True)
class Scorer:
    """A loaded model.

    Attributes:
        tokenizer: Of the same folder.
        model: A sequence classifier.
        negative: Index of the label; likewise `positive`.
    """

    tokenizer: Any
    model: Any
    negative: int
    positive: int

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the probability of praise minus that of blame for each (target, sentence)."""
        import torch  # noqa: PLC0415 - an optional extra

        found: list[float] = []
        for start in range(0, len(pairs), BATCH):
            part = pairs[start : start + BATCH]
            encoded = self.tokenizer(
                [target for target, _ in part],
                [sentence for _, sentence in part],
                padding=True,
                truncation=True,
                max_length=MAX_TOKENS,
                return_tensors="pt",
            )
            with torch.inference_mode():
                chances = torch.softmax(self.model(**encoded).logits.float(), dim=-1)
            difference = chances[:, self.positive] - chances[:, self.negative]
            found.extend(round(float(value), 3) for value in difference)
        return found


def load_scorer(folder: str | Path) -> Scorer:
    """Return the model of a local folder.

    Raises:
        EnvironmentProblemError: The extra `transformers` is not installed.
        InputError: The folder holds no such model, or its labels are others.
    """
    path = Path(folder)
    if not (path / "config.json").is_file():
        raise InputError(f"{path} holds no model: config.json is missing. Save one there first.")
    try:
        from transformers import (  # noqa: PLC0415 - an optional extra
            AutoModelForSequenceClassification,
            AutoTokenizer,
        )
    except ImportError as error:
        raise EnvironmentProblemError(
            "A model of one's own needs the extra: pip install 'griefs[transformers]'."
        ) from error
    tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
    model = AutoModelForSequenceClassification.from_pretrained(path, local_files_only=True)
    model.eval()
    places = {str(name).lower(): rank for rank, name in model.config.id2label.items()}
    missing = sorted({str(polarity) for polarity in Polarity} - places.keys())
    if missing:
        known = ", ".join(sorted(places))
        raise InputError(f"The model in {path} has no label {missing[0]!r}, only: {known}.")
    return Scorer(tokenizer, model, places["negative"], places["positive"])


@dataclass(frozen=True, slots=True)
class Scored:
    """What the model says of an actor in a sentence.

    Attributes:
        name: The mention that stands for the actor there, its first name in the sentence.
    """

    target: int
    name: Span
    sentence: Span
    score: float


def scored_actors(doc: Doc, scorer: Scorer) -> Iterator[Scored]:
    """Yield the model's score of every actor named in every sentence, in text order."""
    places: dict[tuple[int, int], tuple[Span, Span]] = {}
    for mention in doc._.mentions:
        if mention.actor is not None and mention.form in NAMES:
            sentence = mention.span.sent
            places.setdefault((sentence.start, mention.actor), (mention.span, sentence))
    pairs = [(name.text, sentence.text) for name, sentence in places.values()]
    scores = scorer.scores(pairs) if pairs else []
    for ((_, target), (name, sentence)), score in zip(places.items(), scores, strict=True):
        yield Scored(target, name, sentence, score)
