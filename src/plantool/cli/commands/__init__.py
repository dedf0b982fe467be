"""One module per command, with the function of its own name."""
