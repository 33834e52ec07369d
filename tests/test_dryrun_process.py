"""The dry run's process: what loads, what survives, what is told of a handler that doesn't."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fclint import events
from fclint.dryrun import Recorded, Request
from fclint.dryrun.context import FunctionFacts
from fclint.dryrun.environment import process_environment
from fclint.dryrun.process import Function, Instance
from fclint.judge import judge_run
from fclint.registry import load_rules

pytestmark = pytest.mark.slow

HEAD = "def handler(environ, start_response):\n"
START = "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
BEGIN = HEAD + START
Call = Callable[..., Recorded]

posix = pytest.mark.skipif(os.name != "posix", reason="signals and forks are POSIX's")
linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the memory limit is enforced on Linux alone"
)


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Sends requests to a handler in ``index.py``, each to the same instance; the last answer."""

    def send(
        source: str,
        *requests: Request,
        handler: str = "index.handler",
        target: str = "fc2",
        timeout: float = 30.0,
        memory: int = 256,
        files: Mapping[str, str] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Recorded:
        for name, text in {"index.py": source, **(files or {})}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        facts = FunctionFacts(handler=handler, timeout=timeout, memory=memory)
        function = Function(str(tmp_path), facts, target, environment or {})
        with Instance(function) as instance:
            for request in requests or (Request(),):
                recorded = instance.call(request)
        return recorded

    return send


def told(recorded: Recorded) -> list[tuple[str, int]]:
    findings = judge_run(recorded, load_rules()).findings
    return [(each.code, each.span.row) for each in findings if each.severity.label != "info"]


def test_a_handler_is_called_in_its_folder(call: Call, tmp_path: Path) -> None:
    source = BEGIN + "    import os, sys\n    return [repr((os.getcwd(), sys.path[0])).encode()]\n"
    folder = str(tmp_path)
    assert call(source).response.body.decode() == repr((folder, folder))


def test_the_log_is_what_was_printed_in_any_way(call: Call) -> None:
    source = "import os, sys\nprint('loaded')\n" + BEGIN + (
        "    print('one')\n    sys.stderr.write('two\\n')\n    os.write(1, b'three\\n')\n"
        "    environ['wsgi.errors'].write('four\\n')\n    return []\n"
    )  # fmt: skip
    recorded = call(source)
    assert recorded.log == "loaded\none\ntwo\nthree\nfour\n"
    assert recorded.memory is None or recorded.memory > 1
    recorded = call(source, Request(), Request())
    assert recorded.log == "one\ntwo\nthree\nfour\n"


def test_an_endless_log_is_cut(call: Call) -> None:
    recorded = call(BEGIN + "    for _ in range(400):\n        print('x' * 9999)\n    return []\n")
    assert recorded.response.status == 200
    assert len(recorded.log) < 1_200_000
    assert recorded.log.endswith("was left out]\n")


ENVIRON = """\
import json
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'application/json')])
    seen = {k: v if isinstance(v, (str, bool, tuple)) else type(v).__name__
            for k, v in environ.items()}
    seen['type'] = type(environ).__name__
    seen['body'] = environ['wsgi.input'].read().decode()
    return [json.dumps(seen).encode()]
"""


def test_environ_of_function_compute(call: Call) -> None:
    request = Request(
        "POST",
        "/a/ü",
        "x=1",
        (("Content-Type", "a/b"), ("X-Two", "1"), ("x-two", "2"), ("X-Fc-Y", "z"),
         ("Connection", "close"), ("Host", "example")),
        b"body",
    )  # fmt: skip
    seen = json.loads(call(ENVIRON, request).response.body)
    assert seen["type"] == "dict"
    assert seen["body"] == "body"
    expected = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/a/ü",
        "QUERY_STRING": "x=1",
        "CONTENT_TYPE": "a/b",
        "CONTENT_LENGTH": "4",
        "HTTP_X_TWO": "1,2",
        "HTTP_HOST": "example",
        "HTTP_X_FC_FUNCTION_HANDLER": "index.handler",
        "SERVER_NAME": "FCRUNTIME",
        "SERVER_PORT": "9000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_SOFTWARE": "FCRUNTIME/1.0",
        "SCRIPT_NAME": "",
        "HTTP": "on",
        "wsgi.url_scheme": "http",
        "wsgi.version": [1, 0],
        "wsgi.input": "BytesIO",
        "wsgi.multithread": False,
        "fc.context": "FCContext",
        "fc.request_uri": "/2016-08-15/proxy/service.LATEST/function/a/%C3%BC?x=1",
    }
    assert {key: seen.get(key) for key in expected} == expected
    absent = ("HTTP_CONTENT_TYPE", "HTTP_X_FC_Y", "HTTP_CONNECTION", "HTTPS", "wsgi.file_wrapper")
    assert not [key for key in absent if key in seen]
    assert "PATH" in seen  # the process environment is part of it


