from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.lsp.client import Editor, applied
from tests.running import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.lsp.client import Message

DEPARTMENTS = "departments: [地域文化部 協働推進課]"


def spoilt(path: Path) -> str:
    """Return 18-3.yaml with two departments that nobody knows, one behind a 𠮷 on its line."""
    broken = "departments: [𠮷野部 吉野課, 地域文化部 協働推課]"
    return path.read_text("utf-8").replace(DEPARTMENTS, broken)


def places(findings: list[Message]) -> list[tuple[str, int, int, int]]:
    return [
        (
            found["code"],
            found["range"]["start"]["line"],
            found["range"]["start"]["character"],
            found["range"]["end"]["character"],
        )
        for found in findings
    ]


def test_a_day_at_the_editor(plan_copy: Path) -> None:
    path = plan_copy / "18-3.yaml"
    text = spoilt(path)
    with Editor() as editor:
        able = editor.start()["capabilities"]
        assert able["positionEncoding"] == "utf-16"
        assert able["codeActionProvider"]["codeActionKinds"] == ["quickfix", "source.fixAll"]
        editor.open(path, text)
        others = editor.findings(plan_copy / "18-1.yaml", bool)
        assert [(found["code"], found["severity"]) for found in others] == [("PLT801", 3)]
        found = editor.findings(path, bool)
        assert places(found) == [("PLT205", 6, 14, 22), ("PLT205", 6, 24, 34)]
        assert found[1]["source"] == "plantool"
        assert found[1]["severity"] == 1
        assert found[1]["message"].startswith("「地域文化部 協働推課」は plan.yaml の")

        where = {"start": {"line": 6, "character": 25}, "end": {"line": 6, "character": 25}}
        actions = editor.ask(
            "textDocument/codeAction",
            textDocument={"uri": path.as_uri()},
            range=where,
            context={"diagnostics": [], "only": ["quickfix"]},
        )
        fix = next(a for a in actions if a["diagnostics"][0]["range"] == found[1]["range"])
        assert "地域文化部 協働推進課" in fix["title"]
        mended = applied(text, fix["edit"]["changes"][path.as_uri()])
        editor.change(path, mended)
        assert places(editor.findings(path, lambda now: len(now) == 1)) == [("PLT205", 6, 14, 22)]
        editor.change(path, path.read_text("utf-8"))
        assert editor.findings(path, lambda now: not now) == []

        assert "**種類**" in editor.at("hover", path, 12, 6)["contents"]["value"]
        there = editor.at("definition", path, 5, 9)
        assert there["uri"] == (plan_copy / "18.yaml").as_uri()
        assert there["range"]["start"] == {"line": 20, "character": 8}
        names = [s["name"] for s in editor.at("documentSymbol", path, 0, 0)]
        assert names[:3] == ["id", "title", "number"]
        assert editor.leave() == 0


def test_completion_and_layout_of_what_is_half_typed(plan_copy: Path) -> None:
    path = plan_copy / "18-3.yaml"
    text = path.read_text("utf-8").replace(DEPARTMENTS, "departments: [𠮷, 地域")
    with Editor() as editor:
        editor.start()
        editor.open(path, text)
        assert [found["code"] for found in editor.findings(path, bool)] == ["PLT008"]
        items = editor.at("completion", path, 6, 20)["items"]
        chosen = next(item for item in items if item["label"] == "地域文化部 協働推進課")
        assert chosen["textEdit"]["range"]["start"] == {"line": 6, "character": 18}
        assert "[𠮷, 地域文化部 協働推進課\n" in applied(text, [chosen["textEdit"]])
        asked = {
            "textDocument": {"uri": path.as_uri()},
            "options": {"tabSize": 2, "insertSpaces": True},
        }
        assert editor.ask("textDocument/formatting", **asked) is None
        whole = path.read_text("utf-8")
        ragged = whole.replace("section: 2\n", "section:   2\n").replace("H31: 25}", "H31: 25 }")
        editor.change(path, ragged)
        assert applied(ragged, editor.ask("textDocument/formatting", **asked)) == whole
        assert editor.leave() == 0


