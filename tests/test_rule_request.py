"""FC402 to FC405 on hand-made events: what a request and the platform's context lack."""

from __future__ import annotations

import pytest

from fclint import events
from fclint.events import ContextMisused, LengthUnusable, RequestMisused
from fclint.targets import TARGETS
from fclint.targets.context import ATTRIBUTES, attributes, meant
from fclint.targets.keys import mistaken
from rule_events import BOTH, MILD, WARN, happens, loudness, reports, the_report


def read(key: str, target: str = "fc2", **facts: object) -> events.Event:
    return happens(events.KeyRead, target=target, key=key, **facts)


def escaping(cause: events.Cause, exception: str, target: str = "fc2") -> events.Event:
    return happens(events.ExceptionEscaped, target=target, exception=exception, cause=cause)


# FC402: keys that nothing sets


@pytest.mark.parametrize(
    ("key", "suggestion"),
    [
        ("REQUEST_METHD", "REQUEST_METHOD"),
        ("REQEUST_METHOD", "REQUEST_METHOD"),
        ("QUERYSTRING", "QUERY_STRING"),
        ("PATHINFO", "PATH_INFO"),
        ("request_method", "REQUEST_METHOD"),
        ("wsgi.inputs", "wsgi.input"),
        ("wsgi.urlscheme", "wsgi.url_scheme"),
        ("HTTP_CONTENT_TYPE", "CONTENT_TYPE"),
        ("Content-Length", "CONTENT_LENGTH"),
        ("Content-Type", "CONTENT_TYPE"),
        ("X-Token", "HTTP_X_TOKEN"),
        ("HTTP_X-Token", "HTTP_X_TOKEN"),
        ("http_x_token", "HTTP_X_TOKEN"),
        ("USER_AGENT", "HTTP_USER_AGENT"),
        ("Cookie", "HTTP_COOKIE"),
        ("authorization", "HTTP_AUTHORIZATION"),
    ],
)
@pytest.mark.parametrize("target", ["fc2", "wsgi"])
def test_what_a_key_was_meant_to_be(key: str, suggestion: str, target: str) -> None:
    report = the_report("FC402", read(key, target))
    assert f"environ is asked for {key!r}" in report.message
    assert repr(suggestion) in report.message
    assert repr(suggestion) in report.advice
    assert loudness(report) == WARN


@pytest.mark.parametrize(
    "key",
    [
        "REQUEST_METHOD",
        "HTTP_X_TOKEN",
        "HTTP_CONTENT_LENGTH",
        "HOST",
        "PATH",
        "USER",
        "COOKIE",
        "HTTP",
        "DB_PASSWORD",
        "SERVICE_NAME",
        "SERVER_HOST",
        "REMOTE_PORT",
        "REMOTE_USER",
        "http_proxy",
        "FC_REGION",
        "myapp.session",
        "x-wsgiorg.session",
        "wsgi.input_terminated",
        "",
        "-",
        "HTTP_",
    ],
)
@pytest.mark.parametrize("target", ["fc2", "wsgi"])
def test_keys_of_which_nothing_is_said(key: str, target: str) -> None:
    assert not reports("FC402", read(key, target))


@pytest.mark.parametrize(
    "key", ["fc.request_id", "fc.request_url", "REQUEST_URI", "HTTPS", "REMOTE_HOST"]
)
def test_what_the_platform_never_sets(key: str) -> None:
    report = the_report("FC402", read(key))
    assert "which Function Compute never sets" in report.message
    assert not reports("FC402", read(key, "wsgi"))


def test_no_key_of_the_platform_that_nobody_has_heard_of() -> None:
    assert "never sets" in the_report("FC402", read("fc.region")).message
    assert not reports("FC402", read("fc.region", "wsgi"))


def test_keys_that_the_program_has_set_are_there() -> None:
    assert not reports("FC402", read("X-Token", present=True))
    assert not reports("FC402", read("fc.request_id", present=True))


def test_asking_whether_another_server_sets_a_key_is_fine() -> None:
    assert not reports("FC402", read("wsgi.file_wrapper", operation="in"))
    assert not reports("FC402", read("wsgi.file_wrapper", operation="get"))
    assert not reports("FC402", read("REQUEST_URI", operation="[]", tested=True))
    assert reports("FC402", read("wsgi.file_wrapper", operation="[]"))
    assert reports("FC402", read("REQUEST_URI", operation="get"))
    assert reports("FC402", read("fc.request_id", operation="in"))
    assert reports("FC402", read("REQUEST_METHD", operation="in", tested=True))


def test_every_key_that_a_target_sets_is_known() -> None:
    for target in TARGETS.values():
        wrong = [key for key in target.environ if mistaken(target, key)]
        assert all(target.presence(key).value == "never" for key in wrong)


