"""Named tuples that cost next to nothing until they are used.

``typing.NamedTuple`` compiles a method and every annotation of a class when it is defined: for all
the classes of a small command that is a tenth of its time. These classes inherit their methods, and
the one that is their own, ``__new__``, is written when the first tuple is made. To readers and to
the type checker ``NamedTuple`` is what it is in ``typing``.
"""

from __future__ import annotations

from collections import _tuplegetter  # type: ignore[attr-defined] # as fast as those of the library
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Self


class _Tuple(tuple[Any, ...]):
    """What is alike in all named tuples."""

    __slots__ = ()
    _fields: tuple[str, ...]
    _field_defaults: dict[str, Any]

    def __new__(cls, *values: object, **named: object) -> Self:
        cls.__new__ = _write_new(cls)  # type: ignore[method-assign]
        return cls.__new__(cls, *values, **named)

    @classmethod
    def _make(cls, values: Iterable[object]) -> Self:
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, **changes: object) -> Self:
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"Got unexpected field names: {[*changes]!r}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in self._asdict().items())
        return f"{type(self).__name__}({', '.join(shown)})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


class _TupleMaker(type):
    """Makes a class of its own, of no special type, of every body that follows ``NamedTuple``."""

    def __new__(cls, name: str, _: tuple[type, ...], body: dict[str, Any]) -> Any:  # noqa: ANN401
        names = tuple(body.get("__annotations__", ()))
        body["_field_defaults"] = {name: body[name] for name in names if name in body}
        body |= {name: _tuplegetter(at, None) for at, name in enumerate(names)}
        body |= {"__slots__": (), "__match_args__": names, "_fields": names}
        return type(name, (_Tuple,), body)


def _write_new(cls: type[_Tuple]) -> Callable[..., Any]:
    """Return the ``__new__`` of a class."""
    names = {"__name__": cls.__module__, "_new": tuple.__new__, "_defaults": cls._field_defaults}
    parameters = [
        f"{name}=_defaults[{name!r}]" if name in cls._field_defaults else name
        for name in cls._fields
    ]
    values = "".join(f"{name}, " for name in cls._fields)
    exec(f"def __new__({', '.join(['_cls', *parameters])}): return _new(_cls, ({values}))", names)  # noqa: S102
    new: Callable[..., Any] = names["__new__"]  # type: ignore[assignment]
    new.__qualname__ = f"{cls.__name__}.__new__"
    return new


__all__ = ["NamedTuple"]
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    NamedTuple = type.__new__(_TupleMaker, "NamedTuple", (), {})
