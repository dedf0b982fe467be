"""Excel: workbooks that departments fill in, and workbooks of others as they are."""
