"""A small editor: talks to ``plantool lsp`` over pipes, the way real ones do."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import count
from queue import Queue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECONDS = 30
Message = dict[str, Any]


class Editor:
    """A server process, and what it said so far."""

    seconds: float = SECONDS
    """How long to wait for an answer."""

    def __init__(self, *command: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "plantool", *command, "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self.process.stdin
        assert self.process.stdout
        self.stdin = self.process.stdin
        self.numbers = count(1)
        self.said: Queue[Message | None] = Queue()
        self.reader = Thread(target=self._listen, args=(self.process.stdout,), daemon=True)
        self.reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()
        self.reader.join(SECONDS)

    def _listen(self, stdout: IO[bytes]) -> None:
        while header := stdout.readline():
            length = int(header.partition(b":")[2]) if b"Length" in header else 0
            while length and stdout.readline().strip():
                pass
            if length:
                self.said.put(json.loads(stdout.read(length)))
        self.said.put(None)

    def wait(self, wanted: Callable[[Message], bool]) -> Message:
        """Return the next message that is wanted; those before it are passed over."""
        while message := self.said.get(timeout=self.seconds):
            if wanted(message):
                return message
        raise AssertionError("the server left")

    def notify(self, method: str, **params: object) -> None:
        """Tell the server something."""
        self.send({"method": method, "params": params})

    def ask(self, method: str, **params: object) -> Any:  # noqa: ANN401 - whatever the protocol has
        """Ask the server and return its result."""
        number = next(self.numbers)
        self.send({"id": number, "method": method, "params": params})
        answer = self.wait(lambda message: message.get("id") == number)
        assert "error" not in answer, answer
        return answer["result"]

    def send(self, message: Message) -> None:
        """Send one message."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.stdin.flush()

    def start(self, process: int | None = None, **capabilities: object) -> Message:
        """Shake hands and return what the server can do; ``process`` is the editor's."""
        done: Message = self.ask(
            "initialize", processId=process, rootUri=None, capabilities=capabilities
        )
        self.notify("initialized")
        return done

    def open(self, path: Path, text: str) -> None:
        """Open a document that says ``text``."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", textDocument=document)

    def change(self, path: Path, text: str) -> None:
        """Replace an open document's text."""
        document = {"uri": path.as_uri(), "version": 2}
        change = [{"text": text}]
        self.notify("textDocument/didChange", textDocument=document, contentChanges=change)

    def findings(self, path: Path, wanted: Callable[[list[Message]], bool]) -> list[Message]:
        """Wait until the findings of a file are as wanted, and return them."""

        def arrived(message: Message) -> bool:
            params = message.get("params", {})
            published = message.get("method") == "textDocument/publishDiagnostics"
            return published and params["uri"] == path.as_uri() and wanted(params["diagnostics"])

        found: list[Message] = self.wait(arrived)["params"]["diagnostics"]
        return found

    def at(self, method: str, path: Path, line: int, character: int) -> Any:  # noqa: ANN401 - ditto
        """Ask about a place of a document."""
        position = {"line": line, "character": character}
        where = {"textDocument": {"uri": path.as_uri()}, "position": position}
        return self.ask(f"textDocument/{method}", **where)

    def leave(self) -> int:
        """Say good-bye and return the server's exit code; it has nothing to complain of."""
        self.send({"id": 0, "method": "shutdown"})
        self.wait(lambda message: message.get("id") == 0)
        self.send({"method": "exit"})
        code = self.process.wait(SECONDS)
        assert self.process.stderr
        assert self.process.stderr.read() == b""
        return code


def applied(text: str, edits: list[Message]) -> str:
    """Return ``text`` with edits whose columns count UTF-16."""
    lines = [line.encode("utf-16-le") for line in text.splitlines(keepends=True)]
    starts = [sum(map(len, lines[:line])) for line in range(len(lines) + 1)]
    data = b"".join(lines)
    for edit in sorted(edits, key=lambda edit: -edit["range"]["start"]["line"]):
        start, end = (
            starts[place["line"]] + 2 * place["character"]
            for place in (edit["range"]["start"], edit["range"]["end"])
        )
        data = data[:start] + edit["newText"].encode("utf-16-le") + data[end:]
    return data.decode("utf-16-le")
