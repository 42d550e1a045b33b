"""Speed of ingest: JSONL in MB/s, web pages against what trafilatura alone does with them.

python -m benchmarks.ingest [JSONL_ARTICLES] [PAGES]

Time is that of the processor, as one process works alone: other work on the machine does not count.
"""

from __future__ import annotations

import html
import sys
import tempfile
import time
from pathlib import Path

import trafilatura

from benchmarks.corpus import articles, write_jsonl
from benchmarks.measure import interleaved
from pipeline.ingest import read
from pipeline.ingest.duplicates import duplicate_groups
from pipeline.records import Article

MB = 1e6
PAGE_RUNS = 21  # the two sides are close: a median of few runs would show the noise


def main(count: int = 10_000, pages: int = 60) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        write_jsonl(corpus, count)
        web = Path(folder, "web")
        web.mkdir()
        for rank, text in enumerate(articles(pages, seed=1)):
            (web / f"{rank}.html").write_text(page(f"Article {rank}", text), encoding="utf-8")
        _records(corpus, count)
        _pages(web, pages)


def _records(corpus: Path, count: int) -> None:
    taken = interleaved(
        {
            "languages": lambda: _count(corpus, count),
            "and near-duplicates": lambda: duplicate_groups(
                item for item in read([corpus]) if isinstance(item, Article)
            ),
        },
        clock=time.process_time,
    )
    size = corpus.stat().st_size / MB
    for name, value in taken.items():
        print(f"JSONL, {name:19} {size / value:6.1f} MB/s  {count / value:8.0f} articles/s")


def _pages(web: Path, pages: int) -> None:
    taken = interleaved(
        {
            "griefs": lambda: _count(web, pages),
            "trafilatura": lambda: [
                trafilatura.bare_extraction(
                    path.read_bytes(), with_metadata=True, include_comments=False
                )
                for path in sorted(web.iterdir())
            ],
        },
        runs=PAGE_RUNS,
        clock=time.process_time,
    )
    print(
        f"web pages: {pages / taken['griefs']:.0f} a second,"
        f" {taken['trafilatura'] / taken['griefs']:.2f} times the speed of trafilatura alone"
    )


def _count(path: Path, expected: int) -> None:
    found = sum(1 for _ in read([path]))
    if found != expected:
        raise AssertionError(f"{found} of {expected} items were accounted for")


def page(title: str, text: str) -> str:
    """Return a page as sites make them: menu, article, links to more, footer."""
    body = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
    menu = "".join(f'<li><a href="/{n}">Rubrique {n}</a></li>' for n in range(40))
    more = "".join(f'<li><a href="/a/{n}">Un autre article {n}</a></li>' for n in range(30))
    return (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">'
        f"<title>{title} – Le Test</title>"
        '<meta property="article:published_time" content="2024-03-01T07:12:00+01:00">'
        '<meta property="og:site_name" content="Le Test"></head><body>'
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>{body}</article>"
        f"<aside><ul>{more}</ul></aside></main><footer>Mentions légales</footer></body></html>"
    )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
