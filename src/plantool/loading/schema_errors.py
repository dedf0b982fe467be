"""The findings in a file that its schema refuses, made of the errors of jsonschema."""

from __future__ import annotations

import operator
import re
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING

from plantool.diagnostics import (
    MISSING,
    Code,
    Finding,
    Missing,
    NodePath,
    Repair,
    Terms,
    Written,
    propose_change,
)
from plantool.editing.scalar_text import write_scalar
from plantool.loading import codes
from plantool.loading.schema_fields import SchemaFields, read_bilingual
from plantool.loading.schema_validator import Validator, compile_pattern
from plantool.loading.text_numbers import check_text_number
from plantool.patterns import compile_late
from plantool.syntax.codes import MISTYPED
from plantool.syntax.wide_signs import to_half_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema import ValidationError

    from plantool.loading.schema_fields import Schema
    from plantool.syntax.nodes import Plain

_ENCLOSED = compile_late(r"[\[\]{}［］｛｝「」【】]|^[-－−‐–—ー・]")  # no words of one item
_NEAR = 0.7
_LESS_NEAR = 0.5
_LIMIT_SIGNS = {"minimum": "≥", "maximum": "≤"}
_ALTERNATIVE_KEYS = {"above": "from", "total": "planned.total"}  # keys of which a mapping has one


def explain_refusal(schema: Schema, data: Plain, file: str) -> list[Finding]:
    """Return one finding for each cause for which ``schema`` refuses ``data``."""
    explainer = _Explainer(schema, file)
    found: dict[tuple[NodePath, str], tuple[int, Finding]] = {}
    for error in Validator(schema).iter_errors(data):  # one by one: errors are large
        breadth = _count_allowed(error)
        for finding in explainer.yield_findings(error):
            # the branches of a schema refuse one value for one cause: the narrowest explains most
            cause = (finding.path, finding.code.code)
            if cause not in found or breadth < found[cause][0]:
                found[cause] = (breadth, finding)
    by_breadth = sorted(found.values(), key=operator.itemgetter(0))
    findings = [finding for _, finding in by_breadth]
    return list(_yield_causes(findings)) or [explainer.build_last_resort(data)]


def _count_allowed(error: ValidationError) -> int:
    """Return a sort key: of two lists of allowed values for one field, the shorter comes first."""
    return len(error.validator_value) if error.validator == "enum" else 0


def _yield_causes(findings: list[Finding]) -> Iterator[Finding]:
    """Leave out a missing key where a misspelt one of the same mapping stands for it.

    A mapping that lacks keys is not called empty as well.
    """
    meant_paths, lacking_paths = set(), set()
    for finding in findings:
        if finding.code is codes.UNKNOWN_KEY:
            meant_paths.add((*finding.path[:-1], dict(finding.arguments)["nearest"]))
        elif finding.code is codes.MISSING_KEY:
            lacking_paths.add(finding.path[:-1])
    for finding in findings:
        is_misspelt = finding.code is codes.MISSING_KEY and finding.path in meant_paths
        is_lacking = finding.code is codes.TOO_FEW and finding.path in lacking_paths
        if not (is_misspelt or is_lacking):
            yield finding


