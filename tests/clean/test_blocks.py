"""Lines: headings, boilerplate, broken lines, capitals, runs without a space."""

from __future__ import annotations

import time

import pytest

from pipeline import lexicon
from pipeline.clean import clean
from pipeline.records import Article, BlockKind

BODY = (
    "Elvire Tarde a accusé hier à Orvanne la société Velcane d'avoir caché la fuite à l'État."
    " Le RN se tait, a dit la préfète. Elle ne répond pas au RN."
)


def cleaned(text, title=None):
    return clean(
        Article(document_id="a", text=text, source_path="a", source_format="text", title=title)
    )


def kind_of(line):
    return cleaned(f"{BODY}\n\n{line}\n\n{BODY.replace('hier', 'lundi')}").blocks[1].kind


def examples():
    return [row["example"] for row in lexicon.read_csv("boilerplate.csv", ("example",))]


@pytest.mark.parametrize("line", examples())
def test_every_example_of_the_lexicon_is_boilerplate(line):
    assert kind_of(line) is BlockKind.BOILERPLATE


@pytest.mark.parametrize(
    "line",
    [
        "Partager les torts n'est pas avouer, répond Elvire Tarde à la préfète d'Orvanne.",
        "Commenter une décision de justice est permis, rappelle le barreau.",
        "Lire la suite des événements dans les actes, voilà ce que demande la maire.",
        "Photos truquées, plaintes et démentis ont suivi.",
        "Inscription refusée : la candidate attaque le recteur.",
        "Le commentaire de la préfète a fait scandale.",
    ],
)
def test_a_sentence_that_begins_like_boilerplate_is_none(line):
    assert kind_of(line) is not BlockKind.BOILERPLATE


def test_a_gap_in_boilerplate_is_not_counted():
    assert cleaned(f"{BODY}\n\nLire aussi : le maire de de la ville").repairs == ()


@pytest.mark.parametrize(
    "line",
    ["Une bataille judiciaire", "« Un mensonge »", "2019 : la rupture", "Le RN et l'État"],
)
def test_a_short_line_without_a_stop_is_a_heading(line):
    assert kind_of(line) is BlockKind.HEADING


@pytest.mark.parametrize("line", ["Elle dément.", "Elle a menti, dit-il :", "- un premier point"])
def test_a_short_line_that_ends_or_introduces_is_a_paragraph(line):
    assert kind_of(line) is BlockKind.PARAGRAPH


def test_capitals_take_the_case_of_the_body_letter_for_letter():
    title = "ELVIRE TARDE ACCUSE VELCANE ET L'ETAT : LE RN DENONCE LE MINISTERE D'ORVANNE"
    article = cleaned(f"{title}\n\n{BODY}")
    line = "Elvire Tarde accuse Velcane et l'État : le RN dénonce le ministère d'Orvanne"
    assert article.text.split("\n")[0] == line
    assert article.alignment.raw_span(0, len(title)) == (0, len(title))


@pytest.mark.parametrize(
    ("loud", "quiet"),
    [
        (
            "PANNE A LA SNCF : « C'EST UNE HONTE », DIT-ELLE",
            "Panne à la SNCF : « C'est une honte »",
        ),
        ("ELVIRE TARDE S'EN PREND A VELCANE", "Elvire Tarde s'en prend à Velcane"),
        ("L'ETAT A MENTI. IL NIE", "L'État a menti. Il nie"),
        ("JEAN-LUC ORVE DÉPOSE PLAINTE", "Jean-Luc Orve dépose plainte"),
        ("PARIS ACCUSE LONDRES D'AVOIR MENTI", "Paris accuse Londres d'avoir menti"),
    ],
)
def test_words_in_capitals_find_their_case_and_their_accents(loud, quiet):
    assert cleaned(f"{loud}\n\n{BODY}").text.startswith(quiet)


def test_an_acronym_or_a_name_in_capitals_does_not_make_a_line_loud():
    for line in ("TARDE répond à la CGT", "La CGT et la CFDT contre EDF"):
        assert cleaned(f"{line}\n\n{BODY}").text.split("\n")[0] == line


def test_lines_broken_in_mid_sentence_are_joined():
    raw = (
        "La maire accuse la société d'avoir caché la fuite et de\n"
        "n'avoir prévenu ni les riverains ni la préfecture d'Or-\n"
        "vanne, ce que dément sa direction. Une plainte est dé-\n"
        "posée."
    )
    article = cleaned(raw)
    assert "\n" not in article.text
    assert "et de n'avoir" in article.text
    assert "est déposée." in article.text
    start = article.text.index("déposée")
    raw_start, raw_end = article.alignment.raw_span(start, start + len("déposée"))
    assert raw[raw_start:raw_end] == "dé-\nposée"


def test_paragraphs_on_lines_of_their_own_stay_apart():
    text = "Elle accuse la société Velcane d'avoir menti à tous.\nElle a porté plainte.\nIl dément."
    assert cleaned(text).text == text


@pytest.mark.parametrize("unit", ["'", "(", "»", "-t-il", "l'", "$", "_", "…"])
def test_no_run_of_marks_is_longer_than_the_tokeniser_can_bear(unit):
    article = cleaned("Elle dit " + unit * 3000)
    assert max(map(len, article.text.split())) <= 100


def test_a_long_address_stays_whole():
    address = "https://velcane.example/" + "rapport-annuel/" * 20
    assert address in cleaned(f"Voir {address} pour plus.").text


@pytest.mark.parametrize("unit", ["a", "«", "\n", "l'", ". ,", "queavant ", "DE LA ", "aA", "a\n"])
def test_time_grows_with_the_length_of_hostile_text(unit):
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        assert len(cleaned(text).alignment.starts) >= 0
        return time.process_time() - start

    seconds(1_000)
    assert seconds(80_000) < 12 * seconds(20_000) + 0.5


def test_a_million_characters_are_survived():
    raw = "La maire accuse la société d'avoir menti. " * 25_000
    assert len(cleaned(raw).text) == len(raw) - 1
