"""What is wrong with a file that its schema refuses: jsonschema's errors as our findings."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeAlias

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from plantool.diagnostics import Bilingual, Code, Finding, NodePath, Terms
from plantool.loading import codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.syntax.nodes import Plain

Schema: TypeAlias = dict[str, Any]
_NEAR = 0.7


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
    found: dict[tuple[NodePath, str], Finding] = {}
    for error in Validator(schema).iter_errors(data):
        for finding in explainer.findings(error):
            found.setdefault((finding.path, finding.code.code), finding)
    return list(_causes(found.values())) or [explainer.last_resort(data)]


def _causes(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out a missing key where a misspelt one of the same mapping stands for it."""
    findings = list(findings)
    meant = {
        (*finding.path[:-1], dict(finding.arguments)["nearest"])
        for finding in findings
        if finding.code is codes.UNKNOWN_KEY
    }
    for finding in findings:
        if not (finding.code is codes.MISSING_KEY and finding.path in meant):
            yield finding


class _Explainer:
    """Turns errors into findings; one method for each keyword of JSON Schema that we use."""

    def __init__(self, schema: Schema, file: str) -> None:
        self.schema = schema
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
            case "not":  # a key that does not belong to this kind of measure
                yield self.at(codes.NOT_FOR_KIND, error, on_key=True, key=error.path[-1])
            case "uniqueItems":
                yield self.at(codes.REPEATED_ITEM, error, _repeated(error.instance))
            case "minItems" | "minProperties":
                yield self.at(codes.EMPTY, error, limit=error.validator_value)
            case _ if error.schema.get("format") == "fiscal-year":
                yield self.not_a_year(error)
            case _ if error.schema.get("format") == "amount":
                value = error.instance
                yield self.at(codes.NOT_AN_AMOUNT, error, value=value, nearest=_number_in(value))
            case _:  # pattern, minLength, minimum, maximum
                example = str(error.schema.get("examples", [""])[0])
                value = str(error.instance)
                yield self.at(codes.WRONG_FORM, error, value=value, nearest=example)

    def last_resort(self, data: Plain) -> Finding:
        """Say that the file is refused, should jsonschema see no reason for it."""
        words = (("field", self.field(())), ("value", str(data)[:60]), ("nearest", ""))
        return Finding(code=codes.WRONG_FORM, file=self.file, arguments=words)

    def unknown_keys(self, error: ValidationError) -> Iterator[Finding]:
        known = error.schema.get("properties", {})
        for key in (key for key in error.instance if key not in known):
            nearest = self.nearest(key, known)
            yield self.at(codes.UNKNOWN_KEY, error, key, on_key=True, key=key, nearest=nearest)

    def missing_keys(self, error: ValidationError) -> Iterator[Finding]:
        # the key is part of the path so that two missing keys of one mapping stay apart
        for key in (key for key in error.validator_value if key not in error.instance):
            yield self.at(codes.MISSING_KEY, error, key, on_key=True, key=key)

    def wrong_type(self, error: ValidationError) -> Finding:
        wanted = error.validator_value
        names = [wanted] if isinstance(wanted, str) else wanted
        expected = Terms(tuple(f"type.{name}" for name in names if name != "null"))
        actual = Terms((f"type.{_type_name(error.instance)}",))
        example = _flow(next(iter(error.schema.get("examples", ())), ""))
        return self.at(codes.WRONG_TYPE, error, expected=expected, actual=actual, nearest=example)

    def not_allowed(self, error: ValidationError) -> Finding:
        allowed = [_shown(value) for value in error.validator_value]
        value = _shown(error.instance)
        nearest = "".join(get_close_matches(value, allowed, 1))
        names = ", ".join(allowed)
        return self.at(codes.NOT_ALLOWED, error, value=value, allowed=names, nearest=nearest)

    def not_a_year(self, error: ValidationError) -> Finding:
        value = str(error.instance)
        key = (value,) if "propertyNames" in error.absolute_schema_path else ()
        return self.at(codes.NOT_A_YEAR, error, *key, on_key=bool(key), value=value)

    def nearest(self, key: str, known: dict[str, Any]) -> str:
        """Name the known key that is spelt nearly like ``key``, or has it as its title."""
        close: list[str] = get_close_matches(key.lower(), known, 1, _NEAR)
        if close:
            return close[0]
        titles = {name: _title(self.resolved(part)) for name, part in known.items()}
        return next((name for name, title in titles.items() if title.ja == key), "")

    def at(
        self,
        code: Code,
        error: ValidationError,
        *step: str | int,
        on_key: bool = False,
        **words: object,
    ) -> Finding:
        path = (*error.absolute_path, *step)
        words["field"] = self.field(path)
        arguments = tuple(words.items())
        return Finding(code=code, file=self.file, path=path, arguments=arguments, on_key=on_key)

    def field(self, path: NodePath) -> Bilingual:
        """Return the title of the part of the schema that describes ``path``."""
        parts, title = [self.schema], _title(self.schema)
        for step in path:
            inner = (self.resolved(part) for p in parts for part in _parts(p, step))
            parts = [branch for part in inner for branch in self.branches(part)]
            title = next((_title(part) for part in parts if "title" in part), title)
        return title

    def branches(self, part: Schema) -> Iterator[Schema]:
        """Yield ``part`` and what it becomes under its conditions."""
        yield part
        for keyword in ("then", "else"):
            if keyword in part:
                yield from self.branches(self.resolved(part[keyword]))

    def resolved(self, part: Schema) -> Schema:
        """Follow a reference; what stands beside it goes before what it refers to."""
        if "$ref" not in part:
            return part
        target = self.schema["$defs"][part["$ref"].rpartition("/")[2]]
        return {**self.resolved(target), **part}


def _parts(part: Schema, step: str | int) -> Iterator[Schema]:
    """Yield the parts of a schema that describe one step into its instance."""
    if isinstance(step, int):
        candidates = [part.get("items")]
    else:
        properties = part.get("properties", {})
        candidates = [properties.get(step, part.get("additionalProperties"))]
    yield from (candidate for candidate in candidates if isinstance(candidate, dict))


def _number_in(text: str) -> str:
    """Return the number that ``text`` means in full width, with separators or with △."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    plain = re.sub("^[△▲\u2212]", "-", plain)
    return plain if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain) else ""


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
    return str(value).lower() if isinstance(value, bool) else str(value)


def _title(part: Schema) -> Bilingual:
    japanese, _, english = str(part.get("title", "")).partition(" / ")
    return Bilingual(japanese, english)
