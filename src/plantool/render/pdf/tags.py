"""What screen readers hear of a PDF, where the library that prints it leaves something out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint import Document


def complete_tags(document: Document, pdf: Any) -> None:  # noqa: ANN401 - the library's
    """Say of each head in a table what it is the head of, and of foreign words their language."""
    tags = [each for each in pdf.objects if isinstance(each, dict) and "S" in each]
    for tag in tags:
        if tag["S"] == "/TH" and "ID" in tag:
            tag["A"]["Scope"] = _find_scope(str(tag["ID"].string))
    # the library makes a tag for each span on a page, in the order of the document
    spans = [tag for tag in tags if tag["S"] == "/Span" and not _is_text(tag)]
    boxes = [box for page in document.pages for box in _yield_spans(page._page_box)]  # noqa: SLF001
    for tag, box in zip(spans, boxes, strict=True):
        if language := box.element.get("lang"):
            tag["Lang"] = f"({language})"  # as a string is written


def _find_scope(name: str) -> str:
    """Return what a head is the head of; its name in the library ends with row and column."""
    return "/Column" if name.split("-")[-2] == "0" else "/Row"


def _is_text(tag: Any) -> bool:  # noqa: ANN401 - the library's
    """Tell whether a tag is that of a text on a page, which is a number in it."""
    return any(isinstance(kid, int) for kid in tag["K"])


def _yield_spans(box: Any) -> Iterator[Any]:  # noqa: ANN401 - the library's
    """Yield the boxes that have tags of spans."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001 - there is no other way in
    is_span = box.element is not None and box.element_tag == "span"
    if is_span and not isinstance(box, LineBox | TextBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _yield_spans(child)
