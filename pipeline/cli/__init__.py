"""Command line: parse, call one function, print. Nothing else is decided here."""

from __future__ import annotations

from pipeline.cli.main import main

__all__ = ["main"]
