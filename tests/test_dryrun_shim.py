"""The shim: what it records of a handler, and what it answers, on both targets."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from fclint import events
from fclint.dryrun import Recorded, Request, Shim
from fclint.dryrun.context import FunctionFacts, build_context
from fclint.dryrun.environ import build_environ
from fclint.finding import Finding
from fclint.judge import judge_run
from fclint.registry import load_rules

START = "start_response('200 OK', [('Content-Type', 'text/plain')])"
Try = Callable[..., tuple[Recorded, list[Finding]]]


@pytest.fixture
def attempt(tmp_path: Path) -> Try:
    """Runs the handler of a module, the last statement of which may be left to ``body``."""
    count = iter(range(1000))

    def run(
        body: str,
        *,
        target: str = "fc2",
        request: Request | None = None,
        times: int = 1,
        whole: bool = False,
    ) -> tuple[Recorded, list[Finding]]:
        lines = body if whole else "def handler(environ, start_response):\n" + indented(body)
        path = tmp_path / f"index{next(count)}.py"
        path.write_text(lines, encoding="utf-8")
        namespace: dict[str, Any] = {"__name__": "index"}
        exec(compile(lines, str(path), "exec"), namespace)
        shim = Shim(namespace["handler"], target)
        for _ in range(times):
            environ = environ_of(request or Request(), target)
            recorded = shim.run(environ)
        return recorded, list(judge_run(recorded, load_rules()).findings)

    return run


def indented(body: str) -> str:
    return "".join(f"    {line}\n" for line in body.split("\n"))


def environ_of(request: Request, target: str) -> dict[str, Any]:
    facts = FunctionFacts()
    context = build_context(facts, "request")
    return build_environ(request, target, process={}, context=context, facts=facts)


def told(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [
        (each.code, each.span.row, each.span.column)
        for each in findings
        if each.severity.label != "info"
    ]


# What Function Compute answers, and which rule says so. FC 2.0 accepts what its runtime accepts.
ON_FC2 = [
    ("start_response(200, [])\nreturn [b'']", "AttributeError", [("FC206", 2, 5)]),
    ("start_response('', [])\nreturn [b'']", "IndexError", [("FC206", 2, 5)]),
    ("start_response('OK', [])\nreturn [b'']", "ValueError", [("FC206", 2, 5)]),
    ("start_response('200', [])\nreturn []", "", [("FC206", 2, 5)]),
    ("start_response(b'200 OK', [])\nreturn []", "", [("FC206", 2, 5)]),
    ("start_response('700 X', [])\nreturn []", "", [("FC206", 2, 5)]),
    ("start_response('200 OK', {'Content-Type': 'x'})\nreturn []", "ValueError", [("FC207", 2, 5)]),
    ("start_response('200 OK', None)\nreturn []", "TypeError", [("FC207", 2, 5)]),
    ("start_response('200 OK', 'abc')\nreturn []", "ValueError", [("FC207", 2, 5)]),
    ("start_response('200 OK', {'X': '1'}.items())\nreturn []", "", [("FC207", 2, 5)]),
    ("start_response('200 OK', (p for p in [('X', '1')]))\nreturn []", "", [("FC207", 2, 5)]),
    ("start_response('200 OK', [('X', b'1')])\nreturn []", "TypeError", [("FC207", 2, 5)]),
    ("start_response('200 OK', [('X', 1)])\nreturn []", "BadResponse", [("FC207", 2, 5)]),
    ("start_response('200 OK', [('X', None)])\nreturn []", "BadResponse", [("FC207", 2, 5)]),
    ("start_response('200 OK', [('X', 'a\\nb')])\nreturn []", "", [("FC208", 2, 5)]),
    ("start_response('200 OK')\nreturn []", "TypeError", [("FC205", 2, 5)]),
    ("start_response('200 OK', response_headers=[])\nreturn []", "TypeError", [("FC205", 2, 5)]),
    ("start_response(status='200 OK', headers=[])\nreturn []", "", [("FC205", 2, 5)]),
    ("start_response('200 OK', [('Connection', 'x')])\nreturn []", "", [("FC209", 2, 5)]),
    ("start_response('200 OK', [])\nreturn [b'x']", "", [("FC210", 2, 5)]),
    (
        "start_response('200 OK', [('Content-Type', 'a/b'), ('Content-Length', '3')])\n"
        "return [b'x']",
        "",
        [("FC305", 2, 5)],
    ),
    (f"{START}\n{START}\nreturn []", "", [("FC203", 3, 5)]),
    (f"yield b'x'\n{START}", "", [("FC204", 3, 5)]),
    (f"write = {START}\nwrite(b'x')\nreturn []", "", [("FC211", 3, 5)]),
    (
        f"write = {START}\nwrite('x')\nreturn []",
        "TypeError",
        [("FC211", 3, 5), ("FC303", 3, 5)],
    ),
    (f"{START}\nreturn 'text'", "", [("FC301", 3, 5)]),
    (f"{START}\nreturn '\\ud800'", "Exception", [("FC301", 3, 5)]),
    (f"{START}\nreturn b'bytes'", "", [("FC304", 3, 5)]),
    (f"{START}\nreturn None", "Exception", [("FC302", 3, 5)]),
    (f"{START}", "Exception", [("FC302", 1, 5)]),
    (f"{START}\nreturn 1", "Exception", [("FC302", 3, 5)]),
    (f"{START}\nasync def work(): pass\nreturn work()", "Exception", [("FC302", 4, 5)]),
    (f"{START}\nreturn {{'a': 1}}", "", [("FC303", 3, 5)]),
    (f"{START}\nreturn bytearray(b'x')", "Exception", [("FC303", 3, 5)]),
    (f"{START}\nreturn [1]", "Exception", [("FC303", 3, 5)]),
    (f"{START}\nreturn ['text']", "", [("FC303", 3, 5)]),
    (f"{START}\nyield b'x'\nyield None", "Exception", [("FC303", 4, 5)]),
    (f"{START}\nyield b'x'\nreturn [b'y']", "", [("FC306", 4, 5)]),
    (f"{START}\nyield b'x'\nraise ValueError('no')", "ValueError", [("FC901", 4, 5)]),
    (f"{START}\nreturn 1 / 0", "ZeroDivisionError", [("FC901", 3, 12)]),
    (f"{START}\nraise BaseException", "BaseException", [("FC901", 3, 5)]),
    (f"{START}\nraise KeyboardInterrupt", "KeyboardInterrupt", [("FC901", 3, 5)]),
    (f"{START}\nraise SystemExit(3)", "", [("FC904", 3, 5)]),
    (f"{START}\nraise MemoryError", "", [("FC904", 3, 5)]),
    ("return [b'x']", "", [("FC201", 1, 5)]),
    ("if environ.get('HTTP_X'):\n    start_response('200 OK', [])\nreturn []", "",
     [("FC202", 4, 5)]),
    ("environ['HTTP_X']", "KeyError", [("FC401", 2, 5)]),
    ("environ.pop('HTTP_X')", "KeyError", [("FC401", 2, 5)]),
    ("del environ['HTTP_X']", "KeyError", [("FC401", 2, 9)]),
    ("copy = dict(environ)\ncopy['HTTP_X']", "KeyError", [("FC401", 3, 5)]),
    ("{}['HTTP_X']", "KeyError", [("FC901", 2, 5)]),
    ("environ.get('HTTP_X').lower()", "AttributeError", [("FC404", 2, 5)]),
    ("cookie = environ.get('HTTP_COOKIE')\ncookie + 'x'", "TypeError", [("FC404", 3, 5)]),
    ("environ['wsgi.input'].read() + 'x'", "TypeError", [("FC404", 2, 5)]),
    ("None.lower()", "AttributeError", [("FC901", 2, 5)]),
    ("environ['fc.context'].aws_request_id", "AttributeError", [("FC405", 2, 5)]),
    ("environ['fc.context']['request_id']", "TypeError", [("FC405", 2, 5)]),
    ("environ['fc.context'].logger.info('x')", "AttributeError", [("FC405", 2, 5)]),
    ("environ['fc.context'].credentials.token", "AttributeError", [("FC405", 2, 5)]),
    ("start_response('200 OK', [('X', 'y' * 9000)])\nreturn []", "BadResponse",
     [("FC501", 2, 5)]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "error", "expected"), ON_FC2)
def test_function_compute(
    attempt: Try, body: str, error: str, expected: list[tuple[str, int, int]]
) -> None:
    recorded, findings = attempt(body)
    response = recorded.response
    assert told(findings) == expected
    assert (response.error.type if response.error else "") == error
    if response.error is not None:
        assert response.status == 502
    elif "FC206" not in [code for code, _, _ in expected]:
        assert response.status == 200


ON_WSGI = [
    ("start_response(200, [])\nreturn [b'']", [("FC206", 2, 5)]),
    ("start_response('200', [])\nreturn [b'']", [("FC206", 2, 5)]),
    ("start_response('200 OK', {'X': '1'}.items())\nreturn []", [("FC207", 2, 5)]),
    ("start_response('200 OK', [['X', '1']])\nreturn []", [("FC207", 2, 5)]),
    ("start_response('200 OK', [('X', 'a\\nb')])\nreturn []", [("FC208", 2, 5)]),
    ("start_response(status='200 OK', headers=[])\nreturn []", [("FC205", 2, 5)]),
    (f"{START}\n{START}\nreturn []", [("FC203", 3, 5)]),
    (f"yield b'x'\n{START}", [("FC204", 3, 5)]),
    (f"{START}\nreturn 'text'", [("FC301", 3, 5)]),
    (f"{START}\nreturn b'bytes'", [("FC304", 3, 5)]),
    (f"{START}\nreturn None", [("FC302", 3, 5)]),
    (f"{START}\nreturn ['text', b'x', 1]", [("FC303", 3, 5)]),
    ("return [b'x']", [("FC201", 1, 5)]),
    ("int(environ.get('CONTENT_LENGTH'))", [("FC403", 2, 5)]),
    ("environ['QUERY_STRINGS']", [("FC401", 2, 5)]),
]


@pytest.mark.parametrize(("body", "expected"), ON_WSGI)
def test_other_servers(attempt: Try, body: str, expected: list[tuple[str, int, int]]) -> None:
    recorded, findings = attempt(body, target="wsgi")
    assert told(findings) == expected
    assert recorded.response.status == 500
    assert recorded.response.error is not None


CLEAN = [
    f"{START}\nreturn [b'hello']",
    f"{START}\nreturn []",
    f"{START}\nreturn (part for part in [b'a', b'b'])",
    f"{START}\nyield b'a'\nyield b''\nyield b'b'",
    f"{START}\nimport io\nreturn io.BytesIO(b'data')",
    "start_response('204 No Content', [])\nreturn []",
    "start_response('302 Found', [('Location', '/')])\nreturn []",
    "import sys\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n"
    "    start_response('500 Oops', [('X', 'y')], sys.exc_info())\nreturn []",
    f"{START}\nenviron['HTTP_X'] = 'y'\nreturn [environ['HTTP_X'].encode()]",
    f"{START}\nreturn list(map(bytes, [b'x']))",
    "start_response('200 OK', [('X.Foo', 'tab\\there'), ('Content-Type', 'a/b')])\nreturn [b'x']",
    "from http import HTTPStatus\nclass Text(str): pass\n"
    "start_response(Text('200 OK'), [('Content-Type', 'a/b')])\nreturn [b'x']",
]


@pytest.mark.parametrize("target", ["fc2", "wsgi"])
@pytest.mark.parametrize("body", CLEAN)
def test_what_is_right_is_not_reported(attempt: Try, body: str, target: str) -> None:
    recorded, findings = attempt(body, target=target)
    assert told(findings) == []
    assert recorded.response.error is None


def test_the_runtime_joins_what_was_written_and_returned(attempt: Try) -> None:
    recorded, _ = attempt(f"write = {START}\nwrite(b'one ')\nreturn [b'two']")
    assert recorded.response.body == b"one two"
    assert recorded.response.headers == (("Content-Type", "text/plain"), ("Content-Length", "7"))


def test_the_last_start_response_wins(attempt: Try) -> None:
    recorded, _ = attempt(
        f"{START}\nstart_response('404 Not Found', [('X', 'y')], None)\nreturn ['no']"
    )
    assert (recorded.response.status, recorded.response.body) == (404, b"no")


def test_headers_are_those_at_the_moment_of_the_call(attempt: Try) -> None:
    _, findings = attempt(
        "headers = [('Content-Type', 'a/b')]\nstart_response('200 OK', headers)\n"
        "headers.clear()\nreturn [b'x']"
    )
    assert told(findings) == []


def test_what_the_platform_sets_itself_does_not_reach_the_client(attempt: Try) -> None:
    recorded, _ = attempt(
        "start_response('200 OK', [('Server', 'x'), ('X-Fc-Y', 'z'), ('X', 'y')])\nreturn []"
    )
    assert [name for name, _ in recorded.response.headers] == ["X", "Content-Length"]


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified"])
def test_there_are_statuses_without_a_body(attempt: Try, status: str) -> None:
    recorded, _ = attempt(f"start_response({status!r}, [])\nreturn [b'x']")
    assert recorded.response.body == b""


def test_the_answer_to_head_has_no_body(attempt: Try) -> None:
    recorded, findings = attempt(f"{START}\nreturn [b'hello']", request=Request("HEAD"))
    assert recorded.response.body == b""
    assert ("Content-Length", "5") in recorded.response.headers
    assert told(findings) == []


def test_an_unhandled_exception_is_told_as_the_platform_does(attempt: Try) -> None:
    recorded, _ = attempt("raise ValueError('a reason')")
    response = recorded.response
    assert response.status == 502
    assert ("X-Fc-Error-Type", "UnhandledInvocationError") in response.headers
    assert response.error is not None
    assert (response.error.type, response.error.message) == ("ValueError", "a reason")
    assert b'"errorMessage": "a reason"' in response.body
    assert len(response.error.stack) == 1


def test_delegation_moves_the_anchor(attempt: Try) -> None:
    module = f"""\
