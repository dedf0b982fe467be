"""The letters of columns: A is column 0, AA is column 26."""

from __future__ import annotations


def write_letters(column: int) -> str:
    """Return the letters of a column that is counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_letters(letters: str) -> int:
    """Return the number of a column from 0, by its capital letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
