"""Many articles: from folders and tables to partitioned Parquet, in one process, in several, or on a cluster."""
