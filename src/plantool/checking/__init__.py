"""Asks the laws about a plan, and says what they found: ignored, weighed, fixed."""
