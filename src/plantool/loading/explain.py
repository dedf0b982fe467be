"""What is wrong with a file that its schema refuses: jsonschema's errors as our findings."""

from __future__ import annotations

import operator
import re
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from plantool.diagnostics import (
    AS_TEXT,
    DELETE,
    Change,
    Code,
    Finding,
    NodePath,
    Repair,
    Terms,
)
from plantool.loading import codes
from plantool.loading.fields import Fields, bilingual
from plantool.loading.numbers import number_as_text
from plantool.syntax.codes import MISTYPED
from plantool.syntax.signs import half_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.loading.fields import Schema
    from plantool.syntax.nodes import Plain

_ENCLOSED = re.compile(r"[\[\]{}［］｛｝「」【】]|^[-－−‐–—ー・]")  # no words of one item
_NEAR = 0.7
_LESS_NEAR = 0.5
_LIMITS = {"minimum": "≥", "maximum": "≤"}
_EITHER = {"above": "from"}  # keys of which a mapping has one


def _is_integer(_: object, instance: object) -> bool:
    """Tell what a whole number is, 2.0 included, as JSON Schema 2020-12 has it."""
    if isinstance(instance, Decimal):
        return instance == instance.to_integral_value()
    return isinstance(instance, int) and not isinstance(instance, bool)


def _pattern(_: object, pattern: str, instance: object, __: Schema) -> Iterator[ValidationError]:
    """Apply a pattern whose ``$`` is the very end, as in JSON Schema, not before a line break."""
    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = extend(
    Draft202012Validator,
    validators={"pattern": _pattern},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)


def explain(schema: Schema, data: Plain, file: str) -> list[Finding]:
    """Return one finding for each cause for which ``schema`` refuses ``data``."""
    explainer = _Explainer(schema, file)
    found: dict[tuple[NodePath, str], tuple[int, Finding]] = {}
    for error in Validator(schema).iter_errors(data):  # one by one: errors are large
        breadth = _breadth(error)
        for finding in explainer.findings(error):
            place = (finding.path, finding.code.code)
            if place not in found or breadth < found[place][0]:
                found[place] = (breadth, finding)
    by_breadth = sorted(found.values(), key=operator.itemgetter(0))
    return list(_causes(finding for _, finding in by_breadth)) or [explainer.last_resort(data)]


def _breadth(error: ValidationError) -> int:
    """Sort lists of allowed values so that of two about one place the narrower comes first."""
    return len(error.validator_value) if error.validator == "enum" else 0


