"""Simulated learners by the hundred million actions, as Parquet files of the source `files`."""
