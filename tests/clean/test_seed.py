"""The damaged article that the project began with: each damage is mended or marked."""

from __future__ import annotations

import pytest

from pipeline.clean import clean
from pipeline.records import Article, BlockKind, RepairKind
from tests.shared import shared


@pytest.fixture(scope="module")
def article():
    (path,) = shared("samples").glob("seed_*.txt")
    text = path.read_text(encoding="utf-8")
    return clean(Article(document_id="seed", text=text, source_path="s", source_format="text"))


def test_its_four_headings_are_recognised(article):
    kinds = [block.kind for block in article.blocks]
    assert kinds == [BlockKind.HEADING] * 4 + [BlockKind.PARAGRAPH]


def test_at_least_five_gaps_are_located(article):
    assert sum(repair.kind is RepairKind.GAP for repair in article.repairs) >= 5


@pytest.mark.parametrize(
    ("damage", "mended"),
    [
        ("fissurer., en", "fissurer. en"),
        ("ici ,", "ici,"),
        ("intérêts.en", "intérêts. en"),
        ("2019.Depuis", "2019. Depuis"),
        ("Woke »., toujours", "Woke ». toujours"),
        ("queavant", "que avant"),
        ("deux., mais", "deux. mais"),
        ("utilisateurs , et.", "utilisateurs, et."),
        ("OpenAI :.", "OpenAI."),
    ],
)
def test_each_damage_is_mended_and_marked(article, damage, mended):
    raw = article.article.text
    assert mended in article.text
    start = raw.replace("\u00a0", " ").index(damage)
    end = start + len(damage)
    assert any(start <= repair.raw_start <= end for repair in article.repairs)
    clean_start = article.text.index(mended)
    raw_start, raw_end = article.alignment.raw_span(clean_start, clean_start + len(mended))
    assert (raw_start, raw_end) == (start, end)


def test_a_trailing_sign_is_removed(article):
    text = article.article.text + " ="
    again = clean(Article(document_id="s", text=text, source_path="s", source_format="text"))
    assert again.text == article.text
    assert again.repairs[-1].kind is RepairKind.STRAY_PUNCTUATION
