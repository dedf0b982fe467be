"""Cases of plans that are made to be slow, or to flood whoever reads what is found in them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest

from plantool.finding_limit import MAX_FINDINGS
from plantool.render.findings import FindingsFormat
from plantool.render.findings.github import MAX_ANNOTATIONS
from plantool.syntax.document import parse_source
from plantool.syntax.line_mends import yield_brace_mends
from plantool.syntax.malformed import explain_malformed
from plantool.syntax.mends import yield_refused_mends
from plantool.syntax.source import SourceText
from tests.cases import Source, case
from tests.cases.hostile import LARGEST, run, write
from tests.drawing import is_thorough
from tests.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 1 << 16
SUMS = "planned: {H30: 1か所, H31: 1か所}, total: 3か所}\n"


def validate(folder: Path, *words: str, code: int = 0) -> bytes:
    done = run("--no-cache", "--lang", "en", "--plan", str(folder), "validate", *words)
    assert (done.code, done.err) == (code, "")
    return done.out


def found(kind: str, folder: Path, *, code: int = 0) -> list[dict[str, Any]]:
    out = validate(write(kind, folder, SIZE), "--format", "json", code=code)
    assert len(out) < SIZE
    findings: list[dict[str, Any]] = json.loads(out)["findings"]
    return findings


def counts(findings: list[dict[str, Any]]) -> dict[str, int]:
    return dict(Counter(finding["code"] for finding in findings))


@case(Source.ATTACK, "300 MB, 1 MB of output; CPU time at 1 MB at most 10 times that at 128 KB")
def test_hostile_make_large() -> None:
    kinds: tuple[str, ...] = ("tabs", "control", "long-title")
    if is_thorough():  # these take seconds
        kinds += ("combining", "marks", "ignores", "letters-with-marks", "departments", "footnotes")
    command = (sys.executable, "benchmarks/series.py", "--check", "--quick", *kinds)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, f"{len(kinds)} kinds keep to the bounds\n"), done


@case(Source.ATTACK, "a list that ends badly is read in one way, not in each of the ways there are")
def test_hostile_pairs(tmp_path: Path) -> None:
    (found_,) = found("missing-braces", tmp_path, code=1)
    assert (found_["code"], found_["line"]) == ("PLT008", 5)
    line = "x: " + ", ".join(f"H{year}: 1" for year in range(30, 90)) + " ("
    assert list(yield_brace_mends([line], 0)) == []
    (mend,) = yield_brace_mends([line.removesuffix(" (")], 0)
    assert mend.lines[0].startswith("x: {H30: 1, H31: 1,")


@case(Source.ATTACK, "blanks, brackets, colons and dashes without end are read once")
@pytest.mark.parametrize(
    "kind",
    [
        "full-width-brackets-closed",
        "full-width-brackets-in-lines",
        "full-width-colons-in-one-line",
        "spaces-in-braces",
        "spaces-after-a-key",
        "spaces-among-words",
        "dashes",
        "hashes",
        "set-off",
    ],
)
def test_hostile_typing(kind: str, tmp_path: Path) -> None:
    done = run("--no-cache", "--plan", str(write(kind, tmp_path, LARGEST)), "validate")
    assert done.code in {0, 1}
    assert len(done.out) < SIZE


@case(Source.ATTACK, "of an endless title, plain words keep what tells which one is meant")
def test_hostile_plain_words(tmp_path: Path) -> None:
    out = validate(write("marks", tmp_path, SIZE), "--plain").decode()
    assert "1-1 ※0 ※1 ※2" in out
    assert max(map(len, out.split("\n"))) < 400


@case(Source.ATTACK, "a line of tabs is one finding; a fix too long to be listed is still made")
def test_hostile_tabs(tmp_path: Path) -> None:
    (tab, *_) = found("tabs-between", tmp_path, code=1)
    assert (tab["code"], tab["line"], tab["fix"]) == ("PLT005", 18, {"safe": True, "edits": []})
    validate_fix = run("--no-cache", "--plan", str(tmp_path), "validate", "--fix")
    assert b"\t" not in (tmp_path / "1-1.yaml").read_bytes(), validate_fix


@case(Source.ATTACK, "a megabyte of comments that ignore is read once; the first 100 are told")
def test_hostile_ignores(tmp_path: Path) -> None:
    findings = found("ignores", tmp_path)
    assert counts(findings) == {"PLT803": MAX_FINDINGS, "PLT018": 1}
    total = (tmp_path / "1-1.yaml").read_text("utf-8").count("plantool: ignore")
    assert findings[-1]["message"] == (
        f"PLT803 is found {total - MAX_FINDINGS} times more in this file (only 100 are shown)"
    )


@case(Source.ATTACK, "a run of more than 30 combining marks is a finding and is not normalised")
def test_hostile_combining_marks(tmp_path: Path) -> None:
    (marks,) = found("combining", tmp_path)
    assert (marks["code"], marks["severity"], marks["line"]) == ("PLT608", "warning", 2)
    before = (tmp_path / "1-1.yaml").read_bytes()
    assert run("--no-cache", "--plan", str(tmp_path), "validate", "--fix").code == 0
    assert (tmp_path / "1-1.yaml").read_bytes() == before


@case(Source.ATTACK, "findings on one endless line are quoted around their places")
def test_hostile_one_line(tmp_path: Path) -> None:
    out = validate(write("false-sums-in-one-line", tmp_path, SIZE), code=1).decode()
    assert max(map(len, out.split("\n"))) < 300
    carets = [line for line in out.split("\n") if "^" in line]
    quoted = [line for line in out.split("\n") if "total: 3か所" in line and " | " in line]
    assert (len(carets), len(quoted)) == (2 * MAX_FINDINGS + 2,) * 2  # of two codes


@case(Source.ATTACK, "thousands of findings do not fill the cache")
def test_hostile_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANTOOL_CACHE", str(tmp_path / "cache"))
    folder = write("ignores", tmp_path / "plan", SIZE)
    assert run("--plan", str(folder), "validate").code == 0
    kept = sum(path.stat().st_size for path in (tmp_path / "cache").iterdir())
    assert kept < SIZE


@case(Source.ATTACK, "of control characters, the first 100 are told and the others counted")
def test_hostile_control_characters(tmp_path: Path) -> None:
    findings = found("control", tmp_path, code=1)
    assert counts(findings) == {"PLT006": MAX_FINDINGS, "PLT018": 1}
    assert findings[-1]["severity"] == "error"


@case(Source.ATTACK, "what is wrong with a file hides nothing else: no error behind warnings")
def test_hostile_warnings_before_an_error(tmp_path: Path) -> None:
    folder = write("ignores", tmp_path, SIZE)
    path = folder / "1-1.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("total: 51", "total: 52") + "titel: x\n", "utf-8")
    findings = json.loads(validate(folder, "--format", "json", code=1))["findings"]
    codes = counts(findings)
    assert (codes["PLT101"], codes["PLT018"], codes["PLT803"]) == (1, 1, MAX_FINDINGS)


@pytest.mark.parametrize("output", FindingsFormat)
def test_every_format_counts_the_rest(output: FindingsFormat, tmp_path: Path) -> None:
    out = validate(write("ignores", tmp_path, SIZE), "--format", output.value).decode()
    total = (tmp_path / "1-1.yaml").read_text("utf-8").count("plantool: ignore")
    if output is FindingsFormat.GITHUB:  # it shows ten of each severity
        assert out.endswith(f"findings not shown here: {total - MAX_ANNOTATIONS}\n")
    else:
        assert f"PLT803 is found {total - MAX_FINDINGS} times more in this file" in out
    assert len(out) < 3 * SIZE


def test_the_rest_of_an_ignored_code_is_ignored_too(tmp_path: Path) -> None:
    folder = write("false-sums", tmp_path, SIZE)
    assert b"PLT301 is found" in validate(folder, code=1)
    assert b"PLT301 is found" not in validate(folder, "--ignore", "PLT301", code=0)


def seconds(line: str) -> float:
    """Return the CPU time that it takes to say what was mistyped in a line."""
    source = SourceText("1-1.yaml", f"id: 1-1\ntitle: x\n{line}\n")
    _, error = parse_source(source)
    start = process_time()
    found = explain_malformed(source, error) if error else ()
    mends = list(yield_refused_mends(source.lines, 2, is_list=False, is_key=True))
    assert found or mends or not error
    return process_time() - start


@case(Source.ATTACK, "what was meant by a line is found in one pass over it")
@pytest.mark.parametrize(
    "line",
    ["a: x{blanks}y: z", "a: {{b: x{blanks}y", "a： {{b: x{wide}y}}", "a: {pairs}R1: 1 (2)"],
)
def test_hostile_line(line: str) -> None:
    sizes = (SIZE >> 4, SIZE >> 2)
    short, long = (
        line.format(blanks=" " * size, wide="　" * size, pairs="R1: 1, " * (size // 7))
        for size in sizes
    )
    assert seconds(long) < 10 * max(seconds(short), 0.05)


_ROW = "{id: a@, name: n@, kind: level, direction: up, unit: 円, target: 9}"
_ONE_ROW = _ROW.replace("@", "")
_PARTS = "budget: {breakdown: {"
MANY = {  # an initiative in pieces; one with @, which is a number, stands many times
    "revisions": ("revisions: [", "{at: measures.a.target, was: 5}", f"]\nmeasures: [{_ONE_ROW}]"),
    "places": ("revisions: [", "{at: measures.a@.target, was: 5}", "]\nmeasures: [", _ROW, "]"),
    "parts": (f"{_PARTS}g: {{", "p@: {settled: {H30: 1}}", "}}}"),
    "groups": (_PARTS, "g@: {p: {settled: {H30: 1}}}", "}}"),
}


def seconds_of_many(kind: str, folder: Path, size: int) -> float:
    """Return the CPU time of the screens of a plan in which a key stands ``size`` times."""

    def repeat(unit: str) -> str:
        return ", ".join(unit.replace("@", str(at)) for at in range(size))

    folder.mkdir()
    groups = repeat("g@: {parts: [p]}") if kind == "groups" else f"g: {{parts: [{repeat('p@')}]}}"
    (folder / "plan.yaml").write_text(
        "title: T\npublisher: {name: X}\nlanguage: ja\nyears: {planned: [H30]}\n"
        f"money: {{unit: 円, breakdown: {{{groups}}}}}\n"
    )
    (folder / "1.yaml").write_text("id: 1\ntitle: C\n")
    pieces = (repeat(piece) if "at:" in piece or "@" in piece else piece for piece in MANY[kind])
    (folder / "1-1.yaml").write_text("id: 1-1\ntitle: I\n" + "".join(pieces) + "\n")
    start = process_time()
    for command in (("show", "1-1"), ("budget", "--by", "part")):
        assert run("--no-cache", "--plan", str(folder), *command).code == 0
    return process_time() - start


@case(Source.ATTACK, "what stands many times is looked up, not searched for each time")
@pytest.mark.parametrize("kind", MANY)
def test_hostile_many(kind: str, tmp_path: Path) -> None:
    short = seconds_of_many(kind, tmp_path / "short", 250)
    # six times as many take six times as long, or 36 times as long where each is searched for
    assert seconds_of_many(kind, tmp_path / "long", 1500) < 18 * max(short, 0.05)
