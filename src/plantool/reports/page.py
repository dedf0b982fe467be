"""A page of output: blocks for people, records for machines; values keep their types."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from plantool.light_dataclasses import dataclass
from plantool.model.attributes import AttributeObject
from plantool.model.exact import to_per_cent
from plantool.model.money import Money, Total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from plantool.model.evaluation import Color

    Recall: TypeAlias = Callable[[tuple[str, ...], Callable[[], Any]], Any]


@dataclass(frozen=True, slots=True)
class Percent:
    """A ratio, 1 being 100 %, and how many decimals of the per cent are shown.

    One that ``is_partial`` leaves out what is not known.
    """

    ratio: Fraction
    decimals: int = 1
    is_partial: bool = False

    def __str__(self) -> str:
        return f"{to_per_cent(self.ratio, self.decimals):,f}%"


class Link(str):
    """A text that leads to another page, where a format has pages."""

    __slots__ = ("address",)
    address: str

    @classmethod
    def to(cls, address: str, text: str) -> Link:
        """Return a text that leads to ``address``."""
        link = cls(text)
        link.address = address
        return link


Value: TypeAlias = (
    str
    | int
    | Decimal
    | Fraction
    | Percent
    | Money
    | Total
    | tuple[str, ...]
    | AttributeObject
    | None
)


class Role(Enum):
    """The part that a row has in its table."""

    ITEM = "item"
    HEADING = "heading"
    REMARK = "remark"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    RELISTED = "relisted"


class Column(NamedTuple):
    """A column under its ``heading``.

    ``numeric`` columns are set to the right. ``wide`` ones give way when space is short. Where it
    ``has_commits``, its texts are ids of commits, which a service that knows them may link.
    """

    heading: str
    numeric: bool = False
    wide: bool = False
    has_commits: bool = False


class Row(NamedTuple):
    """One value per column; ``indent`` moves the first one to the right."""

    values: tuple[Value, ...]
    role: Role = Role.ITEM
    indent: int = 0


def make_anew(_form: tuple[str, ...], make: Callable[[], Any]) -> Any:  # noqa: ANN401 - what is made
    """Return what ``make`` makes: nothing is known of it."""
    return make()


class RowGroup(NamedTuple):
    """Rows of a table that follow from one thing, made when a format asks for them.

    A format may ask ``recall`` for what it makes of them, a value of JSON, by its own name and by
    all that it depends on besides: it is made only where it is not known.
    """

    make_rows: Callable[[], Sequence[Row]]
    recall: Recall = make_anew


class GroupedRows:
    """The rows of several groups, one after the other."""

    def __init__(self, groups: Sequence[RowGroup]) -> None:
        self.groups = groups

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(group.make_rows() for group in self.groups)


def group_rows(rows: tuple[Row, ...] | GroupedRows) -> Sequence[RowGroup]:
    """Return rows in their groups; in one where they have none."""
    return rows.groups if isinstance(rows, GroupedRows) else (RowGroup(lambda: rows),)


def build_spanning_row(text: str, columns: int, role: Role, indent: int = 0) -> Row:
    """Return a row of one text over the whole width of a table."""
    return Row((text, *[None] * (columns - 1)), role, indent)


class Cover(NamedTuple):
    """A title page: the page's own heading, and the lines under it."""

    title: str
    lines: tuple[str, ...] = ()


class Heading(NamedTuple):
    """A heading; level 1 is the page's own. On paper it may start a sheet (``starts_page``).

    Machines know what is below it by its ``key`` and by what it is ``about``.
    """

    text: str
    level: int = 1
    starts_page: bool = False
    key: str = ""
    about: Record | None = None


class Paragraph(NamedTuple):
    """A paragraph of text, or a short line; plantool's own may be ``marked_up`` as Markdown."""

    text: str
    marked_up: bool = False


class CodeBlock(NamedTuple):
    """A piece of a file as it is written, under the file's name."""

    file: str
    text: str


class Items(NamedTuple):
    """A list; ``numbered`` from 1."""

    texts: tuple[str, ...]
    numbered: bool = False


class Table(NamedTuple):
    """A table for people; ``lined`` draws a line between all rows, as printed forms do.

    In a document, ``records`` say the same to machines; a table that goes on with another has none.
    One that ``stacks`` is shown row by row on a terminal that is too narrow for its columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...] | GroupedRows
    lined: bool = False
    records: tuple[Records, ...] = ()
    stacks: bool = False


class Details(NamedTuple):
    """A table that is folded up at first, where a format can fold."""

    title: str
    table: Table


class Series(NamedTuple):
    """One kind of amount in a chart, told apart by colour, by pattern and by its ``symbol``.

    Each of several kinds that have the same colour is another ``variant`` of it, from 0.
    """

    label: str
    color: Color
    symbol: str = ""
    variant: int = 0


class Bar(NamedTuple):
    """One bar of a chart: an amount per series, 0 or more; None where a series says nothing."""

    label: str
    parts: tuple[Decimal | int | None, ...]


class Chart(NamedTuple):
    """Bars that lie on one scale, each a row of its parts; every figure is shown beside them.

    In a document, ``records`` say the same to machines.
    """

    title: str
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    unit: str = ""
    records: Records | None = None


class Note(NamedTuple):
    """A remark that a reader needs to read the figures right; it may hold ids of commits."""

    text: str
    has_commits: bool = False


Block: TypeAlias = Cover | Heading | Paragraph | CodeBlock | Items | Table | Details | Chart | Note


class BlockGroup(NamedTuple):
    """Blocks that follow from one thing, without headings and charts, as a RowGroup has rows."""

    make_blocks: Callable[[], Sequence[Block]]
    recall: Recall = make_anew


def flatten_blocks(blocks: Iterable[Block | BlockGroup]) -> Iterator[Block]:
    """Yield blocks with those of groups among them."""
    for block in blocks:
        yield from block.make_blocks() if isinstance(block, BlockGroup) else (block,)


Record: TypeAlias = Mapping[str, Value]


class Records(NamedTuple):
    """The same facts for machines: one fact per row, one value per cell.

    A row names its values by their columns, whose order formats keep; what it leaves out is None.
    In a document ``key`` tells them from others of the same section.
    """

    columns: tuple[str, ...] = ()
    rows: Iterable[Record] = ()
    key: str = ""


class Page(NamedTuple):
    """All that one command shows: a renderer takes either the blocks or the records.

    Both may be made as they are read. ``metadata`` are the values that hold for the whole page.
    Of a page that ``is_document`` machines read the blocks, with the records of their tables.
    """

    name: str
    blocks: Iterable[Block | BlockGroup]
    records: Records
    metadata: dict[str, object]
    is_document: bool = False
