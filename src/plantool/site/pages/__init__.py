"""The kinds of pages of a site, one module each."""
