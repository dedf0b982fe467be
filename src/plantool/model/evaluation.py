"""How a plan is judged: its evaluation scheme (評価基準) and the days reports are due.

Every public body has its own scheme, so nothing here is a rule of plantool: bands, formula and
labels are read from plan.yaml, on top of one of the schemes in ``plantool.model.presets``.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from plantool.light_dataclasses import dataclass
from plantool.model.measure import Kind

if TYPE_CHECKING:
    from plantool.diagnostics import Bilingual
    from plantool.model.calendar import Calendar
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.result import State

Label: TypeAlias = "str | Bilingual"
Color: TypeAlias = Literal["green", "blue", "yellow", "orange", "red", "purple", "grey"]


class Formula(Enum):
    """How a result is measured; NONE leaves the judgement to people."""

    QUOTIENT = "quotient"  # result ÷ planned; planned ÷ result where less is better
    PROGRESS = "progress"  # (result - baseline) ÷ (planned - baseline)
    NONE = "none"


class DownRate(Enum):
    """The quotient where less is better; three conventions are in print."""

    INVERSE = "inverse"  # planned ÷ result
    DIFFERENCE = "difference"  # 2 - result ÷ planned
    PLAIN = "plain"  # prints result ÷ planned, and is judged by the difference


class Trend(Enum):
    """How a result compares with that of the year before."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Band(NamedTuple):
    """A status that a scheme gives: from ``threshold`` per cent, or only by a state or a judgement.

    With ``above`` the threshold itself is not in the band; ``trend`` is asked for besides the
    threshold. ``missed`` bands count as missed targets; ``needs_action`` ones
    want a corrective action.
    """

    id: str
    label: Label
    symbol: str = ""
    color: Color = "grey"
    threshold: Decimal | None = None
    above: bool = False
    trend: Trend | None = None
    missed: bool = False
    needs_action: bool = False


class Unrated(Enum):
    """A status outside the bands of every scheme.

    The first three tell where a year without a plan of its own stands on the way to the target;
    REPORTED is a figure that has no better and no worse.
    """

    ON_COURSE = "on-course"
    BEHIND_COURSE = "behind-course"
    DETERIORATED = "deteriorated"
    REPORTED = "reported"

    NOT_PLANNED = "not-planned"
    NOT_DUE = "not-due"
    UNREPORTED = "unreported"
    NOT_JUDGED = "cannot-be-judged"
    CANCELLED = "cancelled"

    @property
    def id(self) -> str:
        """The id, as bands have one."""
        return self.value

    @property
    def color(self) -> Color:
        """The colour in charts: that of a traffic light on the way to a target."""
        return _COLORS.get(self, "grey")

    @property
    def missed(self) -> bool:
        """Never: a target that was not rated is not missed."""
        return False

    @property
    def is_on_the_way(self) -> bool:
        """Tell whether it is of a year on the way to the target, not of its end."""
        return self in _ON_THE_WAY

    @property
    def falls_short(self) -> bool:
        """Tell whether the year endangers the target."""
        return self is Unrated.BEHIND_COURSE or self is Unrated.DETERIORATED


_COLORS: dict[Unrated, Color] = {
    Unrated.ON_COURSE: "green",
    Unrated.BEHIND_COURSE: "yellow",
    Unrated.DETERIORATED: "red",
}
_ON_THE_WAY = (Unrated.ON_COURSE, Unrated.BEHIND_COURSE, Unrated.DETERIORATED)


Status: TypeAlias = Band | Unrated


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """An evaluation scheme; ``bands`` go from the best to the worst.

    The last band with a threshold takes everything below it as well. ``states`` give the ids of
    the bands for the states of milestones; a cancelled one is never rated. ``running`` judges
    cumulative measures by their running total instead of the year. ``tolerance`` is how many per
    cent a level that is to be kept may stray, ``cap`` the per cent above which attainment is not
    counted, ``unused_above`` the per cent of the current budget that may stay unused. People judge
    whole initiatives by ``judgement_bands`` and, over the plan's term, ``term_bands``, which are
    those of the measures where the plan names none.
    """

    preset: str
    bands: tuple[Band, ...]
    states: tuple[tuple[State, str], ...]
    formula: Formula = Formula.QUOTIENT
    level_formula: Formula | None = None
    down: DownRate = DownRate.INVERSE
    running: bool = False
    tolerance: Decimal = Decimal(0)
    cap: Decimal | None = None
    unused_above: Decimal = Decimal(20)
    labels: tuple[tuple[Unrated, str], ...] = ()
    judgement_bands: tuple[Band, ...] = ()
    term_bands: tuple[Band, ...] = ()

    def find_judgement_bands(self, *, of_term: bool) -> tuple[Band, ...]:
        """Return the statuses that whole initiatives may have, of a year or of the plan's term."""
        return (self.term_bands if of_term else self.judgement_bands) or self.bands

    @property
    def is_rated_by_people(self) -> bool:
        """Tell whether rates are computed that no band asks about: people give the status."""
        return all(band.threshold is None for band in self.bands)

    @property
    def asks_for_trend(self) -> bool:
        """Tell whether some band counts only for results that got better, worse or neither."""
        return any(band.trend for band in self.bands)

    def find_band(self, identifier: str) -> Band | None:
        """Return the band with this id."""
        return next((band for band in self.bands if band.id == identifier), None)

    def find_state_band(self, state: State) -> Band | None:
        """Return the band that a milestone's state stands for; None where the scheme has none."""
        return self.find_band(dict(self.states).get(state, ""))

    def find_label(self, status: Status) -> Label | None:
        """Return the scheme's name of a status; None for an unrated one without its own words."""
        return status.label if isinstance(status, Band) else dict(self.labels).get(status)

    def find_formula(self, kind: Kind) -> Formula:
        """Return the formula for measures of a kind; only levels can come from a baseline."""
        match kind:
            case Kind.LEVEL:
                return self.level_formula or self.formula
            case Kind.CUMULATIVE if self.formula is Formula.PROGRESS:
                return Formula.QUOTIENT  # a year's own amount begins at nothing
            case _:
                return self.formula


class Deadlines(NamedTuple):
    """The days on which departments have to have reported (報告期限), as month and day.

    ``final`` is the first such day from the year's last one on, which it is without it. Half-year
    reports are asked for only where ``interim`` is set.
    """

    final: tuple[int, int] | None = None
    interim: tuple[int, int] | None = None

    def find_final_day(self, year: FiscalYear, calendar: Calendar) -> date:
        """Return the last day for the report on a whole year."""
        return _find_last_day(self.final, year, calendar)

    def find_interim_day(self, year: FiscalYear, calendar: Calendar) -> date | None:
        """Return the last day for the report in the course of a year; None where none is due."""
        return _find_next_day(self.interim, calendar.find_first_day(year))


@lru_cache(maxsize=256)  # asked for every measure and year
def _find_last_day(final: tuple[int, int] | None, year: FiscalYear, calendar: Calendar) -> date:
    last_day = calendar.find_last_day(year)
    return _find_next_day(final, last_day) or last_day


def _find_next_day(day: tuple[int, int] | None, start: date) -> date | None:
    """Return the first such day from ``start`` on."""
    if day is None:
        return None
    found = date(start.year, *day)
    return found if found >= start else date(start.year + 1, *day)
