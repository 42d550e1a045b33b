"""Scores of a run against gold."""

from pipeline.evaluate.evaluation import evaluate
from pipeline.evaluate.report import Report, as_json, lines

__all__ = ["Report", "as_json", "evaluate", "lines"]
