"""The pre-filter and the gate keep every handler, and leave out what surely is none."""

import pytest

from fclint.source.bindings import NameIndex, names_of
from fclint.source.gate import candidates
from fclint.source.module import SourceModule
from fclint.source.prefilter import may_hold_handler

HANDLERS = [
    "def handler(environ, start_response):\n    pass\n",
    "app = lambda e, start_response: []\n",
    "class App:\n    def __call__(self, environ, start_response):\n        pass\n",
    "def outer():\n    def inner(env, start_response):\n        pass\n",
    "def f(e, s):\n    s('200 OK', [])\n    return [e['PATH_INFO']]\n",
    'def f(e, s):\n    s("200 OK", [])\n    return [e["wsgi.input"].read()]\n',
    "class A:\n  def f(self, e, s):\n    s('200 OK', [])\n    return e.get('HTTP_HOST')\n",
    "KEY = 'fc.context'\ndef f(e, s):\n    e[KEY]\n    return s('200 OK', [])\n",
    "def f(e, s):\n    e['PATH_INFO']\n    go = s\n    return go('200 OK', [])\n",
    "def f(e, s):\n    q = dict(e)\n    q['PATH_INFO']\n    return g(s, '200 OK')\n",
    "def f(e, s):\n    return app(E(e, 'HTTP_HOST'), wrap(s))\n",
    "def f(e, s):\n    h = 'HTTP_HOST'\n    return app(environ=e, start_response=s)\n",
    "def f(e, s):\n    e['HTTP_HOST']\n    class A:\n        def g(self, *a):\n            s(*a)\n",
    "from x import g\ndef f(e, s):\n    return g(e, s, 'HTTP_HOST')\n",
    "def f(a):\n    return lambda e, s: a(e, s) or 'HTTP_HOST'\n",
    "def f(e, s):\n    return g(e, s)\ndef g(x, y):\n    y('200', x['HTTP_HOST'])\n",
    "def handler(environ):\n    pass\n",
    "def app(  # first\n    environ\n    , x): pass\nhandler = app\n",
    "handler = lambda environ: []\n",
    "# fclint: handler\ndef f(a, b):\n    pass\n",
    "def f(a, b):  # fclint: handler\n    pass\n",
    "if True:\n    def handler(environ, context): pass\n",
]


@pytest.mark.parametrize("source", HANDLERS)
def test_handlers_pass(source: str) -> None:
    assert may_hold_handler(source.encode())
    module = SourceModule.parse(b"import os\n" + source.encode(), "app.py")
    kept = candidates(module)
    assert kept
    assert module.statements[0] not in kept


@pytest.mark.parametrize(
    "source",
    [
        "",
        "import os\nhandlers = os.environ.get('X')\n",
        "HTTP_OK = 200\nCONTENT_TYPE = 'text/plain'\n",
        "def handler(event, context):\n    return 1\n",
    ],
)
def test_other_files_do_not(source: str) -> None:
    assert not may_hold_handler(source.encode())


@pytest.mark.parametrize(
    "source",
    ["from app import App\nhandler = App()\n", "from app import (\n    handler,\n)\n"],
)
def test_what_handler_is_bound_to_may_be_one(source: str) -> None:
    assert may_hold_handler(source.encode())


def test_the_gate_leaves_out_handlers_of_the_standard_library() -> None:
    module = SourceModule.parse(b"import logging\nhandler = logging.StreamHandler()\n", "log.py")
    assert candidates(module) == ()


def test_codecs_that_do_not_keep_ascii_pass() -> None:
    assert may_hold_handler(b"# coding: utf-7\ndef f(e, +AHM-tart_response): pass\n")


def test_the_gate_leaves_out_what_takes_no_request() -> None:
    module = SourceModule.parse(
        b"import os\nKEY = 'PATH_INFO'\ndef helper(a, b):\n    return a\n"
        b"def app(environ, start_response):\n    return helper(environ, 1)\napplication = app\n",
        "app.py",
    )
    assert [s.first_row for s in candidates(module)] == [5]
    assert [s.first_row for s in candidates(module, ("application",))] == [5, 7]


