"""The kinds of plans that a new one can be, those of ``examples/``, and what each sets.

Words of a plan in ``settings`` are keys of the catalogues, ``@start.heading.baseline``: the plan
has them in its own language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.diagnostics import Plain
    from plantool.messages import Catalogue

_WORD_SIGN = "@"


class PlanKind(NamedTuple):
    """A kind of plan; ``settings`` go into plan.yaml as they are.

    ``has_money`` tells that it usually has a budget. Where it ``plans_years``, each year has a cell
    of its own; the others have a target alone. ``parts`` are the shares of two sources of funds, by
    the names that its ``settings`` give them. ``first_day`` (month-day) is that of the years of a
    plan in English, which are named after the one in which they end where that is usual.
    """

    id: str
    settings: Mapping[str, Plain]
    has_money: bool = True
    plans_years: bool = True
    has_due_days: bool = False
    parts: tuple[str, ...] = ()
    first_day: str | None = None
    is_named_after_end: bool = False


_YEARLY = {"interim": "10-31", "final": "05-31"}
_GOALS = {"baseline": "@start.heading.baseline", "target": "@start.heading.target"}
_FUNDS: Plain = {"@start.funds": {"parts": ["@start.fund.grants", "@start.fund.own"]}}
_PARTS = ("@start.fund.grants", "@start.fund.own")


def _list_bands(*bands: tuple[str, str]) -> dict[str, Plain]:
    """Return statuses that people give, the best first; the last of them counts as missed."""
    listed: list[Plain] = [
        {"id": name, "label": f"@start.band.{name}", "color": color} for name, color in bands
    ]
    last = listed[-1]
    return {"bands": [*listed[:-1], {**last, "missed": True} if isinstance(last, dict) else last]}


PLAN_KINDS = {
    kind.id: kind
    for kind in (
        PlanKind(
            "action-plan",
            {
                "marks": [{"mark": "★", "legend": "@start.mark"}],
                "reporting": dict(_YEARLY),
                "evaluation": {"preset": "standard"},
            },
        ),
        PlanKind(
            "strategy",
            {
                "headings": dict(_GOALS),
                "reporting": {"final": "06-30"},
                "evaluation": {
                    "preset": "standard",
                    "judgement": _list_bands(
                        ("effective", "green"),
                        ("partly-effective", "yellow"),
                        ("ineffective", "red"),
                    ),
                },
            },
            has_money=False,
            plans_years=False,
        ),
        PlanKind(
            "reform",
            {
                "money": {"current": "net", "breakdown": _FUNDS},
                "reporting": {"interim": "11-30", "final": "05-31"},
                "evaluation": {
                    "preset": "standard",
                    "down": "difference",
                    "term": _list_bands(("done", "green"), ("not-done", "red")),
                },
            },
            parts=_PARTS,
        ),
        PlanKind(
            "scorecard",
            {
                "headings": dict(_GOALS),
                "reporting": dict(_YEARLY),
                "evaluation": {"preset": "rag"},
            },
            has_money=False,
        ),
        PlanKind(
            "program-budget",
            {
                "headings": dict(_GOALS),
                "money": {"breakdown": _FUNDS},
                "reporting": {"final": "09-30"},
                "evaluation": {"preset": "standard", "down": "plain"},
            },
            parts=_PARTS,
            first_day="07-01",
            is_named_after_end=True,
        ),
        PlanKind(
            "commitments",
            {
                "reporting": {"final": "05-31"},
                "evaluation": {
                    "preset": "standard",
                    "judgement": _list_bands(
                        ("completed", "green"),
                        ("substantial", "blue"),
                        ("limited", "yellow"),
                        ("not-started", "red"),
                    ),
                },
            },
            has_money=False,
            has_due_days=True,
            first_day="01-01",
        ),
    )
}


def translate_words(data: Plain, texts: Catalogue) -> Plain:
    """Return data with the words of ``texts`` in the places of their keys."""
    match data:
        case dict():
            return {
                str(translate_words(key, texts)): translate_words(value, texts)
                for key, value in data.items()
            }
        case list():
            return [translate_words(item, texts) for item in data]
        case str() if data.startswith(_WORD_SIGN):
            return texts.texts[data.removeprefix(_WORD_SIGN)]
        case _:
            return data
