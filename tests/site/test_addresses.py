"""Addresses of pages are names of files on every system, each of one department."""

from __future__ import annotations

from plantool.model.initiative import Department
from plantool.site.addresses import name_department_pages


def test_departments_have_pages_of_their_own_on_every_file_system() -> None:
    names = ("福祉部", "Parks", "PARKS", "a/b", "NUL", "x" * 300)
    departments = [Department(name) for name in names]
    pages = [*name_department_pages(departments).values()]
    assert pages[:2] == ["d/福祉部.html", "d/Parks.html"]
    assert len({page.casefold() for page in pages}) == len(departments)
    assert all(page.count("/") == 1 and len(page) < 80 for page in pages)
    assert "d/NUL.html" not in pages
