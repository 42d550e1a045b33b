"""Cleaning survives every string, and every clean character knows where it was published."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean
from pipeline.records import Article, BlockKind

if TYPE_CHECKING:
    from pipeline.records import CleanArticle

# Letters, marks and layout that cleaning acts on, so that random texts hit its rules.
PRESS = st.text(
    st.sampled_from(
        "ab éÉA.,;:!?…«»“”\"'’`()-–\n\r\t\u00a0\u200b\u00ad\u0301ﬁœ\x00\x92\ud800=#0129/@"
    )
)
TEXTS = st.one_of(st.text(), PRESS)


def cleaned(text: str, title: str | None = None) -> CleanArticle:
    return clean(
        Article(document_id="a", text=text, source_path="a.txt", source_format="text", title=title)
    )


def kinds(text: str, title: str | None = None) -> list[tuple[BlockKind, str]]:
    article = cleaned(text, title)
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXTS)
def test_the_alignment_is_monotone_and_stays_inside_the_raw_text(text):
    article = cleaned(text)
    starts, ends = article.alignment.starts, article.alignment.ends
    assert len(starts) == len(ends) == len(article.text)
    assert all(a <= b for a, b in itertools.pairwise(starts))
    assert all(a <= b for a, b in itertools.pairwise(ends))
    assert all(0 <= a <= b <= len(text) for a, b in zip(starts, ends, strict=True))


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXTS)
def test_a_letter_of_the_clean_text_is_the_letter_published_there(text):
    article = cleaned(text)
    for rank, character in enumerate(article.text):
        if character.isascii() and character.isalnum():
            start, end = article.alignment.raw_span(rank, rank + 1)
            published = text[start:end]
            assert character.casefold() in published.casefold()


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXTS)
def test_blocks_are_the_lines_of_the_clean_text(text):
    article = cleaned(text)
    lines = [article.text[block.start : block.end] for block in article.blocks]
    assert lines == [line for line in article.text.split("\n") if line]


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXTS)
def test_the_model_can_read_what_comes_out(text):
    out = cleaned(text).text
    out.encode()
    assert not any(character < " " and character != "\n" for character in out)


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXTS)
def test_cleaning_is_deterministic(text):
    once = cleaned(text)
    assert cleaned(text) == once


@pytest.mark.parametrize(
    ("raw", "clean_text"),
    [
        ("l’État d\u2019Orvanne", "l'État d'Orvanne"),
        ("12\u202f000 euros\u00a0!", "12 000 euros !"),
        ("au\u00adtrement", "autrement"),
        ("zero\u200bwidth", "zerowidth"),
        ("e\u0301tat", "état"),
        ("ﬁnances ofﬁcielles", "finances officielles"),
        ("«mot» et <<mot>>", "« mot » et « mot »"),
        ("Quoi ??? Non !!!", "Quoi ? Non !"),
        ("un\r\ndeux\rtrois", "un\ndeux\ntrois"),
        ("un\n\n\n \n\ndeux", "un\n\ndeux"),
        ("  bord  à  bord  ", "bord à bord"),
        ("l\x92usine", "l'usine"),
        ("a\x00b", "a b"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_typography_is_what_the_model_knows(raw, clean_text):
    assert cleaned(raw).text == clean_text


def test_a_slice_of_clean_text_gives_the_words_as_published():
    raw = "Le  maire d\u2019Orvanne,  «\u00a0ofﬁciel\u00a0»"
    article = cleaned(raw)
    start = article.text.index("d'Orvanne")
    raw_start, raw_end = article.alignment.raw_span(start, start + len("d'Orvanne"))
    assert raw[raw_start:raw_end] == "d\u2019Orvanne"
    start = article.text.index("officiel")
    raw_start, raw_end = article.alignment.raw_span(start, start + len("officiel"))
    assert raw[raw_start:raw_end] == "ofﬁciel"


def test_short_lines_without_a_full_stop_are_headings():
    text = "Une usine contestée\n\nLe temps des procès\n\nLe maire accuse la société. Elle dément."
    assert [kind for kind, _ in kinds(text)] == [
        BlockKind.HEADING,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_the_title_is_a_heading_even_when_it_asks():
    text = "Qui a menti ?\n\nLe maire accuse la société."
    assert kinds(text, "Qui a menti ?")[0][0] is BlockKind.HEADING


def test_a_paragraph_that_comes_back_is_a_duplicate():
    paragraph = "Le maire d'Orvanne accuse la société Velcane d'avoir caché la fuite de mars."
    blocks = kinds(f"{paragraph}\n\nElle dément.\n\n{paragraph}")
    assert [kind for kind, _ in blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.DUPLICATE,
    ]