class _Explainer:
    """Turns errors into findings; one method for each keyword of JSON Schema that we use."""

    def __init__(self, schema: Schema, file: str) -> None:
        self.fields = SchemaFields(schema)
        self.file = file

    def yield_findings(self, error: ValidationError) -> Iterator[Finding]:
        match error.validator:
            case "additionalProperties":
                yield from self.explain_unknown_keys(error)
            case "required":
                yield from self.explain_missing_keys(error)
            case "type":
                yield self.explain_type(error)
            case "enum":
                yield self.explain_enum(error)
            case "not":  # a key that does not belong here
                yield self.explain_kind(error)
            case "uniqueItems":
                yield self.explain_repetition(error)
            case "minItems" | "minProperties" | "maxItems":
                code = codes.TOO_MANY if error.validator == "maxItems" else codes.TOO_FEW
                yield self.build_finding(code, error, limit=error.validator_value)
            case _ if error.schema.get("format") == "fiscal-year":
                yield self.explain_year(error)
            case _ if error.schema.get("format") == "amount":
                yield self.explain_amount(error)
            case _:  # pattern, minLength, minimum, maximum
                yield self.explain_form(error)

    def build_last_resort(self, data: Plain) -> Finding:
        """Say that the file is refused, should jsonschema see no reason for it."""
        arguments = (
            ("field", self.fields.find_title(())),
            ("value", str(data)[:60]),
            ("nearest", ""),
        )
        return Finding(code=codes.WRONG_FORM, file=self.file, arguments=arguments)

    def explain_unknown_keys(self, error: ValidationError) -> Iterator[Finding]:
        known = error.schema.get("properties", {})
        for key in error.instance:
            if key in known:
                continue
            nearest = self.find_nearest_key(key, error)
            finding = self.build_finding(
                codes.UNKNOWN_KEY, error, key, on_key=True, key=key, nearest=nearest
            )
            if nearest and nearest not in error.instance:
                title = read_bilingual(self.fields.follow_reference(known[nearest])).ja
                safe = nearest == to_half_width(key) or title == key
                finding = _add_repair(finding, nearest, safe=safe)
            yield finding

    def explain_missing_keys(self, error: ValidationError) -> Iterator[Finding]:
        # the key is part of the path so that two missing keys of one mapping stay apart
        for key in error.validator_value:
            if key not in error.instance:
                yield self.build_finding(codes.MISSING_KEY, error, key, on_key=True, key=key)

    def explain_type(self, error: ValidationError) -> Finding:
        value, wanted = error.instance, error.validator_value
        names = [wanted] if isinstance(wanted, str) else wanted
        if isinstance(value, str) and "number" in names and (number := self.check_number(error)):
            return number
        expected = Terms(tuple(f"type.{name}" for name in names if name != "null"))
        actual = Terms((f"type.{_name_type(error.instance)}",))
        example = _write_flow(next(iter(error.schema.get("examples", ())), ""))
        finding = self.build_finding(
            codes.WRONG_TYPE, error, expected=expected, actual=actual, nearest=example
        )
        if "string" in names and isinstance(value, int | Decimal):
            return _add_repair(finding, Written.AS_TEXT, safe=True)
        if names == ["array"] and isinstance(value, str) and not _ENCLOSED.search(value):
            items = re.split("[、,，] *", value)
            return _add_repair(finding, items, safe=len(items) == 1)
        return finding

    def explain_enum(self, error: ValidationError) -> Finding:
        allowed = [_write_flow(value) for value in error.validator_value]
        value = _write_flow(error.instance)
        half = to_half_width(value)
        nearest = half if half in allowed else "".join(get_close_matches(value, allowed, 1))
        names = ", ".join(allowed)
        meaning = self.fields.find_description(tuple(error.absolute_path))
        finding = self.build_finding(
            codes.NOT_ALLOWED, error, value=value, allowed=names, nearest=nearest, meaning=meaning
        )
        is_known = nearest in error.validator_value
        return _add_repair(finding, nearest, safe=nearest == half) if is_known else finding

    def explain_form(self, error: ValidationError) -> Finding:
        if (half := _narrow_to_form(error)) is not None:
            words = {"value": error.instance, "instead": half}
            finding = self.build_finding(MISTYPED, error, problem="full-width characters", **words)
            return _add_repair(finding, half, safe=True)
        example = str(error.schema.get("examples", [""])[0])
        if sign := _LIMIT_SIGNS.get(str(error.validator)):
            example = f"{example} ({sign} {error.validator_value})".strip()
        return self.build_finding(
            codes.WRONG_FORM, error, value=str(error.instance), nearest=example
        )

    def explain_kind(self, error: ValidationError) -> Finding:
        key = str(error.path[-1])
        other = _ALTERNATIVE_KEYS.get(key, "")
        finding = self.build_finding(codes.NOT_FOR_KIND, error, on_key=True, key=key, nearest=other)
        return finding._replace(repair=Repair((propose_change(finding.path, MISSING),)))

    def explain_repetition(self, error: ValidationError) -> Finding:
        finding = self.build_finding(codes.REPEATED_ITEM, error, _find_repeated(error.instance))
        return _add_repair(finding, MISSING, safe=True)

    def explain_amount(self, error: ValidationError) -> Finding:
        if number := self.check_number(error):
            return number
        return self.build_finding(codes.NOT_AN_AMOUNT, error, value=error.instance)

    def check_number(self, error: ValidationError) -> Finding | None:
        """Return the finding about a text that may be a number."""
        return check_text_number(self.file, tuple(error.absolute_path), error.instance)

    def explain_year(self, error: ValidationError) -> Finding:
        value = str(error.instance)
        key = (value,) if "propertyNames" in error.absolute_schema_path else ()
        finding = self.build_finding(codes.NOT_A_YEAR, error, *key, on_key=bool(key), value=value)
        plain = "".join(to_half_width(value).split())
        is_year = compile_pattern(error.schema["pattern"]).match(plain)
        return _add_repair(finding, plain, safe=True) if is_year else finding

    def find_nearest_key(self, key: str, error: ValidationError) -> str:
        """Name the known key that is spelt nearly like ``key``, or has it as its title.

        Of keys that must be there and are not, less likeness is enough.
        """
        known, given = error.schema.get("properties", {}), error.instance
        if (half := to_half_width(key)) in known:
            return half
        if close := get_close_matches(key.lower(), known, 1, _NEAR):
            return str(close[0])
        if titled := self.find_titled_key(key, known):
            return titled
        missing = [name for name in error.schema.get("required", ()) if name not in given]
        return "".join(get_close_matches(key.lower(), missing, 1, _LESS_NEAR))

    def find_titled_key(self, key: str, known: dict[str, Schema]) -> str:
        """Name the known key whose Japanese title ``key`` is, or begins or ends with."""
        titles = {}
        for name, part in known.items():
            titles[name] = read_bilingual(self.fields.follow_reference(part)).ja
        for is_meant in (operator.eq, _is_more_of):
            for name, title in titles.items():
                if is_meant(key, title):
                    return name
        return ""

    def build_finding(
        self,
        code: Code,
        error: ValidationError,
        *step: str | int,
        on_key: bool = False,
        **words: object,
    ) -> Finding:
        path = (*error.absolute_path, *step)
        words["field"] = self.fields.find_title(path)
        arguments = tuple(words.items())
        return Finding(code=code, file=self.file, path=path, arguments=arguments, on_key=on_key)


