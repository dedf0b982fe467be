"""The hash of what is remembered, as ``hashlib`` has it, but without OpenSSL: 2 ms of a start."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # a Python that has none of its own
    from hashlib import blake2b

__all__ = ["blake2b"]
