"""Asks the laws about a plan; leaves out what is ignored, weighs the rest, and fixes it."""
