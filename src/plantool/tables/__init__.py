"""The fact tables of a plan: one fact a row, for files, for SQL and for many plans together."""
