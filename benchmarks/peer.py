"""The base of comparison, a schema check without positions: python benchmarks/peer.py DIR.

It is the least that one would write by hand: PyYAML's C loader and one jsonschema validator.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import yaml

SCHEMA = Path(__file__).parents[1] / "schema" / "initiative.schema.json"


def main() -> None:
    """Load and validate every initiative of a plan; stop at an invalid one."""
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for file in sorted(Path(sys.argv[1]).glob("*-*.yaml")):
        if not validator.is_valid(yaml.load(file.read_bytes(), yaml.CSafeLoader)):
            sys.exit(f"{file.name} does not satisfy its schema")


if __name__ == "__main__":
    main()
