"""Many plans together: a lake of their facts in Parquet, and questions to it in SQL."""
