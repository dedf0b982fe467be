"""Writes what the docs say twice: commands, fields, findings, and the screens in the READMEs.

``python docs/refresh.py`` writes, ``--check`` only tells what is out of date.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from typer.main import get_command

from plantool.checking import pages
from plantool.checking.registry import CODES
from plantool.cli.app import app
from plantool.cli.command_group import load_command, name_help
from plantool.cli.commands import yield_commands
from plantool.loading.schema import KINDS, load_schema
from plantool.messages import catalogue
from plantool.render import markdown
from plantool.reports.rule_pages import build_rule_page
from plantool.tables.definitions import TABLES, describe_column, describe_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Code
    from plantool.messages import Catalogue

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

sys.path.insert(0, str(ROOT))  # the tests
from tests.cases import CASES  # noqa: E402

_BLOCK = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)
_NOTICE = "<!-- Written by docs/refresh.py; do not edit. -->\n"
_PAGES_WITH_BLOCKS = (
    ("README.md", "en"),
    ("README.ja.md", "ja"),
    ("docs/results.md", "en"),
    ("docs/ja/results.md", "ja"),
    ("docs/data.md", "en"),
    ("docs/ja/data.md", "ja"),
    ("docs/importing.md", "en"),
    ("docs/ja/importing.md", "ja"),
    ("docs/fleet.md", "en"),
    ("docs/ja/fleet.md", "ja"),
)


_WORDS = {
    "commands": {"en": "Commands", "ja": "コマンド"},
    "option": {"en": "| option | meaning |", "ja": "| オプション | 意味 |"},
    "values": {"en": " ({})", "ja": "（{}）"},
    "help": {"en": "Show this message", "ja": "この説明を表示する"},
    "format": {"en": "The data format", "ja": "データの形式"},
    "key": {"en": "| key | title | meaning |", "ja": "| キー | 名称 | 意味 |"},
    "column": {
        "en": "| column | type | meaning | from |",
        "ja": "| 列 | 型 | 意味 | もとのキー |",
    },
    "see": {"en": "Keys: {}.", "ja": "キー: {}。"},
    "or": {"en": ", ", "ja": "、"},
}


_BILINGUAL = {"en": {"description"}, "ja": {"title", "description"}}


class Screen(NamedTuple):
    """A command whose output a page shows, on a copy of ``plan``; ``change`` is made there.

    Beside the copy is ``before``, another one without the change.
    """

    command: str
    change: tuple[str, str, str] | None = None
    plan: Path = ROOT / "plan"


WARD = ROOT / "examples" / "ward" / "plan"
_PROMISED = """\
    planned: {H30: ２か所開設, H31: ２か所開設}
    total: ４か所開設
    target: 計16か所
budget:
  planned: {H30: 26, H31: 25}
  total: 51
"""
_LESS = """\
    planned: {H30: ２か所開設, H31: １か所開設}
    total: ３か所開設
    target: 計15か所
budget:
  planned: {H30: 26, H31: 20}
  total: 46
