"""The page on formats says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.ingest import FORMATS, bounds
from pipeline.ingest.layouts import FIELDS
from pipeline.records import RejectReason

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def test_every_format_stands_in_the_table():
    rows = [row.split("|")[1] for row in PAGE.splitlines() if row.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(FORMATS)


def test_every_field_of_a_mapping_is_named():
    assert all(f"`{field}`" in PAGE for field in FIELDS)


def test_the_reasons_named_are_of_the_closed_list():
    named = set(re.findall(r"(?:is|as|are) `([a-z]+_[a-z]+)`", PAGE))
    assert named <= {str(reason) for reason in RejectReason}
    assert len(named) >= 5


def test_the_bounds_named_are_those_of_the_code():
    assert f"{bounds.ARTICLE:,} characters" in PAGE
    assert f"{bounds.LINE // bounds.MIB} MiB" in PAGE
    assert f"{bounds.WHOLE_FILE // bounds.MIB} MiB" in PAGE
    assert f"{bounds.EXPANSION} times" in PAGE
    assert f"| {bounds.ARCHIVE_DEPTH} |" in PAGE
