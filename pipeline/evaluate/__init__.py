"""Scores of a run against gold."""