# FC403: the length


@pytest.mark.parametrize(
    ("given", "exception", "words"),
    [
        ("", "ValueError", "may raise ValueError: CONTENT_LENGTH may be empty"),
        (None, "TypeError", "may raise TypeError: CONTENT_LENGTH may be absent"),
    ],
)
def test_lengths_that_are_no_numerals(given: str | None, exception: str, words: str) -> None:
    report = the_report("FC403", escaping(LengthUnusable(given), exception))
    assert words in report.message
    assert loudness(report) == MILD


# FC404: types


def test_the_body_is_bytes() -> None:
    cause = RequestMisused("bytes + str", "the body", "decode the bytes")
    report = the_report("FC404", escaping(cause, "TypeError"))
    assert report.message == "bytes + str raises TypeError: it comes from the body"
    assert report.advice == "decode the bytes"
    assert loudness(report) == BOTH


def test_a_header_may_be_absent() -> None:
    cause = RequestMisused("None.lower()", "HTTP_COOKIE")
    report = the_report("FC404", escaping(cause, "AttributeError"))
    assert report.message == "None.lower() may raise AttributeError: HTTP_COOKIE may be absent"
    assert "502" in report.consequence["fc2"]


def test_what_todays_runtimes_set_is_told_apart() -> None:
    cause = RequestMisused("None.lower()", "CONTENT_TYPE")
    report = the_report("FC404", escaping(cause, "AttributeError"))
    assert report.consequence["fc2"].startswith("Today's runtimes set it")
    assert loudness(report) == BOTH


# FC405: the context


@pytest.mark.parametrize(
    ("cause", "message", "advice"),
    [
        (
            ContextMisused("context", "aws_request_id", suggestion="request_id"),
            "context.aws_request_id raises AttributeError: context has no such attribute; did you"
            " mean 'request_id'?",
            "use `context.request_id`",
        ),
        (
            ContextMisused("credentials", "x"),
            "context.credentials.x raises AttributeError: context.credentials has no such"
            " attribute",
            "use an attribute that the context has",
        ),
        (
            ContextMisused("context", "logger", "none", "getLogger()"),
            "using context.logger raises AttributeError: it is None",
            "use `context.getLogger()`",
        ),
    ],
)
def test_what_the_context_lacks(cause: ContextMisused, message: str, advice: str) -> None:
    report = the_report("FC405", escaping(cause, "AttributeError"))
    assert (report.message, report.advice) == (message, advice)
    assert loudness(report) == {"fc2": "error"}


def test_a_subscript_of_the_context() -> None:
    cause = ContextMisused("context", "region", "subscript", "region")
    report = the_report("FC405", escaping(cause, "TypeError"))
    assert report.message == (
        "context['region'] raises TypeError: context has attributes, not items"
    )


@pytest.mark.parametrize(
    ("owner", "name", "wanted"),
    [
        ("context", "aws_request_id", "request_id"),
        ("context", "function_name", "function.name"),
        ("context", "get_logger", "getLogger()"),
        ("context", "requestid", "requestId"),
        ("credentials", "access_key", "access_key_id"),
        ("function", "memory_size", "memory"),
        ("service", "version", "version_id"),
        ("tracing", "qqqq", ""),
    ],
)
def test_suggestions(owner: str, name: str, wanted: str) -> None:
    assert meant(owner, name) == wanted


def test_suggestions_exist() -> None:
    for owner in ATTRIBUTES:
        for name in ("aws_request_id", "function_name", "access_key_id", "log", "version"):
            first, _, second = meant(owner, name).partition(".")
            if first:
                known = ATTRIBUTES[owner]
                assert first.removesuffix("()") in known
                assert not second or second in ATTRIBUTES[known[first]]


def test_the_newest_runtime_has_less_and_more() -> None:
    old, new = attributes("context", "python3.10"), attributes("context", "python3.12")
    assert old.keys() - new.keys() == {"credentials", "service", "tracing"}
    assert {"version_id", "qualifier"} <= attributes("function", "python3.12").keys()
    assert meant("context", "service_name", "python3.12") != "service.name"


# each rule has its own cause


@pytest.mark.parametrize("code", ["FC401", "FC403", "FC404", "FC405"])
def test_a_rule_is_silent_on_the_causes_of_others(code: str) -> None:
    causes: dict[str, events.Cause | None] = {
        "FC401": events.KeyMissing("HTTP_X"),
        "FC403": LengthUnusable(""),
        "FC404": RequestMisused("bytes + str", "the body"),
        "FC405": ContextMisused("context", "x"),
        "": None,
    }
    for own, cause in causes.items():
        event = happens(events.ExceptionEscaped, exception="TypeError", cause=cause)
        assert bool(reports(code, event)) == (own == code)
