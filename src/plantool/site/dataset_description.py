"""What search engines for data read about the figures of a plan: a Dataset of schema.org."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from plantool.exporting.license_terms import read_license
from plantool.reports.page import Link, Table
from plantool.site.addresses import lead_to
from plantool.site.site_page import Links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.model.plan import Plan
    from plantool.site.site_page import SitePage

_UNKNOWN_TYPE = "application/octet-stream"
_TYPES = {  # not what this machine happens to know
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
}


def describe_dataset(
    plan: Plan, page: SitePage, base_url: str, texts: Catalogue
) -> dict[str, object]:
    """Describe the data of a plan, which ``page`` offers; addresses are whole with ``base_url``."""
    first, last = min(plan.planned_years), max(plan.planned_years)
    days = (plan.calendar.find_first_day(first), plan.calendar.find_last_day(last))
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": plan.title,
        "description": " ".join((plan.title, plan.publisher.name, texts("export.about"))),
        "inLanguage": plan.language,
        "temporalCoverage": "/".join(day.isoformat() for day in days),
        "isAccessibleForFree": True,
        "creator": {"@type": "GovernmentOrganization", "name": plan.publisher.name},
    }
    if plan.id:
        described["identifier"] = plan.id
    if plan.license:
        words, _, address = read_license(plan.license)
        described["license"] = address or words
    if base_url:
        described["url"] = base_url + lead_to(page.address, "")
    downloads = [
        {
            "@type": "DataDownload",
            "contentUrl": base_url + address,
            "encodingFormat": _name_type(address),
        }
        for address in dict.fromkeys(_yield_addresses(page))
    ]
    return {**described, "distribution": downloads} if downloads else described


def _yield_addresses(page: SitePage) -> Iterator[str]:
    """Yield where the links of a page lead."""
    for block in page.blocks:
        if isinstance(block, Links):
            yield from (link.address for link, _ in block.links)
        elif isinstance(block, Table):
            values = (value for row in block.rows for value in row.values)
            yield from (value.address for value in values if isinstance(value, Link))


def _name_type(address: str) -> str:
    return _TYPES.get(PurePosixPath(unquote(address)).suffix, _UNKNOWN_TYPE)