import functools

def text(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        return function(environ, start_response)
    return wrapper

@text
def handler(environ, start_response):
    {START}
    return 'text'
"""
    _, findings = attempt(module, whole=True)
    assert told(findings) == [("FC301", 12, 5)]


def test_what_a_helper_returned_is_related(attempt: Try) -> None:
    module = f"""\
def page():
    return 'text'

def handler(environ, start_response):
    {START}
    return page()
"""
    _, findings = attempt(module, whole=True)
    assert told(findings) == [("FC301", 6, 5)]
    assert [each.span.row for each in findings[0].related] == [2]


def test_a_call_in_a_helper_is_told_there(attempt: Try) -> None:
    module = """\
def begin(reply):
    (reply
        (200, []))

def handler(environ, start_response):
    begin(start_response)
    return []
"""
    _, findings = attempt(module, whole=True)
    assert [(code, row) for code, row, _ in told(findings)] == [("FC206", 2)]


class Instance:
    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"called"]


class Application:
    def __init__(self, environ: dict[str, Any], start_response: Any) -> None:
        start_response("200 OK", [("Content-Type", "text/plain")])

    def __iter__(self) -> Iterator[bytes]:
        yield b"iterated"


@pytest.mark.parametrize(
    ("app", "body", "form"),
    [(Instance(), b"called", "def"), (Application, b"iterated", "class")],
)
def test_instances_and_classes_are_handlers(app: Any, body: bytes, form: str) -> None:
    recorded = Shim(app).run(environ_of(Request(), "fc2"))
    assert recorded.response.body == body
    assert recorded.handler.signature is not None
    assert recorded.handler.signature.form == form
    assert told(list(judge_run(recorded, load_rules()).findings)) == []


WRONG_HANDLERS = [
    ("def handler(environ): return []", [("FC101", 1, 5)]),
    ("def handler(environ, start_response, *, x): return []", [("FC101", 1, 5)]),
    ("async def handler(environ, start_response): return []", [("FC102", 1, 11)]),
    ("def handler(start_response, environ): start_response('200 OK', [])", [("FC103", 1, 5)]),
]


@pytest.mark.parametrize(("module", "expected"), WRONG_HANDLERS)
def test_a_handler_that_cannot_be_called_is_told_once(
    attempt: Try, module: str, expected: list[tuple[str, int, int]]
) -> None:
    recorded, findings = attempt(module, whole=True)
    assert told(findings) == expected
    assert recorded.response.status == 502


LEAKS = [
    ("HEADERS = []\ndef handler(environ, start_response):\n"
     "    HEADERS.append(('Content-Type', 'a/b'))\n"
     "    start_response('200 OK', HEADERS)\n    return []", 4),
    ("BODY = []\ndef handler(environ, start_response):\n    BODY.append(b'x')\n"
     f"    {START}\n    return BODY", 5),
    (f"BODY = iter([b'x'])\ndef handler(environ, start_response):\n    {START}\n    return BODY",
     4),
    ("CALLS = []\ndef handler(environ, start_response):\n    CALLS.append(start_response)\n"
     "    start_response('200 OK', [])\n    CALLS[0]('200 OK', [])\n    return []", 5),
]  # fmt: skip


@pytest.mark.parametrize(("module", "row"), LEAKS)
def test_state_that_leaks_into_the_second_request(attempt: Try, module: str, row: int) -> None:
    _, findings = attempt(module, whole=True, times=2)
    assert ("FC906", row) in [(code, row) for code, row, _ in told(findings)]
    _, findings = attempt(module, whole=True)
    assert "FC906" not in [code for code, _, _ in told(findings)]


class Closing:
    """A body whose close() says what it is told to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.closed = 0

    def __iter__(self) -> Iterator[bytes]:
        yield b"x"

    def close(self) -> None:
        self.closed += 1
        if self.error is not None:
            raise self.error


def with_body(body: Any) -> Any:
    def application(environ: dict[str, Any], start_response: Any) -> Any:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return body

    return application


def closed(recorded: Recorded) -> list[tuple[bool, str]]:
    found = [each for each in recorded.events if isinstance(each, events.BodyClosed)]
    return [(each.called, each.error) for each in found]


def test_close_is_called_once_by_servers_and_never_by_function_compute() -> None:
    body = Closing()
    recorded = Shim(with_body(body), "wsgi").run(environ_of(Request(), "wsgi"))
    assert (body.closed, closed(recorded)) == (1, [(True, "")])
    body = Closing(OSError("too late"))
    recorded = Shim(with_body(body), "wsgi").run(environ_of(Request(), "wsgi"))
    assert closed(recorded) == [(True, "OSError: too late")]
    assert recorded.response.status == 200
    recorded = Shim(with_body(body := Closing())).run(environ_of(Request(), "fc2"))
    assert (body.closed, closed(recorded)) == (0, [(False, "")])


class Hostile:
    """An object whose every method that a careless observer would call raises."""

    def __getattr__(self, name: str) -> Any:
        raise OSError(name)

    __repr__ = __str__ = __len__ = __bool__ = __hash__ = __iter__ = __getattr__  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        raise OSError("eq")


@pytest.mark.parametrize("target", ["fc2", "wsgi"])
def test_hostile_objects_end_in_an_answer(target: str) -> None:
    def application(environ: dict[str, Any], start_response: Any) -> Any:
        try:
            start_response(Hostile(), Hostile())
        except BaseException:
            start_response("200 OK", [(Hostile(), Hostile())])
        return Hostile()

    recorded = Shim(application, target).run(environ_of(Request(), target))
    assert recorded.response.status in (500, 502)


def test_a_body_without_end_is_out_of_memory(attempt: Try) -> None:
    def endless(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        while True:
            yield b"x" * 1000

    recorded = Shim(endless, max_body=100_000).run(environ_of(Request(), "fc2"))
    died = [each for each in recorded.events if isinstance(each, events.ProcessDied)]
    assert [each.how for each in died] == ["out of memory"]
    assert len(recorded.events) < 20


def test_the_shim_is_a_middleware() -> None:
    recorded: list[Recorded] = []
    shim = Shim(with_body("text"), on_recorded=recorded.append)
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    calls: list[Any] = []
    assert list(shim(environ, lambda *args: calls.append(args))) == [b"text"]
    status, headers, exc_info = calls[0]
    assert (status, exc_info) == ("200 OK", None)
    assert headers == [("Content-Type", "text/plain"), ("Content-Length", "4")]
    assert "FC301" in [each.code for each in judge_run(recorded[0], load_rules()).findings]
    assert shim.last is recorded[0]


def test_the_middleware_answers_broken_handlers_with_what_servers_take() -> None:
    from wsgiref.validate import validator

    def broken(environ: dict[str, Any], start_response: Any) -> Any:
        start_response("999 N\n", [("X\n", "a\r\nb\u4e2d"), ("Content-Type", "a/b")])
        return "text"

    environ: dict[str, Any] = {"QUERY_STRING": ""}
    setup_testing_defaults(environ)
    environ["wsgi.input"] = io.BytesIO()
    calls: list[Any] = []
    begin: Any = lambda *args: calls.append(args)  # noqa: E731
    answer = validator(Shim(broken))(environ, begin)
    try:
        assert list(answer) == [b"text"]
    finally:
        answer.close()  # type: ignore[attr-defined]
    assert calls[0][0] == "502 Bad Gateway"


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(ValueError, match="did you mean 'fc2'"):
        Shim(Instance(), "fc3")
