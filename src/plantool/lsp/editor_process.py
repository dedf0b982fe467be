"""The process that started the server: whether it is still there."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes

    _SYNCHRONIZE, _DENIED, _STILL_RUNNING = 0x0010_0000, 5, 258

    def is_running(process: int) -> bool:
        """Tell whether a process is there; a signal, as elsewhere, would end it on Windows."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(_SYNCHRONIZE, False, process)  # noqa: FBT003 - as Windows wants
        if not handle:
            return ctypes.get_last_error() == _DENIED
        try:
            return bool(kernel.WaitForSingleObject(handle, 0) == _STILL_RUNNING)
        finally:
            kernel.CloseHandle(handle)

else:
    import os

    def is_running(process: int) -> bool:
        """Tell whether a process is there."""
        try:
            os.kill(process, 0)
        except PermissionError:
            return True
        except (ProcessLookupError, OverflowError):
            return False
        return True
