"""Cases of what a hand types: the slip is named where it is, and mended where it is certain."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plantool.checking.check_plan import load_and_check
from plantool.checking.fixing import apply_all_fixes
from plantool.loading.folder import Folder
from plantool.messages import catalogue
from plantool.syntax.parse import parse_document
from tests.cases import Source, case, copy_plan
from tests.cases.typed import CHAPTER, MEANT, PLAN, SLIPS, Slip

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from plantool.diagnostics import Diagnostic

AS_OF = date(2026, 5, 1)


def lay(folder: Path, **files: str) -> Folder:
    """Write the small plan, with other files by their names."""
    for name, text in {"plan": PLAN, "1": CHAPTER, "1-1": MEANT, **files}.items():
        (folder / (name if "." in name else f"{name}.yaml")).write_bytes(text.encode())
    return Folder.open_at(folder)


def found(folder: Folder) -> list[Diagnostic]:
    return list(load_and_check(folder, AS_OF).diagnostics)


def name_places(findings: Iterable[Diagnostic]) -> list[str]:
    return [f"{d.code.code} {d.span.line}:{d.span.column}" for d in findings]


def places(folder: Folder) -> list[str]:
    return name_places(found(folder))


def mended(folder: Folder, *, unsafe: bool = False, name: str = "1-1.yaml") -> str | None:
    """Return what ``--fix`` makes of a file; None where it makes nothing of it."""
    done = apply_all_fixes(
        folder, AS_OF, lambda ds: [d for d in ds if d.fix and (unsafe or d.fix.safe)]
    )
    return done.after[name].decode() if name in done.after else None


def typed(slip: Slip) -> str:
    assert slip.meant in MEANT
    return MEANT.replace(slip.meant, slip.typed, 1)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: repr(slip.typed))
def test_a_slip_is_found_at_its_place_and_mended_as_it_was_meant(
    slip: Slip, tmp_path: Path
) -> None:
    """What is offered can be read, and there is help for all that is found."""
    folder = lay(tmp_path, **{"1-1": typed(slip)})
    findings = found(folder)
    assert f"{slip.code} {slip.place}" in name_places(findings)
    first = int(slip.place.split(":")[0])
    lines = range(first, first + slip.typed.count("\n") + 1)
    assert all(d.span.line in lines for d in findings if d.is_error)
    if slip.fixed is None:
        assert mended(folder) is None
    else:
        assert mended(folder) == MEANT.replace(slip.meant, slip.fixed or slip.meant, 1)
    text = mended(folder, unsafe=True)
    if slip.offered:
        assert text == MEANT.replace(slip.meant, slip.offered, 1)
    assert text is None or parse_document(text.encode(), "1-1.yaml").root is not None
    for diagnostic in findings:
        for language in ("ja", "en"):
            assert catalogue(language).message(diagnostic)
            assert catalogue(language).help(diagnostic)


@pytest.mark.parametrize(
    "years",
    [
        "{baseline: [R6]，planned: [R7，R8]}",
        "｛baseline: ［R6］, planned: ［R7, R8］｝",
        "｛baseline：［Ｒ６］，planned：［Ｒ７，Ｒ８］｝",
    ],
)
def test_lists_of_years_are_mended_within_wide_brackets(tmp_path: Path, years: str) -> None:
    folder = lay(tmp_path, plan=PLAN.replace("{baseline: [R6], planned: [R7, R8]}", years))
    assert len(found(folder)) == 1
    assert mended(folder, name="plan.yaml") == PLAN


@pytest.mark.parametrize("section", ["{id: １, title: まち}", "{id：１, title：まち}"])
def test_a_wide_id_of_a_section_is_found_where_it_stands(tmp_path: Path, section: str) -> None:
    folder = lay(tmp_path, **{"1": CHAPTER.replace("{id: 1, title: まち}", section)})
    assert [(d.file.rpartition("/")[2], d.span.line) for d in found(folder)] == [("1.yaml", 4)]
    assert mended(folder, name="1.yaml") == CHAPTER


def test_a_tab_among_rows_of_a_group_is_mended(tmp_path: Path) -> None:
    inner = MEANT[MEANT.index("  - id: koen") : MEANT.index("budget:")]
    rows = "".join(f"    {line}\n" for line in inner.splitlines())
    group = MEANT.replace(inner, f"  - id: gun\n    name: 群\n    measures:\n{rows}")
    folder = lay(tmp_path, **{"1-1": group.replace("        unit: か所", "\tunit: か所")})
    assert places(folder) == ["PLT005 14:1"]
    assert mended(folder) == group


def of(meant: str, typed: str) -> str:
    return MEANT.replace(meant, typed, 1)


def assert_mended(folder: Path, *texts: str) -> None:
    """Every text has findings, and ``--fix`` alone makes what was meant of it."""
    for text in texts:
        assert text != MEANT
        assert mended(lay(folder, **{"1-1": text})) == MEANT, text


@case(Source.HAND, "`{R7: 45000，R8: 62500}` is named as 全角の「，」, and mended")
def test_typed_full_width_comma(tmp_path: Path) -> None:
    text = of("{R7: 45000, R8", "{R7: 45000，R8")
    (slip,) = found(lay(tmp_path, **{"1-1": text}))
    assert "全角の「，」" in catalogue("ja").message(slip)
    assert_mended(tmp_path, text)


@case(Source.HAND, "`｛R7: 45000｝` and `［環境部 公園課］` get `{ }` and `[ ]`, and no quotes")
def test_typed_full_width_brackets(tmp_path: Path) -> None:
    assert_mended(
        tmp_path,
        of("{R7: 45000, R8: 62500}", "｛R7: 45000, R8: 62500｝"),
        of("[環境部 公園課]", "［環境部 公園課］"),
    )


@case(
    Source.HAND,
    "`－ id:`, `-id:`, `section: １` and `id: １－１` are named at their line and mended",
)
def test_typed_dashes_and_digits(tmp_path: Path) -> None:
    assert_mended(
        tmp_path,
        of("- id: koen", "－ id: koen"),
        of("- id: koen", "-id: koen"),
        of("section: 1", "section: １"),
        of("id: 1-1", "id: １－１"),
    )


@case(Source.HAND, "a tab before a key becomes the indentation of the keys beside it")
def test_typed_tab(tmp_path: Path) -> None:
    assert_mended(tmp_path, of("    unit:", "\tunit:"), of("  total: 107500", "\ttotal: 107500"))


@case(Source.HAND, "`45,000` in `{ }` is 45000; 000 is not taken for a year")
def test_typed_thousands(tmp_path: Path) -> None:
    text = of("R7: 45000, R8: 62500", "R7: 45,000, R8: 62,500")
    (slip,) = found(lay(tmp_path, **{"1-1": text}))
    assert "45000" in catalogue("ja").help(slip)
    assert_mended(tmp_path, text)


@case(Source.HAND, "where the dash of an item is missing, that is said, and mended")
def test_typed_missing_dash(tmp_path: Path) -> None:
    text = of("  - id: koen", "    id: koen")
    (slip,) = found(lay(tmp_path, **{"1-1": text}))
    assert "「- 」がありません" in catalogue("ja").message(slip)
    assert_mended(tmp_path, text)


@case(Source.HAND, "two pasted lines of text are told that `|-` is missing")
def test_typed_pasted_lines(tmp_path: Path) -> None:
    text = of("公園を整備する。", "公園を整備する。\n緑を増やす。")
    (slip,) = found(lay(tmp_path, **{"1-1": text}))
    assert "「|-」がありません" in catalogue("ja").message(slip)


@case(Source.HAND, "indentation that is off by one: its own line and the column of its siblings")
def test_typed_indentation(tmp_path: Path) -> None:
    text = of("    unit: か所", "     unit: か所")
    (slip,) = found(lay(tmp_path, **{"1-1": text}))
    assert (slip.span.line, "5桁目" in catalogue("ja").help(slip)) == (11, True)
    assert_mended(tmp_path, text)


@case(Source.HAND, "a comma in words within `{ }` needs quotes; no line is to be removed")
def test_typed_comma_in_words(tmp_path: Path) -> None:
    folder = lay(tmp_path, **{"1-1": of("工事は完了", "累計 2,273百万円")})
    (slip,) = found(folder)
    assert "引用符" in catalogue("ja").help(slip)
    assert mended(folder) == of("工事は完了", '"累計 2,273百万円"')


def test_all_slips_of_a_file_are_found_at_once(tmp_path: Path) -> None:
    text = MEANT.replace("title:", "title：").replace("unit:", "unit：").replace("- id", "－ id")
    folder = lay(tmp_path, **{"1-1": text})
    assert places(folder) == ["PLT008 2:6", "PLT008 7:3", "PLT008 11:9"]
    assert mended(folder) == MEANT


@case(Source.HAND, "a full-width blank after the colon is named, and mended")
def test_typed_full_width_blank(tmp_path: Path) -> None:
    text = MEANT.replace("{R7: 45000,", "{R7:　45000,").replace("title: ", "title:　")
    folder = lay(tmp_path, **{"1-1": text})
    assert [catalogue("ja").message(d) for d in found(folder)] == [
        "YAML として読めません: 全角の空白があります"
    ] * 2
    assert mended(folder) == MEANT


@case(Source.HAND, "`money：{unit: 千円}` becomes `money: {unit: 千円}`")
def test_typed_money_with_full_width_colon(tmp_path: Path) -> None:
    folder = lay(tmp_path, plan=PLAN.replace("money: ", "money："))
    assert "PLT021 5:6" in places(folder)
    assert mended(folder, name="plan.yaml") == PLAN


@case(Source.HAND, "a file that looks like one of the plan's and is not read is a finding")
def test_typed_file_names(tmp_path: Path) -> None:
    names = ["1-5.yaml.txt", "1-6.yaml.bak", "1-7", "1-8.yaml~", "1-9.txt", "1-10,yaml"]
    free = ["README.md", "README", "資料.docx", ".1-5.yaml.swp", "Makefile", "LICENSE", "メモ.txt"]
    folder = lay(tmp_path)
    for name in (*names, *free):
        (tmp_path / name).write_text(MEANT, "utf-8")
    assert {(d.file.rpartition("/")[2], d.code.code) for d in found(folder)} == {
        ("1-5.yaml.txt", "PLT114"),
        ("1-6.yaml.bak", "PLT221"),
        ("1-7", "PLT114"),
        ("1-8.yaml~", "PLT221"),
        ("1-9.txt", "PLT114"),
        ("1-10,yaml", "PLT114"),
    }


@case(Source.HAND, "a blank amount is unknown, which is said (info)")
def test_typed_blank_amount(tmp_path: Path) -> None:
    block = "  planned:\n    R7:\n    R8: 62500\n"
    text = MEANT.replace("  planned: {R7: 45000, R8: 62500}\n", block)
    assert places(lay(tmp_path, **{"1-1": text})) == ["PLT515 19:5"]
    flow = MEANT.replace("{R7: 45000,", "{R7: ,")
    assert places(lay(tmp_path, **{"1-1": flow})) == ["PLT515 18:13"]
    assert places(lay(tmp_path, **{"1-1": MEANT.replace("R7: 45000", "R7: null")})) == []


@case(
    Source.HAND, "a copied file with only its id changed is named with the one it was copied from"
)
def test_typed_copied_file(tmp_path: Path) -> None:
    folder = lay(tmp_path, **{"1-2": MEANT.replace("id: 1-1", "id: 1-2")})
    (copy,) = found(folder)
    assert (copy.code.code, copy.file.rpartition("/")[2]) == ("PLT220", "1-2.yaml")
    assert dict(copy.arguments) == {"first": "1-1", "id": "1-2"}


@case(Source.PLAN, "a line break within Japanese text that becomes a blank is found, and joined")
def test_folded_japanese(tmp_path: Path) -> None:
    folder = Folder.open_at(copy_plan("folded-japanese", tmp_path))
    assert [(d.code.code, d.span.line) for d in found(folder)] == [
        ("PLT609", 5),
        ("PLT609", 6),
        ("PLT609", 11),
    ]
    text = mended(folder) or ""
    assert "  区民の自由な発想でまちを育てる事業を支援します。\n" in text
    assert "    name: 地域の広場\n" in text
