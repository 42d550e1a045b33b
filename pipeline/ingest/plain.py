"""Plain text files, one article each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.records import Article, Rejected, RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def read(
    paths: Sequence[str | Path],
    *,
    format: str | None = None,  # noqa: A002  # the user's word
    language: str | None = "fr",
) -> Iterator[Article | Rejected]:
    """Yield an article, or why there is none, per text file, in the order of the paths."""
    del format, language
    for given in paths:
        root = Path(given)
        files = sorted(root.rglob("*.txt")) if root.is_dir() else [root]
        for path in files:
            text = path.read_text(encoding="utf-8-sig", errors="replace")
            if text.strip():
                yield Article(
                    document_id=path.stem, text=text, source_path=str(path), source_format="text"
                )
            else:
                yield Rejected(source_path=str(path), stage="ingest", reason=RejectReason.EMPTY)
