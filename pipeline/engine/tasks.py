"""What the parent hands to workers: plain values, so that they can cross a process border."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.config import Config
    from pipeline.engine.cache import Place
    from pipeline.engine.plan import Batch
    from pipeline.engine.storage import Location

# One BLAS thread a process: two workers that each take both cores slow each other down by 40 %.
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to know.

    Attributes:
        parses: Folder of the cached parses; None to keep none.
        parse_only: Leave parses, no rows: the stage `entities` alone.
    """

    rows: Location
    parses: Location | None
    config: Config
    parse_only: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A batch and the places of those parses that are known already."""

    batch: Batch
    places: Mapping[str, Place]
