"""Ids, mappings, order, languages: what holds for every format."""

from __future__ import annotations

import json

import pytest

from pipeline.errors import UnknownNameError
from pipeline.ingest import read
from pipeline.records import Article, Rejected, RejectReason

TEXT = "Le maire accuse la régie."


def articles(items):
    return [item for item in items if isinstance(item, Article)]


def test_a_declared_column_wins_over_a_guess(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,corps_x,titre\nfaux,Le vrai texte.,T\n", encoding="utf-8")
    (item,) = articles(read([path], mapping={"text": "corps_x"}))
    assert (item.text, item.title, item.metadata) == ("Le vrai texte.", "T", {"text": "faux"})


def test_an_unknown_field_or_format_names_the_known_ones(tmp_path):
    with pytest.raises(UnknownNameError, match="Did you mean 'title'"):
        read([tmp_path], mapping={"titel": "x"})
    with pytest.raises(UnknownNameError, match="Did you mean 'europresse'"):
        read([tmp_path], format="europress")


def test_equal_stems_get_ids_that_do_not_depend_on_where_the_corpus_lies(tmp_path):
    found = []
    for place in ("one", "two"):
        for folder in ("x", "y"):
            (tmp_path / place / "corpus" / folder).mkdir(parents=True)
            (tmp_path / place / "corpus" / folder / "a.txt").write_text(TEXT, encoding="utf-8")
        found.append([item.document_id for item in articles(read([tmp_path / place / "corpus"]))])
    assert found[0] == found[1]
    assert found[0][0] == "a"
    assert found[0][1].startswith("a-")


def test_files_are_read_in_the_order_of_their_names(tmp_path):
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [item.document_id for item in articles(read([tmp_path]))] == ["a", "b", "c"]


def test_two_records_of_one_id_with_other_texts_are_both_kept(tmp_path):
    path = tmp_path / "a.jsonl"
    lines = [
        {"id": "x", "text": TEXT},
        {"id": "x", "text": "La régie nie."},
        {"id": "x", "text": TEXT},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    one, two, again = read([path])
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert one.document_id != two.document_id
    assert isinstance(again, Rejected)
    assert again.reason is RejectReason.DUPLICATE_ID


ENGLISH = (
    "The mayor has accused the water company of hiding a leak for three months while people were"
    " paying more and more for their water. The company denies the charge and will publish all of"
    " its records before the end of next week, it said."
)


def test_another_language_is_rejected_unless_any_is_kept(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    (item,) = read([path])
    assert isinstance(item, Rejected)
    assert item.reason is RejectReason.OTHER_LANGUAGE
    for wanted in (None, "en"):
        (kept,) = articles(read([path], language=wanted))
        assert kept.language == "en"


def test_a_file_named_like_documentation_is_read_when_it_is_given(tmp_path):
    path = tmp_path / "README.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert list(read([tmp_path])) == []
    assert len(articles(read([path]))) == 1
