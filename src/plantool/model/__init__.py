"""What a plan is: frozen values without input or output."""
