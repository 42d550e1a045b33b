"""One unit of work: articles in, Arrow tables out, in one process. Docs never leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.clean import clean
from pipeline.records import Rejected, RejectReason
from pipeline.tables.accusations import accusation_rows
from pipeline.tables.arrow import to_arrow
from pipeline.tables.documents import document_row, rejected_row
from pipeline.tables.mentions import kept_actors, local_actor_rows, mention_rows
from pipeline.tables.opinions import opinion_rows
from pipeline.tables.rows import context_of
from pipeline.tables.statements import statement_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa
    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.records import Article

PARTS = (
    "documents",
    "rejected",
    "local_actors",
    "mentions",
    "statements",
    "opinions",
    "accusations",
)
# Measured: batches of 16 articles are faster than 256 and need a fifth of the memory.
DOCS_PER_BATCH = 16


def process(nlp: Language, articles: Sequence[Article]) -> dict[str, pa.Table]:
    """Return the tables of some articles; actors still bear the ids of their documents.

    An article that makes a component raise becomes a row of `rejected`; the others go on.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in PARTS}
    for outcome in docs_of(nlp, articles):
        if isinstance(outcome, Rejected):
            rows["rejected"].append(rejected_row(outcome))
            continue
        for name, found in rows_of(outcome).items():
            rows[name].extend(found)
    return {name: to_arrow(name, found) for name, found in rows.items()}


def docs_of(nlp: Language, articles: Sequence[Article]) -> Iterator[Doc | Rejected]:
    """Yield an annotated Doc per article, or why there is none, in the order given."""
    try:
        docs = list(nlp.pipe(map(_blank(nlp), articles), batch_size=DOCS_PER_BATCH))
    except Exception:  # noqa: BLE001  # whatever a text provokes must not end the batch
        for article in articles:
            yield _one(nlp, article)
    else:
        yield from docs


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


def _blank(nlp: Language) -> Any:
    def make(article: Article) -> Doc:
        cleaned = clean(article)
        doc = nlp.make_doc(cleaned.text)
        doc._.article = cleaned
        return doc

    return make


def _one(nlp: Language, article: Article) -> Doc | Rejected:
    try:
        return nlp(_blank(nlp)(article))
    except Exception as error:  # noqa: BLE001  # this article is the culprit: it is rejected
        return Rejected(
            source_path=article.source_path,
            position=None if article.position is None else str(article.position),
            stage="analyse",
            reason=RejectReason.CRASHED,
            detail=f"{type(error).__name__}: {error}",
        )
