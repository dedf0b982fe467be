"""One process that has imported plantool already and is forked for each run: four times as fast.

What a run sees of it, arguments, folder, environment and streams, is its own. Started by
tests/running.py.
"""

from __future__ import annotations

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
_COLD = ("plantool.lsp", "plantool.__main__")


class Request(NamedTuple):
    """A run: what a shell would give it."""

    arguments: list[str]
    cwd: str
    environment: dict[str, str]


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
    while True:
        data, descriptors, _, _ = socket.recv_fds(requests, _LONGEST, _STREAMS + 1)
        if not data:
            return
        if os.fork() == 0:
            requests.close()
            _watch(Request(*json.loads(data)), descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        _forget_ended()


def _import_everything() -> None:
    package = import_module("plantool")
    for module in pkgutil.walk_packages(package.__path__, "plantool."):
        if not module.name.startswith(_COLD):
            import_module(module.name)
    for name in ("rich.console", "jsonschema", "jsonschema_rs"):
        import_module(name)


def _forget_ended() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _watch(request: Request, descriptors: list[int]) -> NoReturn:
    """Run in a child, and say how it ended as subprocess does."""
    *streams, answer = descriptors
    child = os.fork()
    if child == 0:
        os.close(answer)
        _run(request, streams)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.write(answer, str(code).encode())
    os._exit(0)


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
