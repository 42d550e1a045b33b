"""Bytes become text: marks, UTF-8, old encodings, mojibake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.encoding import decode

SENTENCES = (
    "L'été où la forêt brûla, le député dénonça le maire : ça suffit, dit-il.",
    "À l'évidence, le procès a été reporté à août.",
    "Il a été condamné.",
    "Où est le préfet ?",
)


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1", "mac_roman", "cp850"]
)
def test_a_french_sentence_is_read_in_every_encoding(text: str, encoding: str):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_curly_quotes_and_guillemets_are_read(encoding: str):
    text = "« C’est l’État », dit-il ; “un cœur” – où ça… 3 €"
    assert decode(text.encode(encoding)).text == text


def test_the_euro_and_the_ligature_of_latin_9_are_told_from_latin_1():
    text = "Le cœur du débat coûte 3 €, dit le préfet."
    assert decode(text.encode("iso-8859-15")).text == text


def test_mojibake_is_undone_and_curly_quotes_stay():
    found = decode("C’est l’été à l’hôtel".encode().decode("cp1252").encode())
    assert found.text == "C’est l’été à l’hôtel"
    assert found.encoding == "utf-8+mojibake"


def test_clean_text_is_left_alone():
    text = "L’œuvre « ﬁnale » de M. Âge : 20\u00a0000\u202f€, Ångström et São Paulo…"
    assert decode(text.encode()) == decode(text.encode("utf-8-sig"))
    assert decode(text.encode()).text == text


def test_a_declared_old_encoding_is_believed_only_if_the_bytes_are_no_utf_8():
    assert decode("été".encode("cp850"), "cp850").text == "été"
    assert decode("été".encode(), "iso-8859-1").text == "été"


def test_a_few_broken_bytes_do_not_turn_utf_8_into_something_else():
    text = "Le député dénonça l’été où la forêt brûla, à l’évidence."
    found = decode(text.encode() + b" \xff fin")
    assert found.text == f"{text} \ufffd fin"
    assert found.encoding == "utf-8+replaced"


@given(st.binary(max_size=300))
def test_any_bytes_become_a_text_that_can_be_stored(data: bytes):
    decode(data).text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
def test_utf_8_text_comes_back_but_for_mojibake(text: str):
    found = decode(text.encode())
    assert found.text == text.removeprefix("\ufeff") or "+mojibake" in found.encoding
