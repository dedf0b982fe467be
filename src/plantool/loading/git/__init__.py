"""Reads plans out of the commits of a git repository."""
