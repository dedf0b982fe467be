"""Whatever is mended: comments, other lines, line ends and figures stay, and twice is once."""

from __future__ import annotations

import shutil
from datetime import date
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantool.checking import pages
from plantool.checking.registry import CODES
from tests.checking.examples import lay
from tests.checking.laid_out import Layout
from tests.checking.mending import hold, run
from tests.checking.mutations import AS_OF, MUTATIONS
from tests.checking.random_edits import COUNT, Outcome, outcomes
from tests.drawing import is_thorough, share
from tests.running import ROOT

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

PAGES_AS_OF = date(2019, 12, 1)
# PLT018 is about too many tabs, which have fixes; the mutation of PLT008 has none, its page has
FIXED = (
    *(
        "PLT005",
        "PLT006",
        "PLT008",
        "PLT018",
        "PLT019",
        "PLT101",
        "PLT103",
        "PLT104",
        "PLT107",
    ),
    *("PLT109", "PLT110", "PLT116", "PLT201", "PLT205", "PLT208", "PLT209", "PLT301", "PLT302"),
    *("PLT304", "PLT501", "PLT601", "PLT602", "PLT603", "PLT609", "PLT707", "PLT803"),
)
TYPED = ("PLT021", "PLT022")  # in quotes they are no slips: tests/cases/test_typed.py has them
DELETING = frozenset({"PLT107", "PLT208", "PLT209"})  # take whole lines away
FOLDED = "PLT609"  # a comment within such a text would end it
PLAIN, DRESSED = Layout(), Layout("'", comments=True, line_end="\r\n", bom=True)
LAYOUTS = st.builds(
    Layout,
    quote=st.sampled_from(("", "'", '"')),
    comments=st.booleans(),
    line_end=st.sampled_from(("\n", "\r\n")),
    bom=st.booleans(),
)
AT_ONCE = [code for code in MUTATIONS if code not in TYPED]
CODES_AT_ONCE = st.lists(st.sampled_from(AT_ONCE), min_size=2, max_size=8, unique=True)


def cases() -> list[ParameterSet]:
    every = product(FIXED, (PLAIN, DRESSED), (False, True))
    return [case(code, layout, unsafe=unsafe) for code, layout, unsafe in every]


def is_one_of_two(code: object, layout: object, unsafe: object) -> bool:
    """Tell whether a case is the plainest of a code, or the one with everything."""
    del code
    return (layout is DRESSED) is unsafe


def case(code: str, layout: Layout, *, unsafe: bool) -> ParameterSet:
    name = f"{code}-{'unsafe' if unsafe else 'safe'}{'-dressed' if layout.comments else ''}"
    return pytest.param(code, layout, unsafe, id=name)


def is_offered(code: str, layout: Layout, *, unsafe: bool) -> bool:
    """Tell whether there must be a fix: nothing with a comment of its own is deleted."""
    return unsafe and not (code in {*DELETING, FOLDED} and layout.comments)


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(ROOT / "plan", folder / "plan"))


@pytest.mark.parametrize(("code", "layout", "unsafe"), cases())
def test_mending_the_bad_example_of_a_page_keeps_its_promises(
    code: str, layout: Layout, *, unsafe: bool, tmp_path: Path
) -> None:
    [bad] = [pages.read_page(each).bad for each in CODES if each.code == code]
    plan = lay(bad, tmp_path / "plan")
    layout.lay(plan)
    assert hold(plan, PAGES_AS_OF, unsafe=unsafe).offered or not is_offered(
        code, layout, unsafe=unsafe
    )


@pytest.mark.parametrize(
    ("code", "layout", "unsafe"),
    [each for each in cases() if is_thorough() or is_one_of_two(*each.values)],
)
def test_mending_a_slip_in_the_real_plan_keeps_its_promises(
    code: str, layout: Layout, *, unsafe: bool, plan_copy: Path
) -> None:
    MUTATIONS[code].apply(plan_copy)
    layout.lay(plan_copy)
    done = hold(plan_copy, MUTATIONS[code].as_of, unsafe=unsafe)
    assert done.offered or not is_offered(code, layout, unsafe=unsafe) or code == "PLT008"


def test_codes_that_are_not_among_these_have_no_fix(tmp_path: Path) -> None:
    for code, mutation in MUTATIONS.items():
        if code not in {*FIXED, *TYPED}:
            plan = copied(tmp_path / code)
            mutation.apply(plan)
            assert run(plan, mutation.as_of, unsafe=True).offered == [], code


@pytest.mark.parametrize("unsafe", [False, True])
def test_mending_random_slips_keeps_its_promises(*, unsafe: bool, tmp_path: Path) -> None:
    layout = Layout(line_end="\r\n", bom=True)
    mended = [each for each in outcomes(share(COUNT)) if has_fix(each, unsafe=unsafe)]
    assert mended
    for number, each in enumerate(mended):
        plan = copied(tmp_path / str(number))
        (plan / each.slip.file).write_text(each.slip.text, "utf-8")
        layout.lay(plan)
        hold(plan, AS_OF, unsafe=unsafe)


def has_fix(outcome: Outcome, *, unsafe: bool) -> bool:
    fixes = (diagnostic.fix for diagnostic in outcome.loaded.diagnostics)
    return any(fix and (fix.safe or unsafe) for fix in fixes)


@settings(max_examples=share(30))
@given(codes=CODES_AT_ONCE, layout=LAYOUTS, unsafe=st.booleans())
def test_mending_many_slips_at_once_keeps_its_promises(
    codes: list[str], layout: Layout, *, unsafe: bool
) -> None:
    with TemporaryDirectory() as folder:
        plan = copied(Path(folder))
        for code in codes:
            if MUTATIONS[code].fits(plan):
                MUTATIONS[code].apply(plan)
        layout.lay(plan)
        hold(plan, AS_OF, unsafe=unsafe)
