"""The laws of a plan beyond the schema: one module each, and nothing else in this folder.

A law is a module with ``CODES``, the codes that it can find, and ``check``, which yields findings.
It says nothing about what a file that cannot be read keeps it from knowing. What its findings only
follow from stands in it as ``FOLLOWS``: where such a cause was found, they are left out.

``plantool.checking.rule_lists`` lists the laws and gives the three shapes of ``check``. The page
of each code is in ``plantool/checking/pages``.
"""
