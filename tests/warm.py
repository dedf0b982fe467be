"""One process that has imported plantool already and is forked for each run: four times as fast.

What a run sees of it, arguments, folder, environment and streams, is its own. Started by
tests/running.py.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import selectors
import socket
import sys
import time
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

IS_POSSIBLE = sys.platform == "linux"  # others lack this kind of socket
_LONGEST = 1 << 20  # bytes of a request
_CHUNK = 1 << 16
_STREAMS = 3
_IMPORTED_LATE = (
    *("duckdb", "jsonschema", "jsonschema_rs"),
    *("python_calamine", "rich.console", "xlsxwriter"),
)
_COLD = ("plantool.lsp", "plantool.__main__")


class Request(NamedTuple):
    """A run: what a shell would give it."""

    arguments: list[str]
    cwd: str
    environment: dict[str, str]


class _Running(NamedTuple):
    """A run that has not ended, and where its exit code is to go."""

    process: int
    answer: int


def run_warm(request: Request) -> tuple[int, bytes, bytes]:
    """Run plantool through pipes, without standard input; return its exit code and its output."""
    pipes = [os.pipe() for _ in range(_STREAMS)]  # standard output, standard error, the exit code
    with Path(os.devnull).open() as nothing:
        theirs = [nothing.fileno(), *(theirs for _, theirs in pipes)]
        socket.send_fds(_server(), [json.dumps(request).encode()], theirs)
    for _, end in pipes:
        os.close(end)
    out, err, code = _read_together([ours for ours, _ in pipes])
    return int(code), out, err


def start_warm(request: Request, streams: list[int]) -> Callable[[], int]:
    """Start plantool on these streams; return what waits for its end and says its exit code."""
    ours, theirs = os.pipe()
    socket.send_fds(_server(), [json.dumps(request).encode()], [*streams, theirs])
    os.close(theirs)
    return lambda: int(_read_together([ours])[0])


def _read_together(descriptors: list[int]) -> list[bytes]:
    """Read each to its end, whichever has something: none waits for another to be read."""
    read = dict.fromkeys(descriptors, b"")
    with selectors.DefaultSelector() as selector:
        for descriptor in descriptors:
            selector.register(descriptor, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                data = os.read(key.fd, _CHUNK)
                read[key.fd] += data
                if not data:
                    selector.unregister(key.fd)
                    os.close(key.fd)
    return list(read.values())


@cache
def _server() -> socket.socket:
    """Start the process; it ends when this one has ended, since then nobody can ask."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    theirs.set_inheritable(True)
    program = [sys.executable, __file__, str(theirs.fileno())]
    # its streams are none of a test's: who reads those to their end would wait for it
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1)]
    os.posix_spawn(sys.executable, program, os.environ, file_actions=quiet)
    theirs.close()
    return ours


def serve(requests: socket.socket) -> None:
    """Answer requests until the other end is closed."""
    _import_everything()
    gc.freeze()  # what is imported stays: no run copies it to look for garbage
    with selectors.DefaultSelector() as selector:
        selector.register(requests, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.data:
                    selector.unregister(key.fd)
                    _tell_end(key.fd, key.data)
                elif not _start(requests, selector):
                    return


def _start(requests: socket.socket, selector: selectors.BaseSelector) -> bool:
    """Start what the next request asks for; tell whether there was one."""
    data, descriptors, _, _ = socket.recv_fds(requests, _LONGEST, _STREAMS + 1)
    if not data:
        return False
    *streams, answer = descriptors
    child = os.fork()
    if child == 0:
        # who waits for the end of another run is not to wait for this one
        others = [key.data.answer for key in selector.get_map().values() if key.data]
        for descriptor in (requests.fileno(), answer, *others):
            os.close(descriptor)
        _run(Request(*json.loads(data)), streams)
    for stream in streams:
        os.close(stream)
    selector.register(os.pidfd_open(child), selectors.EVENT_READ, _Running(child, answer))
    return True


def _import_everything() -> None:
    package = import_module("plantool")
    for module in pkgutil.walk_packages(package.__path__, "plantool."):
        if not module.name.startswith(_COLD):
            import_module(module.name)
    for name in (
        "rich.console",
        "jsonschema",
        "jsonschema_rs",
        "xlsxwriter",
        "python_calamine",
        "duckdb",
    ):
        import_module(name)


def _tell_end(ended: int, running: _Running) -> None:
    """Say how a run ended as subprocess does."""
    code = os.waitstatus_to_exitcode(os.waitpid(running.process, 0)[1])
    os.write(running.answer, str(code).encode())
    os.close(running.answer)
    os.close(ended)


def _run(request: Request, streams: list[int]) -> NoReturn:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = _opened(0, "r"), _opened(1, "w"), _opened(2, "w")
    os.chdir(request.cwd)
    os.environ.clear()
    os.environ.update(request.environment)
    time.tzset()
    sys.argv = ["plantool", *request.arguments]
    import_module("plantool.cli.main").main()
    os._exit(0)  # it has ended the process itself


def _opened(number: int, mode: str) -> IO[Any]:
    return open(number, mode, encoding="utf-8", closefd=False)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
