"""Every format of the documentation: what its fixtures hold is what its expected file says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.ingest import FORMATS, inspect, read
from pipeline.records import Article, Rejected
from tests.shared import shared

FIXTURES = Path(__file__).parents[1] / "fixtures" / "ingest"
CASES = sorted(path.parent.name for path in FIXTURES.glob("*/expected.json"))
ROOT = Path(__file__).parents[2]


def told(folder: Path) -> dict[str, Any]:
    """Return what a folder holds, as the expected files write it: absent values left out."""
    articles, rejected = [], []
    for item in read([folder]):
        path = str(Path(item.source_path).relative_to(folder))
        if isinstance(item, Article):
            values = {name: getattr(item, name) for name in Article.__dataclass_fields__}
            values |= {"source_path": path, "metadata": dict(item.metadata)}
            articles.append({name: value for name, value in values.items() if value})
            if item.position == 0:
                articles[-1]["position"] = 0
        else:
            rejected.append({"source_path": path, "reason": item.reason, "position": item.position})
    return {"articles": articles, "rejected": rejected}


def expected(name: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads((FIXTURES / name).read_bytes())
    return values


@pytest.mark.parametrize("case", CASES)
def test_a_fixture_is_read_as_expected_without_a_format_given(case: str):
    assert told(FIXTURES / case / "input") == expected(f"{case}/expected.json")


def test_every_fixture_has_an_expected_file():
    assert sorted(path.name for path in FIXTURES.iterdir() if path.is_dir()) == CASES


def test_the_composed_samples_are_read_as_expected():
    assert told(shared("samples", "formats")) == expected("shared_samples.json")


def test_the_sample_corpus_is_read_as_expected():
    assert told(ROOT / "data" / "raw") == expected("data_raw.json")


def test_every_format_has_a_fixture():
    found = {
        article["source_format"]
        for case in CASES
        for article in expected(f"{case}/expected.json")["articles"]
    }
    # Media Cloud carries no texts: its fixture holds rejected items only.
    assert set(FORMATS) - found == {"mediacloud"}


@pytest.mark.parametrize("name", ["europresse/input/recent.HTML", "jsonl/input/corpus.jsonl"])
def test_inspect_shows_the_format_and_at_most_three_articles(name: str):
    found = inspect(FIXTURES / name)
    assert found.format == name.partition("/")[0]
    assert 2 <= len(found.articles) <= 3


def test_a_forced_format_wins_over_the_recognised_one():
    (item,) = read([FIXTURES / "iramuteq" / "input" / "ancien.txt"], format="text")
    assert isinstance(item, Article)
    assert item.text.startswith("**** *source_echo")


def test_what_is_read_twice_is_the_same():
    first = list(read([FIXTURES]))
    assert first == list(read([FIXTURES]))
    ids = [item.document_id for item in first if isinstance(item, Article)]
    assert len(ids) == len(set(ids))
    assert all(isinstance(item, Article | Rejected) for item in first)
