"""Writes files of a plan: while no other plantool does, each at once or not at all."""

from __future__ import annotations

import errno
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from plantool.errors import NotWrittenError
from plantool.loading.lock import lock_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.loading.folder import Folder


@contextmanager
def hold_plan_lock(folder: Folder) -> Iterator[None]:
    """Keep other writers out of a plan; raises NotWrittenError where they do not finish."""
    with ExitStack() as stack:
        try:
            stack.enter_context(lock_folder(folder.path))
        except OSError as error:
            raise build_write_error(folder.shown, error) from error
        yield


def replace_plan_file(
    folder: Folder, name: str, data: bytes, *, instead_of: bytes
) -> tuple[str, ...]:
    """Replace a file that says ``instead_of`` still; return what of it could not be kept.

    Raises NotWrittenError.
    """
    try:
        return folder.replace_file(name, data, instead_of=instead_of)
    except OSError as error:
        raise build_write_error(folder.format_name(name), error) from error


def build_write_error(file: str, error: OSError) -> NotWrittenError:
    """Return the failure to write ``file``."""
    if error.errno in {errno.ESTALE, errno.EEXIST}:  # others wrote or made it meanwhile
        return NotWrittenError("error.changed-meanwhile", file=file)
    return NotWrittenError("error.not-written", file=file, reason=error)
