"""What each command shows: typed rows and columns, not yet formatted."""
