"""The recipe of docs/how-to/debugging.md: an editor's debugger stops in Apex.

A client of the debug adapter protocol does what an editor does, with debugpy's own adapter.
"""

from __future__ import annotations

import json
import socket  # noqa: TID251 - the client of a debugger talks to it on loopback
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

debugpy = pytest.importorskip("debugpy", reason="the extra `debug` is not installed")

Project = Any
Message = dict[str, Any]
SECONDS_MAX = 60

SERVICE = """public class Service {
    public static Integer twice(Integer amount) {
        Integer result = amount * 2;
        return result;
    }
}"""
TESTS = """@IsTest private class A_Tests {
    @IsTest static void doubles() {
        Integer start = 21;
        System.assertEquals(42, Service.twice(start));
    }
}"""


class Client:
    """Enough of the debug adapter protocol for one session."""

    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._stream = self._socket.makefile("rb")
        self._sent = 0
        self._waiting: list[Message] = []

    def send(self, command: str, **arguments: Any) -> int:
        """Sends a request; returns its number."""
        self._sent += 1
        request = {
            "seq": self._sent,
            "type": "request",
            "command": command,
            "arguments": arguments,
        }
        body = json.dumps(request).encode()
        self._socket.sendall(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        return self._sent

    def ask(self, command: str, **arguments: Any) -> Message:
        """The body of the response to a request."""
        number = self.send(command, **arguments)
        response = self._wait(lambda each: each.get("request_seq") == number)
        assert response["success"], response
        body: Message = response.get("body", {})
        return body

    def event(self, name: str) -> Message:
        """The body of the next event of that name."""
        body: Message = self._wait(lambda each: each.get("event") == name).get("body", {})
        return body

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def _wait(self, wanted: Any) -> Message:
        for message in self._waiting:
            if wanted(message):
                self._waiting.remove(message)
                return message
        while not wanted(message := self._read()):
            self._waiting.append(message)
        return message

    def _read(self) -> Message:
        length = 0
        while line := self._stream.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the adapter went away"
        message: Message = json.loads(self._stream.read(length))
        return message


def _connected(port: int) -> socket.socket:
    deadline = time.monotonic() + SECONDS_MAX
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=SECONDS_MAX)
        except OSError:
            assert time.monotonic() < deadline, "the debug adapter never listened"
            time.sleep(0.1)  # noqa: TID251 - another process is starting


@contextmanager
def debugged(source: Path) -> Iterator[tuple[Client, subprocess.Popen[str]]]:
    """`sfsim test` under debugpy, waiting for its client, and that client."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    listen = ["-Xfrozen_modules=off", "-m", "debugpy", "--listen", f"127.0.0.1:{port}"]
    command = [sys.executable, *listen, "--wait-for-client"]
    command += ["-m", "sfsim", "test", str(source), "--workers", "1"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    client = None
    try:
        client = Client(port)
        yield client, process
    finally:
        if client is not None:
            client.close()
        process.kill()
        process.communicate()


def test_an_editor_stops_in_apex_and_sees_its_locals(project: Project) -> None:
    source: Path = project({"Service": SERVICE, "A_Tests": TESTS})
    service = str(source / "Service.cls")
    with debugged(source) as (client, process):
        client.ask("initialize", adapterID="sfsim", pathFormat="path", linesStartAt1=True)
        client.send("attach", justMyCode=False)
        client.event("initialized")
        set_at = client.ask(
            "setBreakpoints", source={"path": service}, breakpoints=[{"line": 4}]
        )
        assert set_at["breakpoints"][0]["verified"]
        client.send("configurationDone")
        thread = client.event("stopped")["threadId"]
        frames = client.ask("stackTrace", threadId=thread)["stackFrames"]
        places = [(Path(frame["source"]["path"]).name, frame["line"]) for frame in frames]
        apex = [(name, line) for name, line in places if name.endswith(".cls")]
        assert apex == [("Service.cls", 4), ("A_Tests.cls", 4)]
        scopes = client.ask("scopes", frameId=frames[0]["id"])["scopes"]
        reference = scopes[0]["variablesReference"]
        variables = client.ask("variables", variablesReference=reference)["variables"]
        values = {each["name"]: each["value"] for each in variables}
        assert (values["amount"], values["result"]) == ("21", "42")
        client.ask("continue", threadId=thread)
        client.event("terminated")
        client.send("disconnect")
        output, _ = process.communicate(timeout=SECONDS_MAX)
        assert "1 passed, 0 failed" in output
