"""One unit of work: articles in, Arrow tables out, in one process. Docs never leave it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from pipeline.clean import clean
from pipeline.engine.parts import PARTS
from pipeline.engine.rejecting import rejected_article
from pipeline.nlp import AFTER, annotate
from pipeline.records import Block, CleanArticle, Rejected, RejectReason
from pipeline.tables.accusations import accusation_rows
from pipeline.tables.arrow import to_arrow
from pipeline.tables.documents import document_row
from pipeline.tables.mentions import kept_actors, local_actor_rows, mention_rows
from pipeline.tables.opinions import opinion_rows
from pipeline.tables.rejected import rejected_row
from pipeline.tables.rows import context_of
from pipeline.tables.statements import statement_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa
    from spacy.language import Language

    from pipeline.records import Article

# What the model gets at once: many texts, so that it finds some of like length to do together.
DOCS_PER_BATCH = 128
CHARACTERS_PER_BATCH = 250_000
# The model needs 3.6 GB for a million characters at once: longer texts are parsed in pieces.
CHARACTERS_PER_PIECE = 50_000


def process(nlp: Language, articles: Sequence[Article]) -> dict[str, pa.Table]:
    """Return the tables of some articles; actors still bear the ids of their documents.

    An article that makes a component raise becomes a row of `rejected`; the others go on.
    """
    cleaned = [clean(article) for article in articles]
    return tables_of(nlp, cleaned, dict(enumerate(parse(nlp, cleaned))))


def tables_of(
    nlp: Language, articles: Sequence[CleanArticle], parsed: Mapping[int, Doc | Rejected]
) -> dict[str, pa.Table]:
    """Return the tables of cleaned articles from their parses, by rank."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in PARTS}
    for rank, article in enumerate(articles):
        outcome = parsed[rank]
        found: Mapping[str, list[dict[str, Any]]]
        if isinstance(outcome, Rejected):
            found = {"rejected": [rejected_row(outcome)]}
        else:
            try:
                outcome._.article = article
                found = rows_of(annotate(nlp, outcome))
            except Exception as error:  # noqa: BLE001  # one text must not end the batch
                found = {"rejected": [rejected_row(_crashed(article.article, error))]}
        for name, more in found.items():
            rows[name].extend(more)
    return {name: to_arrow(name, found) for name, found in rows.items()}


def rows_of(doc: Doc) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table for one annotated Doc."""
    context = context_of(doc)
    kept = kept_actors(doc)
    return {
        "documents": [document_row(doc)],
        "local_actors": list(local_actor_rows(context, doc, kept)),
        "mentions": list(mention_rows(context, doc, kept)),
        "statements": list(statement_rows(context, doc)),
        "opinions": list(opinion_rows(context, doc)),
        "accusations": list(accusation_rows(context, doc)),
    }


def parse(nlp: Language, articles: Sequence[CleanArticle]) -> list[Doc | Rejected]:
    """Return the parse of each article, or why there is none, in the order given."""
    try:
        return list(_parsed(nlp, articles))
    except Exception:  # noqa: BLE001  # find the culprit: one by one
        return [_parse_one(nlp, article) for article in articles]


def _parsed(nlp: Language, articles: Sequence[CleanArticle]) -> Iterator[Doc]:
    pieces = [_pieces(article) for article in articles]
    flat = [piece for some in pieces for piece in some]
    docs = (doc for some in _batches(flat) for doc in _parse_batch(nlp, some))
    for some in pieces:
        own = [next(docs) for _ in some]
        yield own[0] if len(own) == 1 else _joined(own)


def _parse_batch(nlp: Language, articles: Sequence[CleanArticle]) -> Iterator[Doc]:
    blank = (_blank(nlp, article) for article in articles)
    return nlp.pipe(blank, batch_size=len(articles), disable=list(AFTER))


def _batches(articles: Iterable[CleanArticle]) -> Iterator[list[CleanArticle]]:
    """Yield what the model reads at once."""
    batch: list[CleanArticle] = []
    characters = 0
    for article in articles:
        if batch and (
            len(batch) == DOCS_PER_BATCH or characters + len(article.text) > CHARACTERS_PER_BATCH
        ):
            yield batch
            batch, characters = [], 0
        batch.append(article)
        characters += len(article.text)
    if batch:
        yield batch


def _joined(docs: list[Doc]) -> Doc:
    joined = Doc.from_docs(docs, ensure_whitespace=False, exclude=["user_data"])  # type: ignore[call-arg]  # stubs lag behind
    if joined is None:
        raise ValueError("no piece to join")
    return joined


def _blank(nlp: Language, article: CleanArticle) -> Doc:
    doc = nlp.make_doc(article.text)
    doc._.article = article
    return doc


def _pieces(article: CleanArticle) -> list[CleanArticle]:
    """Return the article in pieces of bounded length, cut between blocks where it can be."""
    if len(article.text) <= CHARACTERS_PER_PIECE:
        return [article]
    borders = [block.start for block in article.blocks]
    cuts = [0, *_cuts(borders, len(article.text)), len(article.text)]
    return [
        CleanArticle(
            article.article,
            article.text[start:end],
            article.alignment,
            tuple(
                Block(max(b.start, start) - start, min(b.end, end) - start, b.kind)
                for b in article.blocks
                if b.start < end and b.end > start
            ),
        )
        for start, end in itertools.pairwise(cuts)
    ]


def _cuts(borders: Iterable[int], length: int) -> Iterator[int]:
    last = best = 0
    for border in [*borders, length]:
        while border - last > CHARACTERS_PER_PIECE:
            last = best if best > last else last + CHARACTERS_PER_PIECE
            yield last
        best = border


def _parse_one(nlp: Language, article: CleanArticle) -> Doc | Rejected:
    try:
        return next(_parsed(nlp, [article]))
    except Exception as error:  # noqa: BLE001  # this article is the culprit: it is rejected
        return _crashed(article.article, error)


def _crashed(article: Article, error: Exception) -> Rejected:
    return rejected_article(article, RejectReason.CRASHED, f"{type(error).__name__}: {error}"[:500])
