"""What else could check the files: python benchmarks/peer.py KIND DIR.

``base`` is the least that one would write by hand: PyYAML's C loader and one jsonschema validator.
``jsonschema-rs`` asks a faster validator, ``ryaml`` also reads with a faster parser, and ``sha256``
only reads the bytes and hashes them, which is the limit for all that looks at every file.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMA = Path(__file__).parents[1] / "schema" / "initiative.schema.json"


def _base() -> Callable[[bytes], bool]:
    import json

    import jsonschema
    import yaml

    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    return lambda data: bool(validator.is_valid(yaml.load(data, yaml.CSafeLoader)))


def _jsonschema_rs() -> Callable[[bytes], bool]:
    import jsonschema_rs
    import yaml

    validator = jsonschema_rs.validator_for(SCHEMA.read_text(encoding="utf-8"))
    return lambda data: validator.is_valid(yaml.load(data, yaml.CSafeLoader))


def _ryaml() -> Callable[[bytes], bool]:
    import jsonschema_rs

    loads = import_module("ryaml").loads
    validator = jsonschema_rs.validator_for(SCHEMA.read_text(encoding="utf-8"))
    return lambda data: validator.is_valid(loads(data.decode()))


def _sha256() -> Callable[[bytes], bool]:
    return lambda data: bool(sha256(data).digest())


KINDS = {"base": _base, "jsonschema-rs": _jsonschema_rs, "ryaml": _ryaml, "sha256": _sha256}


def main() -> None:
    """Check every initiative of a plan; stop at an invalid one."""
    is_valid = KINDS[sys.argv[1]]()
    for file in sorted(Path(sys.argv[2]).glob("*-*.yaml")):
        if not is_valid(file.read_bytes()):
            sys.exit(f"{file.name} does not satisfy its schema")


if __name__ == "__main__":
    main()
