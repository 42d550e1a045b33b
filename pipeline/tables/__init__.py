"""Doc to rows to Parquet; the tables of a run."""
