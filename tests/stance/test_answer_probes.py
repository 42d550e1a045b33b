"""Probes of answers: composed reports, with the answer that each accusation must get.

`answer_probes.toml` was written before the rules that it asks for were. What still goes wrong
stands in `open_answers.txt` and must go wrong, so that a rule that mends it is noticed.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.stance.test_probes import FOLDER, NOTHING, UNASKED, name, same

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.records import Accusation

pytestmark = pytest.mark.model


def failing(nlp: Language) -> list[str]:
    data = tomllib.loads((FOLDER / "answer_probes.toml").read_text(encoding="utf-8"))
    probes = {text: rows for kind in data.values() for text, rows in kind.items()}
    return [
        text
        for text, rows in probes.items()
        for doc in [nlp(text)]
        if not all(any(agrees(doc, one, row) for one in doc._.accusations) for row in rows)
    ]


def agrees(doc: Doc, one: Accusation, row: str) -> bool:
    parties, response, sentence = row.split(" | ")
    accuser, accused = parties.split(" > ")
    given = NOTHING if one.response is None else str(one.response)
    return (
        same(doc, name(doc, one.accuser), accuser)
        and same(doc, name(doc, one.accused), accused)
        and response == given
        and sentence in {UNASKED, where(doc, one)}
    )


def where(doc: Doc, one: Accusation) -> str:
    if one.response_cue is None:
        return NOTHING
    ends = [sent.end for sent in doc.sents]
    return str(sum(end <= one.response_cue.start for end in ends))


def test_the_reports_give_their_answers_but_for_the_known_open_ones(nlp: Language):
    known = set((FOLDER / "open_answers.txt").read_text(encoding="utf-8").splitlines())

    wrong = set(failing(nlp))

    assert sorted(wrong - known) == []
    assert sorted(known - wrong) == [], "mended: take them out of open_answers.txt"
