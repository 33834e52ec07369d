"""What web frameworks offer: their applications, responses and requests, and what calls give.

The table is in the notation of :mod:`fclint.analysis.libraries.libdata`; role ``app`` marks classes
whose instances are WSGI applications, ``response`` those whose instances are responses that have to
be called with ``(environ, start_response)`` before there is a body. Django's and Bottle's responses
are neither: they can be iterated but not called. Classes here are described in part, so that a name
that isn't found says nothing. What requests, templates and other objects do is in it as far as the
type of the result is certain; no request object removes a key from the environ that it wraps.

Verified by calling the real objects of Flask 3.1, Werkzeug 3.1, WebOb 1.8, Pyramid 2.1, Bottle
0.13, Django 5.2, Falcon 4.4, web.py 0.76, a2wsgi 1.10, WhiteNoise 6.12 and Jinja2 3.1.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fclint.analysis.domain.shapes import single
from fclint.analysis.libraries.catalogue import (
    LibClass,
    LibFunction,
    LibModule,
    Member,
    class_of,
    lookup,
)
from fclint.analysis.libraries.clients import CLIENTS
from fclint.analysis.libraries.compatibility import COMPATIBILITY

if TYPE_CHECKING:
    from fclint.analysis.arguments import Arguments

_APP: dict[str, Any] = {"r": "app", "u": True, "m": {"__call__": "d(environ,start_response)->?"}}
_RESPONSE: dict[str, Any] = {**_APP, "r": "response"}
_PLAIN: dict[str, Any] = {"u": True}


def _app(**methods: str) -> dict[str, Any]:
    return {**_APP, "m": {**_APP["m"], **methods}}


def _class(*bases: str, **members: str) -> dict[str, Any]:
    return {"b": [*bases, "builtins.object"], "u": True, "m": members}


def _derived(base: str, names: Iterable[str], role: str | None = None) -> dict[str, Any]:
    return {name: {"b": [base], "u": True, "r": role} for name in names}


_WERKZEUG_ERRORS = (
    *("BadGateway", "BadRequest", "BadRequestKeyError", "ClientDisconnected", "Conflict"),
    *("ExpectationFailed", "FailedDependency", "Forbidden", "GatewayTimeout", "Gone"),
    *("HTTPVersionNotSupported", "ImATeapot", "InternalServerError", "LengthRequired", "Locked"),
    *("MethodNotAllowed", "NotAcceptable", "NotFound", "NotImplemented", "PreconditionFailed"),
    *("PreconditionRequired", "RequestEntityTooLarge", "RequestHeaderFieldsTooLarge"),
    *("RequestTimeout", "RequestURITooLarge", "RequestedRangeNotSatisfiable", "SecurityError"),
    *("ServiceUnavailable", "TooManyRequests", "Unauthorized", "UnavailableForLegalReasons"),
    *("UnprocessableEntity", "UnsupportedMediaType"),
)
_WEBOB_ERRORS = (
    *("HTTPAccepted", "HTTPBadGateway", "HTTPBadRequest", "HTTPClientError", "HTTPConflict"),
    *("HTTPCreated", "HTTPError", "HTTPExpectationFailed", "HTTPFailedDependency"),
    *("HTTPForbidden", "HTTPFound", "HTTPGatewayTimeout", "HTTPGone", "HTTPInsufficientStorage"),
    *("HTTPInternalServerError", "HTTPLengthRequired", "HTTPLocked", "HTTPMethodNotAllowed"),
    *("HTTPMovedPermanently", "HTTPMultipleChoices", "HTTPNoContent"),
    *("HTTPNonAuthoritativeInformation", "HTTPNotAcceptable", "HTTPNotFound"),
    *("HTTPNotImplemented", "HTTPNotModified", "HTTPOk", "HTTPPartialContent"),
    *("HTTPPaymentRequired", "HTTPPermanentRedirect", "HTTPPreconditionFailed"),
    *("HTTPProxyAuthenticationRequired", "HTTPRedirection", "HTTPRequestEntityTooLarge"),
    *("HTTPRequestRangeNotSatisfiable", "HTTPRequestTimeout", "HTTPRequestURITooLong"),
    *("HTTPResetContent", "HTTPSeeOther", "HTTPServerError", "HTTPServiceUnavailable"),
    *("HTTPTemporaryRedirect", "HTTPUnauthorized", "HTTPUnprocessableEntity"),
    *("HTTPUnsupportedMediaType", "HTTPUseProxy", "HTTPVersionNotSupported"),
)
_DJANGO_RESPONSES = (
    *("HttpResponseBadRequest", "HttpResponseForbidden", "HttpResponseGone"),
    *("HttpResponseNotAllowed", "HttpResponseNotFound", "HttpResponseNotModified"),
    *("HttpResponsePermanentRedirect", "HttpResponseRedirect", "HttpResponseServerError"),
    "JsonResponse",
)
_FLASK_RESPONSE = "flask.wrappers.Response"
_WERKZEUG_RESPONSE = "werkzeug.wrappers.response.Response"
_TEST_RESPONSE = "werkzeug.test.TestResponse"
_ITERABLE = "d()->iterator[bytes]"
_HEADER_LIST = "list[tuple[str,str]]"
_METHODS = ("delete", "get", "head", "open", "options", "patch", "post", "put")
_FALCON_STATUS = (
    *(200, 201, 202, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 406, 409),
    *(410, 411, 412, 413, 415, 416, 422, 429, 500, 501, 502, 503, 504),
)

_TABLE: Mapping[str, Mapping[str, Any]] = {
    "flask": {
        "Blueprint": _PLAIN,
        "Flask": "a flask.app.Flask",
        "Request": "a flask.wrappers.Request",
        "Response": f"a {_FLASK_RESPONSE}",
        "abort": "d->!",
        "jsonify": f"d(*args,**kwargs)->{_FLASK_RESPONSE}",
        "make_response": f"d(*args)->{_FLASK_RESPONSE}",
        "redirect": f"d->{_WERKZEUG_RESPONSE}",
        "request": "v flask.wrappers.Request",
        "render_template": "d(template_name_or_list,**context)->str",
        "render_template_string": "d(source,**context)->str",
        "send_file": f"d->{_FLASK_RESPONSE}",
        "send_from_directory": f"d->{_FLASK_RESPONSE}",
        "stream_template": "d(template_name_or_list,**context)->iterator[str]",
        "stream_template_string": "d(source,**context)->iterator[str]",
        "url_for": "d->str",
    },
    "flask.app": {
        "Flask": _app(
            dispatch_request="d()->?",
            full_dispatch_request=f"d()->{_FLASK_RESPONSE}",
            make_response=f"d(rv)->{_FLASK_RESPONSE}",
            name="p str",
            process_response=f"d(response)->{_FLASK_RESPONSE}",
            run="d->None",
            test_client="d->flask.testing.FlaskClient",
            wsgi_app="d(environ,start_response)->?",
        ),
    },
    "flask.json": {"dumps": "d(obj,**kwargs)->str", "jsonify": "a flask.jsonify"},
    "flask.testing": {"FlaskClient": {"b": ["werkzeug.test.Client"], "u": True}},
    "flask.wrappers": {
        "Request": {"b": ["werkzeug.wrappers.request.Request"], "u": True},
        "Response": {"b": [_WERKZEUG_RESPONSE], "u": True, "r": "response"},
    },
    "werkzeug": {
        "Request": "a werkzeug.wrappers.request.Request",
        "Response": f"a {_WERKZEUG_RESPONSE}",
    },
    "werkzeug.debug": {"DebuggedApplication": _APP},
    "werkzeug.exceptions": {
        "HTTPException": {
            **_RESPONSE,
            "b": ["builtins.Exception"],
            "m": {**_RESPONSE["m"], "get_response": f"d->{_WERKZEUG_RESPONSE}"},
        },
        **_derived("werkzeug.exceptions.HTTPException", _WERKZEUG_ERRORS, "response"),
        "abort": "d->!",
    },
    "werkzeug.middleware.dispatcher": {"DispatcherMiddleware": _APP},
    "werkzeug.middleware.http_proxy": {"ProxyMiddleware": _APP},
    "werkzeug.middleware.lint": {"LintMiddleware": _APP},
    "werkzeug.middleware.profiler": {"ProfilerMiddleware": _APP},
    "werkzeug.middleware.proxy_fix": {"ProxyFix": _APP},
    "werkzeug.middleware.shared_data": {"SharedDataMiddleware": _APP},
    "werkzeug.serving": {"run_simple": "d->None"},
    "werkzeug.test": {
        "Client": _class(**dict.fromkeys(_METHODS, f"d->{_TEST_RESPONSE}")),
        "TestResponse": {
            "b": [_WERKZEUG_RESPONSE],
            "u": True,
            "r": "response",
            "m": {"text": "p str"},
        },
        "create_environ": "d->?",
    },
    "werkzeug.utils": {
        "redirect": f"d->{_WERKZEUG_RESPONSE}",
        "send_file": f"d->{_WERKZEUG_RESPONSE}",
        "send_from_directory": f"d->{_WERKZEUG_RESPONSE}",
        "secure_filename": "d(filename)->str",
    },
    "werkzeug.wrappers": {
        "Request": "a werkzeug.wrappers.request.Request",
        "Response": f"a {_WERKZEUG_RESPONSE}",
    },
    "werkzeug.wrappers.request": {
        "Request": _class(
            application="c(f)->?",
            base_url="p str",
            data="p bytes",
            environ="p ?",
            full_path="p str",
            get_data="d(cache=,as_text=,parse_form_data=)->?",
            host="p str",
            host_url="p str",
            method="p str",
            mimetype="p str",
            path="p str",
            query_string="p bytes",
            root_path="p str",
            scheme="p str",
            url="p str",
            url_root="p str",
        ),
    },
    "werkzeug.wrappers.response": {
        "Response": {
            **_RESPONSE,
            "m": {
                **_RESPONSE["m"],
                "data": "p bytes",
                "force_type": f"c(response,environ=)->{_WERKZEUG_RESPONSE}",
                "from_app": f"c(app,environ,buffered=)->{_WERKZEUG_RESPONSE}",
                "get_app_iter": "d(environ)->iterator[bytes]",
                "get_data": "d(as_text=)->?",
                "get_wsgi_response": f"d(environ)->tuple[iterator[bytes],str,{_HEADER_LIST}]",
                "iter_encoded": "d()->iterator[bytes]",
                "response": "p ?",
                "status": "p str",
                "status_code": "p int",
            },
        },
    },
    "werkzeug.wsgi": {
        "ClosingIterator": _class(__iter__="d()->Self", __next__="d()->?"),
        "FileWrapper": _class(__iter__="d()->Self", __next__="d()->?"),
        "get_current_url": "d->str",
        "get_host": "d->str",
    },
    "jinja2": {
        "Environment": "a jinja2.environment.Environment",
        "Template": "a jinja2.environment.Template",
    },
    "jinja2.environment": {
        "Environment": _class(
            from_string="d->jinja2.environment.Template",
            get_template="d->jinja2.environment.Template",
            get_or_select_template="d->jinja2.environment.Template",
            select_template="d->jinja2.environment.Template",
        ),
        "Template": _class(
            generate="d(*args,**kwargs)->iterator[str]",
            render="d(*args,**kwargs)->str",
            render_async="Ad(*args,**kwargs)->coroutine",
            stream="d(*args,**kwargs)->jinja2.environment.TemplateStream",
        ),
        "TemplateStream": _class(__iter__="d()->Self", __next__="d()->str"),
    },
    "webob": {
        "Request": "a webob.request.Request",
        "Response": "a webob.response.Response",
    },
    "webob.dec": {"wsgify": _APP},
    "webob.exc": {
        "WSGIHTTPException": {
            "b": ["webob.response.Response", "builtins.Exception"],
            "u": True,
            "r": "response",
        },
        **_derived("webob.exc.WSGIHTTPException", _WEBOB_ERRORS, "response"),
    },
    "webob.request": {
        "Request": _class(
            application_url="p str",
            blank="c->webob.request.Request",
            body="p bytes",
            content_type="p str",
            environ="p ?",
            get_response="d->webob.response.Response",
            host="p str",
            method="p str",
            path="p str",
            path_info="p str",
            path_url="p str",
            query_string="p str",
            scheme="p str",
            script_name="p str",
            send="d->webob.response.Response",
            text="p str",
            url="p str",
        ),
    },
    "webob.response": {
        "Response": {
            **_RESPONSE,
            "m": {
                **_RESPONSE["m"],
                "app_iter": "p ?",
                "body": "p bytes",
                "conditional_response_app": "d(environ,start_response)->?",
                "copy": "d()->Self",
                "headerlist": f"p {_HEADER_LIST}",
                "status": "p str",
                "status_code": "p int",
                "status_int": "p int",
                "text": "p str",
                "ubody": "p str",
                "unicode_body": "p str",
            },
        },
    },
    "webob.static": {"DirectoryApp": _APP, "FileApp": _APP},
    "pyramid.config": {
        "Configurator": _class(
            __enter__="d()->Self",
            __exit__="d->None",
            make_wsgi_app="d()->pyramid.router.Router",
        ),
    },
    "pyramid.httpexceptions": {
        "HTTPException": {"b": ["pyramid.response.Response", "builtins.Exception"], "u": True}
        | {"r": "response"},
        "exception_response": "d(status_code,**kw)->pyramid.httpexceptions.HTTPException",
        **_derived(
            "pyramid.httpexceptions.HTTPException",
            _WEBOB_ERRORS,
            "response",
        ),
    },
    "pyramid.renderers": {
        "render": "d(renderer_name,value,request=,package=)->str",
        "render_to_response": "d->pyramid.response.Response",
    },
    "pyramid.request": {"Request": {"b": ["webob.request.Request"], "u": True}},
    "pyramid.response": {
        "Response": {"b": ["webob.response.Response"], "u": True, "r": "response"},
        "FileResponse": {"b": ["pyramid.response.Response"], "u": True, "r": "response"},
    },
    "pyramid.router": {"Router": _APP},
    "bottle": {
        "AppStack": _class("list", __call__="d()->bottle.Bottle"),
        "Bottle": _app(wsgi="d(environ,start_response)->?"),
        "HTTPError": _class("bottle.HTTPResponse"),
        "HTTPResponse": _class("bottle.BaseResponse", "builtins.Exception"),
        "BaseResponse": _class(status_code="p int"),
        "BaseRequest": _class(path="p str", method="p str"),
        "Request": "a bottle.BaseRequest",
        "Response": "a bottle.BaseResponse",
        "abort": "d->!",
        "app": "d()->bottle.Bottle",
        "default_app": "d()->bottle.Bottle",
        "jinja2_template": "d->str",
        "redirect": "d->!",
        "request": "v bottle.BaseRequest",
        "run": "d->None",
        "static_file": "d->bottle.HTTPResponse",
        "template": "d->str",
    },
    "falcon": {
        "API": "a falcon.app.App",
        "App": "a falcon.app.App",
        "Response": "a falcon.response.Response",
        **{f"HTTP_{code}": "v str" for code in _FALCON_STATUS},
        **{f"MEDIA_{name}": "v str" for name in ("HTML", "JSON", "TEXT", "XML")},
    },
    "falcon.app": {"App": _APP, "API": "a falcon.app.App"},
    "falcon.response": {"Response": _PLAIN},
    "django.contrib.staticfiles.handlers": {"StaticFilesHandler": _APP},
    "django.core.handlers.wsgi": {
        "WSGIHandler": _app(get_response="d(request)->?"),
        "WSGIRequest": _class(
            body="p bytes",
            content_type="p str|None",
            META="p ?",
            method="p str|None",
            path="p str",
            path_info="p str",
            scheme="p str|None",
        ),
    },
    "django.core.wsgi": {"get_wsgi_application": "d()->django.core.handlers.wsgi.WSGIHandler"},
    "django.http": {
        name: f"a django.http.response.{name}"
        for name in ("HttpResponse", "StreamingHttpResponse", "FileResponse", *_DJANGO_RESPONSES)
    },
    "django.http.response": {
        "HttpResponse": _class(
            __iter__=_ITERABLE,
            content="p bytes",
            getvalue="d()->bytes",
            make_bytes="d(value)->bytes",
            reason_phrase="p str",
            serialize="d()->bytes",
            serialize_headers="d()->bytes",
            status_code="p int",
        ),
        "StreamingHttpResponse": _class(
            __iter__="d()->?",
            reason_phrase="p str",
            status_code="p int",
        ),
        "FileResponse": _class("django.http.response.StreamingHttpResponse"),
        **_derived("django.http.response.HttpResponse", _DJANGO_RESPONSES),
    },
    "django.shortcuts": {
        "redirect": "d->django.http.response.HttpResponse",
        "render": "d->django.http.response.HttpResponse",
    },
    "django.template.loader": {"render_to_string": "d->str"},
    "web": {"application": "a web.application.application"},
    "web.application": {
        # Not callable itself, so that returning it is the mistake that the role stands for.
        "application": {
            "r": "app",
            "u": True,
            "m": {"run": "d->?", "wsgifunc": "d(*middleware)->web.application.wsgi"},
        },
        "wsgi": _APP,  # the nested function that wsgifunc() gives
    },
    "web.httpserver": {"LogMiddleware": _APP, "StaticApp": _PLAIN, "StaticMiddleware": _APP},
    "a2wsgi": {"ASGIMiddleware": _APP},
    "whitenoise": {"WhiteNoise": _APP},
    "webapp2": {"WSGIApplication": _APP},
}


_DATA_OR_TEXT = {
    "werkzeug.wrappers.request.Request.get_data": 1,
    "werkzeug.wrappers.response.Response.get_data": 0,
}
"""Methods that give bytes, or text where the argument ``as_text`` (its position) is true."""


def gives_text(method: str, arguments: Arguments) -> bool | None:
    """Whether ``method``, by its qualified name, gives text rather than bytes for these arguments;
    None where it is no method of that kind, or the arguments don't tell."""
    position = _DATA_OR_TEXT.get(method)
    if position is None or not arguments.complete:
        return None
    given = arguments.get(position, "as_text")
    if given is None:
        return False
    known, constant = single(given)
    return bool(constant) if known else None


