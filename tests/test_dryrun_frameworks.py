"""Applications of five frameworks: nothing to report, statically and in a dry run, on both targets.

Each file of ``framework_apps`` has the application itself, ``app``, and ``handler``, which hands it
the path as PEP 3333 has it: Function Compute gives decoded text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fclint import cli
from fclint.dryrun import Recorded, Request
from fclint.dryrun.context import FunctionFacts
from fclint.dryrun.process import Function, Instance
from fclint.finding import Severity
from fclint.judge import judge_run
from fclint.registry import load_rules

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent / "framework_apps"
FRAMEWORKS = ("bottle", "django", "falcon", "flask", "pyramid")
HANDLERS = {"fc2": "index.handler", "wsgi": "index.app"}

Headers = tuple[tuple[str, str], ...]
JSON: Headers = (("Content-Type", "application/json"),)
FORM: Headers = (("Content-Type", "application/x-www-form-urlencoded"),)
BINARY: Headers = (("Content-Type", "application/octet-stream"),)
MEGABYTE = 1 << 20


def body(content: bytes) -> Callable[[Recorded], bool]:
    return lambda recorded: recorded.response.body == content


def header(name: str, value: str) -> Callable[[Recorded], bool]:
    """Whether a header of the answer holds ``value``."""
    return lambda recorded: any(
        known.lower() == name and value in held for known, held in recorded.response.headers
    )


def anything(recorded: Recorded) -> bool:
    return True


REQUESTS: list[tuple[str, Request, int, Callable[[Recorded], bool]]] = [
    ("GET", Request(), 200, body(b"hello")),
    ("HEAD", Request("HEAD"), 200, body(b"")),
    ("query", Request(query="a=1&b=%E4%B8%AD"), 200, body(b"hello")),
    ("JSON", Request("POST", "/json", "", JSON, '{"name": "中"}'.encode()), 200,
     lambda recorded: json.loads(recorded.response.body) == {"name": "中"}),
    ("form", Request("POST", "/form", "", FORM, b"name=%E4%B8%AD"), 200, body("中".encode())),
    ("no such page", Request(path="/missing"), 404, anything),
    ("another method", Request("PUT", "/json", "", JSON, b'{"name": "x"}'), 0, anything),
    ("redirect", Request(path="/old"), 302, header("location", "/")),
    ("first cookie", Request(path="/cookie"), 200, header("set-cookie", "seen=once")),
    ("cookies", Request(path="/cookie", headers=(("Cookie", "a=b; seen=twice"),)), 200,
     body(b"twice")),
    ("stream", Request(path="/stream"), 200, body(b"line 0\nline 1\nline 2\n")),
    ("file", Request(path="/file"), 200, body(b"content of a file")),
    ("no content", Request("DELETE", "/things"), 204, body(b"")),
    ("a path in latin-1", Request(path="/names/café"), 200, body("hello café".encode())),
    ("a path beyond", Request(path="/names/中文"), 200, body("hello 中文".encode())),
    ("large body", Request("POST", "/size", "", BINARY, b"\xff" * MEGABYTE), 200,
     body(str(MEGABYTE).encode())),
    ("empty body", Request("POST", "/size", "", BINARY), 200, body(b"0")),
]  # fmt: skip


def facts(handler: str) -> FunctionFacts:
    return FunctionFacts(handler=handler, timeout=60, memory=1024)


@pytest.fixture(
    scope="module",
    params=[(name, target) for name in FRAMEWORKS for target in HANDLERS],
    ids=lambda param: "-".join(param),
)
def instance(request: pytest.FixtureRequest) -> Iterator[Instance]:
    """A process that serves one framework on one target."""
    name, target = request.param
    folder = str(FOLDER / f"{name}_app")
    with Instance(Function(folder, facts(HANDLERS[target]), target)) as serving:
        yield serving


def told(recorded: Recorded) -> list[str]:
    findings = judge_run(recorded, load_rules()).findings
    return [str(each) for each in findings if each.severity > Severity.INFO]


@pytest.mark.parametrize(
    ("sent", "status", "fits"),
    [pytest.param(*expected, id=title) for title, *expected in REQUESTS],
)
def test_an_answer_without_findings(
    instance: Instance, sent: Request, status: int, fits: Callable[[Recorded], bool]
) -> None:
    recorded = instance.call(sent)
    assert told(recorded) == []
    assert recorded.response.error is None
    assert status in (recorded.response.status, 0)
    assert fits(recorded), recorded.response


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_the_path_of_function_compute_is_not_what_frameworks_expect(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER / f"{name}_app")
    code = cli.main(("dry-run", "index.app", "--path", "/names/中文", "--output-format", "json"))
    captured = capsys.readouterr()
    answer = json.loads(captured.out)
    assert "PATH_INFO is text, not the latin-1 of PEP 3333" in captured.err
    if name == "bottle":  # it answers its own errors
        assert (code, answer["response"]["status"], answer["findings"]) == (0, 500, [])
        return
    assert (code, answer["response"]["status"]) == (1, 502)
    assert answer["response"]["error"]["errorType"] == "UnicodeEncodeError"
    (finding,) = answer["findings"]
    assert finding["code"] == "FC901"
    # It is told where the user's file names the application, not inside of the framework.
    row = finding["location"]["row"]
    line = Path("index.py").read_text(encoding="utf-8").splitlines()[row - 1]
    assert Path(finding["filename"]).name == "index.py"
    assert "app = " in line
    assert "PATH_INFO" in finding["advice"]


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_the_command_passes_where_the_path_is_encoded(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER / f"{name}_app")
    assert cli.main(("dry-run", "index.handler", "--path", "/names/中文")) == 0
    captured = capsys.readouterr()
    assert "hello 中文" in captured.out
    assert captured.out.splitlines()[-1] == "All checks passed!"


@pytest.mark.parametrize("name", FRAMEWORKS)
@pytest.mark.parametrize("target", HANDLERS)
def test_static_analysis_is_silent_and_knows_the_handler(
    name: str, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(FOLDER / f"{name}_app")
    assert cli.main(("check", "--no-cache", "--target", target, folder)) == 0
    assert "All checks passed!" in capsys.readouterr().out
    assert cli.main(("handlers", folder)) == 0
    assert "index.py" in (listed := capsys.readouterr().out)
    assert "  handler  " in listed


WITH_FILE_WRAPPER = """\
import importlib.util
import sys
from wsgiref.util import FileWrapper

