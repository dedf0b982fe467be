"""The laws of a plan beyond the schema: one module each, and nothing else in this folder.

A law is a module with ``CODES``, the codes that it can find, and ``check``, which yields findings.
It says nothing that depends on a file that cannot be read. The causes that its findings only follow
from stand in it as ``FOLLOWS``: where one of them was found, the findings are left out.

``plantool.checking.rule_lists`` lists the laws and gives the three shapes of ``check``. The page
of each code is in ``plantool/checking/pages``.
"""
