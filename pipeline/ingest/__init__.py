"""Files and exports of the French press become articles."""

from __future__ import annotations

from pipeline.ingest.formats import FORMATS
from pipeline.ingest.inspecting import Inspection, inspect
from pipeline.ingest.reading import read

__all__ = ["FORMATS", "Inspection", "inspect", "read"]