def _causes(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out a missing key where a misspelt one of the same mapping stands for it.

    A mapping that lacks keys is not called empty as well.
    """
    findings = list(findings)
    meant = {
        (*finding.path[:-1], dict(finding.arguments)["nearest"])
        for finding in findings
        if finding.code is codes.UNKNOWN_KEY
    }
    lacking = {finding.path[:-1] for finding in findings if finding.code is codes.MISSING_KEY}
    for finding in findings:
        stands = finding.code is codes.MISSING_KEY and finding.path in meant
        if not (stands or (finding.code is codes.EMPTY and finding.path in lacking)):
            yield finding


class _Explainer:
    """Turns errors into findings; one method for each keyword of JSON Schema that we use."""

    def __init__(self, schema: Schema, file: str) -> None:
        self.fields = Fields(schema)
        self.file = file

    def findings(self, error: ValidationError) -> Iterator[Finding]:
        match error.validator:
            case "additionalProperties":
                yield from self.unknown_keys(error)
            case "required":
                yield from self.missing_keys(error)
            case "type":
                yield self.wrong_type(error)
            case "enum":
                yield self.not_allowed(error)
            case "not":  # a key that does not belong here
                yield self.not_for_kind(error)
            case "uniqueItems":
                yield self.repeated_item(error)
            case "minItems" | "minProperties":
                yield self.at(codes.EMPTY, error, limit=error.validator_value)
            case _ if error.schema.get("format") == "fiscal-year":
                yield self.not_a_year(error)
            case _ if error.schema.get("format") == "amount":
                yield self.not_an_amount(error)
            case _:  # pattern, minLength, minimum, maximum
                yield self.wrong_form(error)

    def last_resort(self, data: Plain) -> Finding:
        """Say that the file is refused, should jsonschema see no reason for it."""
        words = (("field", self.fields.title(())), ("value", str(data)[:60]), ("nearest", ""))
        return Finding(code=codes.WRONG_FORM, file=self.file, arguments=words)

    def unknown_keys(self, error: ValidationError) -> Iterator[Finding]:
        known = error.schema.get("properties", {})
        for key in (key for key in error.instance if key not in known):
            nearest = self.nearest(key, error)
            found = self.at(codes.UNKNOWN_KEY, error, key, on_key=True, key=key, nearest=nearest)
            if nearest and nearest not in error.instance:
                title = bilingual(self.fields.resolved(known[nearest])).ja
                safe = nearest == half_width(key) or title == key
                found = _mended(found, nearest, safe=safe)
            yield found

    def missing_keys(self, error: ValidationError) -> Iterator[Finding]:
        # the key is part of the path so that two missing keys of one mapping stay apart
        for key in (key for key in error.validator_value if key not in error.instance):
            yield self.at(codes.MISSING_KEY, error, key, on_key=True, key=key)

    def wrong_type(self, error: ValidationError) -> Finding:
        value, wanted = error.instance, error.validator_value
        names = [wanted] if isinstance(wanted, str) else wanted
        if isinstance(value, str) and "number" in names and (number := self.number(error)):
            return number
        expected = Terms(tuple(f"type.{name}" for name in names if name != "null"))
        actual = Terms((f"type.{_type_name(error.instance)}",))
        example = _flow(next(iter(error.schema.get("examples", ())), ""))
        found = self.at(codes.WRONG_TYPE, error, expected=expected, actual=actual, nearest=example)
        if "string" in names and isinstance(value, int | Decimal):
            return _mended(found, AS_TEXT, safe=True)
        if names == ["array"] and isinstance(value, str) and not _ENCLOSED.search(value):
            items = re.split("[、,，] *", value)
            return _mended(found, items, safe=len(items) == 1)
        return found

    def not_allowed(self, error: ValidationError) -> Finding:
        allowed = [_shown(value) for value in error.validator_value]
        value = _flow(error.instance)
        half = half_width(value)
        nearest = half if half in allowed else "".join(get_close_matches(value, allowed, 1))
        names = ", ".join(allowed)
        meaning = self.fields.description(tuple(error.absolute_path))
        found = self.at(
            codes.NOT_ALLOWED, error, value=value, allowed=names, nearest=nearest, meaning=meaning
        )
        is_known = nearest in error.validator_value
        return _mended(found, nearest, safe=nearest == half) if is_known else found

    def wrong_form(self, error: ValidationError) -> Finding:
        if (half := _in_form(error)) is not None:
            words = {"value": error.instance, "instead": half}
            found = self.at(MISTYPED, error, problem="full-width characters", **words)
            return _mended(found, half, safe=True)
        example = str(error.schema.get("examples", [""])[0])
        if sign := _LIMITS.get(str(error.validator)):
            example = f"{example} ({sign} {error.validator_value})".strip()
        return self.at(codes.WRONG_FORM, error, value=str(error.instance), nearest=example)

    def not_for_kind(self, error: ValidationError) -> Finding:
        key = str(error.path[-1])
        other = _EITHER.get(key, "")
        found = self.at(codes.NOT_FOR_KIND, error, on_key=True, key=key, nearest=other)
        return found._replace(repair=Repair((Change(found.path, DELETE),)))

    def repeated_item(self, error: ValidationError) -> Finding:
        found = self.at(codes.REPEATED_ITEM, error, _repeated(error.instance))
        return _mended(found, DELETE, safe=True)

    def not_an_amount(self, error: ValidationError) -> Finding:
        if number := self.number(error):
            return number
        return self.at(codes.NOT_AN_AMOUNT, error, value=error.instance)

    def number(self, error: ValidationError) -> Finding | None:
        """Return what is found about a text that may be a number."""
        return number_as_text(self.file, tuple(error.absolute_path), error.instance)

    def not_a_year(self, error: ValidationError) -> Finding:
        value = str(error.instance)
        key = (value,) if "propertyNames" in error.absolute_schema_path else ()
        found = self.at(codes.NOT_A_YEAR, error, *key, on_key=bool(key), value=value)
        plain = "".join(half_width(value).split())
        pattern = error.schema["pattern"].replace("$", r"\Z")
        return _mended(found, plain, safe=True) if re.match(pattern, plain) else found

    def nearest(self, key: str, error: ValidationError) -> str:
        """Name the known key that is spelt nearly like ``key``, or has it as its title.

        Of keys that must be there and are not, less likeness is enough.
        """
        known, given = error.schema.get("properties", {}), error.instance
        if (half := half_width(key)) in known:
            return half
        if close := get_close_matches(key.lower(), known, 1, _NEAR):
            return str(close[0])
        titles = {name: bilingual(self.fields.resolved(part)) for name, part in known.items()}
        for alike in (operator.eq, _is_more_of):
            if name := next((n for n, title in titles.items() if alike(key, title.ja)), ""):
                return name
        missing = [name for name in error.schema.get("required", ()) if name not in given]
        return "".join(get_close_matches(key.lower(), missing, 1, _LESS_NEAR))

    def at(
        self,
        code: Code,
        error: ValidationError,
        *step: str | int,
        on_key: bool = False,
        **words: object,
    ) -> Finding:
        path = (*error.absolute_path, *step)
        words["field"] = self.fields.title(path)
        arguments = tuple(words.items())
        return Finding(code=code, file=self.file, path=path, arguments=arguments, on_key=on_key)


def _in_form(error: ValidationError) -> str | None:
    """Return the value in half-width characters where it has the form wanted then."""
    pattern, value = error.validator_value, error.instance
    if error.validator != "pattern" or not isinstance(value, str):
        return None
    half = half_width(value)
    return half if half != value.strip() and re.search(pattern.replace("$", r"\Z"), half) else None


def _is_more_of(key: str, title: str) -> bool:
    """Tell whether a key is a title and more: 合計 for 計, 目標値 for 目標."""
    return bool(title) and (key.endswith(title) or (len(title) > 1 and key.startswith(title)))


def _mended(finding: Finding, value: object, *, safe: bool = False) -> Finding:
    """Return ``finding`` with a repair: another value, or another key where it is about one."""
    change = Change(finding.path, value, on_key=finding.on_key)
    return finding._replace(repair=Repair((change,), safe))


def _repeated(items: list[object]) -> int:
    """Return the index of the first item that stands in the list before."""
    return next((at for at, item in enumerate(items) if item in items[:at]), 0)


def _type_name(instance: object) -> str:
    match instance:
        case None:
            return "null"
        case bool():
            return "boolean"
        case str():
            return "string"
        case dict():
            return "object"
        case list():
            return "array"
        case _:
            return "number"


def _flow(value: object) -> str:
    """Write an example as it stands in a file."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
        case list():
            return f"[{', '.join(map(_flow, value))}]"
        case _:
            return _shown(value)


def _shown(value: object) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)
