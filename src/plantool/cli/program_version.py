"""Which plantool this is, and which YAML parser it reads with."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from plantool.version import __version__


def describe_versions() -> str:
    """Return the line of --version: plantool, and the parser that it reads with."""
    return f"plantool {__version__} ({describe_parser()})"


def describe_parser() -> str:
    """Name the C parser and its version.

    Importing it, or importlib.metadata, would take longer than the rest of --version; the folder
    that pip leaves beside the parser has the version in its name.
    """
    spec = find_spec("_ruamel_yaml")
    package_dir = Path(spec.origin).parent if spec and spec.origin else Path()
    versions = [folder.name.split("-")[1] for folder in package_dir.glob("ruamel*clib-*.dist-info")]
    return " ".join(["ruamel.yaml.clib", *(v.removesuffix(".dist") for v in versions)])
