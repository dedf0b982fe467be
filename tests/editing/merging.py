"""Texts of one file that two sides changed, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.editing.merge import merge_texts
from plantool.loading.key_order import build_key_order
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from plantool.editing.merge import MergeOutcome
    from plantool.syntax.nodes import Plain


ORDER = build_key_order("initiative")
BASE = """\
id: 1-2
title: 事業
measures:
  - id: a
    name: 項目
    planned: {H30: 1, H31: 2}  # 印刷どおり
    results:
      H30: {value: 1}

  # 二つめ
  - id: b
    name: 別の項目
    planned:
      H30: 1
      H31: 2
budget:
  planned: {H30: 9}
footnotes:
  - {mark: ※1, text: 注}
"""
Edits = tuple[tuple[str, str], ...]


def edited(edits: Edits, text: str = BASE) -> str:
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def merged(base: str, ours: str, theirs: str, by_lines: str | None = None) -> MergeOutcome:
    lines = None if by_lines is None else by_lines.encode()
    return merge_texts(base.encode(), ours.encode(), theirs.encode(), ORDER, lines)


def data(text: str | bytes | None) -> Plain:
    assert text is not None
    document = parse_document(text if isinstance(text, bytes) else text.encode(), "1-2.yaml")
    assert document.root is not None
    assert document.diagnostics == ()
    return document.root.to_plain()