def _narrow_to_form(error: ValidationError) -> str | None:
    """Return the value in half-width characters where it has the form wanted then."""
    pattern, value = error.validator_value, error.instance
    if error.validator != "pattern" or not isinstance(value, str):
        return None
    half = to_half_width(value)
    is_narrowed = half != value.strip()
    return half if is_narrowed and compile_pattern(pattern).search(half) else None


def _is_more_of(key: str, title: str) -> bool:
    """Tell whether a key is a title and more: 合計 for 計, 目標値 for 目標."""
    return bool(title) and (key.endswith(title) or (len(title) > 1 and key.startswith(title)))


def _add_repair(
    finding: Finding, value: Plain | Missing | Written, *, safe: bool = False
) -> Finding:
    """Return ``finding`` with a repair: another value, or another key where it is about one."""
    change = propose_change(finding.path, value, on_key=finding.on_key)
    return finding._replace(repair=Repair((change,), safe))


def _find_repeated(items: list[object]) -> int:
    """Return the index of the first item that stands in the list before."""
    return next((at for at, item in enumerate(items) if item in items[:at]), 0)


def _name_type(instance: object) -> str:
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


def _write_flow(value: object) -> str:
    """Write an example as it stands in a file."""
    match value:
        case dict():
            entries = [f"{key}: {_write_flow(item)}" for key, item in value.items()]
            return "{" + ", ".join(entries) + "}"
        case list():
            return f"[{', '.join(map(_write_flow, value))}]"
        case str():  # without quotes, though it may be in need of them
            return value
        case _:
            return write_scalar(value)
