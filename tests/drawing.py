"""How much is drawn at random: a tenth where a person waits for it, everything in CI.

`make fuzz` draws everything; so does `pytest --hypothesis-profile=thorough`.
"""

from __future__ import annotations

import os

from hypothesis import settings

QUICK, THOROUGH = "quick", "thorough"
EVERYTHING, TENTH = 100, 10

# a busy machine is no failure; in CI the same examples are drawn every time
settings.register_profile(
    THOROUGH, deadline=None, derandomize="CI" in os.environ, max_examples=EVERYTHING
)
settings.register_profile(QUICK, settings.get_profile(THOROUGH), max_examples=TENTH)


def is_thorough() -> bool:
    """Tell whether everything is drawn."""
    return settings().max_examples == EVERYTHING


def share(most: int) -> int:
    """Return how many of ``most`` examples the profile draws."""
    return most * settings().max_examples // EVERYTHING
