"""Measurements: one command each, printing ratios taken in one run."""
