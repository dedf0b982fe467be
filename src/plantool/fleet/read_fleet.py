"""Reads fleet.yaml, as strictly as the files of plans: every mistake at once, with its place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from plantool.diagnostics import Finding
from plantool.errors import UsageError
from plantool.fleet.fleet_file import (
    Fleet,
    PlanEntry,
    Subject,
    Succession,
    ThemeMap,
    read_key,
)
from plantool.loading.codes import NOT_A_DATE, WRONG_FORM
from plantool.loading.finding_positions import locate_finding
from plantool.loading.schema import check_file_data, load_schema
from plantool.loading.schema_fields import SchemaFields
from plantool.model.government_code import DIGITS, find_check_digit
from plantool.syntax.parse import parse_document
from plantool.syntax.text_limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plantool.diagnostics import Diagnostic, NodePath

    Data: TypeAlias = Any  # whose shape the schema has checked

FLEET_FILE = "fleet.yaml"
_DEFAULT_LANGUAGE = "ja"
_KIND = "fleet"


class ReadFleet(NamedTuple):
    """A fleet, None where it cannot be used, and the findings in its file."""

    fleet: Fleet | None
    diagnostics: tuple[Diagnostic, ...]


def read_fleet(path: Path) -> ReadFleet:
    """Read a fleet.yaml; raises UsageError where there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError("error.fleet-file", file=path, reason=error) from error
    return parse_fleet(path, data)


def parse_fleet(path: Path, data: bytes) -> ReadFleet:
    """Read the bytes of the fleet.yaml at ``path``."""
    document = parse_document(data, str(path))
    diagnostics = list(document.diagnostics)
    plain: Data = document.root.to_plain() if document.root else None
    if document.root:
        findings = check_file_data(_KIND, plain, str(path)) or list(_check(plain, str(path)))
        diagnostics += [locate_finding(finding, lambda _: document) for finding in findings]
    is_sound = document.root is not None and not any(found.is_error for found in diagnostics)
    return ReadFleet(_build_fleet(path, plain) if is_sound else None, tuple(diagnostics))


# What a schema cannot express


def _check(data: Data, file: str) -> Iterator[Finding]:
    for at, entry in enumerate(data["plans"]):
        if isinstance(entry, dict) and "publisher_code" in entry:
            path = ("plans", at, "publisher_code")
            yield from _check_code(entry["publisher_code"], file, path, on_key=False)
    for old, new in data.get("retired", {}).items():
        yield from _check_code(old, file, ("retired", old), on_key=True)
        yield from _check_code(new, file, ("retired", old), on_key=False)
    yield from _check_day(data.get("as_of"), file)


def _check_code(code: str, file: str, path: NodePath, *, on_key: bool) -> Iterator[Finding]:
    if (meant := mend_code(code)) != code:
        field = SchemaFields(load_schema(_KIND)).find_title(path)
        arguments = (("field", field), ("value", code), ("nearest", meant))
        yield Finding(WRONG_FORM, file, path, arguments, on_key=on_key)


def _check_day(text: str | None, file: str) -> Iterator[Finding]:
    try:
        if text is not None:
            date.fromisoformat(text)
    except ValueError:
        yield Finding(NOT_A_DATE, file, ("as_of",), (("value", text),))


def mend_code(code: str) -> str:
    """Return the code of a publisher with the check digit that it ought to have."""
    return code[: DIGITS - 1] + find_check_digit(code)


# From data to values


def _build_fleet(path: Path, data: Data) -> Fleet:
    return Fleet(
        folder=path.absolute().parent,
        language=data.get("language", _DEFAULT_LANGUAGE),
        as_of=date.fromisoformat(data["as_of"]) if "as_of" in data else None,
        entries=tuple(map(_build_entry, data["plans"])),
        themes=_build_themes(data.get("themes", {})),
        successions=tuple(map(_build_succession, data.get("successors", ()))),
        retired=data.get("retired", {}),
    )


def _build_entry(data: Data) -> PlanEntry:
    if isinstance(data, str):
        return PlanEntry(data)
    return PlanEntry(
        data["path"],
        data.get("at"),
        data.get("id"),
        data.get("publisher_code"),
        data.get("currency"),
        _build_themes(data.get("themes", {})),
    )


def _build_themes(data: Data) -> ThemeMap:
    return ThemeMap(data.get("chapters", {}), data.get("sections", {}), data.get("attributes", {}))


def _build_succession(data: Data) -> Succession:
    return Succession(
        Subject(read_key(data["plan"]), data.get("initiative")),
        Subject(read_key(data["successor"]), data.get("successor_initiative")),
    )
