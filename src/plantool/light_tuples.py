"""Named tuples that are defined in a third of the time.

``typing.NamedTuple`` compiles the type of every field, to see whether it is one. The type checker
has seen to that, and to it these are those.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any


class _Definition(type):
    """Makes a named tuple of a class below ``NamedTuple``, as ``typing`` does."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
        if not bases:
            return super().__new__(cls, name, bases, body)
        fields = body.get("__annotations__", {})
        defaults = [body.pop(field) for field in fields if field in body]
        made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])  # type: ignore[misc] # noqa: PYI024
        for key, value in body.items():
            setattr(made, key, value)
        return made


class _NamedTuple(metaclass=_Definition):
    """The base of named tuples."""


__all__ = ["NamedTuple"]
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    NamedTuple = _NamedTuple