def test_environ_of_other_servers(call: Call) -> None:
    request = Request("GET", "/ü", "", (("X-Name", "ü"),))
    seen = json.loads(call(ENVIRON, request, target="wsgi").response.body)
    assert seen["PATH_INFO"] == "/Ã¼"
    assert seen["HTTP_X_NAME"] == "Ã¼"
    assert "HTTP_HOST" in seen
    assert "CONTENT_LENGTH" not in seen
    assert "fc.context" not in seen


def test_the_context(call: Call) -> None:
    source = BEGIN + (
        "    c = environ['fc.context']\n"
        "    c.getLogger().error('logged')\n"
        "    assert c.request_id == c.requestId\n"
        "    assert c.credentials.access_key_id == c.credentials.accessKeyId == 'placeholder'\n"
        "    assert c.logger is None and c.retry_count == 0\n"
        "    assert (c.function.memory, c.function.timeout) == (256, 30)\n"
        "    assert 'request_id' in c.to_json()\n"
        "    return [c.service.name.encode()]\n"
    )
    assert call(source).response.body == b"service"


def test_reserved_variables_of_the_user_are_deleted() -> None:
    own = {"PATH": "/bin", "HTTP_PROXY": "http://proxy", "SECRET": "x"}
    given = {"A": "1", "FC_MINE": "2", "_FC_MINE": "3", "FC_REGION": "eu"}
    found = process_environment(own, given, FunctionFacts(), "/code", "fc2")
    assert (found["A"], found["PATH"], found["FC_REGION"]) == ("1", "/bin", "eu")
    assert found["FC_FUNC_CODE_PATH"] == "/code"
    assert not [name for name in found if name.endswith("_MINE")]
    assert "HTTP_PROXY" not in found
    assert "SECRET" not in found
    assert process_environment(own, given, FunctionFacts(), "/", "wsgi")["FC_MINE"] == "2"


FAILURES = [
    ("import acme_nothing\n", "index.handler", "ImportModuleError", 1),
    ("x = 1\nfrom . import y\n", "index.handler", "ImportModuleError", 2),
    ("\ndef handler(:\n", "index.handler", "UserCodeSyntaxError", 2),
    ("\nint('x')\n", "index.handler", "InvalidHandleName", 2),
    ("def f():\n    b'\\xff'.decode()\nf()\n", "index.handler", "InvalidHandleName", 2),
    ("\n\n1 / 0\n", "index.handler", "UserCodeError", 3),
    ("raise BaseException\n", "index.handler", "UserCodeError", 1),
    ("x = 1\n", "index.handler", "HandlerNotFound", 1),
    (BEGIN, "other.handler", "ImportModuleError", 1),
    (BEGIN, "index", "InvalidHandleName", 1),
]


@pytest.mark.parametrize(("source", "handler", "kind", "row"), FAILURES)
def test_what_does_not_load(call: Call, source: str, handler: str, kind: str, row: int) -> None:
    recorded = call(source, handler=handler)
    failed = [each for each in recorded.events if isinstance(each, events.LoadFailed)]
    assert [each.error_type for each in failed] == [kind]
    assert told(recorded) == [("FC902", row)]
    assert recorded.response.status == 502
    assert recorded.response.error is not None
    assert recorded.response.error.type == kind


@pytest.mark.parametrize("handler", ["a.b.main.handler", "a/b/main.handler"])
def test_parents_are_folders_and_their_init_is_not_executed(call: Call, handler: str) -> None:
    files = {"a/__init__.py": "1 / 0\n", "a/b/main.py": BEGIN + "    return [b'main']\n"}
    assert call("", handler=handler, files=files).response.body == b"main"


