"""What is wrong with a file that its schema refuses: jsonschema's errors as our findings."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from plantool.diagnostics import Bilingual, Code, Finding, NodePath, Terms
from plantool.loading import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema import ValidationError

    from plantool.loading.schema import Schema
    from plantool.syntax.nodes import Plain


def explain(schema: Schema, data: Plain, file: str) -> list[Finding]:
    """Return one finding for each cause for which ``schema`` refuses ``data``."""
    explainer = _Explainer(file, _titles(schema))
    found: dict[tuple[NodePath, str], Finding] = {}
    for error in Draft202012Validator(schema).iter_errors(data):
        for finding in explainer.findings(error):
            found.setdefault((finding.path, finding.code.code), finding)
    return list(found.values())


class _Explainer:
    """Turns errors into findings; one method for each keyword of JSON Schema that we use."""

    def __init__(self, file: str, titles: dict[str, Bilingual]) -> None:
        self.file = file
        self.titles = titles

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
            case "const":  # the only one that can fail is the ― of an amount
                yield self.at(codes.NOT_AN_AMOUNT, error, value=error.instance)
            case "not":  # a key that does not belong to this kind of measure
                yield self.at(codes.NOT_FOR_KIND, error, on_key=True, key=error.path[-1])
            case "uniqueItems":
                yield self.at(codes.REPEATED_ITEM, error)
            case "minItems" | "minProperties":
                yield self.at(codes.EMPTY, error, limit=error.validator_value)
            case "pattern" if "propertyNames" in error.absolute_schema_path:
                key = str(error.instance)
                yield self.at(codes.NOT_A_YEAR, error, key, on_key=True, value=key)
            case _:  # pattern, minLength, minimum, maximum
                example = str(error.schema.get("examples", [""])[0])
                yield self.at(codes.WRONG_FORM, error, value=str(error.instance), example=example)

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
        return self.at(codes.WRONG_TYPE, error, expected=expected, actual=actual)

    def not_allowed(self, error: ValidationError) -> Finding:
        allowed = [_shown(value) for value in error.validator_value]
        value = _shown(error.instance)
        nearest = "".join(get_close_matches(value, allowed, 1))
        names = ", ".join(allowed)
        return self.at(codes.NOT_ALLOWED, error, value=value, allowed=names, nearest=nearest)

    def nearest(self, key: str, known: dict[str, Any]) -> str:
        """Name the known key that is spelt nearly like ``key``, or has it as its title."""
        close: list[str] = get_close_matches(key.lower(), known, 1)
        if close:
            return close[0]
        return next((name for name in known if self.titles[name].ja == key), "")

    def at(
        self, code: Code, error: ValidationError, *key: str, on_key: bool = False, **words: object
    ) -> Finding:
        path = (*error.absolute_path, *key)
        known = (str(step) for step in reversed(path) if str(step) in self.titles)
        words["field"] = self.titles.get(next(known, ""), Bilingual("", ""))
        arguments = tuple(words.items())
        return Finding(code=code, file=self.file, path=path, arguments=arguments, on_key=on_key)


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


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _titles(schema: Schema) -> dict[str, Bilingual]:
    """Collect the title of every key in the schema; the first of a name stands for all."""
    found: dict[str, Bilingual] = {}
    parts: list[object] = [schema]
    while parts:
        match parts.pop(0):
            case dict() as part:
                for key, value in part.get("properties", {}).items():
                    if title := _title(value, schema):
                        found.setdefault(key, title)
                parts += part.values()
            case list() as part:
                parts += part
            case _:
                pass
    return found


def _title(part: Schema, schema: Schema) -> Bilingual | None:
    if "title" in part:
        japanese, _, english = part["title"].partition(" / ")
        return Bilingual(japanese, english)
    if "$ref" in part:
        return _title(schema["$defs"][part["$ref"].rpartition("/")[2]], schema)
    return None
