"""plantool."""
