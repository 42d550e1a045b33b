"""Doc to rows to Parquet; the tables of a run.

`from pipeline.tables import load; t = load("data/processed")` gives all of them as DataFrames.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.tables.loading import Tables, load, load_table

__all__ = ["Tables", "load", "load_table"]


def __getattr__(name: str) -> Any:
    """Import pandas only when tables are loaded: workers that write them need not wait for it."""
    if name in __all__:
        return getattr(import_module("pipeline.tables.loading"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