def test_fix_all_mends_a_file_on_saving(plan_copy: Path) -> None:
    path = plan_copy / "18-3.yaml"
    text = path.read_text("utf-8").replace("{H30: 26, H31: 25}", "{H30: ２６, H31: ２５}")
    with Editor() as editor:
        editor.start()
        editor.open(path, text)
        assert len(editor.findings(path, bool)) == 2
        (action,) = editor.ask(
            "textDocument/codeAction",
            textDocument={"uri": path.as_uri()},
            range={"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
            context={"diagnostics": [], "only": ["source.fixAll"]},
        )
        assert action["kind"] == "source.fixAll"
        edits = action["edit"]["changes"][path.as_uri()]
        assert applied(text, edits) == path.read_text("utf-8")
        assert editor.leave() == 0


def test_another_encoding_may_be_agreed_upon(plan_copy: Path) -> None:
    path = plan_copy / "18-3.yaml"
    with Editor() as editor:
        able = editor.start(general={"positionEncodings": ["utf-32", "utf-16"]})
        assert able["capabilities"]["positionEncoding"] == "utf-32"
        editor.open(path, spoilt(path))
        found = editor.findings(path, bool)
        assert places(found) == [("PLT205", 6, 14, 21), ("PLT205", 6, 23, 33)]
        assert editor.leave() == 0


def test_findings_go_where_a_plan_or_its_documents_go(plan_copy: Path) -> None:
    path, outside = plan_copy / "18-3.yaml", plan_copy.parent / "a.yaml"
    with Editor() as editor:
        editor.start()
        editor.open(outside, "a: [")
        editor.open(path, spoilt(path))
        assert editor.findings(path, bool)
        editor.notify("textDocument/didClose", textDocument={"uri": path.as_uri()})
        assert editor.findings(path, lambda now: not now) == []
        settings = plan_copy / "plan.yaml"
        settings.write_text(settings.read_text("utf-8").replace("協働推進課", "推進課"), "utf-8")
        changes = [{"uri": settings.as_uri(), "type": 2}]
        editor.notify("workspace/didChangeWatchedFiles", changes=changes)
        assert places(editor.findings(path, bool)) == [("PLT205", 6, 14, 25)]
        settings.unlink()
        editor.notify("workspace/didChangeWatchedFiles", changes=changes)
        assert editor.findings(path, lambda now: not now) == []
        assert editor.leave() == 0


def test_nothing_typed_stops_the_server(plan_copy: Path) -> None:
    path = plan_copy / "18-3.yaml"
    text = path.read_text("utf-8")
    with Editor("--lang", "en") as editor:
        editor.start()
        for piece in ("\t", "[", "'", "- ", ": ", "&a", "---", "\u2028", "\ud800"):
            editor.open(path, text.replace("section: 2", f"sec{piece}tion: 2"))
            assert editor.findings(path, bool), piece
            for method in ("hover", "completion", "definition", "documentSymbol"):
                editor.at(method, path, 5, 4)
            editor.change(path, text)
            assert editor.findings(path, lambda now: not now) == [], piece
            assert "**Kind**" in editor.at("hover", path, 12, 6)["contents"]["value"], piece
            editor.notify("textDocument/didClose", textDocument={"uri": path.as_uri()})
        assert editor.leave() == 0


def test_leaving_without_a_word_is_exit_1() -> None:
    with Editor() as editor:
        editor.start()
        editor.stdin.close()
        assert editor.process.wait(30) == 1
        editor.process.stdin = None  # as communicate would flush it


def test_the_server_ends_with_its_editor_although_the_pipe_is_open() -> None:
    with subprocess.Popen(["sleep", "600"]) as parent, Editor() as editor:
        editor.start(parent.pid)
        parent.kill()
        parent.wait()
        assert editor.process.wait(30) == 1
        assert not editor.stdin.closed


def test_a_process_that_cannot_be_seen_is_no_reason_to_end(plan_copy: Path) -> None:
    with subprocess.Popen(["true"]) as gone:
        gone.wait()
    for process in (gone.pid, 2**40, 0, -1, os.getpid()):
        with Editor() as editor:
            editor.start(process)
            editor.open(plan_copy / "18-3.yaml", spoilt(plan_copy / "18-3.yaml"))
            assert editor.findings(plan_copy / "18-3.yaml", bool)
            assert editor.leave() == 0


def test_without_standard_input_there_is_no_editor() -> None:
    command = f"{sys.executable} -m plantool lsp <&-"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_without_pygls_there_is_a_way_out() -> None:
    program = "import sys; sys.modules['pygls'] = None\nfrom plantool.cli.main import main; main()"
    done = subprocess.run([sys.executable, "-c", program, "lsp"], cwd=ROOT, capture_output=True)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"pip install 'pygls>=2,<3'" in done.stderr
    assert '"pygls>=2,<3"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_other_commands_know_nothing_of_it() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "plantool", "--help"]
    done = subprocess.run(command, capture_output=True, text=True)
    modules = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "plantool.cli.app" in modules
    known = ("plantool.lsp", "pygls", "lsprotocol", "cattrs", "asyncio")
    assert [name for name in modules if name.startswith(known)] == []
    assert run("lsp", "--help", PLANTOOL_LANG="en").out.count("Language Server Protocol") == 1
