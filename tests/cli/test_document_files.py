"""Where documents go: files by their names, pipes, and never a terminal."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.render.pages import read_docx_tables, read_headings
from tests.render.printing import NEEDS_PRINTING
from tests.running import POSIX_ONLY, ROOT, run, run_in_terminal

if TYPE_CHECKING:
    from pathlib import Path


def headings(file: Path) -> list[str]:
    return [text for _, text in read_headings(file.read_bytes())]


def test_the_ending_of_a_file_tells_the_format(tmp_path: Path) -> None:
    for name, start in (("x.docx", b"PK"), ("x.XLSX", b"PK"), ("x.md", b"#"), ("x.htm", b"<!")):
        file = tmp_path / name
        done = run("report", "--output", str(file))
        assert (done.code, done.out, done.err) == (0, "", f"{file} を書き出しました。\n")
        assert file.read_bytes().startswith(start)
    for name, start in (("x.json", b"{"), ("x.csv", b"\xef\xbb\xbf"), ("x.txt", "2 区民".encode())):
        file = tmp_path / name
        assert run("show", "18-3", "--output", str(file)).code == 0
        assert file.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("command", "name", "output", "endings"),
    [
        ("report", "x.odt", None, ".md .markdown .html .htm .docx .pdf .xlsx .json"),
        ("report", "x.docx", "pdf", ".pdf"),
        ("show", "x.html", None, ".txt .md .markdown .docx .pdf .csv .json"),
        ("diff", "x.xlsx", None, ".txt .md .markdown .html .htm .docx .pdf .csv .json"),
    ],
)
def test_a_name_that_says_something_else_is_refused(
    command: str, name: str, output: str | None, endings: str, tmp_path: Path
) -> None:
    words = {"show": ["show", "18-3"], "report": ["report"], "diff": ["diff"]}[command]
    asked = ["--format", output] if output else []
    file = tmp_path / name
    done = run("--lang", "en", *words, *asked, "--output", str(file))
    assert (done.code, file.exists()) == (2, False)
    assert f"one of {endings};" in done.err


@POSIX_ONLY
@pytest.mark.parametrize("output", ["docx", "xlsx", "pdf"])
@pytest.mark.parametrize("more", [(), ("--output", "-")])
def test_a_terminal_gets_no_bytes(output: str, more: tuple[str, ...]) -> None:
    done = run_in_terminal(200, "--lang", "en", "report", "--format", output, *more)
    assert done.code == 2
    assert done.out == (
        f"error: {output} is a file, which a terminal cannot show\n"
        "help: name the file with --output FILE\n"
    )


@pytest.mark.parametrize("more", [(), ("--output", "-")])
def test_a_pipe_gets_the_bytes_of_the_file(more: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    assert run("show", "18-3", "--output", str(file)).code == 0
    command = [sys.executable, "-m", "plantool", "show", "18-3", "--format", "docx", *more]
    piped = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert piped.stdout == file.read_bytes()
    assert zipfile.ZipFile(BytesIO(piped.stdout)).testzip() is None


def test_one_initiative_is_a_document(tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    assert run("show", "18-3", "--output", str(file)).code == 0
    assert read_headings(file.read_bytes()) == [
        ("Title", "No. 18-3 (2) 相談情報ひろばの充実 ★"),
        ("Heading1", "年度別取組計画"),
    ]
    assert read_docx_tables(file.read_bytes())[0][1][3:] == [
        "２か所開設",
        "２か所開設",
        "４か所開設",
    ]


def test_what_changed_is_a_document(tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    done = run("--lang", "en", "diff", "plan", "plan", "--output", str(file))
    assert done.code == 0
    assert headings(file) == ["Changes of みどりの風吹くまちビジョン アクションプラン"]
    failing = ("--fail-on", "initiative-removed")
    assert run("diff", "plan", "examples/ward/plan", *failing, "--output", str(file)).code == 1
    rows = [row for table in read_docx_tables(file.read_bytes()) for row in table]
    assert len(rows) > 1000


def test_a_file_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "none" / "x.docx"
    done = run("report", "--output", str(file))
    assert (done.code, file.parent.exists()) == (5, False)


def test_each_chapter_may_have_a_file(tmp_path: Path) -> None:
    file = tmp_path / "r.docx"
    words = ("--plan", "examples/ward/plan", "report", "--year", "R1", "--as-of", "2020-07-31")
    done = run(*words, "--split", "chapter", "--output", str(file))
    names = ["r.docx", "r-1.docx", "r-2.docx", "r-3.docx"]
    assert done.err.splitlines() == [f"{tmp_path / name} を書き出しました。" for name in names]
    whole = headings(file)
    assert "章ごとの報告書" in whole
    assert "事業費 令和元年度（百万円）" in whole
    assert not {"注意を要するもの", "判定の一覧"} & set(whole)
    single = tmp_path / "single.docx"
    assert run(*words, "--chapter", "2", "--output", str(single)).code == 0
    assert single.read_bytes() == (tmp_path / "r-2.docx").read_bytes()


@POSIX_ONLY
@NEEDS_PRINTING
def test_a_pdf_of_many_initiatives_says_how_to_print_less_at_once(tmp_path: Path) -> None:
    generate = [sys.executable, "benchmarks/generate.py", "201", str(tmp_path / "plan")]
    subprocess.run(generate, cwd=ROOT, check=True, capture_output=True)
    words = ("--plan", str(tmp_path / "plan"), "--lang", "en", "report")
    command = [sys.executable, "-m", "plantool", *words, "--output", str(tmp_path / "x.pdf")]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        line = running.stderr.readline()  # before the work that takes so long
        running.kill()
    assert line.startswith("A PDF of 201 initiatives takes minutes")
    assert "--split chapter" in line


def test_several_files_need_a_name(tmp_path: Path) -> None:
    for more in ((), ("--output", "-")):
        done = run("--lang", "en", "report", "--split", "chapter", *more, cwd=tmp_path)
        assert done.code == 2
        assert "name the first of them with --output FILE" in done.err


def test_a_plan_without_initiatives_has_documents_without_empty_charts(tmp_path: Path) -> None:
    words = (
        "--title",
        "計画",
        "--publisher",
        "市",
        "--years",
        "R7,R8",
        "--no-input",
        "--plan-only",
    )
    assert run("init", str(tmp_path), *words).code == 0
    plan = tmp_path / "plan"
    for file in plan.glob("*-*.yaml"):
        file.unlink()
    for name in ("x.xlsx", "x.docx"):
        done = run("--plan", str(plan), "report", "--output", str(tmp_path / name))
        assert done.code == 0, done.err
        parts = zipfile.ZipFile(tmp_path / name).namelist()
        assert not [part for part in parts if "chart" in part]
    shown = run("--plan", str(plan), "report", "--format", "html").out
    assert "chart" not in shown.partition("</style>")[2]
    assert "<ul>\n</ul>" not in shown


def test_a_document_says_on_its_cover_what_is_left_out(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(ROOT / "plan", plan)
    file = plan / "18-3.yaml"
    file.write_text(file.read_text("utf-8").replace("direction: up", "direction: x"), "utf-8")
    words = ("--plan", str(plan), "report", "--keep-going")
    said = "計画の全部ではありません。エラーのあるファイル（18-3.yaml）を除いています。"
    assert run(*words).out.splitlines()[8] == said
    target = tmp_path / "x.xlsx"
    assert run(*words, "--output", str(target)).code == 0
    front = openpyxl.load_workbook(target).worksheets[0]
    assert front["A5"].value == said
    assert "全部では" not in run("--plan", str(ROOT / "plan"), "report").out
