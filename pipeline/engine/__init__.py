"""How batches of articles run."""
