"""What the sheets of a workbook are about: which years of which plan, in whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plantool.messages import Catalogue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan
    from plantool.sheets.cell_words import CellWords
    from plantool.syntax.document import Document


class SheetScope(NamedTuple):
    """A plan, the ``years`` that are asked for, and what gives the tree of a file by its name.

    ``blank_only`` leaves out rows of which everything is known.
    """

    plan: Plan
    texts: Catalogue
    words: CellWords
    years: Sequence[FiscalYear]
    read_file: Callable[[str], Document]
    blank_only: bool = False
