"""What search engines for data read about the figures of a plan: a Dataset of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.exporting.license_terms import read_license
from plantool.site.addresses import lead_to

if TYPE_CHECKING:
    from plantool.model.plan import Plan
    from plantool.site.site_page import SitePage


def describe_dataset(plan: Plan, page: SitePage, base_url: str) -> dict[str, object]:
    """Describe the data of a plan, which ``page`` offers; addresses are whole with ``base_url``."""
    first, last = min(plan.planned_years), max(plan.planned_years)
    days = (plan.calendar.find_first_day(first), plan.calendar.find_last_day(last))
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": plan.title,
        "description": page.summary,
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
    return described
