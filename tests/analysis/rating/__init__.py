"""How a quantity becomes a status: by thresholds, on the way to a target, by people."""
