"""Printed dates: every form of the exports, and what is no date."""

from __future__ import annotations

import pytest

from pipeline.ingest import dates


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("1er avril 2024", "2024-04-01"),
        ("Publié le 1er mars 2024 à 07h12, mis à jour le 4 mars", "2024-03-01"),
        ("3 juill. 2023", "2023-07-03"),
        ("3 juil. 2023", "2023-07-03"),
        ("3 sept. 2022", "2022-09-03"),
        ("12 déc. 1999", "1999-12-12"),
        ("5 févr. 2020", "2020-02-05"),
        ("15 août 2021", "2021-08-15"),
        ("15 aout 2021", "2021-08-15"),
        ("mardi 14 mars 2006", "2006-03-14"),
        ("1 mars 2024 vendredi", "2024-03-01"),
        ("Friday, April 5, 2024", "2024-04-05"),
        ("April 5, 2024", "2024-04-05"),
        ("Fri, 01 Mar 2024 07:12:00 +0100", "2024-03-01"),
        ("01/03/2024", "2024-03-01"),
        ("01.03.2024", "2024-03-01"),
        ("12/25/2024", "2024-12-25"),
        ("2024-03-01T07:12:33Z", "2024-03-01"),
        ("2024-03-01", "2024-03-01"),
        ("20240301", "2024-03-01"),
        ("1\u00a0mars\u00a02024", "2024-03-01"),
        ("mars 2024", "2024-03"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("31 février 2024", None),
        ("hier", None),
        ("3412 mots, p. 12", None),
        ("", None),
        (None, None),
    ],
)
def test_a_printed_date_is_read(printed: str | None, iso: str | None):
    assert dates.iso(printed) == iso


def test_a_date_is_found_with_its_day_of_the_week():
    found = dates.find("Politique, vendredi 1 mars 2024 - 07:12:33 UTC +0100 845 mots, p. 12")
    assert found == dates.Found("vendredi 1 mars 2024", "2024-03-01")
