"""Writes data as YAML in any layout that people may think of, and remembers its comments."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from plantool.editing.scalar_text import can_be_unquoted

if TYPE_CHECKING:
    from random import Random

    from plantool.syntax.nodes import Plain
    from plantool.syntax.scalars import ScalarValue

NOTES = ["# メモ", "#", "# id: 'x", "#- ## plantool: ignore[PLT301]"]
SHORT = 60


class Scribe:
    """One hand that writes one file; ``comments`` are those written so far."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.comments: list[str] = []
        self.in_text = False  # a deeper line would go on the block scalar above

    def file(self, data: Plain) -> str:
        lines = [*self.noise(0), *self.block(data, 0), *self.noise(0)]
        return self.random.choice(["\n", "\r\n"]).join([*lines, ""])

    def block(self, data: Plain, column: int, *, compact: bool = False) -> list[str]:
        """Write a collection; nothing is above its first entry where it is ``compact``."""
        lines: list[str] = []
        for start, value in self.entries(data):
            lines += self.noise(column) if lines or not compact else []
            written = " " * column + start
            if start == "-" and self.is_block(value) and self.maybe(0.7):
                lines += self.compact(written, value, column)
            else:
                lines += self.value(written, value, column)
        return lines

    def entries(self, data: Plain) -> list[tuple[str, Plain]]:
        """Return the starts of entries, ``key:`` or a dash, with their values."""
        if not isinstance(data, dict):
            assert isinstance(data, list)
            return [("-", item) for item in data]
        pairs = [(f"{self.text(key)}{self.random.choice(['', ' '])}:", data[key]) for key in data]
        return self.random.sample(pairs, len(pairs))

    def compact(self, start: str, value: Plain, column: int) -> list[str]:
        within = column + self.random.randint(2, 4)
        first, *others = self.block(value, within, compact=True)
        return [start + first[len(start) :], *others]

    def value(self, start: str, value: Plain, column: int) -> list[str]:
        self.in_text = False
        within = column + self.random.randint(1, 4)
        if self.is_block(value):
            if isinstance(value, list) and start[-1] != "-":
                within = self.random.choice([column, within])
            return [start + self.behind(), *self.block(value, within)]
        if isinstance(value, str) and self.maybe(0.4):
            return self.over_lines(start, value, within)
        if value is None and self.maybe(0.3):
            return [start + self.behind()]
        written = self.flow(value, within, flow=isinstance(value, dict | list))
        apart = f"{self.behind()}\n{' ' * within}" if self.maybe(0.1) else " "
        return f"{start}{apart}{written}{self.behind()}".split("\n")

    def is_block(self, value: Plain) -> bool:
        if not isinstance(value, dict | list) or not value:
            return False
        return self.maybe(0.3 if len(json.dumps(value, default=str)) < SHORT else 0.95)

    def flow(self, value: Plain, within: int, *, flow: bool = True) -> str:
        if isinstance(value, list):
            return self.braced("[", [self.flow(item, within) for item in value], "]", within)
        if isinstance(value, dict):
            pairs = value.items()
            parts = [f"{self.text(k, flow=True)}: {self.flow(v, within)}" for k, v in pairs]
            return self.braced("{", parts, "}", within)
        return self.scalar(value, flow=flow)

    def braced(self, start: str, parts: list[str], end: str, within: int) -> str:
        spaced = [self.gap(within) + part for part in parts]
        return start + ",".join(spaced) + self.gap(within) + end

    def gap(self, within: int) -> str:
        """Write what stands between the parts of a collection in brackets."""
        if self.maybe(0.1):
            return f"{self.behind()}\n{' ' * (within + self.random.randint(0, 2))}"
        return " " * self.random.randint(0, 2)

    def over_lines(self, start: str, text: str, within: int) -> list[str]:
        """Write text as a block scalar, or fold it, if it can be."""
        pad = " " * within
        self.in_text = True
        if re.fullmatch(r"\S.*\S\n?", text, re.DOTALL):
            style = "|" if "\n" in text else self.random.choice("|>")
            lines = [pad + line for line in text.removesuffix("\n").split("\n")]
            chomp = "" if text.endswith("\n") else "-"
            return [f"{start} {style}{chomp}{self.behind()}", *lines]
        return [f"{start} {self.text(text)}{self.behind()}"]

    def scalar(self, value: ScalarValue, *, flow: bool = False) -> str:
        if isinstance(value, str):
            return self.text(value, flow=flow)
        return self.random.choice(["null", "~"]) if value is None else str(value).lower()

    def text(self, text: str, *, flow: bool = False) -> str:
        kinds = [json.dumps(text, ensure_ascii=False)]
        if "\n" not in text:
            kinds.append("'" + text.replace("'", "''") + "'")
        if can_be_unquoted(text, flow=flow) and not (flow and re.search("[:?]", text)):
            kinds += [text] * 3
        return self.random.choice(kinds)

    def noise(self, column: int) -> list[str]:
        """Write blank lines and comments above what is at ``column``."""
        kinds = self.random.choices(["", "blank", "comment"], [8, 1, 1], k=2)
        deepest = column if self.in_text else column + 4
        pads = [" " * self.random.randint(0, deepest) for _ in kinds]
        pairs = zip(kinds, pads, strict=True)
        return [pad + self.note() if kind == "comment" else pad for kind, pad in pairs if kind]

    def behind(self) -> str:
        return " " * self.random.randint(1, 3) + self.note() if self.maybe(0.1) else ""

    def note(self) -> str:
        self.comments.append(f"{self.random.choice(NOTES)} {len(self.comments)}")
        return self.comments[-1]

    def maybe(self, chance: float) -> bool:
        return self.random.random() < chance