def test_a_module_of_the_runtime_hides_the_users(call: Call) -> None:
    files = {"json.py": BEGIN + "    return []\n"}
    recorded = call("", handler="json.handler", files=files)
    assert told(recorded) == [("FC902", 1)]
    assert recorded.response.error is not None
    assert recorded.response.error.type == "HandlerNotFound"
    files = {"ast.py": BEGIN + "    return [b'ast']\n"}  # we have imported it, the runtime hasn't
    assert call("", handler="ast.handler", files=files).response.body == b"ast"


def test_the_users_files_do_not_hide_what_fclint_needs(call: Call) -> None:
    files = dict.fromkeys(("dataclasses.py", "fclint.py", "queue.py"), "raise SystemExit\n")
    assert call(BEGIN + "    return [b'x']\n", files=files).response.body == b"x"


ENDINGS = [
    ("    import sys\n    sys.exit(3)\n", "sys.exit(3)", 4),
    ("    import os\n    os._exit(0)\n", "os._exit(0)", 4),
    ("    import os\n    def stop():\n        os._exit(1)\n    stop()\n", "os._exit(1)", 5),
]


@pytest.mark.parametrize(("body", "how", "row"), ENDINGS)
def test_a_process_that_ends(call: Call, body: str, how: str, row: int) -> None:
    recorded = call(BEGIN + body)
    died = [each for each in recorded.events if isinstance(each, events.ProcessDied)]
    assert [each.how for each in died] == [how]
    assert ("FC904", row) in told(recorded)
    assert recorded.died
    assert recorded.response.status == 502


def test_a_module_that_exits(call: Call) -> None:
    assert told(call("import sys\nsys.exit('no')\n")) == [("FC904", 2)]


@posix
@pytest.mark.parametrize(
    ("body", "how", "row"),
    [
        ("    import os, signal\n    os.kill(os.getpid(), signal.SIGKILL)\n", "SIGKILL", 1),
        ("    import os, signal\n    os.kill(os.getpid(), signal.SIGSEGV)\n", "SIGSEGV", 4),
        ("    import os\n    os.abort()\n", "SIGABRT", 4),
    ],
)
def test_a_process_that_a_signal_ends(call: Call, body: str, how: str, row: int) -> None:
    recorded = call(BEGIN + body)
    died = [each for each in recorded.events if isinstance(each, events.ProcessDied)]
    assert [each.how for each in died] == [how]
    assert told(recorded) == [("FC904", row)]


@pytest.mark.parametrize(
    ("source", "row"),
    [
        (BEGIN + "    while True: str(1)\n", 3),
        (BEGIN + "    import time\n    time.sleep(60)\n", 4),
        (BEGIN + "    import threading\n    threading.Event().wait()\n", 4),
        ("x = 1\nwhile True: str(1)\n", 2),
    ],
)
def test_what_does_not_end_is_ended(call: Call, source: str, row: int) -> None:
    recorded = call(source, timeout=0.7)
    assert told(recorded) == [("FC903", row)]
    assert recorded.died
    assert recorded.response.error is not None
    assert recorded.response.error.message == "Function timed out after 0.7 seconds"


def test_a_generator_without_end_is_ended(call: Call) -> None:
    recorded = call(BEGIN + "    while True: yield b''\n", timeout=0.7)
    assert [code for code, _ in told(recorded)] == ["FC903"]


@linux
@pytest.mark.parametrize(
    ("body", "row"),
    [
        ("    return [b'x' * 10**9]\n", 3),
        ("    while True:\n        yield b'x' * 10**6\n", 4),
        ("    x = []\n    while True: x.append(bytes(10**6))\n", 4),
    ],
)
def test_memory_is_bounded(call: Call, body: str, row: int) -> None:
    recorded = call(BEGIN + body, memory=128)
    assert ("FC904", row) in told(recorded)
    died = [each for each in recorded.events if isinstance(each, events.ProcessDied)]
    assert [each.how for each in died] == ["out of memory"]


