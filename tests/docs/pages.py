"""The commands that the pages for users show."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "LISEZMOI.md", *sorted((ROOT / "docs").glob("*.md"))]
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"^    (?:\.venv/bin/)?griefs .*$", re.MULTILINE)
_INLINE = re.compile(r"`(griefs [a-z][^`]*)`")


def blocks(page: Path, language: str) -> list[str]:
    """Return the fenced blocks of one language."""
    return [text for kind, text in _FENCED.findall(page.read_text("utf-8")) if kind == language]


def shell_lines(page: Path) -> list[list[str]]:
    """Return the command lines of the page in order, as words, comments left out."""
    found = [
        shlex.split(line, comments=True)
        for text in blocks(page, "sh")
        for line in text.splitlines()
    ]
    return [words for words in found if words]


def griefs_commands(page: Path) -> list[list[str]]:
    """Return the words after `griefs` of every command that stands in a block."""
    indented = _INDENTED.findall(_FENCED.sub("", page.read_text("utf-8")))
    lines = [*shell_lines(page), *(shlex.split(line, comments=True) for line in indented)]
    return [words[1:] for words in lines if Path(words[0]).name == "griefs"]


def mentioned_commands(page: Path) -> list[list[str]]:
    """Return the words after `griefs` of every command that stands in a sentence."""
    text = _FENCED.sub("", page.read_text("utf-8"))
    return [shlex.split(found)[1:] for found in _INLINE.findall(text)]
