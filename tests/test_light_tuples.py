"""Light named tuples are as those of ``typing``."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any

import pytest

from plantool import light_tuples


class Light(light_tuples.NamedTuple):
    """A pair."""

    first: int
    second: str | None = None

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"

    @classmethod
    def build(cls) -> Light:
        return cls(1)


class Usual(typing.NamedTuple):
    """A pair."""

    first: int
    second: str | None = None

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


LIGHT: Any = Light


def test_they_are_defined_alike() -> None:
    for name in ("__doc__", "__module__", "__match_args__", "_fields", "_field_defaults"):
        assert getattr(Light, name) == getattr(Usual, name), name
    assert (Light.__qualname__, Light.__mro__[1:]) == ("Light", Usual.__mro__[1:])


def test_their_objects_are_alike() -> None:
    light, usual = Light(1, "b"), Usual(1, "b")
    assert tuple(light) == tuple(usual) == (1, "b")
    assert (hash(light), light.both) == (hash(usual), usual.both)
    assert repr(light) == repr(usual).replace("Usual", "Light")
    assert light._replace(second="c") == (1, "c")
    assert Light.build() == (1, None) == tuple(copy.copy(Light(1)))
    assert pickle.loads(pickle.dumps(light)) == light  # noqa: S301 - our own


@pytest.mark.parametrize("values", [(), (1, "b", 3)])
def test_they_refuse_alike(values: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        LIGHT(*values)
    with pytest.raises(AttributeError):
        LIGHT(1).new = 2
