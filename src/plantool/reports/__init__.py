"""The pages of all commands: typed rows and columns, not yet formatted.

Reports are of one shape, which a test checks: a class ``…Report`` is made of a ``Scope`` and of
finished figures, which analysis computes, and ``build_page()`` lays them out as a ``Page``. Blocks
are for people; records are for machines and name their values by column. Only the pages of rules
are about no plan, and functions.
"""
