"""First stage of a run: inputs become `articles.parquet`, once for the same inputs."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.engine import articles, plan
from pipeline.engine.folder import RunFolder
from pipeline.engine.storage import write_whole
from pipeline.errors import InputError
from pipeline.ingest import read
from pipeline.ingest.duplicates import DuplicateGroups
from pipeline.records import Rejected, RejectReason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.config import Config
    from pipeline.records import Article

STDIN = "-"
ANY = "any"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What ingest left.

    Attributes:
        groups: Near-duplicate group by document id; documents alone in theirs are left out.
    """

    read: int
    documents: int
    rejected: tuple[Rejected, ...]
    groups: dict[str, str]


def ingest_alone(
    inputs: Sequence[str], out: Path, config: Config, progress: Callable[[int], None]
) -> Ingested:
    """Read the inputs into a folder that no run goes on in: the stage `ingest` alone."""
    folder = RunFolder(out)
    folder.create()
    with folder.lock():
        return ingest(inputs, folder, config, progress)


def ingest(
    inputs: Sequence[str],
    folder: RunFolder,
    config: Config,
    progress: Callable[[int], None] = lambda _: None,
) -> Ingested:
    """Read the inputs, or recall them when nothing changed since.

    Raises:
        InputError: An input does not exist.
    """
    for path in inputs:
        if path != STDIN and not Path(path).exists():
            raise InputError(f"There is no file or folder {path}.")
    fingerprint = _fingerprint(inputs, config)
    known = recall(folder)
    if known is not None and STDIN not in inputs and known[0] == fingerprint:
        return known[1]
    rejected: list[Rejected] = []
    groups = DuplicateGroups()

    def kept() -> Iterator[Article]:
        for count, item in enumerate(_items(inputs, config), start=1):
            if isinstance(item, Rejected):
                rejected.append(item)
            else:
                groups.add(item.document_id, item.text)
                yield item
            progress(count)

    documents = articles.write(kept(), folder.articles)
    result = Ingested(documents + len(rejected), documents, tuple(rejected), groups.result())
    write_whole(folder.ingested, _to_json(fingerprint, result))
    return result


def _items(inputs: Sequence[str], config: Config) -> Iterator[Article | Rejected]:
    language = None if config.language == ANY else config.language
    return read(
        inputs, format=config.input_format, language=language, mapping=config.mapping or None
    )


def recall(folder: RunFolder) -> tuple[str, Ingested] | None:
    """Return the fingerprint and result of the last ingest; None where there is none."""
    if not folder.ingested.exists() or not folder.articles.exists():
        return None
    data = json.loads(folder.ingested.read_bytes())
    rejected = tuple(
        Rejected(**{**item, "reason": RejectReason(item["reason"])}) for item in data["rejected"]
    )
    return data["fingerprint"], Ingested(data["read"], data["documents"], rejected, data["groups"])


def _to_json(fingerprint: str, result: Ingested) -> bytes:
    data: dict[str, Any] = {
        "fingerprint": fingerprint,
        "read": result.read,
        "documents": result.documents,
        "rejected": [
            {
                "source_path": item.source_path,
                "stage": item.stage,
                "reason": str(item.reason),
                "position": item.position,
                "detail": item.detail,
            }
            for item in result.rejected
        ],
        "groups": result.groups,
    }
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _fingerprint(inputs: Sequence[str], config: Config) -> str:
    """Return a text that changes when an input changes: paths, sizes and times of all files."""
    seen: list[tuple[str, int | None, int | None]] = []
    for given in inputs:
        for path in _files(given):
            try:
                status = path.stat()
            except OSError:
                seen.append((str(path), None, None))
            else:
                seen.append((str(path), status.st_size, status.st_mtime_ns))
    code = plan.code_digest(("ingest", "records.py"))
    return json.dumps(
        [code, list(inputs), config.language, config.input_format, dict(config.mapping), seen]
    )


def _files(given: str) -> Iterator[Path]:
    root = Path(given)
    if not root.is_dir():
        yield root
        return
    for folder, _, names in sorted(os.walk(root)):
        yield from (Path(folder) / name for name in sorted(names))
