from __future__ import annotations

import pytest

from plantool.exporting.license_terms import read_license


@pytest.mark.parametrize(
    ("words", "identifier", "address"),
    [
        ("CC-BY-4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "CC-BY-NC-SA-3.0",
            "CC-BY-NC-SA-3.0",
            "https://creativecommons.org/licenses/by-nc-sa/3.0/",
        ),
        ("CC0-1.0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("ODbL-1.0", "ODbL-1.0", None),
        ("https://example.jp/terms", None, "https://example.jp/terms"),
        ("政府標準利用規約（第2.0版）", None, None),
        ("CC BY 4.0", None, None),
    ],
)
def test_terms_are_an_identifier_an_address_or_words(
    words: str, identifier: str | None, address: str | None
) -> None:
    assert read_license(f" {words}\n") == (words, identifier, address)
