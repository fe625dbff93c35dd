"""Lists of millions of companies, from Parquet or CSV into Parquet: read, joined, placed, by one of three engines.

A run is stages of tasks. A task is a pure function from files to a file that appears whole or not at all, so a run that
was killed goes on where it stopped, and the engines write the same bytes.
"""
