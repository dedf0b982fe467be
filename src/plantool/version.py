"""The version of plantool."""

__version__ = "0.1.0"
