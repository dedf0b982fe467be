"""For every code a small edit of the real plan that brings it about, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from plantool.finding_limit import MAX_FINDINGS
from plantool.model.exact import MOST_DIGITS
from plantool.syntax.text_limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AS_OF = date(2020, 12, 1)  # every year of the plan is over, and its books are closed
DURING = date(2019, 12, 1)  # H31 is not


class Mutation(NamedTuple):
    """``new`` instead of ``old`` in a file, a new file where ``old`` is empty, or a ``change``.

    ``with_`` names codes that the edit cannot do without; ``as_of`` is the day on which it shows.
    """

    file: str
    old: str = ""
    new: str = ""
    change: Callable[[Path], object] | None = None
    with_: tuple[str, ...] = ()
    as_of: date = AS_OF

    def fits(self, plan: Path) -> bool:
        """Tell whether the file still says what is to be replaced."""
        path = plan / self.file
        if self.old and path.exists():
            return path.read_bytes().count(self.old.encode()) == 1
        is_there = path.exists() or path.is_symlink()
        return is_there == (self.file in _REAL)

    def apply(self, plan: Path) -> None:
        """Edit the copy of the plan in the folder ``plan``."""
        path = plan / self.file
        if self.change:
            self.change(path)
            return
        assert self.fits(plan), f"{self.file}: {self.old}"
        text = path.read_text("utf-8") if self.old else ""
        path.write_text(text.replace(self.old, self.new) if self.old else self.new, "utf-8")


_REAL = frozenset({"plan.yaml", "18.yaml", "2-4.yaml", *(f"18-{n}.yaml" for n in range(1, 9))})


def _in_another_encoding(path: Path) -> None:
    path.write_bytes(path.read_text("utf-8").encode("cp932"))


def _grown(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"# 0123456789\n" * (MAX_BYTES // 13 + 1))


def _same_in_another_chapter(path: Path) -> None:
    """Write an initiative again, as one that another chapter counts: that takes two files."""
    text = (path.parent / "18-3.yaml").read_text("utf-8")
    text = text.replace("id: 18-3", "id: 3-1").replace("section: 2", "section: 1")
    path.write_text(text, "utf-8")
    chapter = "id: 3\ntitle: 地域\nsections:\n  - {id: 1, title: 協働}\n"
    (path.parent / "3.yaml").write_text(chapter, "utf-8")


def _copied(path: Path) -> None:
    text = (path.parent / "18-3.yaml").read_text("utf-8")
    path.write_text(text.replace("id: 18-3", "id: 18-9"), "utf-8")


def _broken_down(path: Path) -> None:
    """Declare a group of parts, and state one: that takes two files."""
    parts = "  breakdown: {財源: {一般財源: {planned: {H30: 16}}}}\n"
    path.write_text(path.read_text("utf-8").replace(_MONEY, _MONEY + parts), "utf-8")
    settings = path.parent / "plan.yaml"
    unit, declared = "  unit: 百万円\n", "  breakdown: {財源: {parts: [一般財源]}}\n"
    settings.write_text(settings.read_text("utf-8").replace(unit, unit + declared), "utf-8")


def _new(identifier: str, head: str = "section: 2\n") -> str:
    return (
        f"id: {identifier}\ntitle: 花壇の手入れ\n{head}departments: [地域文化部 協働推進課]\n"
        "measures:\n  - id: beds\n    name: 花壇の植え替え\n    kind: milestone\n"
        "    planned: {H30: 準備, H31: 実施}\n"
    )


_TABS = "  1丁目\t1本\n" * (MAX_FINDINGS + 1)
_H, _W, _R = "18-3.yaml", "18-4.yaml", "18.yaml"  # with figures, with words, and their chapter
_HEAD = "id: 18-3\n"
_TITLE = "title: 相談情報ひろばの充実"
_DEPARTMENTS = "departments: [地域文化部 協働推進課]"
_MONEY = "  planned: {H30: 26, H31: 25}\n  total: 51\n"
_TARGET = "    target: 計16か所\n"
_BEFORE = "    baseline: {H26: ―, H29: 計12か所}\n"
_ROWS = "    planned: {H30: ２か所開設, H31: ２か所開設}\n    total: ４か所開設\n"
_CUMULATIVE = "    kind: cumulative\n    direction: up\n    unit: か所\n"
_BACKWARDS = (
    f"{_CUMULATIVE.replace('cumulative', 'level')}{_BEFORE}"
    "    planned: {H30: 11か所, H31: 11か所}\n    target: 計11か所\n"
)
_SHORT = (
    f"{_CUMULATIVE.replace('cumulative', 'level')}{_BEFORE}"
    "    planned: {H30: 13か所, H31: 14か所}\n    target: 計16か所\n"
)
_WORDS = "    planned: {H30: 開始, H31: 実施}\n    total: 実施\n"
_ONCE = "        planned: {H30: 向上, H31: ―}\n"
_RELISTED = "relisted:\n"
_SECTION_3 = "  - id: 3\n    title: ＩＣＴの活用などによる区民サービスの向上\n"
_SOURCE = "source:\n  document: みどりの風吹くまちビジョン アクションプラン 計画18\n"


def _budget(more: str) -> Mutation:
    """Add ``more`` after the printed total, in the figures' own units."""
    return Mutation(_H, _MONEY, f"{_MONEY}  {more}\n")


