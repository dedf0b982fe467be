"""Tables of others: a mapping tells which column is which key of a plan."""
