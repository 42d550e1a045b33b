"""Compiled patterns kept between processes."""

from __future__ import annotations

import re

import pytest

from pipeline.inference import patterns


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(patterns, "COSTLY", 5)
    re.purge()


WORD = r"(?i)(?P<first>[a-zé]+)(-)(?P<last>[a-zé]+)"


def compiled(folder):
    re.purge()
    with patterns.kept(folder):
        return re.compile(WORD)


def test_a_pattern_that_was_kept_is_the_pattern(tmp_path):
    made, again = compiled(tmp_path), compiled(tmp_path)
    re.purge()
    expected = re.compile(WORD)

    assert len(list(tmp_path.glob("*.pattern"))) == 1
    assert made == again == expected
    assert again.groupindex == expected.groupindex
    found = again.fullmatch("Rouget-BRUN")
    assert found is not None
    assert found.groupdict() == {"first": "Rouget", "last": "BRUN"}
    assert found.lastgroup == "last"


def test_a_kept_pattern_is_not_compiled_again(tmp_path, monkeypatch):
    compiled(tmp_path)
    monkeypatch.setattr(patterns, "_compiled", None)
    assert compiled(tmp_path).fullmatch("a-b")


def test_a_broken_or_read_only_cache_is_no_error(tmp_path):
    compiled(tmp_path)
    (path,) = tmp_path.glob("*.pattern")
    path.write_bytes(b"broken")
    assert compiled(tmp_path).fullmatch("a-b")
    assert compiled(path / "no folder").fullmatch("a-b")
