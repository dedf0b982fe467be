"""The figures of a plan as files of data, with all that others need to use them."""
