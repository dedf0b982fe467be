"""A public site of a plan: static pages that need no server, no script and no other site."""
