"""Table `documents`."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from pipeline.records import RepairKind
from pipeline.scan import scan

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from pipeline.records import CleanArticle


def document_row(doc: Doc) -> dict[str, Any]:
    """Return the row of an annotated Doc."""
    clean: CleanArticle = doc._.article
    article, read = clean.article, scan(doc)
    gaps = sum(repair.kind is RepairKind.GAP for repair in clean.repairs)
    return {
        "document_id": article.document_id,
        "source_path": article.source_path,
        "source_format": article.source_format,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published,
        "published_id": article.published_id,
        "date": article.date,
        "url": article.url,
        "language": article.language,
        "text_sha256": hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "n_characters": len(article.text),
        "n_tokens": sum(not text.isspace() for text in read.texts),
        "n_sentences": len(read.starts),
        "duplicate_group": article.duplicate_group or article.document_id,
        "n_repairs": len(clean.repairs) - gaps,
        "n_gaps": gaps,
        "partial": article.partial,
        "encoding": article.encoding,
    }
