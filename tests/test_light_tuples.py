"""Light named tuples behave as those of the standard library do."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any

import pytest

from plantool import light_tuples
from plantool.light_tuples import NamedTuple


class Pair(NamedTuple):
    """Two of a kind."""

    first: str
    second: tuple[int, ...] = ()

    @property
    def both(self) -> tuple[str, tuple[int, ...]]:
        return self.first, self.second


def make(module: Any) -> Any:  # noqa: ANN401 - either of the two
    class Made(module.NamedTuple):  # type: ignore[misc]
        """Made."""

        kind = "made"
        new: int
        cls: str = "2"
        names: tuple[int, ...] = ()

        @classmethod
        def of(cls, number: int) -> Any:  # noqa: ANN401
            return cls(number)

    return Made


LIGHT, USUAL = make(light_tuples), make(typing)


def test_they_are_as_the_usual_ones() -> None:
    for name in ("__doc__", "__name__", "__qualname__", "__module__", "__match_args__", "kind"):
        assert getattr(LIGHT, name) == getattr(USUAL, name)
    assert (LIGHT._fields, LIGHT._field_defaults) == (USUAL._fields, USUAL._field_defaults)
    light, usual = LIGHT(1, names=(3,)), USUAL(1, names=(3,))
    assert (repr(light), hash(light), light._asdict()) == (
        repr(usual),
        hash(usual),
        usual._asdict(),
    )
    assert light == usual == (1, "2", (3,))
    assert (light.new, light.cls, light.names) == (1, "2", (3,))
    assert light._replace(cls="4") == (1, "4", (3,))
    assert type(light._replace(new=2)) is type(LIGHT._make((1, 2, 3))) is type(LIGHT.of(7)) is LIGHT
    assert not hasattr(light, "__dict__")


@pytest.mark.parametrize(
    "call",
    [
        lambda made: made(),
        lambda made: made(1, "2", (), 4),
        lambda made: made(1, other=2),
        lambda made: made(1, new=1),
        lambda made: made._make((1, 2)),
        lambda made: made(1)._replace(other=2),
        lambda made: setattr(made(1), "new", 2),
        lambda made: setattr(made(1), "other", 2),
    ],
)
def test_they_refuse_what_the_usual_ones_refuse(call: Any) -> None:  # noqa: ANN401
    refusals = []
    for made in (LIGHT, USUAL):
        with pytest.raises((TypeError, ValueError, AttributeError)) as refusal:
            call(made)
        refusals.append((refusal.type, str(refusal.value)))
    assert refusals[0] == refusals[1]


def test_they_can_be_copied_and_sent() -> None:
    pair = Pair("x", (1,))
    sent = pickle.loads(pickle.dumps(pair))  # noqa: S301 - our own
    for other in (copy.copy(pair), copy.deepcopy(pair), sent):
        assert (type(other), other) == (Pair, pair)


def test_they_match_patterns() -> None:
    match Pair("x", (2,)):
        case Pair(first, second):
            assert (first, second) == ("x", (2,)) == Pair("x", (2,)).both
