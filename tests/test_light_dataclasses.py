"""Light data classes behave as those of the standard library do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from plantool import light_dataclasses
from plantool.light_dataclasses import dataclass, field, replace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    kind: ClassVar[str] = "pair"
    first: T
    second: tuple[int, ...] = ()
    place: str = field(default="", compare=False)

    @property
    def both(self) -> tuple[T, tuple[int, ...]]:
        return self.first, self.second


@dataclass(frozen=True, kw_only=True)
class Book:
    title: str
    secret: str = field(default="", repr=False)

    @cached_property
    def initials(self) -> list[str]:
        return [word[0] for word in self.title.split()]


def make(module: Any, **options: bool) -> Any:  # noqa: ANN401 - either of the two
    @module.dataclass(frozen=True, **options)
    class Made:
        kind: ClassVar[str] = "made"
        one: int
        two: str = "2"
        three: tuple[int, ...] = module.field(default=(), compare=False)
        four: str = module.field(default="", repr=False)

    return Made


OPTIONS = [{"slots": slots, "kw_only": kw_only} for slots in (True, False) for kw_only in (0, 1)]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_they_are_as_the_usual_ones(options: dict[str, bool]) -> None:
    light, usual = (make(module, **options) for module in (light_dataclasses, dataclasses))
    assert repr(light(one=1, four="x")) == repr(usual(one=1, four="x"))
    assert light.__match_args__ == usual.__match_args__
    assert (light.kind, light.__qualname__) == (usual.kind, usual.__qualname__)
    for made, again in ((light, replace), (usual, dataclasses.replace)):
        one = made(one=1)
        assert one == made(one=1, two="2", three=(4,)) != made(one=1, two="3")
        assert (one == 1, one != made(one=1, four="4")) == (False, True)
        assert {one, made(one=1, three=(4,))} == {one}
        assert again(one, one=2) == made(one=2)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        ((1,), {}),
        ((1, "2", (), "", 5), {}),
        ((), {"one": 1, "five": 5}),
        ((1,), {"one": 1}),
    ],
)
def test_they_refuse_what_the_usual_ones_refuse(
    options: dict[str, bool], values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    seen = []
    for module in (light_dataclasses, dataclasses):
        try:
            seen.append(repr(make(module, **options)(*values, **named)))
        except TypeError as error:
            seen.append(str(error))
    assert seen[0] == seen[1]


def test_nothing_of_them_can_be_changed() -> None:
    pair, book = Pair(1), Book(title="One")
    for value, name in ((pair, "first"), (pair, "kind"), (pair, "new"), (book, "title")):
        with pytest.raises(AttributeError, match="immutable"):
            setattr(value, name, 2)
        with pytest.raises(AttributeError, match="immutable"):
            delattr(value, name)
    assert not hasattr(pair, "__dict__")


def test_what_they_remember_is_not_handed_on() -> None:
    book = Book(title="An Example")
    assert book.initials is book.initials == ["A", "E"]
    assert replace(book, title="The").initials == ["T"]


@pytest.mark.parametrize("value", [Pair("x", (1,), "here"), Book(title="T")], ids=repr)
def test_they_can_be_copied_and_sent(value: object) -> None:
    sent = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own
    for other in (copy.copy(value), copy.deepcopy(value), sent):
        assert repr(other) == repr(value)
        assert other == value


def test_they_match_patterns() -> None:
    match Pair(1, (2,)):
        case Pair(first, second):
            assert (first, second) == (1, (2,)) == Pair(1, (2,)).both
