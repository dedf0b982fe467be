"""Reading alone, in one process: python benchmarks/reading.py DIR ROUNDS.

Prints the seconds of every round as JSON, plantool's parser and PyYAML's C loader taking turns
over the same bytes. plantool's trees know the place of every value, PyYAML's data does not.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import yaml

from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Callable

    Files = list[tuple[str, bytes]]


def plantool(files: Files) -> None:
    """Read all files as plantool does."""
    for name, data in files:
        if parse_document(data, name).root is None:
            sys.exit(f"{name} cannot be read")


def pyyaml(files: Files) -> None:
    """Read all files with PyYAML's C loader."""
    for _, data in files:
        yaml.load(data, yaml.CSafeLoader)


def main() -> None:
    """Take turns, and take turns at being first."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    files = [(file.name, file.read_bytes()) for file in sorted(folder.glob("*-*.yaml"))]
    readers = [plantool, pyyaml]
    seconds: dict[str, list[float]] = {reader.__name__: [] for reader in readers}
    for _ in range(rounds):
        for reader in readers:
            seconds[reader.__name__].append(_time(reader, files))
        readers.reverse()
    print(json.dumps(seconds))


def _time(reader: Callable[[Files], None], files: Files) -> float:
    gc.collect()
    start = perf_counter()
    reader(files)
    return perf_counter() - start


if __name__ == "__main__":
    main()
