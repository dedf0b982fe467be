"""Slips of a hand: what was meant, what was typed, and what plantool is to say and to do."""

from __future__ import annotations

from typing import NamedTuple

PLAN = """\
title: 架空市実行計画
publisher: {name: 架空市}
language: ja
years: {baseline: [R6], planned: [R7, R8]}
money: {unit: 千円}
departments:
  環境部: [公園課]
"""
CHAPTER = """\
id: 1
title: 暮らし
sections:
  - {id: 1, title: まち}
"""
MEANT = """\
id: 1-1
title: 公園の整備
section: 1
summary: 公園を整備する。
departments: [環境部 公園課]
measures:
  - id: koen
    name: 公園の数
    kind: level
    direction: up
    unit: か所
    baseline: {R6: 10}
    planned: {R7: 11, R8: 12}
    target: 12
    results:
      R7: {value: 11, note: 工事は完了}
budget:
  planned: {R7: 45000, R8: 62500}
  total: 107500
"""


class Slip(NamedTuple):
    """``typed`` instead of ``meant``: found as ``code`` at ``place``.

    ``fixed`` is what ``--fix`` makes of it: what was ``meant`` unless it says otherwise; None where
    no safe fix is known. ``offered`` is what ``--fix --unsafe`` makes of it then.
    """

    meant: str
    typed: str
    code: str
    place: str
    fixed: str | None = ""
    offered: str | None = None


_TITLE = "title: 公園の整備"
_SUMMARY = "summary: 公園を整備する。"
_DEPARTMENTS = "departments: [環境部 公園課]"
_ITEM = "  - id: koen"
_NAME = "    name: 公園の数"
_UNIT = "    unit: か所"
_ROW = "    planned: {R7: 11, R8: 12}"
_RESULT = "      R7: {value: 11, note: 工事は完了}"
_MONEY = "  planned: {R7: 45000, R8: 62500}"
_TOTAL = "  total: 107500"
_LINES = "summary: |-\n  公園を整備する。\n  緑を増やす。"
_LIST = "departments:\n  - 環境部 公園課"

