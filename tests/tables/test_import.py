"""The one import of the notebooks."""

from __future__ import annotations


def test_load_is_the_function_however_often_it_is_imported():
    from pipeline.tables import load as first  # noqa: PLC0415  # the import is what is tested
    from pipeline.tables import load as second  # noqa: PLC0415

    assert callable(first)
    assert first is second
