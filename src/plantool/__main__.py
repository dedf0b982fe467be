"""``python -m plantool``."""

from plantool.cli.main import main

main()
