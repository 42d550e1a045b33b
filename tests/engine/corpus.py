"""A small corpus, composed for the tests of the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Article

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("Aline Corbier", "Basile Tournel", "Chloé Varenne", "Denis Rouvray", "Elsa Montbrun")
POISON = "un texte qui tue son lecteur"


def text(rank: int) -> str:
    """Return one short article; each rank gives another."""
    first, second = NAMES[rank % 5], NAMES[(rank + 2) % 5]
    return (
        f"{first} accuse {second} d'avoir caché {rank + 2} rapports sur l'usine.\n\n"
        f"« C'est faux », répond {second}. Le parquet de Valmont a ouvert une enquête."
    )


def write(folder: Path, count: int, first: int = 0) -> None:
    """Write articles as text files."""
    folder.mkdir(exist_ok=True)
    for rank in range(first, first + count):
        (folder / f"article-{rank:04}.txt").write_text(text(rank), encoding="utf-8")


def article(rank: int, words: str | None = None) -> Article:
    """Return one article."""
    return Article(
        document_id=f"article-{rank:04}",
        text=text(rank) if words is None else words,
        source_path="corpus.jsonl",
        source_format="jsonl",
        position=rank,
    )
