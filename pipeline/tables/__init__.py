"""Doc to rows to Parquet; the tables of a run."""

from pipeline.tables.load import Tables, load, load_table

__all__ = ["Tables", "load", "load_table"]
