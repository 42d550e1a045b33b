"""Run the whole chain over gold texts that come with other answers than accusations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.clean import clean
from pipeline.nlp import load_nlp
from pipeline.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc, Span

# Gold texts are short; the model is fastest in small batches.
_BATCH = 16


def docs_of(texts: Mapping[str, str]) -> Iterator[tuple[str, Doc]]:
    """Yield (id, annotated Doc) of each text, in order."""
    nlp = load_nlp()
    articles = [
        clean(Article(document_id=name, text=text, source_path=name, source_format="gold"))
        for name, text in texts.items()
    ]

    def blanks() -> Iterator[Doc]:
        for article in articles:
            doc = nlp.make_doc(article.text)
            doc._.article = article
            yield doc

    yield from zip(texts, nlp.pipe(blanks(), batch_size=_BATCH), strict=True)


def raw_offsets(span: Span) -> tuple[int, int]:
    """Return where a span was published."""
    offsets: tuple[int, int] = span.doc._.article.alignment.raw_span(span.start_char, span.end_char)
    return offsets
