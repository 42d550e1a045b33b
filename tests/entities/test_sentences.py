"""Sentence starts, on tokens alone."""

from __future__ import annotations

import pytest
import spacy

from pipeline import extensions
from pipeline.alignment import Alignment
from pipeline.entities.sentences import Sentences, words
from pipeline.records import (
    Article,
    Block,
    BlockKind,
    CleanArticle,
    Repair,
    RepairKind,
)


@pytest.fixture(scope="module")
def split():
    extensions.register()
    nlp = spacy.blank("fr")
    component = Sentences(words())
    return lambda text: [sent.text.strip() for sent in component(nlp(text)).sents]


@pytest.mark.parametrize(
    "text",
    [
        "« C'est faux ! » a répondu la maire.",
        "M. Le Brac et J. Le Brac accusent Mme. Dorval.",
        "Mgr. Brac et le Dr. Dorval (voir p. 5) démentent.",
        "Il demande [...] des comptes à Novalia.",
        "Elle hésite… puis accuse le bd. Voltaire.",
        "Selon « La Digue. Une histoire », livre paru hier, il ment.",
        "L'usine (rachetée en 2012. Fermée en 2014.) sera vendue.",
        "Ports : la grève continue",
        "« Le maire a menti », dit-elle, « et il le sait ».",
    ],
)
def test_one_sentence_stays_one(split, text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Il a menti. Elle part.", ["Il a menti.", "Elle part."]),
        (
            "Il a dit : « Nous partons. Vous restez. » Puis il sort.",
            ["Il a dit : « Nous partons.", "Vous restez. »", "Puis il sort."],
        ),
        ("– Qui ? – Moi.", ["– Qui ?", "– Moi."]),
        ("La bombe H. La ville attend.", ["La bombe H.", "La ville attend."]),
        ('Il dit "non." Elle dit "oui."', ['Il dit "non."', 'Elle dit "oui."']),
        ("Ils étaient 12 en 2015. 300 partirent.", ["Ils étaient 12 en 2015.", "300 partirent."]),
        ("Un titre\nUne phrase.", ["Un titre", "Une phrase."]),
        ("Il vend tout… Novalia achète.", ["Il vend tout…", "Novalia achète."]),
    ],
)
def test_two_sentences_are_cut(split, text, sentences):
    assert split(text) == sentences


def test_blocks_and_glued_sentences_start_a_sentence():
    text = "Le port. puis la ville"
    extensions.register()
    doc = spacy.blank("fr")(text)
    article = Article(document_id="a", text=text, source_path="a", source_format="text")
    doc._.article = CleanArticle(
        article,
        text,
        Alignment.identity(len(text)),
        (Block(0, 8, BlockKind.PARAGRAPH), Block(14, 22, BlockKind.PARAGRAPH)),
        (Repair(RepairKind.GLUED_SENTENCES, 9, 9, 9, 9, 1.0),),
    )
    sents = [sent.text for sent in Sentences(words())(doc).sents]
    assert sents == ["Le port.", "puis", "la ville"]


def test_every_token_is_decided():
    nlp = spacy.blank("fr")
    extensions.register()
    doc = Sentences(words())(nlp("Un mot. Deux mots"))
    assert [token.is_sent_start for token in doc] == [True, False, False, True, False]
    assert len(Sentences(words())(nlp(""))) == 0
