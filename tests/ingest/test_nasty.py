"""Hostile input ends in `rejected` with a reason, or is read; the run goes on."""

from __future__ import annotations

import io
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest import FORMATS, inspect, read
from pipeline.records import Article, Rejected, RejectReason
from tests.ingest import nasty


def outcomes(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for item in read([folder], language=None):
        name = Path(item.source_path.partition("!")[0]).name
        found[name].append("article" if isinstance(item, Article) else str(item.reason))
    return found


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    folder = tmp_path_factory.mktemp("nasty")
    return folder, dict(nasty.write(folder))


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_every_nasty_file_is_read_or_rejected_for_a_good_reason(corpus):
    folder, allowed = corpus
    found = outcomes(folder)
    assert set(found) == set(allowed)
    surprises = {
        name: sorted(set(found[name]))
        for name, reasons in allowed.items()
        if not set(found[name]) <= set(reasons)
    }
    assert surprises == {}


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_no_nasty_file_crashes_a_reader_or_its_inspection(corpus):
    folder, allowed = corpus
    for name in allowed:
        found = inspect(folder / name)
        assert all(item.reason is not RejectReason.CRASHED for item in found.rejected), name


def test_loops_dead_links_pipes_and_locked_files_are_told(tmp_path):
    allowed = nasty.write_special(tmp_path)
    found = outcomes(tmp_path)
    assert {name: tuple(reasons) for name, reasons in found.items()} == allowed


def test_what_stands_before_the_cut_of_a_compressed_file_is_read(corpus):
    folder, _ = corpus
    items = list(read([folder / "cut.jsonl.gz"]))
    assert len(items) > 100
    assert [item.reason for item in items if isinstance(item, Rejected)] == ["truncated"]


def test_a_path_that_is_not_there_is_rejected(tmp_path):
    (item,) = read([tmp_path / "nowhere"])
    assert isinstance(item, Rejected)
    assert item.reason is RejectReason.UNREADABLE


def test_the_same_file_given_twice_is_read_once(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(nasty.SENTENCE, encoding="utf-8")
    one, two = read([path, path])
    assert isinstance(one, Article)
    assert isinstance(two, Rejected)
    assert two.reason is RejectReason.DUPLICATE_ID


def test_every_text_can_be_stored_as_utf_8(corpus):
    folder, _ = corpus
    for name in ("surrogates.txt", "lone_surrogate.jsonl", "noise.txt", "half_utf_16.txt"):
        for item in read([folder / name], language=None):
            if isinstance(item, Article):
                item.text.encode("utf-8")
                item.document_id.encode("utf-8")


def test_standard_input_is_recognised_like_a_file(monkeypatch):
    class Stdin:
        buffer = io.BytesIO(
            b'{"id": "a", "text": "Le maire accuse."}\n{"id": "b", "text": "Oui."}\n'
        )

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert [item.document_id for item in read(["-"]) if isinstance(item, Article)] == [
        "stdin-a",
        "stdin-b",
    ]


SUFFIXES = ("txt", "jsonl", "json", "csv", "tsv", "html", "HTML", "xml", "rtf", "docx", "zip",
            "gz", "txt.gz", "jsonl.zst", "parquet", "warc", "warc.gz", "tei", "")  # fmt: skip
BEGINNINGS = (
    b"", b"{", b"[", b"<html>", b"<?xml version='1.0'?>", b"<rss>", b"<TEI>", b"<corpus>", b"****",
    b"{\\rtf1 ", b"PK\x03\x04", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"WARC/1.0\r\n", b"PAR1",
    b"\xff\xfe", b"\xef\xbb\xbf", b"<span class='DocPublicationName'>", b"id,text\n",
    b'{"text": "', b"<div class='article frArticle'><table>", b"1 of 2 DOCUMENTS\n",
)  # fmt: skip
ANYTHING = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text("<>/pdivsan=\"'{}[]:,;*\\ \n\té", max_size=300).map(str.encode),
)


@pytest.mark.filterwarnings("ignore")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    suffix=st.sampled_from(SUFFIXES),
    beginning=st.sampled_from(BEGINNINGS),
    rest=ANYTHING,
    forced=st.one_of(st.none(), st.sampled_from(sorted(FORMATS))),
)
def test_any_bytes_are_accounted_for_and_nothing_raises(tmp_path, suffix, beginning, rest, forced):
    path = tmp_path / f"x.{suffix}"
    path.write_bytes(beginning + rest)
    items = list(read([path], format=forced, language=None))
    path.unlink()
    assert items
    assert all(isinstance(item, Article | Rejected) for item in items)
    crashed = [item for item in items if isinstance(item, Rejected) and item.reason == "crashed"]
    assert crashed == []


@pytest.mark.filterwarnings("ignore")
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(st.one_of(
    st.dictionaries(st.sampled_from(["text", "id", "title", "language"]), st.text(max_size=40)),
    st.integers(), st.none(), st.lists(st.text(max_size=5), max_size=3)), max_size=12))  # fmt: skip
def test_read_is_documents_and_rejected_one_per_line(tmp_path, lines):
    import json  # noqa: PLC0415

    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    items = list(read([path]))
    assert len(items) == (len(lines) or 1)
    ids = [item.document_id for item in items if isinstance(item, Article)]
    assert len(ids) == len(set(ids))
