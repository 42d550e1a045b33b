"""What must run: keys of articles, and batches of those that no finished part holds.

A key is a hash of everything that the result depends on, so nothing is ever out of date: an
article, a lexicon, a rule or a version that changed has another key and is done again.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import lexicon, model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.config import Config
    from pipeline.records import Article

# A batch is bounded by text, not by count: that is what time and memory depend on.
CHARACTERS_PER_BATCH = 200_000
CHARACTERS_PER_SHARE = 25_000  # of little work: below, what a batch costs by itself is felt
ARTICLES_PER_BATCH = 256

FRAMES = "frames.toml"
_PACKAGE = Path(__file__).parents[1]
# What a parse depends on, besides the model: the text that it reads and where sentences start.
_PARSE_CODE = (
    "alignment.py",
    "lexicon.py",
    "model.py",
    "nlp.py",
    "records.py",
    "clean",
    "inference",
    "entities/sentences.py",
)
_ROWS_CODE = (
    *_PARSE_CODE,
    "extensions.py",
    "syntax.py",
    "schema.py",
    "entities",
    "stance",
    "tables",
)


@dataclass(frozen=True, slots=True)
class Versions:
    """Digests of code, lexicons, model and settings that parses and rows depend on.

    Attributes:
        rows: All that rows depend on but the frames.
        frames: The frame lexicon, with the user's own frames.
    """

    parse: str
    rows: str
    frames: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one article: of its parse, and of its rows."""

    parse: str
    rows: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles that one worker does in one go, and the digest of the frames it does them with."""

    articles: tuple[Article, ...]
    keys: tuple[Keys, ...]
    frames: str = ""

    @property
    def key(self) -> str:
        """Return the name of the part that this batch becomes."""
        return _hash(self.frames, *(key.rows for key in self.keys))

    @property
    def characters(self) -> int:
        """Return the length of the raw texts together."""
        return sum(len(article.text) for article in self.articles)


def versions(config: Config) -> Versions:
    """Return what every key of a run is built on."""
    libraries = [f"{name} {version(name)}" for name in ("spacy", "thinc", "numpy")]
    parse = _hash(code_digest(_PARSE_CODE), model.digest(), *libraries, _lexicons_of_parse())
    actors, frames = ([Path(path)] if path else [] for path in (config.actors, config.frames))
    others = lexicon.digest(*actors, without={FRAMES})
    rows = _hash(parse, code_digest(_ROWS_CODE), others)
    texts = [path.read_text(encoding="utf-8") for path in (lexicon.folder() / FRAMES, *frames)]
    return Versions(parse, rows, _hash(*texts))


def keys_of(article: Article, version: Versions) -> Keys:
    """Return the keys of one article."""
    text = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    metadata = json.dumps(
        [
            article.document_id,
            article.source_path,
            article.source_format,
            article.position,
            article.title,
            article.outlet,
            article.author,
            article.published,
            article.published_id,
            article.date,
            article.url,
            article.language,
            article.partial,
            article.encoding,
        ]
    )
    return Keys(_hash(version.parse, text), _hash(version.rows, text, metadata))


def share(characters: int, workers: int) -> int:
    """Return the length of batches that leaves no worker idle where there is little to do."""
    return min(CHARACTERS_PER_BATCH, max(CHARACTERS_PER_SHARE, characters // (2 * workers or 1)))


def batches(
    todo: Iterable[tuple[Article, Keys]], frames: str = "", length: int = CHARACTERS_PER_BATCH
) -> Iterator[Batch]:
    """Yield batches of bounded length in characters; an article that is longer stands alone."""
    articles: list[Article] = []
    keys: list[Keys] = []
    characters = 0
    for article, key in todo:
        full = characters + len(article.text) > length
        if articles and (full or len(articles) == ARTICLES_PER_BATCH):
            yield Batch(tuple(articles), tuple(keys), frames)
            articles, keys, characters = [], [], 0
        articles.append(article)
        keys.append(key)
        characters += len(article.text)
    if articles:
        yield Batch(tuple(articles), tuple(keys), frames)


def halves(batch: Batch) -> tuple[Batch, Batch]:
    """Return the two halves of a batch of two articles or more."""
    middle = len(batch.articles) // 2
    return (
        Batch(batch.articles[:middle], batch.keys[:middle], batch.frames),
        Batch(batch.articles[middle:], batch.keys[middle:], batch.frames),
    )


@cache
def code_digest(names: tuple[str, ...]) -> str:
    """Return a hash of some modules and folders of the package."""
    return _hash(sys.version, *(path.read_text(encoding="utf-8") for path in _sources(names)))


def _sources(names: tuple[str, ...]) -> list[Path]:
    paths: list[Path] = []
    for name in names:
        path = _PACKAGE / name
        paths.extend([path] if path.suffix else sorted(path.rglob("*.py")))
    return [path for path in paths if path.exists()]


@cache
def _lexicons_of_parse() -> str:
    """Return a hash of the lexicons that the code behind a parse names."""
    code = "".join(path.read_text(encoding="utf-8") for path in _sources(_PARSE_CODE))
    named = sorted(path for path in lexicon.folder().iterdir() if f'"{path.name}"' in code)
    return _hash(*(path.read_text(encoding="utf-8") for path in named))


def _hash(*parts: str) -> str:
    total = hashlib.blake2b(digest_size=16)
    for part in parts:
        total.update(part.encode("utf-8", "surrogatepass"))
        total.update(b"\0")
    return total.hexdigest()
