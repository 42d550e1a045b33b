"""Table `rejected`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.records import Rejected


def rejected_row(item: Rejected) -> dict[str, Any]:
    """Return the row of an item that was not analysed."""
    return {
        "source_path": item.source_path,
        "position": item.position,
        "stage": item.stage,
        "reason": str(item.reason),
        "detail": item.detail,
    }
