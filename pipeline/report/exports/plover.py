"""PLOVER event records, one JSON object a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.report.counts import made
from pipeline.report.exports.cells import records

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.tables import Tables


def write_plover(tables: Tables, folder: Path) -> list[Path]:
    """Write accusations that have a PLOVER event; source is the accuser, target the accused."""
    path = folder / "plover.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for row in records(made(tables)):
            if row["plover"] is not None:
                file.write(json.dumps(_record(row), ensure_ascii=False) + "\n")
    return [path]


def _record(row: dict[str, Any]) -> dict[str, Any]:
    event, _, mode = row["plover"].partition("-")
    return {
        "id": row["accusation_id"],
        "date": row["date"],
        "event": event,
        "mode": mode or None,
        "cameo": row["cameo"],
        "source": {"id": row["accuser_id"], "name": row["accuser"]},
        "target": {"id": row["accused_id"], "name": row["accused"]},
        "context": row["charge_kind"],
        "text": row["evidence"],
        "document": row["document_id"],
        "publisher": row["outlet"],
        "offsets": [row["evidence_raw_start"], row["evidence_raw_end"]],
        "confidence": row["confidence"],
    }
