"""What is refused before the parser sees the text, so that nothing hostile or broken reaches it."""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import TYPE_CHECKING

from plantool.diagnostics import Diagnostic, Edit, Fix
from plantool.finding_limit import MAX_FINDINGS, build_rest_finding
from plantool.patterns import compile_late
from plantool.syntax import codes
from plantool.syntax.source import SourceText
from plantool.syntax.text_limits import FORBIDDEN, MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    Match: TypeAlias = re.Match[str]


_CONFLICT_LINE = compile_late(
    r"^(?:(?:<{7}|>{7}|\|{7})(?= |[\r\n]|\Z)|={7}(?=[\r\n]|\Z))[^\r\n]*", re.MULTILINE
)
_CONFLICT_SIGNS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_TAB_STRETCH = compile_late(r"\t[^\r\n]*")  # the first of a line, with the rest of it
_TURNING_CHARACTERS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FOREIGN_BREAKS = frozenset("\x0b\x0c\x85\u2028\u2029")  # line breaks of word processors
_BEYOND_ASCII = compile_late(b"[\x80-\xff]")
_JAPANESE = compile_late("[\u3040-\u30ff\u4e00-\u9fff]")
_LEGACY_ENCODINGS = {"cp932": "Shift_JIS (CP932)", "euc_jp": "EUC-JP"}


def decode_source(data: bytes, file: str) -> SourceText | Diagnostic:
    """Turn a file's bytes into text without its BOM, or say why that is impossible."""
    if len(data) > MAX_BYTES:
        size = (("size", len(data)), ("limit", MAX_BYTES))
        return Diagnostic(code=codes.TOO_LARGE, file=file, arguments=size)
    if data.count(0) * 3 > len(data):  # ASCII in two bytes each
        encoding = (("nearest", "UTF-16"),)
        return Diagnostic(code=codes.NOT_UTF8, file=file, arguments=encoding)
    try:
        return SourceText(file, data.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        span = SourceText(file, before).find_span(len(before), len(before) + 1)
        encoding = (("nearest", guess_encoding(data)),)
        return Diagnostic(code=codes.NOT_UTF8, file=file, span=span, arguments=encoding)


def guess_encoding(data: bytes) -> str:
    """Name the encoding that ``data`` looks like; nothing when none fits."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    utf8 = data.decode("utf-8", errors="ignore").encode()
    if len(_BEYOND_ASCII.findall(utf8)) > len(data) - len(utf8):  # most of it is UTF-8 after all
        return ""
    shares = {name: _rate_japanese(data, codec) for codec, name in _LEGACY_ENCODINGS.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0 else ""


def _rate_japanese(data: bytes, codec: str) -> float:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return 0
    beyond_ascii = sum(character > "\x7f" for character in text)
    return len(_JAPANESE.findall(text)) / max(beyond_ascii, 1)


def check_source(source: SourceText) -> list[Diagnostic]:
    """Find conflict markers, tabs and control characters."""
    return _find_conflicts(source) or _find_refused_characters(source)


def _find_conflicts(source: SourceText) -> list[Diagnostic]:
    if not any(mark in source.text for mark in _CONFLICT_SIGNS):
        return []
    found = list(_CONFLICT_LINE.finditer(source.text))
    opening_marks = [mark for mark in found if mark[0].startswith("<")]  # one finding per conflict

    def diagnose_conflict(mark: Match) -> Diagnostic:
        return source.diagnose(codes.CONFLICT_MARKER, source.find_span(*mark.span()))

    return list(_limit_matches(iter(opening_marks or found), diagnose_conflict))


def _find_refused_characters(source: SourceText) -> list[Diagnostic]:
    def diagnose_character(found: Match) -> Diagnostic:
        span = source.find_span(*found.span())
        instead = " " if found[0] in _FOREIGN_BREAKS else ""
        removal = Fix((Edit(*found.span(), instead),), safe=found[0] not in _TURNING_CHARACTERS)
        named = f"U+{ord(found[0]):04X}"
        return source.diagnose(codes.CONTROL_CHARACTER, span, character=named)._replace(fix=removal)

    found = list(_limit_matches(FORBIDDEN.finditer(source.text), diagnose_character))
    return [*found, *_find_tabs(source)] if "\t" in source.text else found


def _find_tabs(source: SourceText) -> Iterator[Diagnostic]:
    from plantool.syntax.tabs import build_tab_fixes  # noqa: PLC0415 - only a faulty file needs it

    fixes = build_tab_fixes(source)

    def diagnose_tab(found: Match) -> Diagnostic:
        span = source.find_span(found.start(), found.start() + 1)
        return source.diagnose(codes.TAB, span)._replace(fix=fixes.get(span.line - 1))

    return _limit_matches(_TAB_STRETCH.finditer(source.text), diagnose_tab)


def _limit_matches(
    matches: Iterator[Match], diagnose: Callable[[Match], Diagnostic]
) -> Iterator[Diagnostic]:
    """Diagnose the first of what was found, and count the others, of which there may be a flood."""
    yield from map(diagnose, islice(matches, MAX_FINDINGS))
    if next_match := next(matches, None):
        yield build_rest_finding(diagnose(next_match), 1 + sum(1 for _ in matches))
