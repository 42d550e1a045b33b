"""What any worker does with a batch: parse or recall, annotate, write the part."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from pipeline.clean import clean
from pipeline.engine import cache, parts, template
from pipeline.engine.process import parse, tables_of
from pipeline.scan import scan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from spacy.language import Language

    from pipeline.engine.tasks import Setup, Task
    from pipeline.records import CleanArticle, Rejected

WORDS_KEPT = 40_000  # different words; about 20 MB


def load(setup: Setup) -> Language:
    """Return the pipeline for a worker."""
    return template.pipeline(setup.config)


def work(nlp: Language, setup: Setup, task: Task) -> int:
    """Do a batch, write its part and return the number of articles rejected."""
    batch = task.batch
    with _zone(nlp):
        articles = [clean(article) for article in batch.articles]
        docs = _docs(nlp, setup, task, articles)
        if setup.parse_only:
            return 0
        tables = tables_of(nlp, articles, docs)
        parts.write(setup.rows, batch, tables, [_words(docs[rank]) for rank in range(len(docs))])
        return int(tables["rejected"].num_rows)


def _words(outcome: Doc | Rejected) -> set[str]:
    return set(scan(outcome).words) if isinstance(outcome, Doc) else set()


def _zone(nlp: Language) -> AbstractContextManager[object]:
    """Return where a batch is done: strings that are met only in a zone are forgotten behind it.

    Without zones a worker grows with its corpus. Yet in a zone the tokeniser keeps nothing, which
    makes it three times as slow, so the first words of a corpus, its most frequent, are kept.
    """
    if len(nlp.vocab) < WORDS_KEPT:
        return nullcontext()
    return nlp.memory_zone()


def _docs(
    nlp: Language, setup: Setup, task: Task, articles: Sequence[CleanArticle]
) -> dict[int, Doc | Rejected]:
    keys = [key.parse for key in task.batch.keys]
    known = cache.read(setup.parses, task.places, nlp.vocab) if setup.parses is not None else {}
    missing = [rank for rank, key in enumerate(keys) if key not in known]
    fresh = dict(zip(missing, parse(nlp, [articles[rank] for rank in missing]), strict=True))
    if setup.parses is not None:
        new = [(keys[rank], doc) for rank, doc in fresh.items() if isinstance(doc, Doc)]
        if new:
            name = task.batch.key
            cache.write(setup.parses, name, [key for key, _ in new], [doc for _, doc in new])
    # The same text twice in a batch shares a parse, not a Doc: each bears its own article.
    return {
        rank: fresh[rank] if rank in fresh else known[key].copy() for rank, key in enumerate(keys)
    }
