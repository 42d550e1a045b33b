"""Files and exports of the French press become articles."""

from __future__ import annotations

from pipeline.ingest.plain import read

__all__ = ["read"]
