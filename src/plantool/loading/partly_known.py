"""Objects of which some fields are known, and the rest is worked out when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class PartlyKnown:
    """What makes such an object of a class with slots, which stands behind it among the bases.

    ``FIELDS`` are those of that class. Python asks ``__getattr__`` about a slot that is empty.
    """

    __slots__ = ()
    FIELDS: tuple[str, ...]

    def take_fields(self, values: Mapping[str, Any]) -> None:
        """Fill slots, past what refuses assignments."""
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def work_out_field(self, name: str) -> Mapping[str, Any]:
        """Return a field by its name, perhaps with others."""
        raise NotImplementedError

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field
        if name not in self.FIELDS:
            raise AttributeError(name)
        values = self.work_out_field(name)
        self.take_fields(values)
        return values[name]

    @classmethod
    def map_fields(cls, whole: object) -> dict[str, Any]:
        """Return the fields of an object that is known as a whole."""
        return {name: getattr(whole, name) for name in cls.FIELDS}
