"""Questions in SQL over the fact tables of a plan: read-only, within limits."""
