"""The plugin in an editor: python-lsp-server, which runs flake8 on what is being typed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

pytestmark = pytest.mark.slow

HANDLER = """\
from page import page


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [page(environ)]
"""
MISTAKE = HANDLER.replace("[page(environ)]", "page(environ).decode()")


class Editor:
    """As much of an editor as it takes to open a file, type, and be told what is wrong."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._to: IO[bytes] = process.stdin
        self._from: IO[bytes] = process.stdout
        self._folder = folder
        self._version = 0
        self._requests = 0

    def start(self) -> None:
        # Standard input and output of the server, its own linters off.
        others = ("pycodestyle", "pyflakes", "mccabe", "autopep8", "yapf", "jedi_completion")
        plugins: dict[str, Any] = {name: {"enabled": False} for name in others}
        program = str(Path(sys.executable).with_name("flake8"))
        plugins["flake8"] = {"enabled": True, "executable": program}
        self.request("initialize", processId=None, rootUri=self._folder.as_uri(), capabilities={})
        self.notify("initialized")
        self.notify("workspace/didChangeConfiguration", settings={"pylsp": {"plugins": plugins}})

    def open(self, name: str, text: str) -> None:
        self.notify(
            "textDocument/didOpen",
            textDocument={**self._document(name), "languageId": "python", "text": text},
        )

    def type(self, name: str, text: str) -> None:
        self.notify(
            "textDocument/didChange",
            textDocument=self._document(name),
            contentChanges=[{"text": text}],
        )

    def close(self) -> None:
        self.request("shutdown")
        self.notify("exit")

    def diagnostics(self, version: int) -> list[dict[str, Any]]:
        """What is said of the version of the text that is numbered ``version``."""
        while True:
            message = self._receive()
            if message.get("method") == "textDocument/publishDiagnostics":
                told = message["params"]
                if told.get("version", version) == version:
                    return list(told["diagnostics"])

    def request(self, method: str, **parameters: Any) -> None:
        self._requests += 1
        self._send(id=self._requests, method=method, params=parameters)
        while True:
            message = self._receive()
            if message.get("id") == self._requests and "method" not in message:
                assert "error" not in message, message
                return

    def notify(self, method: str, **parameters: Any) -> None:
        self._send(method=method, params=parameters)

    def _document(self, name: str) -> dict[str, Any]:
        self._version += 1
        return {"uri": (self._folder / name).as_uri(), "version": self._version}

    def _send(self, **message: Any) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._to.flush()

    def _receive(self) -> dict[str, Any]:
        size = 0
        while line := self._from.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                size = int(value)
        data = self._from.read(size)
        assert data, "the server has gone"
        message: dict[str, Any] = json.loads(data)
        return message


@contextmanager
def editor(folder: Path) -> Iterator[Editor]:
    command = [sys.executable, "-m", "pylsp"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd="/"
    ) as process:
        try:
            opened = Editor(process, folder)
            opened.start()
            yield opened
            opened.close()
            process.wait(30)
        finally:
            process.kill()


def places(diagnostics: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    return [
        (told["code"], told["range"]["start"]["line"], told["range"]["start"]["character"])
        for told in diagnostics
        if told["code"].startswith("FC")
    ]


def test_what_is_typed_is_judged_before_it_is_saved(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text(
        "def page(environ):\n    return environ['PATH_INFO'].encode()\n", encoding="utf-8"
    )
    (tmp_path / "index.py").write_text(HANDLER, encoding="utf-8")
    with editor(tmp_path) as opened:
        opened.open("index.py", MISTAKE)
        told = opened.diagnostics(1)
        assert places(told) == [("FC301", 5, 4)]  # which count from 0
        [message] = [each["message"] for each in told if each["code"] == "FC301"]
        assert message.startswith("FC301 returns str")
        assert "\n" not in message
        opened.type("index.py", HANDLER)
        assert places(opened.diagnostics(2)) == []


def test_the_configuration_is_that_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.fclint]\nignore = ["FC3"]\nextend-select = ["FC104"]\n', encoding="utf-8"
    )
    with editor(tmp_path) as opened:
        opened.open("index.py", MISTAKE.replace("environ", "env"))
        assert places(opened.diagnostics(1)) == [("FC104", 3, 4)]


def test_a_mistake_in_the_configuration_is_shown_in_the_editor(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.fclint]\nselct = ["FC2"]\n', encoding="utf-8")
    with editor(tmp_path) as opened:
        opened.open("index.py", MISTAKE)
        told = opened.diagnostics(1)
        assert places(told) == [("FC000", 0, 0)]
        assert "'tool.fclint.selct'; did you mean 'select'?" in told[0]["message"]
