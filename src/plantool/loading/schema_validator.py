"""The validator that says why data is refused: jsonschema, as strict as the fast verdict."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.loading.schema_fields import Schema


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern whose ``$`` is the very end, as in JSON Schema, not before a line break."""
    return re.compile(pattern.replace("$", r"\Z"))


def _is_integer(_: object, instance: object) -> bool:
    """Tell whether a value is a whole number, 2.0 included, as JSON Schema 2020-12 has it."""
    if isinstance(instance, Decimal):
        return instance == instance.to_integral_value()
    return isinstance(instance, int) and not isinstance(instance, bool)


def _check_pattern(
    _: object, pattern: str, instance: object, __: Schema
) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not compile_pattern(pattern).search(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = extend(
    Draft202012Validator,
    validators={"pattern": _check_pattern},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)
