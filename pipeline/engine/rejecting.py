"""An article that the analysis gives up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Rejected

if TYPE_CHECKING:
    from pipeline.records import Article, RejectReason


def rejected_article(article: Article, reason: RejectReason, detail: str) -> Rejected:
    """Return the rejection of an article by the analysis."""
    return Rejected(
        source_path=article.source_path,
        position=None if article.position is None else str(article.position),
        stage="analyse",
        reason=reason,
        detail=f"{article.document_id}: {detail}",
    )
