"""Probes of statements: composed sentences with source, cue and content of what is said.

What still goes wrong stands in `open_statements.txt` and must go wrong.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from pipeline.evaluate.likeness import normal, token_f1
from tests.stance.test_probes import FOLDER, NOTHING, UNASKED, name, same

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.records import Statement

pytestmark = pytest.mark.model
ENOUGH = 0.85  # of the words of a content, as F1


def failing(nlp: Language) -> list[str]:
    data = tomllib.loads((FOLDER / "statement_probes.toml").read_text(encoding="utf-8"))
    probes = {text: rows for kind in data.values() for text, rows in kind.items()}
    return [
        text
        for text, rows in probes.items()
        for doc in [nlp(text)]
        if not all(any(agrees(doc, one, row) for one in doc._.statements) for row in rows)
    ]


def agrees(doc: Doc, one: Statement, row: str) -> bool:
    source, cue, content = row.split(" | ")
    written = NOTHING if one.cue is None else normal(one.cue.text)
    return (
        same(doc, name(doc, one.source), source)
        and normal(cue) in {normal(NOTHING), written}
        and (content == UNASKED or token_f1(one.content.text, content) >= ENOUGH)
    )


def test_the_sentences_give_their_statements_but_for_the_known_open_ones(nlp: Language):
    known = set((FOLDER / "open_statements.txt").read_text(encoding="utf-8").splitlines())

    wrong = {text.replace("\n", " ") for text in failing(nlp)}

    assert sorted(wrong - known) == []
    assert sorted(known - wrong) == [], "mended: take them out of open_statements.txt"