def test_a_large_body_is_handed_over_in_part(call: Call) -> None:
    recorded = call(BEGIN + "    return [b'x' * (40 << 20)]\n", memory=1024)
    assert told(recorded) == []
    assert recorded.response.size == 40 << 20
    assert recorded.response.truncated
    assert len(recorded.response.body) == 32 << 20


@linux
def test_threads_without_end(call: Call) -> None:
    source = BEGIN + (
        "    import threading, time\n"
        "    while True: threading.Thread(target=time.sleep, args=(600,), daemon=True).start()\n"
    )
    assert [code for code, _ in told(call(source, memory=128))] == ["FC901"]


@posix
def test_what_the_handler_has_started_ends_with_it(call: Call, tmp_path: Path) -> None:
    source = BEGIN + (
        "    import os, time\n"
        "    children = []\n"
        "    for _ in range(10):\n"
        "        pid = os.fork()\n"
        "        if not pid: time.sleep(600)\n"
        "        children.append(pid)\n"
        "    return [repr(children).encode()]\n"
    )
    children = json.loads(call(source).response.body)
    assert len(children) == 10
    alive = [pid for pid in children if _is_running(pid)]
    assert alive == []


def _is_running(pid: int) -> bool:
    """Whether a process is there and no zombie, which its new parent has yet to reap."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


@posix
def test_a_child_that_returns_as_well_answers_nothing(call: Call) -> None:
    recorded = call(BEGIN + "    import os\n    os.fork()\n    return [b'x']\n")
    assert (recorded.response.body, told(recorded)) == (b"x", [])


def test_what_a_handler_writes_to_our_pipe_is_no_answer(call: Call) -> None:
    source = BEGIN + (
        "    import os\n"
        "    for descriptor in range(3, 30):\n"
        "        try: os.write(descriptor, b'9\\n{\"kind\": 1}')\n"
        "        except OSError: pass\n"
        "    return []\n"
    )
    recorded = call(source)
    assert [code for code, _ in told(recorded)] == ["FC904"]


def test_module_globals_persist_until_the_process_dies(tmp_path: Path) -> None:
    source = "COUNT = []\n" + BEGIN + (
        "    COUNT.append(1)\n    if environ['PATH_INFO'] == '/die': raise SystemExit\n"
        "    return [str(len(COUNT)).encode()]\n"
    )  # fmt: skip
    (tmp_path / "index.py").write_text(source, encoding="utf-8")
    with Instance(Function(str(tmp_path))) as instance:
        paths = ("/", "/", "/die", "/")
        bodies = [instance.call(Request(path=path)).response.body for path in paths]
    assert (bodies[0], bodies[1], bodies[3]) == (b"1", b"2", b"1")


REFUSED = [
    (Request(headers=(("X", "y" * 9000),)), "FC502"),
    (Request(path="/" + "x" * 5000), "FC503"),
    (Request("POST", body=b"x" * ((32 << 20) + 1)), "FC504"),
    (Request("POST", body=b"x" * ((128 << 10) + 1), asynchronous=True), "FC504"),
]


@pytest.mark.parametrize(("request_", "code"), REFUSED)
def test_a_request_beyond_a_limit_never_reaches_the_handler(
    call: Call, request_: Request, code: str
) -> None:
    recorded = call("while True: pass\n", request_)
    assert [found for found, _ in told(recorded)] == [code]
    assert recorded.response.status == 400
    assert b"InvalidArgument" in recorded.response.body


@pytest.mark.parametrize(("request_", "code"), REFUSED[:2])
def test_other_servers_have_no_such_limits(call: Call, request_: Request, code: str) -> None:
    recorded = call(BEGIN + "    return []\n", request_, target="wsgi")
    assert (recorded.response.status, told(recorded)) == (200, [])


def test_what_pip_put_into_the_folder_is_not_the_users_code(call: Call) -> None:
    files = {
        "acme/__init__.py": "def run(environ, start_response):\n"
        "    start_response(200, [])\n    return []\n",
        "acme-1.dist-info/RECORD": "acme/__init__.py,sha256=x,1\n",
    }
    source = "import acme\n" + HEAD + "    return acme.run(environ, start_response)\n"
    recorded = call(source, files=files)
    assert told(recorded) == [("FC206", 3)]