spec = importlib.util.spec_from_file_location('application', {path!r})
module = importlib.util.module_from_spec(spec)
sys.modules['application'] = module
spec.loader.exec_module(module)


def handler(environ, start_response):
    environ['wsgi.file_wrapper'] = FileWrapper
    return module.app(environ, start_response)
"""


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_file_through_the_wrapper_of_the_server(name: str, tmp_path: Path) -> None:
    source = WITH_FILE_WRAPPER.format(path=str(FOLDER / f"{name}_app" / "index.py"))
    (tmp_path / "served.py").write_text(source, encoding="utf-8")
    with Instance(Function(str(tmp_path), facts("served.handler"), "wsgi")) as serving:
        recorded = serving.call(Request(path="/file"))
    assert told(recorded) == []
    assert recorded.response.body == b"content of a file"


SENT_BY_FLASK = """\
import io
from flask import Flask, Response, send_file

app = Flask(__name__)


@app.route('/date')
def date():
    return send_file(io.BytesIO(b'x'), mimetype='a/b')


@app.route('/empty')
def empty():
    return '', 204


@app.route('/upgrade')
def upgrade():
    return Response('x', headers={'Connection': 'close'})


@app.route('/twice')
def twice():
    response = Response('x')
    response.headers.add('Content-Length', '1')
    return response


def handler(environ, start_response):
    return app(environ, start_response)
"""


@pytest.mark.parametrize(
    ("path", "codes"),
    [("/date", []), ("/empty", []), ("/upgrade", ["FC209"]), ("/twice", ["FC305"])],
)
def test_of_what_a_framework_sends_only_what_its_user_can_help_is_told(
    path: str, codes: list[str], tmp_path: Path
) -> None:
    (tmp_path / "index.py").write_text(SENT_BY_FLASK, encoding="utf-8")
    with Instance(Function(str(tmp_path), facts("index.handler"), "fc2")) as serving:
        findings = judge_run(serving.call(Request(path=path)), load_rules()).findings
    assert [each.code for each in findings if each.severity > Severity.INFO] == codes


def test_the_same_in_ones_own_code_is_told(tmp_path: Path) -> None:
    source = (
        "def handler(environ, start_response):\n"
        "    headers = [('Content-Type', 'a/b'), ('Date', 'today')]\n"
        "    start_response('204 No Content', headers)\n"
        "    return []\n"
    )
    (tmp_path / "index.py").write_text(source, encoding="utf-8")
    with Instance(Function(str(tmp_path), facts("index.handler"), "fc2")) as serving:
        findings = judge_run(serving.call(Request()), load_rules()).findings
    assert [each.code for each in findings] == ["FC209", "FC210"]
