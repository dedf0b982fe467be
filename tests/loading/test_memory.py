"""What is remembered is what would be found anew, and nothing that happens to the cache matters."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plantool.checking.check_plan import load_and_check, load_for_sums
from plantool.diagnostics import Severity
from plantool.light_dataclasses import replace
from plantool.loading import assemble_plan as assemble_plan_module
from plantool.loading import program_fingerprint as prints
from plantool.loading import read_file
from plantool.loading.assemble_plan import assemble_plan
from plantool.loading.cache_file import MOST_BYTES, CacheFile
from plantool.loading.cached_json import decode_plain, encode_plain
from plantool.loading.folder import Folder, find_file_kind
from plantool.loading.memory import Memory, build_memory
from plantool.loading.plan_contents import PlanContents
from tests.running import POSIX_ONLY, ROOT, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.loading.plan_contents import FileContent
    from plantool.loading.read_plan import Loaded
    from plantool.syntax.nodes import Plain

DAY = date(2026, 11, 1)
INVALID = sorted(path for path in (ROOT / "tests/examples/invalid").iterdir() if path.is_dir())
WARD = ROOT / "examples" / "ward" / "plan"


def checked(plan: Path, cache: Path | None, jobs: int = 1, as_of: date = DAY) -> Loaded:
    folder = Folder.open_at(plan)
    memory = build_memory(plan, cache) if cache else Memory()
    return load_and_check(folder, as_of, memory=memory, jobs=jobs)


def assert_same(one: Loaded, other: Loaded) -> None:
    assert one.diagnostics == other.diagnostics
    assert one.head == other.head
    assert one.plan == other.plan
    assert one.plan.diagnostics == other.plan.diagnostics
    assert dict(one.contents) == dict(other.contents)


def unknown(plan: Path, cache: Path) -> list[str]:
    """Name the files that would have to be read."""
    memory = build_memory(plan, cache)
    files = PlanContents(Folder.open_at(plan)).files
    return [
        file.name for file in files if memory.recall_data(file, find_file_kind(file.name)) is None
    ]


def is_known(plan: Path, cache: Path, as_of: date = DAY, level: Severity = Severity.INFO) -> bool:
    question = ("everything", as_of.isoformat(), level.value)
    return (
        build_memory(plan, cache).recall_findings(question, PlanContents(Folder.open_at(plan)))
        is not None
    )


SORTS = ("checks-everything-info", "data", "plans")


def pack_of(cache: Path, sort: str) -> Path:
    (path,) = cache.glob(f"*.{sort}.pack")
    return path


def is_few(loaded: Loaded) -> bool:
    return len(loaded.diagnostics) <= 1000


@pytest.mark.parametrize("plan", [ROOT / "plan", WARD], ids=["real", "ward"])
def test_a_plan_is_remembered_as_it_is(plan: Path, tmp_path: Path) -> None:
    anew = checked(plan, None)
    for _ in range(3):
        assert_same(checked(plan, tmp_path), anew)
    assert (unknown(plan, tmp_path), is_known(plan, tmp_path)) == ([], True)


def test_what_was_found_is_remembered_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for example in INVALID:
        plan, cache = tmp_path / example.name, tmp_path / f"{example.name}.cache"
        shutil.copytree(ROOT / "tests/examples/valid/minimal", plan)
        for path in filter(Path.is_file, example.glob("*.y*ml")):
            shutil.copy(path, plan)
        anew = checked(plan, None)
        assert_same(checked(plan, cache), anew)
        assert_same(checked(plan, cache), anew)
        with monkeypatch.context() as elsewhere:  # where the files have other names for users
            elsewhere.chdir(plan)
            assert is_known(plan, cache) == is_few(anew)
            assert_same(checked(plan, cache), checked(plan, None))


def test_what_is_remembered_is_shown_without_the_plan(
    plan_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(plan_copy, tmp_path)
    monkeypatch.setattr(assemble_plan_module, "assemble_plan", None)
    loaded = checked(plan_copy, tmp_path)
    assert loaded.is_readable
    assert loaded.head.language == "ja"


@pytest.mark.parametrize(
    "data",
    [
        {"rate": Decimal("0.10"), "years": {"H30": [Decimal(1), {"a": Decimal("1E+3")}]}},
        {"text": '{"\\u0000":"1"}', "none": None, "yes": True, "large": 10**40},
        {"": Decimal(2), "departments": {"": []}},
    ],
)
def test_plain_data_is_remembered_exactly(data: Plain) -> None:
    assert repr(decode_plain(encode_plain(data))) == repr(data)


def test_a_sum_knows_errors_alone(plan_copy: Path, tmp_path: Path) -> None:
    spoil(plan_copy / "18-3.yaml", "４か所開設", "５か所開設")
    folder = Folder.open_at(plan_copy)
    for _ in range(2):
        loaded = load_for_sums(folder, memory=build_memory(plan_copy, tmp_path))
        assert [finding.code.code for finding in loaded.diagnostics] == ["PLT301"]
        assert loaded.diagnostics[0].fix


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# Nothing that an answer depends on is left out of its key


def test_one_changed_file_costs_one_file(plan_copy: Path, tmp_path: Path) -> None:
    checked(plan_copy, tmp_path)
    spoil(plan_copy / "18-3.yaml", "H31: 25", "H31: 27")
    assert (unknown(plan_copy, tmp_path), is_known(plan_copy, tmp_path)) == (["18-3.yaml"], False)
    assert [d.code.code for d in checked(plan_copy, tmp_path).diagnostics if d.is_error]
    spoil(plan_copy / "18-3.yaml", "H31: 27", "H31: 25")
    assert (unknown(plan_copy, tmp_path), is_known(plan_copy, tmp_path)) == ([], True)


def a_comment(plan: Path) -> None:
    spoil(plan / "18-4.yaml", "budget:", "# 見直し\nbudget:")


def a_new_file(plan: Path) -> None:
    shutil.copy(plan / "18-4.yaml", plan / "18-9.yaml")


def a_lost_file(plan: Path) -> None:
    (plan / "18-4.yaml").unlink()


def another_name(plan: Path) -> None:
    (plan / "18-4.yaml").rename(plan / "18-44.yaml")


def two_names_swapped(plan: Path) -> None:
    (plan / "18-4.yaml").rename(plan / "x.yaml")
    (plan / "18-5.yaml").rename(plan / "18-4.yaml")
    (plan / "x.yaml").rename(plan / "18-5.yaml")


def an_unreadable_file(plan: Path) -> None:
    (plan / "18-4.yaml").unlink()
    (plan / "18-4.yaml").mkdir()


def an_empty_file(plan: Path) -> None:
    (plan / "18-4.yaml").write_bytes(b"")


@pytest.mark.parametrize(
    "change",
    [
        a_comment,
        a_new_file,
        a_lost_file,
        another_name,
        two_names_swapped,
        an_unreadable_file,
        an_empty_file,
    ],
)
def test_any_change_of_a_plan_is_seen(
    change: Callable[[Path], None], plan_copy: Path, tmp_path: Path
) -> None:
    checked(plan_copy, tmp_path)
    change(plan_copy)
    assert not is_known(plan_copy, tmp_path)
    assert_same(checked(plan_copy, tmp_path), checked(plan_copy, None))


def test_what_is_asked_is_part_of_the_key(plan_copy: Path, tmp_path: Path) -> None:
    checked(plan_copy, tmp_path)
    assert is_known(plan_copy, tmp_path)
    assert not is_known(plan_copy, tmp_path, as_of=date(2026, 11, 2))
    assert not is_known(plan_copy, tmp_path, level=Severity.WARNING)


def test_a_kind_is_part_of_the_key(tmp_path: Path) -> None:
    """The same bytes are clean as a chapter's file, and not as an initiative's."""
    plan = Path(shutil.copytree(ROOT / "plan", tmp_path / "plan"))
    checked(plan, tmp_path / "cache")
    shutil.copy(plan / "18.yaml", plan / "18-77.yaml")
    assert unknown(plan, tmp_path / "cache") == ["18-77.yaml"]


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the package, as another installation."""
    package = Path(shutil.copytree(ROOT / "src" / "plantool", tmp_path / "plantool"))
    shutil.copytree(ROOT / "schema", package / "schema")
    monkeypatch.setattr(prints, "_PACKAGE", package)
    monkeypatch.setattr(prints, "find_schema_folder", lambda: package / "schema")
    return package


