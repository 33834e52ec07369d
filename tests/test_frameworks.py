"""The table of web frameworks is well-formed, and says what the real objects do."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from fclint.analysis.arguments import Arguments
from fclint.analysis.domain.shapes import BOOL, TRUE
from fclint.analysis.libraries import catalogue, frameworks
from fclint.analysis.libraries.catalogue import (
    LibClass,
    LibFunction,
    LibModule,
    LibProperty,
    LibVariable,
    Member,
)
from fclint.analysis.libraries.typeexpr import KINDS, STR, TypeExpr

APP, RESPONSE = "app", "response"


@pytest.mark.parametrize("name", frameworks.names())
def test_every_entry_leads_to_something_known(name: str) -> None:
    home, _, member = name.rpartition(".")
    module = catalogue.module(home)
    assert isinstance(module, LibModule)
    found = module.members[member]
    assert catalogue.lookup(name) == found
    assert isinstance(found, LibClass | LibFunction | LibVariable)
    for mentioned in _mentioned(found):
        assert isinstance(catalogue.lookup(mentioned), LibClass), mentioned


def _mentioned(found: Member) -> Iterable[str]:
    if isinstance(found, LibClass):
        assert found.role in {APP, RESPONSE, None}
        yield from (base.name for base in found.bases if base.name)
        for member in found.members.values():
            yield from _mentioned(member)
    elif isinstance(found, LibProperty | LibVariable):
        yield from _classes(found.type)
    elif isinstance(found, LibFunction):
        yield from _classes(found.returns)


def _classes(expr: TypeExpr) -> Iterable[str]:
    if expr.kind == "instance":
        yield expr.name
    else:
        assert expr.kind in KINDS | {"unknown", "noreturn", "self", "union"}
    for arg in expr.args:
        yield from _classes(arg)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("flask.Flask", APP),
        ("flask.Response", RESPONSE),
        ("flask.jsonify", RESPONSE),
        ("flask.render_template", None),
        ("werkzeug.exceptions.NotFound", RESPONSE),
        ("werkzeug.middleware.proxy_fix.ProxyFix", APP),
        ("webob.exc.HTTPFound", RESPONSE),
        ("pyramid.response.Response", RESPONSE),
        ("bottle.default_app", APP),
        ("bottle.HTTPResponse", None),
        ("django.core.wsgi.get_wsgi_application", APP),
        ("django.http.HttpResponse", None),
        ("falcon.App", APP),
        ("falcon.Response", None),
        ("a2wsgi.ASGIMiddleware", APP),
    ],
)
def test_roles(name: str, role: str | None) -> None:
    found = frameworks.describe(name)
    assert found is not None
    assert found.role == role


def test_what_is_no_framework_is_not_described() -> None:
    assert frameworks.describe("json.dumps") is None
    assert frameworks.describe("flask.no_such_name") is None
    assert catalogue.lookup("numpy.array") is None


def test_one_lookup_serves_both() -> None:
    assert isinstance(catalogue.lookup("flask.Flask"), LibClass)
    assert isinstance(catalogue.lookup("json.JSONDecoder"), LibClass)
    assert isinstance(catalogue.lookup("web.application"), LibClass)
    assert catalogue.exception_bases("werkzeug.exceptions.NotFound")[-1] == "builtins.BaseException"


def test_a_name_that_is_not_listed_says_nothing() -> None:
    found = catalogue.lookup("flask.Flask")
    assert isinstance(found, LibClass)
    assert found.member("config") is None
    assert not found.is_complete
    module = catalogue.module("flask")
    assert module is not None
    assert not module.complete


def test_templates_render_text() -> None:
    for owner in ("jinja2.Template", "jinja2.environment.Template"):
        found = catalogue.lookup(f"{owner}.render")
        assert isinstance(found, LibFunction)
        assert found.returns == STR


def _environ() -> dict[str, Any]:
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    return environ


def _app(environ: Any, start_response: Any) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b""]


async def _asgi(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


MAKE: dict[str, Callable[[Any], Any]] = {
    "flask.Flask": lambda made: made("tried"),
    "flask.Response": lambda made: made("text"),
    "werkzeug.Response": lambda made: made("text"),
    "werkzeug.exceptions.NotFound": lambda made: made(),
    "werkzeug.middleware.dispatcher.DispatcherMiddleware": lambda made: made(_app),
    "werkzeug.middleware.proxy_fix.ProxyFix": lambda made: made(_app),
    "werkzeug.middleware.shared_data.SharedDataMiddleware": lambda made: made(_app, {}),
    "werkzeug.utils.redirect": lambda made: made("/"),
    "webob.Response": lambda made: made("text"),
    "webob.dec.wsgify": lambda made: made(lambda request: "text"),
    "webob.exc.HTTPNotFound": lambda made: made(),
    "pyramid.response.Response": lambda made: made("text"),
    "pyramid.httpexceptions.HTTPNotFound": lambda made: made(),
    "pyramid.httpexceptions.exception_response": lambda made: made(404),
    "bottle.Bottle": lambda made: made(),
    "bottle.HTTPResponse": lambda made: made("text"),
    "bottle.app": lambda made: made(),
    "bottle.default_app": lambda made: made(),
    "falcon.App": lambda made: made(),
    "falcon.Response": lambda made: made(),
    "a2wsgi.ASGIMiddleware": lambda made: made(_asgi),
    "whitenoise.WhiteNoise": lambda made: made(_app),
}


@pytest.mark.parametrize("name", sorted(MAKE))
@pytest.mark.filterwarnings("ignore")
def test_the_real_object_plays_its_role(name: str) -> None:
    home, _, attribute = name.rpartition(".")
    pytest.importorskip(home.partition(".")[0])
    made = MAKE[name](getattr(importlib.import_module(home), attribute))
    started: list[str] = []

    def start_response(status: str, headers: object, exc_info: object = None) -> object:
        started.append(status)
        return io.BytesIO().write

    described = frameworks.describe(name)
    assert described is not None
    if described.role is None:
        with pytest.raises(TypeError):
            made(_environ(), start_response)
        return
    b"".join(made(_environ(), start_response))
    assert len(started) == 1
    with pytest.raises(TypeError):
        iter(made)


@pytest.mark.parametrize(
    "home",
    # webapp2 on the index is Python 2; Django's modules want settings; a class hides web's module.
    sorted(
        {name.rpartition(".")[0] for name in frameworks.names()}
        - {"webapp2", "web.application"}
        - {name.rpartition(".")[0] for name in frameworks.names() if name.startswith("django.")}
    ),
)
@pytest.mark.filterwarnings("ignore")
def test_the_names_exist_where_the_framework_is_installed(home: str) -> None:
    pytest.importorskip(home.partition(".")[0], exc_type=ImportError)
    real = importlib.import_module(home)
    listed = [name for name in frameworks.names() if name.rpartition(".")[0] == home]
    missing = [name for name in listed if not hasattr(real, name.rpartition(".")[2])]
    assert not missing


SAMPLES: dict[str, Callable[[Any], Any]] = {
    "werkzeug.wrappers.request.Request": lambda made: made(_environ()),
    "werkzeug.wrappers.response.Response": lambda made: made("text"),
    "flask.wrappers.Response": lambda made: made("text"),
    "webob.request.Request": lambda made: made(_environ()),
    "webob.response.Response": lambda made: made("text"),
    "pyramid.response.Response": lambda made: made("text"),
    "bottle.BaseRequest": lambda made: made(_environ()),
    "bottle.HTTPResponse": lambda made: made("text"),
}
KIND_OF = {"str": str, "bytes": bytes, "int": int, "list": list}


@pytest.mark.parametrize("name", sorted(SAMPLES))
@pytest.mark.filterwarnings("ignore")
def test_attributes_hold_what_the_table_says(name: str) -> None:
    home, _, attribute = name.rpartition(".")
    pytest.importorskip(home.partition(".")[0])
    real = SAMPLES[name](getattr(importlib.import_module(home), attribute))
    known: dict[str, TypeExpr] = {}
    for base in catalogue.class_mro(name):
        found = catalogue.lookup(base)
        members = found.members if isinstance(found, LibClass) and "builtins" not in base else {}
        for member, described in members.items():
            if isinstance(described, LibProperty) and described.type.kind in KIND_OF:
                known.setdefault(member, described.type)
    assert known
    for member, kind in known.items():
        assert isinstance(getattr(real, member), KIND_OF[kind.kind]), member


@pytest.mark.parametrize(
    ("name", "arguments", "answer"),
    [
        ("werkzeug.wrappers.response.Response.get_data", Arguments(), False),
        ("werkzeug.wrappers.response.Response.get_data", Arguments((TRUE,)), True),
        ("werkzeug.wrappers.request.Request.get_data", Arguments((TRUE,)), False),
        ("werkzeug.wrappers.request.Request.get_data", Arguments((), (("as_text", TRUE),)), True),
        ("werkzeug.wrappers.request.Request.get_data", Arguments((), (("as_text", BOOL),)), None),
        ("werkzeug.wrappers.request.Request.get_json", Arguments(), None),
    ],
)
def test_data_is_text_where_it_is_asked_for_as_text(
    name: str, arguments: Arguments, answer: bool | None
) -> None:
    assert frameworks.gives_text(name, arguments) is answer


@pytest.mark.filterwarnings("ignore")
def test_the_real_get_data_agrees() -> None:
    wrappers = pytest.importorskip("werkzeug.wrappers")
    response, request = wrappers.Response("text"), wrappers.Request(_environ())
    assert isinstance(response.get_data(), bytes)
    assert isinstance(response.get_data(True), str)
    assert isinstance(request.get_data(), bytes)
    assert isinstance(request.get_data(True), bytes)
    assert isinstance(request.get_data(as_text=True), str)
    body, status, headers = response.get_wsgi_response(_environ())
    assert (b"".join(body), status) == (b"text", "200 OK")
    assert isinstance(headers, list)