def _results(year: str, result: str, as_of: date = AS_OF) -> Mutation:
    return Mutation(_H, _TARGET, f"{_TARGET}    results: {{{year}: {result}}}\n", as_of=as_of)


def _judged(status: str) -> Mutation:
    judgement = f"{{status: {status}, reason: 年度内に開設した}}"
    return _results("H30", f"{{value: ２か所開設, judgement: {judgement}}}")


def _scheme(bands: str) -> Mutation:
    """Give the plan bands of its own, with the ids that stand for states by default."""
    return Mutation("plan.yaml", "money:\n", f"evaluation: {{bands: [{bands}]}}\nmoney:\n")


_ACHIEVED = "{id: achieved, label: 達成, from: 100}"
_PARTIAL = "{id: partial, label: 一部, from: 50}"
_MISSED = "{id: missed, label: 未達成, from: 0}"

MUTATIONS: dict[str, Mutation] = {
    "PLT001": Mutation("18-9.yaml", change=lambda path: path.symlink_to("18-9.yaml")),
    "PLT002": Mutation("18-5.yaml", change=_in_another_encoding),
    "PLT003": Mutation("18-5.yaml", change=_grown),
    "PLT004": Mutation(_H, "[地域文化部 協働推進課]", "[" * 24 + "課" + "]" * 24),
    "PLT005": Mutation(_H, "section: 2", "section:\t2"),
    "PLT006": Mutation(_H, "充実\n", "充\b実\n"),
    "PLT007": Mutation(_H, _MONEY, f"<<<<<<< HEAD\n{_MONEY}=======\n{_MONEY}>>>>>>> 見直し\n"),
    "PLT008": Mutation(_H, "{H30: 26, H31: 25}", "{H30: 26, H31: 25"),
    "PLT009": Mutation("18-9.yaml", new="# まだ書いていません\n"),
    "PLT010": Mutation(_H, "source:\n", "---\nsource:\n"),
    "PLT011": Mutation(_H, "planned: {H30: 26", "planned: &years {H30: 26"),
    "PLT012": Mutation(_H, "number: (2)", "number: *2"),
    "PLT013": Mutation(_H, "title: 相談", "title: !NEW 相談"),
    "PLT014": Mutation(_H, _HEAD, f"%YAML 1.2\n---\n{_HEAD}"),
    "PLT015": Mutation(_H, "{H30: 26, H31: 25}", "{[H30, H31]: 26}"),
    "PLT016": Mutation(_H, "  total: 51\n", "  total: 51\n  total: 52\n"),
    "PLT017": Mutation(_H, "H31: 25}", "H31: 25, R1: 25}"),
    # the findings of which there are too many
    "PLT018": Mutation("18-9.yaml", new=f"summary: |\n{_TABS}", with_=("PLT005",)),
    "PLT019": Mutation(_H, "total: 51", "total: 051"),
    "PLT020": Mutation(_H, "total: 51", f"total: 51{'0' * MOST_DIGITS}"),
    "PLT021": Mutation(_H, _DEPARTMENTS, "departments: ［地域文化部 協働推進課］"),
    "PLT022": Mutation(_H, f"{_TITLE}\n", f"{_TITLE}　# 題名は仮\n"),
    "PLT101": Mutation(_W, "summary:", "sumary:"),
    "PLT102": Mutation(_H, "    unit: か所\n"),
    "PLT103": Mutation(_H, _DEPARTMENTS, "departments: 地域文化部 協働推進課"),
    "PLT104": Mutation(_H, "kind: cumulative", "kind: cumlative"),
    "PLT105": Mutation("plan.yaml", '"131202"', '"13120"'),
    "PLT106": Mutation(_H, _DEPARTMENTS, "departments: []"),
    "PLT107": Mutation(_W, "    kind: milestone\n", "    kind: milestone\n    unit: 回\n"),
    "PLT108": Mutation(_H, "total: ４か所開設", "total: ２地区で４か所開設"),
    "PLT109": Mutation(_H, "{H30: 26", "{Ｈ30: 26"),
    "PLT110": Mutation(_H, "協働推進課]", "協働推進課, 地域文化部 協働推進課]"),
    "PLT111": Mutation(_H, "total: 51", "total: 51百万円"),
    "PLT112": _budget("supplementary: {H30: [{date: 2018-09-31, amount: 1}]}"),
    "PLT113": Mutation("18-1.yaml", "at: budget", "at: budgets"),
    "PLT114": Mutation("18-9.yml", new=_new("18-9")),
    "PLT115": Mutation("plan.yaml", "[H30, H31]", "[H30, H31, R1]"),
    "PLT116": Mutation(_H, "total: 51", "total: ５１"),
    "PLT117": Mutation("plan.yaml", "years:\n", "timezone: Asia/Tokio\nyears:\n"),
    "PLT118": Mutation(_H, "section: 2", f"section: [{', '.join(map(str, range(1, 22)))}]"),
    "PLT201": Mutation(_H, _HEAD, "id: 18-33\n"),
    "PLT202": Mutation(_H, _HEAD, "id: 18-2\n"),
    "PLT203": Mutation(_H, "section: 2", "section: 7"),
    "PLT204": Mutation(_H, "section: 2\n"),
    "PLT205": Mutation(_H, "協働推進課", "共働推進課"),
    "PLT206": Mutation(_H, "mark: ★", "mark: ◎"),
    "PLT207": Mutation(_R, _RELISTED, f"{_RELISTED}  - {{id: 2-5, section: 3}}\n"),
    "PLT208": Mutation(_R, _RELISTED, f"{_RELISTED}  - {{id: 18-3, section: 3}}\n"),
    "PLT209": Mutation(_R, _RELISTED, f"{_RELISTED}  - {{id: 2-4, section: 3}}\n"),
    "PLT210": Mutation("3-1.yaml", new=_new("3-1", "")),
    "PLT211": Mutation("2-4.yaml", "id: nursery-status", "id: child-allowance"),
    "PLT212": Mutation(_R, _SECTION_3, f"{_SECTION_3}  - {{id: 3, title: 電子化}}\n"),
    "PLT213": Mutation("18-9_花壇.yaml", new=_new("18-9")),
    "PLT214": Mutation("plan.yaml", "[収納課]", "[収納課, 税務課]"),
    "PLT215": Mutation(_R, _SECTION_3, f"{_SECTION_3}  - {{id: 4, title: 電子化}}\n"),
    "PLT216": Mutation("18-03.yaml", new=_new("18-03")),
    "PLT217": Mutation(_H, "number: (2)", "number: (1)"),
    "PLT218": Mutation(
        "18-8.yaml", "データを活用した取組の実施", "東京都オープンデータサイトとの連携"
    ),
    "PLT219": Mutation("3-1.yaml", change=_same_in_another_chapter),
    "PLT220": Mutation("18-9.yaml", change=_copied, with_=("PLT217",)),
    "PLT221": Mutation("18-3.yaml~", new=_HEAD),
    "PLT301": Mutation(_H, "total: ４か所開設", "total: ５か所開設"),
    "PLT302": Mutation(_H, "計16か所", "計17か所"),
    "PLT303": Mutation(_H, "H30: ２か所開設", "H30: 計２か所開設"),
    "PLT304": Mutation(_H, "H26: ―", "H26: {value: 1, text: 計２か所}"),
    "PLT305": Mutation(_H, "H26: ―", "H26: {value: 2, text: ２路線}"),
    "PLT306": Mutation(_H, f"{_BEFORE}{_ROWS}{_TARGET}", f"{_ROWS}    target: 計３か所\n"),
    "PLT307": Mutation(_H, "  total: 51\n", ""),
    "PLT308": Mutation(_H, "計16か所", "計16か所以下"),
    "PLT309": Mutation(_H, f"{_CUMULATIVE}{_BEFORE}{_ROWS}{_TARGET}", _BACKWARDS),
    "PLT310": _results("H30", "{value: ２か所開設, running: 計３か所}"),
    "PLT311": Mutation(_H, f"{_CUMULATIVE}{_BEFORE}{_ROWS}{_TARGET}", _SHORT),
    "PLT401": Mutation(_H, "{H30: ２か所", "{H28: ―, H30: ２か所"),
    "PLT402": Mutation(_H, "H29: 計12", "H30: 計12"),
    "PLT403": _budget("initial: {H32: 26}"),
    "PLT404": Mutation("plan.yaml", "[H30, H31]", "[H31, H30]"),
    "PLT405": Mutation("plan.yaml", "[H26, H29]", "[H26, H29, H30]"),
    "PLT406": Mutation(_H, _MONEY, "  planned: {H30: 26}\n  total: 26\n"),
    "PLT407": Mutation(
        "plan.yaml", "  baseline: [H26, H29]", "  start: 01-01\n  baseline: [2014-15, H29]"
    ),
    "PLT408": Mutation(_H, "section: 2\n", "section: 2\nstarts: H31\nends: H30\n"),
    "PLT501": Mutation(_H, "total: 51", "total: 61"),
    "PLT502": Mutation(_H, "total: 51", "total: 52"),
    "PLT503": _budget("initial: {H30: 26000}"),
    "PLT504": _budget("initial: {H30: 26}\n  settled: {H30: 28}"),
    "PLT505": _budget("settled: {H30: 25}\n  preliminary: [H30]"),
    "PLT506": _budget("carried_in: {H31: 1}\n  carried_out: {H30: 3}"),
    "PLT507": _budget("supplementary: {H30: [{date: 2019-09-28, amount: 2}]}"),
    "PLT508": _budget("initial: {H31: -1}"),
    "PLT509": _budget("initial: {H30: 26}\n  current: {H30: 36}"),
    "PLT510": _budget("initial: {H30: 26}\n  settled: {H30: 20}\n  unused: {H30: 16}"),
    "PLT511": _budget("initial: {H30: 26}\n  current: {H30: 27}"),
    "PLT512": _budget("initial: {H30: 26, H31: 25}\n  carried_out: {H30: 2}"),
    "PLT513": _budget("carried_in: {H31: 1}\n  carried_out: {H30: 2}"),
    "PLT514": _budget("initial: {H30: 26}\n  settled: {H30: 20}\n  carried_out: {H30: 9}"),
    "PLT515": Mutation(_H, "{H30: 26, H31: 25}", "{H30: , H31: 25}"),
    "PLT516": _budget("initial: {H30: 26}\n  settled: {H30: 20}\n  execution_rate: {H30: 78.9}"),
    "PLT517": Mutation(_H, change=_broken_down),
    "PLT518": _budget("breakdown: {財源: {一般財源: {planned: {H30: 26}}}}"),
    "PLT519": Mutation("plan.yaml", "money:\n  unit: 百万円\n", ""),
    "PLT520": _budget("supplementary: {H30: [{number: 1, amount: 2}, {number: 1, amount: 3}]}"),
    "PLT601": Mutation(_H, "ひろばの充実", "ひろは\u3099の充実"),
    "PLT602": Mutation("18-7.yaml", "term: 地方税共通納税システム", "term: ﾍﾟｲｼﾞｰ"),
    "PLT603": Mutation(_H, _TITLE, f"{_TITLE}\u3000"),
    "PLT604": Mutation(_H, _TITLE, f"{_TITLE}※1"),
    "PLT605": Mutation(_H, _SOURCE, f"footnotes:\n  - {{mark: ※1, text: 場}}\n{_SOURCE}"),
    "PLT606": Mutation(_H, _TITLE, f"{_TITLE}（仮）"),
    "PLT608": Mutation(_H, _TITLE, _TITLE + "\u0301" * 31),
    # there is no year to come in the plan, and another one would be left out everywhere
    "PLT609": Mutation(_H, _TITLE, "title: 相談情報\n  ひろばの充実"),
    "PLT701": _results("H31", "{value: ２か所開設}", as_of=DURING),
    "PLT702": Mutation("18-8.yaml", _ONCE, f"{_ONCE}        results: {{H31: {{state: done}}}}\n"),
    "PLT703": _results("H30", "{value: １か所開設}"),
    "PLT704": _results("H30", "{value: ２か所開設, reported: 2018-03-20}"),
    "PLT705": Mutation(  # of a plan in which some milestone has a state
        _W,
        _WORDS,
        f"{_WORDS}    results: {{H30: [{{state: partial, stage: interim, reported: 2018-10-31}}, "
        "{value: 開始, reported: 2019-05-20}]}\n",
    ),
    # a result of the real plan that falls short, and says why
    "PLT706": Mutation("plan.yaml", "money:\n", "evaluation: {preset: rag}\nmoney:\n"),
    "PLT707": _judged("達成"),
    "PLT708": _judged("nearly"),
    "PLT709": _scheme(f"{_ACHIEVED}, {_PARTIAL}, {_PARTIAL.replace('50', '40')}, {_MISSED}"),
    "PLT710": _scheme(f"{_PARTIAL}, {_ACHIEVED}, {_MISSED}"),
    "PLT711": _scheme(f"{_ACHIEVED}, {_MISSED}"),
    "PLT712": _scheme(f"{_ACHIEVED}, {_PARTIAL}, {_MISSED.replace('0}', '0, trend: better}')}"),
    "PLT713": _results("H30", "{value: 20か所開設}"),
    "PLT714": _results("H30", "{value: ２か所開設, attainment: 99.9}"),
    "PLT801": Mutation(
        _H, _SOURCE, f"{_SOURCE}  unverified: [{{at: budget.total, reason: かすれている}}]\n"
    ),
    "PLT802": Mutation(_H, "total: 51", "total: 52 # plantool: ignore[PLT502]"),
    "PLT803": Mutation(_H, "total: 51", "total: 51 # plantool: ignore[PLT502] 端数処理"),
    "PLT804": Mutation(
        "plan.yaml",
        "money:\n",
        "validation:\n  - {files: ['18-*'], ignore: [PLT599], reason: 端数処理}\nmoney:\n",
    ),
    "PLT805": Mutation(_H, "total: 51", "total: 51 # plantool: ignore[PLT111] 後で直す"),
    "PLT806": Mutation(
        _H, _SOURCE, f"revisions: [{{at: measures.hiroba.target, was: 計16か所}}]\n{_SOURCE}"
    ),
    "PLT807": Mutation(_H, _SOURCE, f"revisions: [{{at: title, was: 広場}}]\n{_SOURCE}"),
}
