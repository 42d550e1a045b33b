"""Files beside the repository that some tests measure on; they are not part of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


def shared(*parts: str) -> Path:
    """Return a path below the folder `shared`, or skip the test where there is none.

    A git worktree shares it with the main checkout.
    """
    here = Path(__file__).resolve().parents[1]
    found = subprocess.run(
        ["git", "rev-parse", "--path-format=absolute", "--git-common-dir"],
        cwd=here,
        capture_output=True,
        text=True,
        check=False,
    )
    main = Path(found.stdout.strip()).parent if found.returncode == 0 else here
    for root in (here, main):
        path = root.parent.joinpath("shared", *parts)
        if path.exists():
            return path
    pytest.skip(f"{Path('shared', *parts)} is not here")