COLONS_AND_BLANKS = [
    Slip(_TITLE, "title:　公園の整備", "PLT008", "2:7"),
    Slip(_TITLE, "title：公園の整備", "PLT008", "2:6"),
    Slip(_TITLE, "title： 公園の整備", "PLT008", "2:6"),
    Slip(_TITLE, "title：　公園の整備", "PLT008", "2:6"),
    Slip(_TITLE, "title:公園の整備", "PLT008", "2:7"),
    Slip(_TITLE, "title :　公園の整備", "PLT008", "2:8", "title : 公園の整備"),
    Slip(_TITLE, "title:\u00a0公園の整備", "PLT008", "2:7"),
    Slip(_TITLE, "title 公園の整備", "PLT008", "2:6"),
    Slip(_TITLE, "title　公園の整備", "PLT008", "2:6"),
    Slip(_TITLE, "title; 公園の整備", "PLT008", "2:6"),
    Slip(_TITLE, "title=公園の整備", "PLT008", "2:6"),
    Slip(_TITLE, "ｔｉｔｌｅ: 公園の整備", "PLT101", "2:1"),
    Slip(_TITLE, "ｔｉｔｌｅ：公園の整備", "PLT008", "2:1"),
    Slip("section: 1", "section：１", "PLT008", "3:8", "section: 1"),
    Slip("section: 1", "section:1", "PLT008", "3:9"),
    Slip("id: 1-1", "id：1-1", "PLT008", "1:3"),
    Slip("id: 1-1", "id:1-1", "PLT008", "1:4"),
    Slip("id: 1-1", "ｉｄ: 1-1", "PLT101", "1:1"),
    Slip("budget:", "budget：", "PLT008", "17:7"),
    Slip("budget:", "budget", "PLT008", "17:7"),
    Slip("budget:", "budget;", "PLT008", "17:7"),
    Slip("measures:", "measures:　", "PLT008", "6:10"),
    Slip("measures:", "measures", "PLT008", "6:9"),
    Slip(_TOTAL, "  total： 107500", "PLT008", "19:8"),
    Slip(_TOTAL, "  total:　１０７，５００", "PLT008", "19:9"),
    Slip(_UNIT, "    unit：か所", "PLT008", "11:9"),
]
NUMBERS_AND_WORDS = [
    Slip("section: 1", "section: １", "PLT203", "3:10"),
    Slip("id: 1-1", "id: １－１", "PLT021", "1:5"),
    Slip("id: 1-1", "id: 1－1", "PLT021", "1:5"),
    Slip("id: 1-1", "id: 1ー1", "PLT021", "1:5"),
    Slip("id: 1-1", "id: 1‐1", "PLT021", "1:5"),
    Slip("kind: level", "kind: ｌｅｖｅｌ", "PLT104", "9:11"),
    Slip("kind: level", "kind: level　", "PLT104", "9:11"),
    Slip(_TOTAL, "  total: 107，500", "PLT116", "19:10"),
    Slip(_MONEY, "  planned: {R7: 45,000, R8: 62,500}", "PLT021", "18:19"),
    Slip(_MONEY, "  planned: {R7: 45，000, R8: 62500}", "PLT116", "18:17"),
    Slip(_MONEY, "  planned: {R7: 45, 000, R8: 62500}", "PLT021", "18:19"),
    Slip(_MONEY, "  planned: {R7: ４５,０００, R8: ６２,５００}", "PLT021", "18:19"),
    Slip(
        _MONEY,
        "  planned: {R7: △45,000, R8: 62500}",
        "PLT021",
        "18:20",
        "  planned: {R7: -45000, R8: 62500}",
    ),
    Slip(
        "{value: 11, note: 工事は完了}",
        "{value: 11件, うち新規 3件}",
        "PLT021",
        "16:22",
        '{value: "11件, うち新規 3件"}',
    ),
    Slip(
        "note: 工事は完了",
        "note: 累計 2,273百万円",
        "PLT021",
        "16:33",
        'note: "累計 2,273百万円"',
    ),
    Slip(
        "note: 工事は完了",
        "note: 公園, 緑地を整備",
        "PLT021",
        "16:31",
        'note: "公園, 緑地を整備"',
    ),
    Slip(
        "note: 工事は完了",
        "note: 工事: 完了",
        "PLT008",
        "16:29",
        None,
        'note: "工事: 完了"',
    ),
    Slip(
        "note: 工事は完了",
        "note: 工事は[一部]完了",
        "PLT008",
        "16:29",
        None,
        'note: "工事は[一部]完了"',
    ),
    Slip(_TITLE, "title: @公園", "PLT008", "2:8", None, 'title: "@公園"'),
    Slip(_TITLE, "title: [新規] 公園", "PLT008", "2:13", None, 'title: "[新規] 公園"'),
    Slip(_TITLE, "title: 公園: 第1期", "PLT008", "2:10", None, 'title: "公園: 第1期"'),
]
BRACKETS = [
    Slip(
        _RESULT,
        "      R7: {value: 11, note: https://example.jp/koen}",
        "PLT008",
        "16:29",
        fixed='      R7: {value: 11, note: "https://example.jp/koen"}',
    ),
    Slip(_MONEY, "  planned: {R7: 45000，R8: 62500}", "PLT008", "18:22"),
    Slip(_MONEY, "  planned: {R7: 45000、R8: 62500}", "PLT008", "18:22"),
    Slip(_MONEY, "  planned: ｛R7: 45000, R8: 62500｝", "PLT008", "18:12"),
    Slip(_MONEY, "  planned: ｛R7: 45000, R8: 62500}", "PLT008", "18:12"),
    Slip(_MONEY, "  planned: {R7: 45000; R8: 62500}", "PLT008", "18:22"),
    Slip(_MONEY, "  planned: {R7: 45000；R8: 62500}", "PLT008", "18:22"),
    Slip(
        _MONEY,
        "  planned: ｛R7: 45000，\n            R8: 62500｝",
        "PLT008",
        "18:12",
        "  planned: {R7: 45000,\n            R8: 62500}",
    ),
    Slip(
        "{value: 11, note: 工事は完了}",
        "｛value: 11, note: ［R7］の工事｝",
        "PLT008",
        "16:11",
        "{value: 11, note: ［R7］の工事}",
    ),
    Slip(_ROW, "    planned: ｛Ｒ７：１１，Ｒ８：１２｝", "PLT021", "13:14"),
    Slip(_ROW, "    planned: {R7：11, R8：12}", "PLT021", "13:17"),
    Slip(_ROW, "    planned: {R7:11, R8:12}", "PLT008", "13:18"),
    Slip(_ROW, "    planned: {R7:　11, R8:　12}", "PLT008", "13:18"),
    Slip(_ROW, "    planned: {R7: 11, R8: 12", "PLT008", "13:14"),
    Slip(_ROW, "    planned: R7: 11, R8: 12", "PLT008", "13:14"),
    Slip(_ROW, "    planned: (R7: 11, R8: 12)", "PLT008", "13:14"),
    Slip(_ROW, "    planned: （R7: 11, R8: 12）", "PLT008", "13:14"),
    Slip(_ROW, "    planned: [R7: 11, R8: 12]", "PLT021", "13:14"),
    Slip(_ROW, "    planned: {R7: 11 R8: 12}", "PLT008", "13:21"),
    Slip(_ROW, "    planned: {R7: 11　R8: 12}", "PLT008", "13:21"),
    Slip(_RESULT, "      R7: value: 11, note: 工事は完了", "PLT008", "16:11"),
    Slip("note: 工事は完了", "note：工事は完了", "PLT021", "16:27"),
    Slip(_DEPARTMENTS, "departments: ［環境部 公園課］", "PLT021", "5:14"),
    Slip(_DEPARTMENTS, "departments: [環境部 公園課］", "PLT008", "5:22"),
    Slip(_DEPARTMENTS, "departments: ［環境部 公園課]", "PLT021", "5:14"),
    Slip(_DEPARTMENTS, "departments:［環境部 公園課］", "PLT008", "5:13"),
    Slip(_DEPARTMENTS, "departments：［環境部 公園課］", "PLT008", "5:12"),
    Slip(_DEPARTMENTS, "departments: [環境部 公園課", "PLT008", "5:14"),
    Slip(_DEPARTMENTS, "departments: 環境部 公園課", "PLT103", "5:14"),
    Slip(_DEPARTMENTS, "departments: 「環境部 公園課」", "PLT103", "5:14", None),
    Slip(_DEPARTMENTS, "departments: 環境部 公園課]", "PLT103", "5:14", None),
]
DASHES = [
    Slip(_ITEM, "  －id: koen", "PLT008", "7:3"),
    Slip(_ITEM, "  － id: koen", "PLT008", "7:3"),
    Slip(_ITEM, "  -id: koen", "PLT008", "7:4"),
    Slip(_ITEM, "  ー id: koen", "PLT008", "7:3"),
    Slip(_ITEM, "  − id: koen", "PLT008", "7:3"),
    Slip(_ITEM, "  -　id: koen", "PLT008", "7:4"),
    Slip(_ITEM, "  - id：koen", "PLT008", "7:7"),
    Slip(_ITEM, "  id: koen", "PLT008", "7:3"),
    Slip(_ITEM, "    id: koen", "PLT021", "7:5"),
    Slip(_DEPARTMENTS, "departments:\n  － 環境部 公園課", "PLT021", "6:3", _LIST),
    Slip(_DEPARTMENTS, "departments:\n  ・環境部 公園課", "PLT021", "6:3", _LIST),
    Slip(_DEPARTMENTS, "departments:\n  -環境部 公園課", "PLT021", "6:4", _LIST),
    Slip(_DEPARTMENTS, "departments:\n  -　環境部 公園課", "PLT021", "6:4", _LIST),
    Slip(_DEPARTMENTS, "departments:\n　　- 環境部 公園課", "PLT008", "6:1", _LIST),
    Slip(
        _DEPARTMENTS,
        "departments:\n  環境部 公園課\n  環境部",
        "PLT021",
        "6:3",
        f"{_LIST}\n  - 環境部",
    ),
]
INDENTATION = [
    Slip(_TITLE, " title: 公園の整備", "PLT008", "2:2"),
    Slip(_TITLE, "　title: 公園の整備", "PLT021", "2:1"),
    Slip("id: 1-1", "\tid: 1-1", "PLT005", "1:1"),
    Slip(_ITEM, "\t- id: koen", "PLT005", "7:1"),
    Slip(_ITEM, "　- id: koen", "PLT008", "7:1"),
    Slip(_ITEM, "   - id: koen", "PLT008", "7:4"),
    Slip(_NAME, "\tname: 公園の数", "PLT005", "8:1"),
    Slip(_NAME, "\t\tname: 公園の数", "PLT005", "8:1"),
    Slip(_NAME, "  \tname: 公園の数", "PLT005", "8:3"),
    Slip(_NAME, "   name: 公園の数", "PLT008", "8:4"),
    Slip(_NAME, "     name: 公園の数", "PLT008", "8:6"),
    Slip(_NAME, "　　name: 公園の数", "PLT008", "8:1"),
    Slip(_UNIT, "     unit: か所", "PLT008", "11:6"),
    Slip(_UNIT, "   unit: か所", "PLT008", "11:4"),
    Slip(_UNIT, "      unit: か所", "PLT008", "11:7"),
    Slip(f"{_UNIT}\n    base", "\tunit: か所\n\tbase", "PLT005", "11:1"),
    Slip(_MONEY, "\tplanned: {R7: 45000, R8: 62500}", "PLT005", "18:1"),
    Slip(_MONEY, " planned: {R7: 45000, R8: 62500}", "PLT008", "18:2"),
    Slip(_MONEY, "   planned: {R7: 45000, R8: 62500}", "PLT008", "18:4"),
    Slip(_MONEY, "planned: {R7: 45000, R8: 62500}", "PLT008", "18:1"),
    Slip(_MONEY, "　planned: {R7: 45000, R8: 62500}", "PLT008", "18:1"),
    Slip(_TOTAL, "   total: 107500", "PLT008", "19:4"),
    Slip(_TOTAL, " total: 107500", "PLT008", "19:2"),
    Slip(_TOTAL, "\ttotal: 107500", "PLT005", "19:1"),
    Slip(_TOTAL, "  total:\t107500", "PLT005", "19:9"),
    Slip(_RESULT, "    R7: {value: 11, note: 工事は完了}", "PLT021", "16:5"),
]
TEXTS = [
    Slip(_SUMMARY, "summary: 公園を整備する。\n緑を増やす。", "PLT008", "5:1", None, _LINES),
    Slip(_SUMMARY, "summary:\n公園を整備する。\n緑を増やす。", "PLT008", "5:1", None, _LINES),
    Slip(_SUMMARY, "summary: |-\n公園を整備する。\n緑を増やす。", "PLT008", "5:1", _LINES),
    Slip(_SUMMARY, "summary: |－\n  公園を整備する。\n  緑を増やす。", "PLT008", "4:10", _LINES),
    Slip(_SUMMARY, "summary: ｜－\n  公園を整備する。\n  緑を増やす。", "PLT022", "4:10", _LINES),
    Slip(_SUMMARY, "summary：|-\n  公園を整備する。\n  緑を増やす。", "PLT008", "4:8", _LINES),
    Slip(
        _SUMMARY,
        "summary: |- 公園を整備\n  緑を増やす。",
        "PLT008",
        "4:10",
        "summary: |-\n  公園を整備\n  緑を増やす。",
    ),
    Slip(_TITLE, "title: 公園の整備　# 仮題", "PLT022", "2:13", "title: 公園の整備 # 仮題"),
    Slip(_TITLE, "title: 公園の整備 ＃ 仮題", "PLT022", "2:13", None, "title: 公園の整備 # 仮題"),
    Slip(_TITLE, "＃ 題名\ntitle: 公園の整備", "PLT008", "2:1", "# 題名\ntitle: 公園の整備"),
    Slip(_TITLE, "title: ＂公園の整備＂", "PLT022", "2:8", 'title: "公園の整備"'),
    Slip(_TITLE, 'title: "公園の整備”', "PLT008", "2:14", 'title: "公園の整備"'),
    Slip(_TITLE, 'title: “公園の整備"', "PLT022", "2:8", 'title: "公園の整備"'),
    Slip(_TITLE, 'title: "公園の整備', "PLT008", "2:8", None, 'title: "公園の整備"'),
]
SLIPS = [*COLONS_AND_BLANKS, *NUMBERS_AND_WORDS, *BRACKETS, *DASHES, *INDENTATION, *TEXTS]
