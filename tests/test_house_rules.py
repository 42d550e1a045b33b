"""Rules of the house that no linter knows."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "pipeline"
TOKENS = r"(?:head|token|verb|noun|governor|cue|main|left_edge|right_edge)\b(?!\))"
IDENTITY = re.compile(rf"\b{TOKENS} is (?:not )?(?:\w+\.)*{TOKENS}\b")


def test_tokens_are_never_compared_by_identity():
    # spaCy makes a new object at each access: `token.head is token` is always false.
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if IDENTITY.search(line) and not line.lstrip().startswith(("#", '"', "'"))
    ]
    assert found == []
