"""The command line: the only room that knows Typer, streams and exit codes.

``commands/`` has one module per command and nothing else. The modules that help commands stand
beside that folder; several that make up a subject have a folder of their own (``commenting/``).
"""