@dataclass(frozen=True, slots=True)
class Framework:
    """What the table says of one name.

    ``role`` is that of instances for a class, that of the result for a function: ``app``,
    ``response``, or None for what is neither.
    """

    qualified: str
    """The name of the definition: ``flask.app.Flask`` for ``flask.Flask``."""
    role: str | None
    member: Member


def describe(qualified: str) -> Framework | None:
    """What is known of a framework's name; None if it isn't in the table."""
    if qualified.partition(".")[0] not in _packages():
        return None
    found = lookup(qualified)
    if isinstance(found, LibClass):
        return Framework(found.qualified, found.role, found)
    if isinstance(found, LibFunction):
        result = class_of(found.returns)
        return Framework(found.qualified, result.role if result else None, found)
    return None


def names() -> list[str]:
    """All qualified names of the table, re-exports included, in order."""
    return sorted(f"{name}.{member}" for name, members in _TABLE.items() for member in members)


def module(name: str) -> LibModule | None:
    """The framework's module ``name``, or a package around one; None if nothing is known of it."""
    if name in _packages():
        from fclint.analysis.libraries.libdata import build_module

        known = _TABLE.get(name) or CLIENTS.get(name) or COMPATIBILITY.get(name, {})
        return build_module(name, known, complete=False)
    return None


@functools.cache
def _packages() -> frozenset[str]:
    """The modules of the table, and the packages around them."""
    return frozenset(
        name.rsplit(".", depth)[0]
        for name in (*_TABLE, *CLIENTS, *COMPATIBILITY)
        for depth in range(name.count(".") + 1)
    )
