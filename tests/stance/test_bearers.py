"""Who is judged: constructions on hand-built parses, the parser's usual slips included."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.stance.constructions import possessor, said_of, supported
from pipeline.stance.dependencies import objects, phrase_heads, subjects
from pipeline.stance.evaluations import evaluations, is_passive_participle
from pipeline.stance.polarity import polarity_lexicon
from pipeline.stance.shifters import shifters

# word, lemma, part of speech, dependency, head, morphology
Row = tuple[str, str, str, str, int, str]
PAST = "Tense=Past|VerbForm=Part"


def parsed(*rows: Row) -> Doc:
    words, lemmas, tags, deps, heads, morphs = (list(c) for c in zip(*rows, strict=True))
    vocab = spacy.blank("fr").vocab
    return Doc(vocab, words=words, lemmas=lemmas, pos=tags, deps=deps, heads=heads, morphs=morphs)


def test_a_name_hung_beside_its_title_names_the_same():
    doc = parsed(
        ("le", "le", "DET", "det", 1, ""),
        ("maire", "maire", "NOUN", "nsubj", 3, ""),
        ("Roy", "Roy", "PROPN", "appos", 1, ""),
        ("ment", "mentir", "VERB", "ROOT", 3, "VerbForm=Fin"),
    )
    assert [t.text for t in subjects(doc[3], shifters())] == ["maire", "Roy", "Roy"]


def test_a_name_behind_a_preposition_is_another():
    doc = parsed(
        ("le", "le", "DET", "det", 1, ""),
        ("rival", "rival", "NOUN", "nsubj", 4, ""),
        ("de", "de", "ADP", "case", 3, ""),
        ("Roy", "Roy", "PROPN", "nmod", 1, ""),
        ("ment", "mentir", "VERB", "ROOT", 4, "VerbForm=Fin"),
    )
    assert "Roy" not in {t.text for t in phrase_heads(doc[1])}


def test_the_subject_of_an_infinitive_is_the_dative_of_reprocher():
    doc = parsed(
        ("Roy", "Roy", "PROPN", "nsubj", 2, ""),
        ("lui", "lui", "PRON", "iobj", 2, ""),
        ("reproche", "reprocher", "VERB", "ROOT", 2, "VerbForm=Fin"),
        ("de", "de", "ADP", "mark", 4, ""),
        ("mentir", "mentir", "VERB", "xcomp", 2, "VerbForm=Inf"),
    )
    assert [t.text for t in subjects(doc[4], shifters())] == ["lui"]


def test_what_is_done_in_the_passive_is_done_to_the_subject():
    doc = parsed(
        ("Roy", "Roy", "PROPN", "nsubj:pass", 2, ""),
        ("est", "être", "AUX", "aux:pass", 2, ""),
        ("hué", "huer", "VERB", "ROOT", 2, PAST),
    )
    assert is_passive_participle(doc[2])
    assert [t.text for t in objects(doc[2], shifters())] == ["Roy"]


def test_an_attribute_of_the_object_is_said_of_the_object():
    doc = parsed(
        ("Roy", "Roy", "PROPN", "nsubj", 1, ""),
        ("juge", "juger", "VERB", "ROOT", 1, "VerbForm=Fin"),
        ("Sol", "Sol", "PROPN", "obj", 1, ""),
        ("malhonnête", "malhonnête", "ADJ", "xcomp", 1, ""),
    )
    assert [b.token.text for b in said_of(doc[3], shifters())] == ["Sol"]


def test_the_quality_belongs_to_its_possessor():
    doc = parsed(
        ("la", "le", "DET", "det", 1, ""),
        ("cupidité", "cupidité", "NOUN", "ROOT", 1, ""),
        ("de", "de", "ADP", "case", 3, ""),
        ("Roy", "Roy", "PROPN", "nmod", 1, ""),
    )
    assert [b.token.text for b in possessor(doc[1], shifters(), 0.7, "quality_of")] == ["Roy"]


@pytest.mark.parametrize(("case", "expected"), [("", ["Roy"]), ("pour", [])])
def test_the_object_of_a_light_verb_is_an_act_of_the_subject_and_its_reason_is_none(
    case: str, expected: list[str]
):
    rows: list[Row] = [
        ("Roy", "Roy", "PROPN", "nsubj", 1, ""),
        ("commet", "commettre", "VERB", "ROOT", 1, "VerbForm=Fin"),
        (case or "une", case or "un", "ADP" if case else "DET", "case" if case else "det", 3, ""),
        ("fraude", "fraude", "NOUN", "obl:mod" if case else "obj", 1, ""),
    ]
    doc = parsed(*rows)
    assert [b.token.text for b in supported(doc[3], shifters())] == expected


def test_a_locution_hides_the_words_inside_it_and_misfortune_judges_nobody():
    doc = parsed(
        ("Roy", "Roy", "PROPN", "nsubj", 1, ""),
        ("manque", "manquer", "VERB", "ROOT", 1, "VerbForm=Fin"),
        ("de", "de", "ADP", "case", 3, ""),
        ("courage", "courage", "NOUN", "obl:arg", 1, ""),
        ("après", "après", "ADP", "case", 5, ""),
        ("accident", "accident", "NOUN", "obl:mod", 1, ""),
    )
    found = list(evaluations(doc, polarity_lexicon()))
    assert [e.entry.lemma for e in found] == ["manquer de courage"]


def test_a_pronominal_verb_is_not_its_plain_verb():
    doc = parsed(
        ("Roy", "Roy", "PROPN", "nsubj", 2, ""),
        ("s'", "se", "PRON", "expl:comp", 2, ""),
        ("illustre", "illustrer", "VERB", "ROOT", 2, "VerbForm=Fin"),
    )
    assert [e.entry.lemma for e in evaluations(doc, polarity_lexicon())] == ["s'illustrer"]
