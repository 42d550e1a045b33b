"""The probes hold for other names: what the rules know is the language, not who is spoken of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.stance import test_probes
from tests.stance.test_probes import FOLDER, Row, failing, probes

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

MOST_FAILING = 0.03
# Names that the model has never met, none of which elides where the first does not.
OTHERS = (
    {
        "Caldix": "Ferrovia",
        "Orvane": "Alumis",
        "Odile Ferrand": "Anne Garric",
        "Hugo Brandt": "Karim Haddad",
        "Solène Marty": "Fatou Diallo",
        "Yann Kerbrat": "Thomas Perrin",
        "Karim Lahlou": "Thierry Morin",
        "Paul Ostrowski": "Bruno Salvetti",
        "Gilles Ravenel": "Denis Kowalski",
    },
    {
        "Caldix": "Batimex",
        "Orvane": "Ecotralis",
        "Odile Ferrand": "Élise Lefort",
        "Hugo Brandt": "Mathieu Garnier",
        "Solène Marty": "Nadia Cherif",
        "Yann Kerbrat": "Jean-Pierre Moreau",
        "Karim Lahlou": "Samir Touati",
        "Paul Ostrowski": "Luc Besnard",
        "Gilles Ravenel": "Didier Le Bihan",
    },
)


def renamed(text: str, names: dict[str, str]) -> str:
    for old, new in names.items():
        text = text.replace(old, new)
        if " " in old:  # a surname alone
            text = re.sub(rf"\b{old.split()[-1]}\b", new.split(" ", 1)[1], text)
    return text


@pytest.mark.parametrize("names", OTHERS)
def test_the_probes_hold_for_other_names(nlp: Language, monkeypatch, names):
    still_open = set((FOLDER / "open_probes.txt").read_text(encoding="utf-8").splitlines())
    other = {
        renamed(text, names): [Row(*(renamed(part, names) for part in row)) for row in rows]
        for text, rows in probes().items()
        if text not in still_open
    }
    monkeypatch.setattr(test_probes, "probes", lambda: other)

    wrong = failing(nlp)

    assert len(wrong) <= MOST_FAILING * len(other), wrong
