"""What an entry means: results, money and corrections, from what a person says to a file."""
