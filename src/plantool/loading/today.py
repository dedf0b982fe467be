"""What day it is for a plan: the date in its own time zone, else that of the machine."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from plantool.loading.folder import PLAN_FILE
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from plantool.loading.folder import PlanFiles

_ZONE_LINE = compile_late(
    rb"^(?:\xef\xbb\xbf)?[\"']?timezone[\"']?[ \t]*:[ \t]*[\"']?([A-Za-z0-9_+/-]+)", re.MULTILINE
)


def find_zone(name: str) -> ZoneInfo | None:
    """Return the time zone of a name such as Asia/Tokyo; None where this system knows none."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - few plans name one

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # ValueError: a path; OSError: a folder of zones
        return None


def read_today(files: PlanFiles) -> date:
    """Return today's date for the plan in these files."""
    try:
        return find_today(files.read_bytes(PLAN_FILE))
    except OSError:
        return find_today()


def find_today(plan_text: bytes = b"") -> date:
    """Return today's date for the plan whose plan.yaml has this text.

    The zone is found by one line, so that the day is known before the plan is read.
    """
    named = _ZONE_LINE.search(plan_text)
    zone = find_zone(named[1].decode()) if named else None
    return datetime.now(zone).date()