def test_every_part_of_the_program_is_part_of_the_key(installation: Path) -> None:
    before = prints.build_fingerprint()
    assert prints.build_fingerprint() == before
    for part in (
        "schema/initiative.schema.json",
        "rules/money_total.py",
        "syntax/parse.py",
        "loading/build_model.py",
        "model/cell.py",
        "analysis/measure_history.py",
        "diagnostics.py",
    ):
        with (installation / part).open("a") as file:
            file.write(" ")
        after = prints.build_fingerprint()
        assert after != before, part
        before = after


def test_what_is_shown_depends_on_the_code_that_shows(installation: Path) -> None:
    found, before = prints.build_fingerprint(), prints.build_fingerprint(shows=True)
    for part in (
        "reports/phrases.py",
        "render/table_layout.py",
        "render/html/style.css",
        "messages/ja/results.py",
    ):
        os.utime(installation / part, (1, 1))
        after = prints.build_fingerprint(shows=True)
        assert after != before, part
        before = after
    assert prints.build_fingerprint() == found


@pytest.mark.parametrize(
    ("name", "value"),
    [("__version__", "9.9.9"), ("_LIBRARIES", ("jsonschema_rs",))],
)
def test_versions_are_part_of_the_key(
    name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = prints.build_fingerprint()
    monkeypatch.setattr(prints, name, value)
    assert prints.build_fingerprint() != before


@pytest.mark.parametrize("sort", SORTS)
def test_what_another_version_remembered_is_not_known(
    sort: str, plan_copy: Path, tmp_path: Path
) -> None:
    checked(plan_copy, tmp_path)
    pack = pack_of(tmp_path, sort)
    assert CacheFile(pack, prints.build_fingerprint())._lines  # noqa: SLF001 - what is in the file
    assert not CacheFile(pack, "0" * 32)._lines  # noqa: SLF001


# Whatever happens to the cache


def test_findings_are_saved_without_the_pages_that_are_still_being_made(tmp_path: Path) -> None:
    """A page that is written loses what was not asked for; its maker has not asked for all yet."""
    keys = [(f"{number}",) for number in range(50)]
    first = build_memory(tmp_path, tmp_path / "cache")
    for key in keys:
        first.keep_text("site", key, "words")
    first.save_cache()
    second = build_memory(tmp_path, tmp_path / "cache")
    second.keep_text("site", ("new",), "words")
    second.save_findings()
    assert [second.recall_text("site", key) for key in (*keys, ("new",))] == ["words"] * 51


def forget(cache: Path, *sorts: str) -> None:
    """Lose packs, so that the others are asked."""
    for sort in sorts:
        pack_of(cache, sort).unlink(missing_ok=True)


@pytest.mark.parametrize("sort", SORTS)
def test_a_pack_may_be_cut_off_anywhere(sort: str, plan_copy: Path, tmp_path: Path) -> None:
    anew = checked(plan_copy, None)
    checked(plan_copy, tmp_path)
    whole = pack_of(tmp_path, sort).read_bytes()
    for size in range(0, len(whole), len(whole) // 40):
        pack_of(tmp_path, sort).write_bytes(whole[:size])
        forget(tmp_path, *{"plans"} - {sort})
        assert_same(checked(plan_copy, tmp_path), anew)


@pytest.mark.parametrize("sort", SORTS)
def test_a_pack_may_be_damaged_anywhere(sort: str, plan_copy: Path, tmp_path: Path) -> None:
    anew = checked(plan_copy, None)
    checked(plan_copy, tmp_path)
    whole = pack_of(tmp_path, sort).read_bytes()
    for place in range(60, len(whole), len(whole) // 40):
        damaged = bytearray(whole)
        damaged[place] ^= 0x15
        pack_of(tmp_path, sort).write_bytes(damaged)
        forget(tmp_path, *{"plans"} - {sort})
        assert_same(checked(plan_copy, tmp_path), anew)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "null",
        "[]",
        "{}",
        "[[],[]]",
        '[{"id":"18-3"},[]]',
        '[{},[["x","y","1"]]]',
        '[{"measures":5},[]]',
        '[{"id":1,"title":2,"departments":3,"measures":[{}]},[]]',
        "[" * 50_000,
        '["Diagnostic"]',
        '["",true,"ja",["",],["",["Diagnostic",1]]]',
        '["",true,"ja",[""],["",5]]',
        '["os.system","true"]',
        "\u2028\x00",
    ],
)
def test_a_pack_may_say_anything(text: str, sort: str, plan_copy: Path, tmp_path: Path) -> None:
    anew = checked(plan_copy, None)
    checked(plan_copy, tmp_path)
    pack = CacheFile(pack_of(tmp_path, sort), prints.build_fingerprint())
    for key in list(pack._lines):  # noqa: SLF001 - somebody who knows the format
        if key:
            pack.put(key, text)
    pack.save()
    forget(tmp_path, *{"plans"} - {sort})
    assert_same(checked(plan_copy, tmp_path), anew)


def test_a_pack_that_others_may_write_is_not_believed(plan_copy: Path, tmp_path: Path) -> None:
    checked(plan_copy, tmp_path)
    pack_of(tmp_path, "data").chmod(0o666)
    assert len(unknown(plan_copy, tmp_path)) == len(list(plan_copy.iterdir()))


@pytest.mark.parametrize("instead", ["a folder", "a link", "a pipe"])
def test_a_pack_is_a_file_of_its_own(instead: str, plan_copy: Path, tmp_path: Path) -> None:
    anew = checked(plan_copy, None)
    checked(plan_copy, tmp_path)
    pack = pack_of(tmp_path, "plans")
    moved = pack.rename(tmp_path / "moved")
    match instead:
        case "a folder":
            pack.mkdir()
        case "a link":
            pack.symlink_to(moved)
        case _:
            os.mkfifo(pack)
    assert_same(checked(plan_copy, tmp_path), anew)


def test_a_place_that_cannot_be_written_is_left_alone(plan_copy: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    anew = checked(plan_copy, None)
    assert_same(checked(plan_copy, tmp_path / "file" / "cache"), anew)
    assert (tmp_path / "file").read_bytes() == b""


@POSIX_ONLY
def test_a_full_disk_costs_nothing_but_time(plan_copy: Path, tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 - which other systems lack

    # -B: else Python keeps what it compiled, cut off at the limit, for all that come later
    done = subprocess.run(
        [sys.executable, "-B", "-m", "plantool", "--plan", str(plan_copy), "validate"],
        env={**os.environ, "PLANTOOL_CACHE": str(tmp_path), "LANG": "C.UTF-8"},
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(tmp_path.glob("*.pack*")) == []


def test_no_cache_means_none(plan_copy: Path, tmp_path: Path) -> None:
    place = str(tmp_path)
    without = run("--plan", str(plan_copy), "status", "--no-cache", PLANTOOL_CACHE=place)
    assert (without.code, list(tmp_path.iterdir())) == (0, [plan_copy])
    first, second = (
        run("--plan", str(plan_copy), "status", PLANTOOL_CACHE=place) for _ in range(2)
    )
    assert first.out == second.out == without.out
    kept = {path.name.split(".")[1] for path in tmp_path.glob("*.pack")}
    assert kept == {"checks-errors-error", "data", "page-status", "plans"}


def test_many_at_once_do_not_disturb_one_another(plan_copy: Path, tmp_path: Path) -> None:
    def status(_: int) -> str:
        return run("--plan", str(plan_copy), "status", PLANTOOL_CACHE=str(tmp_path)).out

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(status, range(16)))) == 1
    assert unknown(plan_copy, tmp_path) == []
    assert not [path for path in tmp_path.iterdir() if path.suffix not in {".pack", ""}]


def test_the_cache_stays_within_its_bounds(plan_copy: Path, tmp_path: Path) -> None:
    old, older = tmp_path / "old.pack", tmp_path / "older.pack.17"
    for number, path in enumerate((older, old)):
        path.touch()
        os.truncate(path, MOST_BYTES * 2 // 3)  # no byte of it is written
        os.utime(path, (number + 1, number + 1))
    checked(plan_copy, tmp_path)
    assert (old.exists(), older.exists()) == (True, False)


def test_a_pack_that_is_only_read_is_not_the_oldest(plan_copy: Path, tmp_path: Path) -> None:
    checked(plan_copy, tmp_path)
    data, other = pack_of(tmp_path, "data"), tmp_path / "other.pack"
    other.touch()
    os.truncate(other, MOST_BYTES - 1000)
    os.utime(data, (1, 1))
    os.utime(other, (2, 2))
    checked(plan_copy, tmp_path, as_of=date(2026, 11, 2))  # the same files on another day
    assert (data.exists(), other.exists()) == (True, False)


def test_a_pack_forgets_what_is_no_longer_used(plan_copy: Path, tmp_path: Path) -> None:
    path = plan_copy / "18-3.yaml"
    text = path.read_text("utf-8")
    for number in range(60):
        path.write_text(f"{text}# {number}\n", "utf-8")
        checked(plan_copy, tmp_path)
    for sort in SORTS:
        assert len(pack_of(tmp_path, sort).read_bytes().split(b"\n")) < 30


# Other processes


def test_more_processes_read_the_same(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    program = str(ROOT / "benchmarks" / "generate.py")
    subprocess.run([sys.executable, program, "310", str(plan)], check=True)
    spoil(plan / "1-1.yaml", "planned:", "planed:")
    (plan / "1-2.yaml").write_bytes(b"\xff\xfe")
    (plan / "1-3.yaml").write_text("a: [", "utf-8")
    anew = checked(plan, None)
    assert {d.file.rpartition("/")[2] for d in anew.diagnostics} >= {
        "1-1.yaml",
        "1-2.yaml",
        "1-3.yaml",
    }
    assert_same(checked(plan, None, jobs=2), anew)
    assert_same(checked(plan, tmp_path / "cache", jobs=2), anew)
    assert_same(checked(plan, tmp_path / "cache", jobs=2), anew)
    assert unknown(plan, tmp_path / "cache") == ["1-1.yaml", "1-2.yaml", "1-3.yaml"]


def test_a_process_that_is_killed_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tmp_path / "plan"
    program = str(ROOT / "benchmarks" / "generate.py")
    subprocess.run([sys.executable, program, "320", str(plan)], check=True)
    anew = checked(plan, None)
    parent = os.getpid()

    read = read_file.read_clean_data
    monkeypatch.setattr(read_file, "read_clean_data", lambda file: _or_killed(file, read, parent))
    assert_same(checked(plan, None, jobs=2), anew)


def _or_killed(file: FileContent, read: Callable[[FileContent], Plain], parent: int) -> Plain:
    if os.getpid() != parent and file.name == "1-3.yaml":
        os.kill(os.getpid(), signal.SIGKILL)
    return read(file)


def test_a_plan_without_findings_is_built_from_memory(plan_copy: Path, tmp_path: Path) -> None:
    checked(plan_copy, tmp_path)
    memory = build_memory(plan_copy, tmp_path)
    plan, _ = assemble_plan(PlanContents(Folder.open_at(plan_copy)), memory)
    assert replace(checked(plan_copy, None).plan, diagnostics=()) == plan