"""
SCREENS = {
    "status": Screen("plantool status --section 2 --year 31 --as-of 2020-06-30"),
    "budget": Screen("plantool budget --year 31"),
    "show": Screen("plantool show 18-3"),
    "why": Screen("plantool status 1-1 2-6 3-9 --year R1 --as-of 2020-07-31 --why", plan=WARD),
    "compare": Screen("plantool budget --compare --chapter 2 --by section --year R1", plan=WARD),
    "summary": Screen("plantool status --summary --year R1 --as-of 2020-07-31", plan=WARD),
    "diff": Screen("plantool diff before plan", ("18-3.yaml", _PROMISED, _LESS)),
    "finding": Screen("plantool validate", ("18-3.yaml", "total: ４か所開設", "total: ５か所開設")),
}


def main() -> int:
    """Write or check every generated file; return the exit code."""
    check = sys.argv[1:] == ["--check"]
    generated = dict(_generated())
    stale = [path for path, text in generated.items() if _written(path) != text]
    pages = {*(DOCS / "rules").rglob("*.md")}
    gone = sorted(pages - generated.keys())  # of rules that are no more
    for path in stale if not check else ():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(generated[path], "utf-8")
    for path in gone if not check else ():
        path.unlink()
    for path in (*stale, *gone):
        print(f"{path.relative_to(ROOT)} {'is out of date: run make docs' if check else 'written'}")
    return int(check and bool(stale or gone))


def _written(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _generated() -> Iterator[tuple[Path, str]]:
    for name, lines in (
        ("commands", _commands("en")),
        ("ja/commands", _commands("ja")),
        ("format", _format("en")),
        ("ja/format", _format("ja")),
        ("cases", _cases()),
    ):
        yield DOCS / f"{name}.md", "\n".join(lines) + "\n"
    yield from _rules()
    for name, language in _PAGES_WITH_BLOCKS:
        path = ROOT / name
        yield path, _fill(path.read_text("utf-8"), language)


def _fill(text: str, language: str) -> str:
    """Write the marked blocks of a page anew."""

    def block(found: re.Match[str]) -> str:
        name = found[2]
        if name in {"mapping", "fleet"}:
            body = _schema_tables(name, language)
        elif name == "commands":
            body = _command_table(language)
        elif name == "tables":
            body = "\n".join(_yield_fact_tables(catalogue(language)))
        else:
            body = _screen(SCREENS[name], language)
        return f"{found[1]}{body}\n{found[3]}"

    return _BLOCK.sub(block, text)


def _screen(screen: Screen, language: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("before", "plan"):
            shutil.copytree(screen.plan, Path(folder) / name)
        if screen.change:
            name, old, new = screen.change
            path = Path(folder) / "plan" / name
            text = path.read_text("utf-8")
            if old not in text:
                sys.exit(f"{name} has nothing to change for {screen.command}")
            path.write_text(text.replace(old, new), "utf-8")
        done = subprocess.run(  # noqa: S603 - plantool itself
            [sys.executable, "-m", *screen.command.split()],
            cwd=folder,
            env={**os.environ, "PLANTOOL_LANG": language},
            capture_output=True,
            check=False,
        )
    if done.returncode > 1:
        sys.exit(f"{screen.command} failed: {done.stderr.decode('utf-8')}")
    output = done.stdout.decode("utf-8").strip("\n")
    return f"```console\n$ {screen.command}\n{output}\n```"


def _command_table(language: str) -> str:
    texts = catalogue(language)
    head = {"en": "| command | does |", "ja": "| コマンド | 内容 |"}[language]
    rows = [f"| `plantool {name}` | {texts(name_help(name))} |" for name in yield_commands()]
    return "\n".join([head, "|---|---|", *rows])


def _yield_fact_tables(texts: Catalogue) -> Iterator[str]:
    """Yield the tables of facts: what a row is, and what its columns mean."""
    for table in TABLES:
        yield f"\n### {table.name}\n"
        yield f"{describe_table(table, texts)}\n"
        yield _WORDS["column"][texts.language]
        yield "|---|---|---|---|"
        for column in table.columns:
            star = " *" if column.name in table.key else ""
            source = f"`{column.source}`" if column.source else ""
            kind = texts(f"export.type.{column.type.value}")
            meaning = describe_column(column, texts).replace("|", "\\|")
            yield f"| `{column.name}`{star} | {kind} | {meaning} | {source} |"


def _commands(language: str) -> Iterator[str]:
    yield f"{_NOTICE}# {_WORDS['commands'][language]}\n"
    yield "`plantool [OPTIONS] COMMAND`\n"
    texts = catalogue(language)
    yield from _options(get_command(app).params, texts)
    for name in yield_commands():
        command = load_command(name)
        arguments = [p.metavar for p in command.params if p.param_type_name == "argument"]
        yield f"\n## plantool {' '.join([name, *(a or '' for a in arguments)]).strip()}\n"
        yield f"{texts(name_help(name))}\n"
        yield from _options(command.params, texts)


def _options(params: list[Any], texts: Catalogue) -> Iterator[str]:
    language = texts.language
    if params:
        yield _WORDS["option"][language]
        yield "|---|---|"
    for param in params:
        names = ", ".join(f"`{name}`" for name in (*param.opts, *param.secondary_opts))
        if param.param_type_name == "argument":
            names = f"`{param.metavar or param.name.upper()}`"
        choices = getattr(param.type, "choices", ())
        listed = ", ".join(str(getattr(choice, "value", choice)) for choice in choices)
        values = _WORDS["values"][language].format(listed) if choices else ""
        meaning = texts(param.help) if param.help else _WORDS["help"][language]
        yield f"| {names} | {meaning}{values} |"


def _format(language: str) -> Iterator[str]:
    yield f"{_NOTICE}# {_WORDS['format'][language]}\n"
    folder = DOCS if language == "en" else DOCS / language
    yield (folder / "format-intro.md").read_text("utf-8").rstrip("\n")
    for kind in KINDS:
        yield from _FormatTables(_in_language(load_schema(kind), language), language).yield_lines()


def _schema_tables(kind: str, language: str) -> str:
    schema = _in_language(load_schema(kind), language)
    return "\n".join(_FormatTables(schema, language).yield_lines())


def _in_language(part: Any, language: str) -> Any:  # noqa: ANN401 - a schema is any JSON
    """Return a schema whose descriptions, ``日本語 / English``, are in one language.

    So are the titles in Japanese; in English the plan's own word stands beside ours.
    """
    if isinstance(part, list):
        return [_in_language(item, language) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: re.split(" ?/ ", text, maxsplit=1)[-1 if language == "en" else 0]
        if key in _BILINGUAL[language] and isinstance(text, str)
        else _in_language(text, language)
        for key, text in part.items()
    }


class _Keys(NamedTuple):
    """An object of a schema: where it stands, its name in $defs, and its part of the schema."""

    place: str
    name: str
    part: dict[str, Any]


class _FormatTables:
    """The tables of one kind of file: one for the file, and one for each object with a name."""

    def __init__(self, schema: dict[str, Any], language: str) -> None:
        self.schema = schema
        self.words = {key: texts[language] for key, texts in _WORDS.items()}
        self.named: dict[str, dict[str, Any]] = {}  # in the order in which keys lead to them
        self.places: dict[int, str] = {}  # of objects without a name, which stand where they are

    def yield_lines(self) -> Iterator[str]:
        yield from self._yield_table(self.schema, "##")
        done: set[str] = set()
        while more := [name for name in self.named if name not in done]:
            done.add(more[0])
            yield from self._yield_table(self.named[more[0]], "###")

    def _yield_table(self, part: dict[str, Any], level: str) -> Iterator[str]:
        yield f"\n{level} {part['title']}\n"
        yield f"{part['description']}\n"
        yield self.words["key"]
        yield "|---|---|---|"
        yield from self._yield_rows(part, "")
        held = (keys for keys in _yield_keys(part, self.schema, "") if keys.place)
        yield from self._yield_inner_rows([k._replace(place=k.place.lstrip(".")) for k in held])

    def _yield_rows(self, part: dict[str, Any], prefix: str) -> Iterator[str]:
        """Yield a row for each key of an object and of those within it that have no name.

        Not of cells and amounts (which need not be objects): the text before explains them.
        """
        for key, value in part.get("properties", {}).items():
            field = _resolved(value, self.schema)
            if "title" not in field:  # a condition on a key that has its row elsewhere
                continue
            name = f"`{prefix}{key}`" + (" *" if key in part.get("required", ()) else "")
            inner = list(_yield_keys(value, self.schema, f"{prefix}{key}"))
            meaning = " ".join(filter(None, (field.get("description"), self._refer(inner))))
            yield f"| {name} | {field['title']} | {meaning} |"
            yield from self._yield_inner_rows(inner)

    def _yield_inner_rows(self, inner: list[_Keys]) -> Iterator[str]:
        for place, name, part in inner:
            if not name and id(part["properties"]) not in self.places:
                self.places[id(part["properties"])] = place
                yield from self._yield_rows(part, f"{place}.")

    def _refer(self, inner: list[_Keys]) -> str:
        """Name the tables of the objects that a key holds, or where their keys stand."""
        links = []
        for _, name, part in inner:
            if name:
                self.named.setdefault(name, part)
                anchor = re.sub(r"[^\w\- ]", "", part["title"].lower()).replace(" ", "-")
                links.append(f"[{part['title']}](#{anchor})")
            elif (place := self.places.get(id(part["properties"]))) is not None:
                links.append(f"`{place}`")
        return self.words["see"].format(self.words["or"].join(links)) if links else ""


def _yield_keys(value: dict[str, Any], schema: dict[str, Any], place: str) -> Iterator[_Keys]:
    """Yield the objects that a field may be, or that its list or map holds.

    What has a name is one of them as a whole, with all that it holds.
    """
    name = str(value.get("$ref", "")).rpartition("/")[2]
    field = _resolved(value, schema)
    if isinstance(field.get("type"), list):
        return
    if name and _has_table(schema["$defs"][name]):
        yield _Keys(place, name, schema["$defs"][name])
        return
    if "properties" in field:
        yield _Keys(place, "", field)
    for key, step in (("items", "[]"), ("additionalProperties", ".<…>")):
        if isinstance(field.get(key), dict):
            yield from _yield_keys(field[key], schema, f"{place}{step}")
    if "properties" not in field:  # of an object or a list of such, only the object
        for branch in ("else", "then"):
            if "items" not in field.get(branch, {"items": None}):
                yield from _yield_keys(field[branch], schema, place)


def _has_table(part: dict[str, Any]) -> bool:
    """Tell whether an object has words of its own for a heading."""
    return {"title", "description", "properties"} <= part.keys() and isinstance(part["type"], str)


def _resolved(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in part:
        return part
    target: dict[str, Any] = schema["$defs"][part["$ref"].rpartition("/")[2]]
    resolved = _resolved(target, schema)
    return (
        {**resolved, **{k: v for k, v in part.items() if k != "$ref"}}
        if len(part) > 1
        else resolved
    )


def _cases() -> Iterator[str]:
    """Yield the table of the faults seen from outside, from the tests that hold them."""
    for module in sorted((ROOT / "tests" / "cases").glob("test_*.py")):
        import_module(f"tests.cases.{module.stem}")
    yield f"{_NOTICE}# Cases from outside\n"
    yield "Faults that somebody could meet, what is right instead, and the test that holds it.\n"
    yield "| case | seen as | right outcome | test |"
    yield "|---|---|---|---|"
    for case in sorted(CASES, key=lambda case: case.name):
        outcome = case.outcome.replace("|", "\\|")
        yield f"| {case.name} | {case.source.value} | {outcome} | `{case.test}` |"


def _rules() -> Iterator[tuple[Path, str]]:
    """Yield the table of rules and, in both languages, the page of each."""
    folder = DOCS / "rules"
    yield folder / "README.md", "\n".join(_rule_table()) + "\n"
    for language, place in (("en", folder), ("ja", folder / "ja")):
        texts = catalogue(language)
        for code in CODES:
            body = "".join(markdown.render(build_rule_page(code, texts), texts))
            yield place / f"{code.code}.md", f"{_NOTICE}{body}"


def _rule_table() -> Iterator[str]:
    yield f"{_NOTICE}# What validate finds / 検査の一覧\n"
    yield "`plantool explain CODE` prints these pages. / `plantool explain` でも読めます。\n"
    for family, codes in groupby(CODES, lambda code: code.family):
        key = f"family.{family.name.lower()}"
        yield f"\n## {catalogue('en')(key)} / {catalogue('ja')(key)}\n"
        yield "| code | name | severity | English | 日本語 |"
        yield "|---|---|---|---|---|"
        yield from map(_rule_row, codes)


def _rule_row(code: Code) -> str:
    page = pages.read_page(code)
    english, japanese = (page.summarize_in(lang).replace("|", "\\|") for lang in ("en", "ja"))
    link, japanese = f"[{code.code}]({code.code}.md)", f"[{japanese}](ja/{code.code}.md)"
    return f"| {link} | {code.name} | {code.severity.value} | {english} | {japanese} |"


if __name__ == "__main__":
    sys.exit(main())
