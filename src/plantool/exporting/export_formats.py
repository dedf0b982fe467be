"""The formats in which figures are handed out."""

from __future__ import annotations

from enum import Enum


class ExportFormat(Enum):
    """A format of data; its value names its folder, and its files end in it."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    SQLITE = "sqlite"

    @property
    def media_type(self) -> str:
        """The type by which the web knows files of the format (IANA)."""
        return _MEDIA_TYPES[self]

    @property
    def is_text(self) -> bool:
        """Tell whether its files are text, in UTF-8."""
        return self in {ExportFormat.CSV, ExportFormat.JSON}


DEFAULT_FORMATS = (ExportFormat.CSV, ExportFormat.JSON, ExportFormat.SQLITE)
"""Those that need no library of others."""
_MEDIA_TYPES = {
    ExportFormat.CSV: "text/csv",
    ExportFormat.JSON: "application/json",
    ExportFormat.PARQUET: "application/vnd.apache.parquet",
    ExportFormat.SQLITE: "application/vnd.sqlite3",
}
