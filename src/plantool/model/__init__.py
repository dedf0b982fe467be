"""The model of a plan: frozen values without input or output."""
