"""The atlas: all chains of all regions, from Parquet, by DuckDB in this process."""