@pytest.mark.parametrize(
    "source",
    [
        "def store(key, value):\n    KEYS['HTTP_HOST'] = value\n    ALL[key] = value\n",
        "import os\ndef kill(process, number):\n    os.kill(process, number) or 'HTTP_HOST'\n",
        "def get(app, path, **rest):\n    return request(app, 'HTTP_GET', path, **rest)\n",
        "def serve(self, request, address):\n    self.Handler(request, address, 'HTTP_HOST')\n",
        "def log(request, message):\n    print(message, request['HTTP_HOST'])\n",
        "class A:\n    def put(self, key, value):\n        self.set(key, value)\n"
        "    def set(self, key, value):\n        self.all[key] = 'HTTP_HOST', value\n",
        "def get(settings, default):\n    return g(settings['name'], default) or 'HTTP_HOST'\n",
        "def check(request, response):\n    log(request, response, 'HTTP_HOST')\n"
        "    return request.META\n",
        "def put(env, text):\n    send(env['HTTP_HOST'], text.encode())\n    use(env, text)\n",
        "def put(env, many):\n    use(env['HTTP_HOST'], many)\n    for x in many:\n        env\n",
        "def put(env, text: str):\n    use(env['HTTP_HOST'], text)\n",
        "class A:\n    def __setitem__(self, key, value):\n        use(key, value, 'HTTP_HOST')\n",
    ],
)
def test_the_gate_leaves_out_functions_that_use_no_parameter_as_start_response(source: str) -> None:
    assert may_hold_handler(source.encode())
    assert candidates(SourceModule.parse(source.encode(), "app.py")) == ()


@pytest.mark.parametrize(
    "body",
    [
        "    def clean(reply): reply.strip()\n    reply('200 OK', [])\n    return page(req)\n",
        "    [reply.name for reply in page(req)]\n    reply('200 OK', [])\n",
        "    reply = Recording(reply)\n    view(req, reply)\n    return reply.body\n",
        "    req['HTTP_HOST'], req.method\n    reply('200 OK', [])\n    return reply.body\n",
    ],
)
def test_names_that_mean_something_else_do_not_keep_a_function_from_being_a_handler(
    body: str,
) -> None:
    source = (
        f"def page(req, reply=None):\n    return req['PATH_INFO']\ndef app(req, reply):\n{body}"
    )
    statements = candidates(SourceModule.parse(source.encode(), "app.py"))
    assert [each.first_row for each in statements] == [3]


@pytest.mark.parametrize(
    ("source", "binds"),
    [
        ("import a.b, c as d\n", {"a", "d"}),
        ("from a import b as c, d\n", {"c", "d"}),
        ("from a import *\n", {"*"}),
        ("a, (b, *c) = x\n", {"a", "b", "c"}),
        ("a.b = x[c] = 1\n", set()),
        ("def f(a=(b := 1)):\n    c = 1\n    global d\n    d = 1\n", {"f", "b", "d"}),
        ("class A:\n    b = 1\n", {"A"}),
        ("for a in x:\n    b = 1\n", {"a", "b"}),
        ("with x as a:\n    del b\n", {"a", "b"}),
        ("try:\n    pass\nexcept E as a:\n    import b\n", {"a", "b"}),
        ("if (a := 1):\n    lambda: (b := 1)\n", {"a"}),
        ("match x:\n    case [a, *b] | {'k': a, **b}: c = 1\n", {"a", "b", "c"}),
        ("a: int = 1\nb += 1\n"[:11], {"a"}),
        ("b += 1\n", {"b"}),
    ],
)
def test_the_names_that_a_statement_binds(source: str, binds: set[str]) -> None:
    module = SourceModule.parse(source.encode(), "app.py")
    assert names_of(module.statements[0]).binds == binds


def test_names_are_found_by_what_binds_them() -> None:
    source = b"a = 1\n@d(e)\ndef f(p=g):\n    return h.i\nfrom x import *\n"
    module = SourceModule.parse(source, "app.py")
    index = NameIndex(module)
    assert [s.first_row for s in index.binding("a")] == [1, 5]
    names = index.of(module.statements[1])
    assert names is not None
    assert names.needs == {"d", "e", "g"}
