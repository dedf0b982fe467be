"""Files that are the same whenever they are made of the same plan."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MADE = datetime(2018, 4, 1)  # noqa: DTZ001 - files have no zone; any day does that stays the same
_MADE = MADE.timetuple()[:6]


def pack_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return a packed file (.zip) of named parts, in their order and without the time of day."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            info = zipfile.ZipInfo(name, _MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # one number on any system
            packed.writestr(info, part)
    return data.getvalue()
