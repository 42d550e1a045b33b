"""A run in the formats of other tools, and annotations back from them."""

from pipeline.report.exports.catalogue import FORMATS, TEXTLESS, export
from pipeline.report.exports.returning import take_back

__all__ = ["FORMATS", "TEXTLESS", "export", "take_back"]
