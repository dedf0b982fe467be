"""Measures how many slips of the pen validate finds: python benchmarks/mutations.py --write FILE.

The page is the same to the byte for the same seed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from caught import measure
from page import table
from plantool.diagnostics import Severity
from plantool.loading.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from caught import Outcome
    from plantool.diagnostics import Code

ROOT = Path(__file__).parents[1]
COUNT, SEED = 300, 18

_PAGE = """\
# How many slips are found

<!-- Written by benchmarks/mutations.py; do not edit. -->

{count} slips of the pen, drawn with the seed {seed}, were made in `plan/`, each alone and in one
file, as many of every kind; then the whole plan was validated. `python benchmarks/mutations.py
--write docs/mutations.md` measures anew.

**A figure** is a number with its unit: the quantity of a measure's cell, or an amount of the
budget, in its place, as the loaded plan has it. A slip **changes a figure** where the figures of
the loaded plan are no longer all the same: one has another value or unit, stands at another place
or is gone. Where a file can no longer be read, so are its figures, and that is always an error; to
be fair, such slips are counted apart. **Found** means: an error or a warning that the untouched
plan does not have.

## By kind of slip

{kinds}

Of {read} slips that left every file readable and changed a figure, {found} were found
({share}), {warned} of them by a warning only. With the {unread} that made a file unreadable, it is
{all_found} of {all} ({all_share}).

The last column is for all other slips: words, titles, reasons, comments, order. Most of what is
printed in words is right or wrong by the document alone, and no rule can know it.

## By rule

Slips that changed a figure or made a file unreadable; one may be found by more than one rule.

{rules}

## Not found

{missed}

## What this does not say

The plan is small: {figures} figures, no levels (％), results, settlements or supplements. Two
slips that agree with each other, such as a year and its total, are found by no sum. A figure that
was typed wrongly and is consistent all the same can only be found by reading the document again.
"""


def compose(outcomes: Sequence[Outcome]) -> str:
    """Write the page about ``outcomes``."""
    changed = [each for each in outcomes if each.changed]
    unread = [each for each in outcomes if each.unread]
    missed = [each for each in changed if not each.codes]
    found, both = len(changed) - len(missed), [*changed, *unread]
    return _PAGE.format(
        count=len(outcomes),
        seed=SEED,
        kinds=_kinds(outcomes),
        read=len(changed),
        found=found,
        share=_share(found, len(changed)),
        warned=sum(each.severity is Severity.WARNING for each in changed),
        unread=len(unread),
        all=len(both),
        all_found=sum(bool(each.codes) for each in both),
        all_share=_share(sum(bool(each.codes) for each in both), len(both)),
        rules=_rules(both),
        missed=_missed(missed),
        figures=len(outcomes[0].before),
    )


def _kinds(outcomes: Sequence[Outcome]) -> str:
    head = ("slip", "made", "file unreadable", "figure changed", "error", "warning", "neither")
    groups = [
        (kind, [each for each in outcomes if each.slip.kind == kind])
        for kind in dict.fromkeys(each.slip.kind for each in outcomes)
    ]
    rows = [_kind(kind, group) for kind, group in (*groups, ("**all**", list(outcomes)))]
    return table((*head, "found", "others: found"), rows)


def _kind(kind: str, group: list[Outcome]) -> tuple[str, ...]:
    changed = [each for each in group if each.changed]
    graded = Counter(each.severity for each in changed)
    others = [each for each in group if not each.other]
    figures = (
        len(group),
        sum(each.unread for each in group),
        len(changed),
        *(graded[severity] for severity in Severity),
    )
    found = _share(len(changed) - graded[Severity.INFO], len(changed))
    noticed = sum(bool(each.codes) for each in others)
    return (kind, *map(str, figures), found, f"{noticed} of {len(others)}")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "―"


def _rules(outcomes: Iterable[Outcome]) -> str:
    found: Counter[Code] = Counter()
    for each in outcomes:
        found.update(each.codes)
    rows = [
        (f"[{code.code}](rules/{code.code}.md) {code.name}, {code.severity.value}", str(slips))
        for code, slips in sorted(found.items(), key=lambda item: (-item[1], item[0].code))
    ]
    return table(("rule", "slips"), rows)


def _missed(outcomes: Iterable[Outcome]) -> str:
    """List what was not found under the reason why."""
    listed: dict[str, list[str]] = {}
    for each in outcomes:
        before, after = _lines(each)
        line = f"  - {each.slip.file}:{each.slip.line}: {before} → {after}"
        listed.setdefault(each.why, []).append(line)
    parts = (f"- {why} ({len(lines)}):\n" + "\n".join(lines) for why, lines in listed.items())
    return "\n".join(parts) or "Every slip that changed a figure was found."


def _lines(outcome: Outcome) -> Iterator[str]:
    """Yield the lines that are not the same any more, before and after."""
    old, new = outcome.slip.before.splitlines(), outcome.slip.after.splitlines()
    for lines, others in ((old, new), (new, old)):
        shown = (f"`{line.strip()}`" for line in lines if line not in others)
        yield ", ".join(shown) or "nothing"


def measured_page() -> str:
    """Measure the plan of this repository and compose the page."""
    return compose(tuple(measure(Folder.open_at(ROOT / "plan"), COUNT, SEED)))


def main() -> int:
    """Measure, and write, check or print the page."""
    parser = argparse.ArgumentParser(description="Measure how many slips validate finds.")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page there")
    parser.add_argument("--check", type=Path, metavar="FILE", help="fail unless it says this")
    arguments = parser.parse_args()
    target, checked, text = arguments.write, arguments.check, measured_page()
    if checked is not None:
        if checked.read_text("utf-8") == text:
            return 0
        sys.stdout.write(f"out of date: {checked} (make docs)\n")
        return 1
    if target is None:
        sys.stdout.write(text)
    else:
        target.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
