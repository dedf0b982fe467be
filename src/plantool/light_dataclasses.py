"""Frozen data classes that cost next to nothing until they are used.

``dataclasses`` writes and compiles the methods of a class when it is defined: for the classes of a
plan that takes longer than reading a small one. These classes inherit their methods, and the one
that is their own, ``__init__``, is written when the first object is made. The names of this module
mean what they mean there, to readers and to the type checker; all classes are frozen.
"""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_REQUIRED = object()
_OF_EVERY_CLASS = ("__dict__", "__weakref__")


class _Field(NamedTuple):
    """The default of a field, and whether it counts in equality and is shown by ``repr``."""

    default: Any = _REQUIRED
    compare: bool = True
    repr: bool = True


class _Data:
    """What is alike in all data classes."""

    __slots__ = ()
    _fields: dict[str, _Field]
    _is_kw_only: bool
    _get_compared: Callable[[object], object]

    def __init__(self, *values: object, **named: object) -> None:
        cls: Any = type(self)
        cls.__init__ = _write_init(cls)
        cls.__init__(self, *values, **named)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name}")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._get_compared(self) == self._get_compared(other)

    def __hash__(self) -> int:
        return hash(self._get_compared(self))

    def __repr__(self) -> str:
        values = _read_values(self).items()
        shown = (f"{name}={value!r}" for name, value in values if self._fields[name].repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def __reduce__(self) -> tuple[Callable[[], object], tuple[()]]:
        return partial(type(self), **_read_values(self)), ()


_D = TypeVar("_D", bound=_Data)


def _read_values(value: _Data) -> dict[str, Any]:
    return {name: getattr(value, name) for name in type(value)._fields}


def _make_dataclass(
    *, frozen: bool, slots: bool = False, kw_only: bool = False
) -> Callable[[type], type]:
    """Make a class a data class; only one without slots may remember answers in its objects."""
    assert frozen  # noqa: S101 - no others are needed

    def define(cls: type) -> type:
        body = {key: value for key, value in vars(cls).items() if key not in _OF_EVERY_CLASS}
        kinds = cls.__annotations__.items()
        names = [name for name, kind in kinds if not kind.startswith("ClassVar")]
        fields = {name: _to_field(body.pop(name, _REQUIRED)) for name in names}
        body |= {
            "__qualname__": cls.__qualname__,
            "__slots__": (*names, *(() if slots else _OF_EVERY_CLASS)),
            "__match_args__": () if kw_only else tuple(names),
            "_fields": fields,
            "_is_kw_only": kw_only,
            "_get_compared": attrgetter(*(name for name in names if fields[name].compare)),
        }
        others = (base for base in cls.__bases__ if base is not object)
        return type(cls.__name__, (_Data, *others), body)

    return define


def _to_field(default: object) -> _Field:
    return default if isinstance(default, _Field) else _Field(default)


def _write_init(cls: type[_Data]) -> Callable[..., None]:
    """Return the ``__init__`` of a class; it fills the slots past what refuses assignments."""
    names: dict[str, Any] = {"__name__": cls.__module__}
    parameters = ["self", *(["*"] if cls._is_kw_only else [])]
    lines = []
    for name, its in cls._fields.items():
        names[f"fill_{name}"] = getattr(cls, name).__set__
        names[f"default_{name}"] = its.default
        parameters.append(name if its.default is _REQUIRED else f"{name}=default_{name}")
        lines.append(f" fill_{name}(self, {name})")
    exec("\n".join([f"def __init__({', '.join(parameters)}):", *lines]), names)  # noqa: S102
    init: Callable[..., None] = names["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _replace(value: _D, **changes: object) -> _D:
    """Return a copy of a value in which some fields are others."""
    return type(value)(**{**_read_values(value), **changes})


__all__ = ["dataclass", "field", "replace"]
if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _make_dataclass, _Field, _replace
