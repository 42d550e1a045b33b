"""A run in the formats of other tools."""

from pipeline.report.exports.catalogue import FORMATS, TEXTLESS, export

__all__ = ["FORMATS", "TEXTLESS", "export"]
