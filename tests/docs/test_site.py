"""The site builds without a warning, and its generated page is what is generated."""

from __future__ import annotations

import re
import subprocess
import sys

from pipeline.report.dictionary import markdown
from pipeline.schema import TABLES
from tests.docs.pages import PAGES, ROOT

# What a browser would fetch from elsewhere.
FETCHED = re.compile(r"""<(?:script|link|img)\b[^>]*\b(?:src|href)="(?:https?:)?//""")


def test_the_site_builds_strictly(tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path / "site"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = {path.parent.name: path.read_text("utf-8") for path in tmp_path.rglob("index.html")}
    assert 'id="actor_pairs"' in pages["tables"]
    assert "Add a word" in pages["contributing"]
    assert [name for name, page in pages.items() if FETCHED.search(page)] == []


def test_the_tables_are_the_generated_page():
    written = (ROOT / "docs" / "tables.md").read_text("utf-8")
    assert written == markdown(), "make it again: griefs schema --markdown > docs/tables.md"


def test_the_generated_page_names_every_table_and_column():
    page = markdown()
    for name, columns in TABLES.items():
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == [
            column.name for column in columns
        ]


def test_every_page_is_in_the_navigation():
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8")
    inside = [page.name for page in PAGES if page.parent == ROOT / "docs"]
    assert [name for name in inside if f": {name}" not in navigation] == []
