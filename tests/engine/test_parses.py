"""Parses as bytes."""

from __future__ import annotations

import pytest

from pipeline.engine import cache, parses
from tests.engine import corpus


@pytest.mark.model
def test_a_parse_comes_back_token_by_token(nlp, tmp_path):
    docs = [nlp(corpus.text(rank)) for rank in range(3)]
    cache.write(tmp_path, "pack", ["a", "b", "c"], docs)
    places = cache.index(tmp_path)
    found = cache.read(tmp_path, {"c": places["c"]}, nlp.vocab)

    assert list(places) == ["a", "b", "c"]
    (again,) = found.values()
    assert again.text == docs[2].text
    assert [
        (t.text, t.lemma_, t.pos_, t.tag_, str(t.morph), t.head.i, t.dep_, t.ent_iob_, t.ent_type_)
        for t in again
    ] == [
        (t.text, t.lemma_, t.pos_, t.tag_, str(t.morph), t.head.i, t.dep_, t.ent_iob_, t.ent_type_)
        for t in docs[2]
    ]
    assert [t.is_sent_start for t in again] == [t.is_sent_start for t in docs[2]]


def test_a_broken_pack_gives_nothing(tmp_path):
    (tmp_path / "bad.docs").write_bytes(b"no pack")
    import spacy  # noqa: PLC0415

    vocab = spacy.blank("fr").vocab
    assert cache.read(tmp_path, {"a": cache.Place("bad", 0)}, vocab) == {}
    assert list(parses.unpack(parses.pack([]), vocab)) == []
