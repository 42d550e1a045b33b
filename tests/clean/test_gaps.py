"""Places where words are missing are found; whole sentences raise no alarm."""

from __future__ import annotations

import pytest

from pipeline import lexicon
from pipeline.clean import clean
from pipeline.clean.neighbours import Clash, clashes
from pipeline.records import Article, RepairKind


def gap_places(text):
    article = clean(Article(document_id="a", text=text, source_path="a", source_format="text"))
    return [repair.raw_start for repair in article.repairs if repair.kind is RepairKind.GAP]


def pairs(where):
    rows = lexicon.read_csv("impossible_pairs.csv", ("example", "where"))
    return [row["example"] for row in rows if row["where"] == where]


@pytest.mark.parametrize("example", pairs("fused"))
def test_an_improbable_pair_of_the_lexicon_tells_only_where_it_stuck_together(example):
    assert list(clashes(example)) == [(example.index(" "), Clash.FUSED)]


@pytest.mark.parametrize("example", pairs(""))
def test_every_impossible_pair_of_the_lexicon_is_a_gap(example):
    assert len(gap_places(example)) == 1


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Le pacte n'a pas tardé à se fissurer., en particulier sur ce point.", ", en"),
        ("Elle craint des conflits d'intérêts.en adoptant ce statut.", "en adoptant"),
        ("Le modèle a plus d'utilisateurs , et. Mais elle recule.", ". Mais"),
        ("Il reste fidèle à la mission d'Orvanne :. Il fait face.", " :."),
        ("À savoir queavant de partir il a menti.", "avant de"),
        ("Le maire de ont accusé la préfète.", " ont"),
        ("Le maire d', a accusé la préfète.", ", a"),
        ("Le rapport de avait accusé la préfète.", " avait"),
        ("Elle dit « » au juge.", " » au"),
        ("Elle dément. a déclaré la préfète.", "a déclaré"),
        ("12 mai 2016. – de détecter la fuite sera possible.", "de détecter"),
        ("Les maires mener une réunion demain.", " mener"),
        ("Le rapport sera remis aupour la maire.", "pour"),
        ("Ils citent un qualifiait de menteur.", " qualifiait"),
        ("Les deux maire ont menti.", " maire"),
        ("Il déclare que les (le juge et la maire) mentent.", " (le"),
        ("Ils parlent de « la fin des » au juge.", " » au"),
        ("Elle a dépensé près de,2 millions en mai.", ",2"),
        ("Ils forment 38,% des élus.", ",%"),
        ("La fuite a commencé avec une.", "."),
        ("Le jugement du procureurla ville.", "la ville"),
    ],
)
def test_missing_words_are_located(text, before):
    (place,) = gap_places(text)
    assert abs(place - text.index(before)) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Elle les a vus, elle en a parlé et il le dit.",
        "La une du journal, le onze de départ et le oui au référendum.",
        "De par la loi, il ne part que lorsque la juge le veut.",
        "Le président de Gaulle et la maire de de Villers.",
        "M. de Villers, p. ex. dans ce cas, etc. et ainsi de suite.",
        "« Non ! » a-t-il dit. « Je pars. » a déclaré la maire.",
        "Pour et contre, avec ou sans, avant et après.",
        "Que faire de ce qui a été dit, et de ceux dont on parle ?",
        "Un des élus, l'un et l'autre, le ou les auteurs.",
        "La catégorie A sont les plus nombreux.",
        "Selon Me Orve, cette fois, une fois la loi votée, il ment.",
        "Une attaque, une liste et une peine : la route est longue.",
        "Il va dire que la maire peut aller trop loin, sans trop raconter.",
        "Il a raison, elle a peur, ils ont tort, et le dos au mur.",
        "L'un des élus (le maire) et quelqu'un (la préfète) mentent.",
        "Pour mener l'enquête, il faut vouloir savoir et pouvoir dire.",
        "Les élus voulant partir laissent les jeunes parler.",
        "À l'est, au sud et à l'ouest.",
        "Donne-le au juge, dis-le à la maire, va-t'en.",
    ],
)
def test_whole_sentences_have_no_gap(text):
    assert gap_places(text) == []
