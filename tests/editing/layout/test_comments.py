"""Where comments go when a file is laid out."""

from __future__ import annotations

from tests.editing.laying_out import assert_laid_out, every_example

EXAMPLES = {
    "comments above and behind": (
        """
        # head
        b: 1    # behind b
          # below b
        # above a

        a:    # behind a
            # above d
            - d: 2
              # above c
              c: 3# no comment
            # above the next
            -   # between dash and item
              # above e
              e: "4"#behind e
        """,
        """
        # head
        # above a

        a: # behind a
          # above d
          # above c
          - c: 3# no comment
            d: 2
          # above the next
          # between dash and item
          # above e
          - e: "4" #behind e
        b: 1 # behind b
          # below b
        """,
    ),
    "comments at the end": (
        """
        b:
            - c:
                  d: 1
                  # end of c
              # end of the item
            # end of b

          # of b still
        a:
        - 2
        # above e
        e:
        - f: 3
          # end of the item
        # end
        """,
        """
        a:
          - 2
        b:
          - c:
              d: 1
              # end of c
            # end of the item
          # end of b

          # of b still
        # above e
        e:
          - f: 3
            # end of the item
        # end
        """,
    ),
    "comments below a block of text, where they could be text": (
        """
        a: |
            text
          # above b
        b: >-
            text
            # text
          # the end
        """,
        """
        a: |
          text
        # above b
        b: >-
          text
          # text
        # the end
        """,
    ),
    "comments never overtake": (
        """
        a:
          b:
            - 1
          # end of a
            # also
        # above c
            # also above c
        c: 2
        """,
        """
        a:
          b:
            - 1
          # end of a
          # also
        # above c
        # also above c
        c: 2
        """,
    ),
    "comments in place of a value": (
        """
        b:
            # H30: 1
            # H31: 2
        a:
        # about c
        c:
         -
           # later
         - 1
        """,
        """
        a:
        b:
          # H30: 1
          # H31: 2
        # about c
        c:
          -
            # later
          - 1
        """,
    ),
    "comments between key and value": (
        """
        a: # one
            # two
            text # three
        b:
          # four
          {c: 1}
        """,
        """
        # one
        # two
        a: text # three
        # four
        b: {c: 1}
        """,
    ),
    "comments between key and value stay with what is sorted": (
        """
        # head
        c: # about c
          1

        b:
          # about b
          2

        a: # about a
          3
        """,
        """
        # head

        # about a
        a: 3

        # about b
        b: 2
        # about c
        c: 1
        """,
    ),
    "comments of an item and of its first key": (
        """
        a:
        # about the item
        - c: 1

          # apart

          b: 2
        - c: 1
          # apart too

          b: 2
        """,
        """
        a:
          # about the item
          # apart
          - b: 2
            c: 1
          # apart too

          - b: 2
            c: 1
        """,
    ),
    "comments of what becomes the first are no head": (
        """
        # head
        b: 1

        # about a
        a: 2
        """,
        """
        # head

        # about a
        a: 2
        b: 1
        """,
    ),
    "comments of the first below a blank line": (
        """

        # about b
        b: 1
        a: 2
        """,
        """
        a: 2
        # about b
        b: 1
        """,
    ),
    "the editor's line": (
        """
        # yaml-language-server: $schema=x
        # about b
        b: 1
        a: 2
        """,
        """
        # yaml-language-server: $schema=x
        a: 2
        # about b
        b: 1
        """,
    ),
    "a head apart": (
        """

        # about the file

        # about b

        # also about b
        b: 1

        # about a
        a: 2
        """,
        """
        # about the file

        # about b

        # about a
        a: 2
        # also about b
        b: 1
        """,
    ),
    "an order to the program is no head": (
        """
        # about the file
        # plantool: ignore[PLT301] as printed
        b: 1
        a: 2
        """,
        """
        # about the file
        a: 2
        # plantool: ignore[PLT301] as printed
        b: 1
        """,
    ),
    "marks of the document": (
        """
        # one
        --- # two
        b: 1 # three
        a: 2
        ... # four
        # five
        """,
        """
        # one
        # two
        a: 2
        b: 1 # three
        # four
        # five
        """,
    ),
}


@every_example(EXAMPLES)
def test_comments_go_with_their_entries(before: str, after: str) -> None:
    assert_laid_out(before, after)
