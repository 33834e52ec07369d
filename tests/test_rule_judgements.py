"""What each rule says of hand-made events: no source text, no analysis."""

from __future__ import annotations

from typing import Any

import pytest

from fclint import events
from fclint.events import Handler, KeyMissing, Parameter, Signature
from fclint.finding import Severity, Span, Step
from fclint.registry import load_rules
from fclint.rule import Report
from fclint.values import (
    Bool,
    ByteArray,
    Bytes,
    Class,
    Coroutine,
    Environ,
    Float,
    Function,
    Instance,
    Int,
    IteratorShape,
    Mapping,
    Module,
    NoneShape,
    Sequence,
    Shape,
    StartResponse,
    Str,
    Unknown,
    Value,
)

RULES = {rule.code: rule for rule in load_rules()}
DEFINITION = Span("index.py", 1, 5, 1, 12)
PLACE = Span("index.py", 7, 5, 7, 20)
UNKNOWN = Value((Unknown(),))
BOTH = {"fc2": "error", "wsgi": "error"}
MILD = {"fc2": "warning", "wsgi": "error"}
WARN = {"fc2": "warning", "wsgi": "warning"}


class NoDecisions:
    length = 0

    def steps(self) -> tuple[Step, ...]:
        return ()


def happens(kind: type[events.Event], *, target: str = "fc2", **facts: Any) -> events.Event:
    handler = Handler("handler", DEFINITION, target)
    return kind(handler=handler, place=PLACE, trace=NoDecisions(), **facts)


def reports(code: str, event: events.Event) -> list[Report]:
    return list(RULES[code].judge(event))


def the_report(code: str, event: events.Event) -> Report:
    (report,) = reports(code, event)
    assert "\n" not in report.message
    assert not report.message.endswith(".")
    return report


def loudness(report: Report) -> dict[str, str]:
    return {target: severity.label for target, severity in report.severity.items()}


def of(*shapes: Shape | str | bytes | int | None) -> Value:
    """The value that has one of ``shapes``; constants stand for their shapes."""
    return Value(tuple(_shape(shape) for shape in shapes))


def _shape(constant: Shape | str | bytes | int | None) -> Shape:
    match constant:
        case None:
            return NoneShape()
        case str():
            return Str((constant,))
        case bytes():
            return Bytes((constant,))
        case int():
            return Int(constant)
    return constant


def pair(name: Any, value: Any, kind: str = "tuple") -> Value:
    parts = (part if isinstance(part, Value) else of(part) for part in (name, value))
    return of(Sequence(kind, tuple(parts), None))


def sequence(*items: Value, kind: str = "list") -> Value:
    return of(Sequence(kind, items, None))


TEXT = pair("Content-Type", "text/plain")


def call(*positional: Any, target: str = "fc2", **facts: Any) -> events.Event:
    """A call of start_response."""
    values = tuple(value if isinstance(value, Value) else of(value) for value in positional)
    return happens(events.StartResponseCalled, target=target, positional=values, **facts)


def with_headers(headers: Value, target: str = "fc2") -> events.Event:
    return call("200 OK", headers, target=target)


def with_status(*alternatives: Any) -> events.Event:
    return call(of(*alternatives), sequence(TEXT))


# FC1: the signature


def entered(*parameters: tuple[str, str, bool], form: str = "def") -> events.Event:
    signature = Signature(form, tuple(Parameter(*parameter) for parameter in parameters))
    return happens(events.HandlerEntered, signature=signature)


def plain(*names: str) -> list[tuple[str, str, bool]]:
    return [(name, "POSITIONAL_OR_KEYWORD", True) for name in names]


ARGS = ("args", "VAR_POSITIONAL", False)
KWARGS = ("kwargs", "VAR_KEYWORD", False)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ([], "takes no argument"),
        (plain("environ"), "takes one argument"),
        ([*plain("environ"), KWARGS], "takes one argument"),
        (plain("environ", "start_response", "context"), "requires 3 positional arguments"),
        (
            [*plain("environ", "start_response"), ("charset", "KEYWORD_ONLY", True)],
            "requires the keyword argument 'charset'",
        ),
        ([ARGS, ("charset", "KEYWORD_ONLY", True)], "requires the keyword argument 'charset'"),
    ],
)
def test_a_handler_that_two_arguments_do_not_fit(
    parameters: list[tuple[str, str, bool]], words: str
) -> None:
    report = the_report("FC101", entered(*parameters))
    assert report.message == f"handler {words}, the server passes two"
    assert not reports("FC104", entered(*parameters))


@pytest.mark.parametrize(
    "parameters",
    [
        plain("environ", "start_response"),
        plain("event", "context"),
        [ARGS],
        [*plain("environ"), ARGS, KWARGS],
        [*plain("environ", "start_response"), ("debug", "POSITIONAL_OR_KEYWORD", False)],
        [*plain("environ", "start_response"), ("debug", "KEYWORD_ONLY", False)],
        [("environ", "POSITIONAL_ONLY", True), ("start_response", "POSITIONAL_ONLY", False)],
    ],
)
def test_a_handler_that_two_arguments_fit(parameters: list[tuple[str, str, bool]]) -> None:
    assert not reports("FC101", entered(*parameters))


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("async def", "a coroutine"),
        ("async generator", "an async generator"),
        ("def", None),
        ("lambda", None),
        ("class", None),
    ],
)
def test_async_handlers(form: str, words: str | None) -> None:
    event = entered(*plain("environ", "start_response"), form=form)
    if words is None:
        assert not reports("FC102", event)
    else:
        assert f"gives {words}," in the_report("FC102", event).message


def test_swapped_parameters_are_told_by_both_names() -> None:
    swapped = entered(*plain("start_response", "environ"))
    assert loudness(the_report("FC103", swapped)) == BOTH
    assert not reports("FC104", swapped)
    assert not reports("FC103", entered(*plain("start_response", "env")))
    assert not reports("FC103", entered(*plain("environ", "start_response")))


def test_other_names_are_a_matter_of_style() -> None:
    report = the_report("FC104", entered(*plain("event", "context")))
    assert report.message == "parameter 'event' is usually named 'environ'"
    assert report.severity["fc2"] is Severity.INFO
    report = the_report("FC104", entered(*plain("environ", "reply")))
    assert report.message == "parameter 'reply' is usually named 'start_response'"
    assert not reports("FC104", entered(*plain("environ", "start_response")))
    assert not reports("FC104", entered(ARGS))


# FC201, FC202: the ends of the paths


@pytest.mark.parametrize(
    ("started", "ever_started", "code"),
    [
        (False, False, "FC201"),
        (False, True, "FC202"),
        (False, None, None),
        (None, None, None),
        (None, True, None),
        (True, True, None),
    ],
)
def test_exits_without_start_response(
    started: bool | None, ever_started: bool | None, code: str | None
) -> None:
    event = happens(events.RunEnded, started=started, ever_started=ever_started)
    assert [each for each in ("FC201", "FC202") if reports(each, event)] == ([code] if code else [])


def test_never_called_is_told_at_the_definition_and_missing_at_the_exit() -> None:
    never = happens(events.RunEnded, started=False, ever_started=False)
    missing = happens(events.RunEnded, started=False, ever_started=True)
    assert the_report("FC201", never).place is DEFINITION
    assert the_report("FC202", missing).place is PLACE


# FC203, FC204: calls at the wrong time


@pytest.mark.parametrize(
    ("exc_info", "told"),
    [
        ((), True),
        ((None,), True),
        ((Sequence("tuple", None, UNKNOWN),), False),
        ((UNKNOWN,), False),
        ((of(None, Unknown()),), False),
    ],
)
def test_calls_again_and_late_calls_need_exc_info(exc_info: tuple[Any, ...], told: bool) -> None:
    again = call("500 Oops", sequence(TEXT), *exc_info, calls_before=1)
    late = call("500 Oops", sequence(TEXT), *exc_info, chunk_before=True)
    assert [loudness(report) for report in reports("FC203", again)] == [MILD] * told
    assert [loudness(report) for report in reports("FC204", late)] == [MILD] * told
    assert not reports("FC203", late)
    assert not reports("FC204", again)


def test_exc_info_may_be_a_keyword_or_hidden_in_star_arguments() -> None:
    keyword = (("exc_info", of(Sequence("tuple", None, UNKNOWN))),)
    assert not reports("FC203", call("500 Oops", sequence(), keywords=keyword, calls_before=1))
    assert not reports("FC203", call(complete=False, calls_before=1))


def test_a_first_call_before_the_body_is_fine() -> None:
    first = call("200 OK", sequence(TEXT))
    assert not reports("FC203", first)
    assert not reports("FC204", first)


# FC205: the arguments


def keywords(*names: str) -> tuple[tuple[str, Value], ...]:
    return tuple((name, UNKNOWN) for name in names)


@pytest.mark.parametrize(
    ("positional", "names", "words"),
    [
        (0, (), "without status and headers"),
        (1, (), "without headers"),
        (0, ("headers",), "without status"),
        (4, (), "with 4 positional arguments, it takes three"),
        (1, ("response_headers",), "no parameter 'response_headers': it is 'headers'"),
        (2, ("charset",), "no parameter 'charset'"),
        (2, ("status",), "gets 'status' twice"),
        (2, ("headers",), "gets 'headers' twice"),
        (3, ("exc_info",), "gets 'exc_info' twice"),
    ],
)
def test_arguments_that_raise(positional: int, names: tuple[str, ...], words: str) -> None:
    report = the_report("FC205", call(*[UNKNOWN] * positional, keywords=keywords(*names)))
    assert words in report.message
    assert loudness(report) == BOTH


@pytest.mark.parametrize(("positional", "names"), [(1, ("headers",)), (0, ("status", "headers"))])
def test_keywords_that_function_compute_knows(positional: int, names: tuple[str, ...]) -> None:
    report = the_report("FC205", call(*[UNKNOWN] * positional, keywords=keywords(*names)))
    assert report.message.endswith("keyword " + " and ".join(names))
    assert loudness(report) == MILD
    assert report.consequence != RULES["FC205"].consequence


@pytest.mark.parametrize(("positional", "names"), [(2, ()), (3, ()), (2, ("exc_info",))])
def test_arguments_that_fit(positional: int, names: tuple[str, ...]) -> None:
    assert not reports("FC205", call(*[UNKNOWN] * positional, keywords=keywords(*names)))


def test_star_arguments_may_hold_what_is_missing_but_not_take_away() -> None:
    assert not reports("FC205", call(UNKNOWN, complete=False))
    assert reports("FC205", call(*[UNKNOWN] * 4, complete=False))


# FC206: the status


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (200, "is int 200, not a str such as '200 OK'"),
        (None, "is None, not a str"),
        (Bool(True), "is True, not a str"),
        (Float(), "is float, not a str"),
        (ByteArray(), "is bytearray, not a str"),
        (Sequence("tuple", None, UNKNOWN), "is tuple, not a str"),
        (Function("ok"), "is function ok, not a str"),
        (Instance("http.HTTPStatus"), "is HTTPStatus, not a str"),
        (Instance("app.Code", base="int"), "is Code, not a str"),
        ("", "is str '', without a status code"),
        ("  ", "without a status code"),
        ("OK", "is str 'OK', without a three-digit status code"),
        ("200OK", "without a three-digit status code"),
        ("20 OK", "outside 100 to 599"),
        ("099 OK", "outside 100 to 599"),
        ("600 OK", "outside 100 to 599"),
        ("2000 OK", "outside 100 to 599"),
        ("200 OK\r\n", "with a control character"),
        ("200 O\x7fK", "with a control character"),
        (Str(("OK ", None)), "begins with 'OK '"),
        (Str(("700 ", None)), "begins with '700 '"),
        (Str(("2000", None)), "begins with '2000'"),
        (Str((None, "OK\n")), "with a control character"),
    ],
)
def test_a_status_that_fails(status: Any, words: str) -> None:
    report = the_report("FC206", with_status(status))
    assert words in report.message
    assert loudness(report) == BOTH
    assert set(report.consequence) == {"fc2", "wsgi"}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (b"200 OK", "is bytes b'200 OK', not str"),
        ("200", "without a reason phrase"),
        ("200 ", "without a reason phrase"),
        (" 200 OK", "with surrounding white space"),
        ("200 OK ", "with surrounding white space"),
        (Str((" 200 ", None)), "with surrounding white space"),
        ("200 好", "outside latin-1"),
    ],
)
def test_a_status_that_function_compute_lets_through(status: Any, words: str) -> None:
    report = the_report("FC206", with_status(status))
    assert words in report.message
    assert loudness(report) == MILD


@pytest.mark.parametrize(
    "status",
    [
        "200 OK",
        "100 Continue",
        "599 Own",
        "404 Not Found (really)",
        Unknown(),
        Str(),
        Str(nonempty=True),
        Str(("200 ", None)),
        Str(("200", None)),
        Str(("4", None, " Oops")),
        Str((None, " OK")),
        Instance("app.Status"),
        Instance("app.Status", base="str"),
    ],
)
def test_a_status_that_is_or_may_be_right(status: Any) -> None:
    assert not reports("FC206", with_status(status))


def test_the_worst_alternative_of_a_status_is_told() -> None:
    report = the_report("FC206", with_status("200 OK", "200", 200, Unknown()))
    assert report.message.startswith("status may be int 200")
    assert not reports("FC206", call())


# FC207: the type of the headers


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        (of(Mapping("dict", None, of(Str()), of(Str()))), "headers are dict, not a list"),
        (of(None), "headers are None, not a list"),
        (of("Content-Type: text/plain"), "headers are str"),
        (of(b"x"), "headers are bytes b'x'"),
        (of(3), "headers are int 3"),
        (of(Coroutine()), "headers are coroutine"),
        (of(Environ()), "headers are environ"),
        (of(Instance("wsgiref.headers.Headers")), "headers are Headers"),
        (of(Instance("app.Config", iterable=False)), "headers are Config"),
        (of(Sequence("list", (), None), None), "headers may be None"),
        (sequence(of("ab")), "a header is str 'ab'"),
        (sequence(of(None)), "a header is None"),
        (sequence(of(Mapping("dict", None, None, None))), "a header is dict"),
        (sequence(of(Sequence("set", None, UNKNOWN))), "a header is set"),
        (sequence(of(Sequence("tuple", (UNKNOWN,) * 3, None))), "a header is a tuple of length 3"),
        (sequence(pair(b"X-Count", "3")), "header name is bytes b'X-Count', not str"),
        (sequence(pair(None, "3")), "header name is None, not str"),
        (sequence(TEXT, pair("X-Count", 3)), "header value for 'X-Count' is int 3, not str"),
        (sequence(pair("X-Count", b"3")), "header value for 'X-Count' is bytes b'3', not str"),
        (sequence(pair("X-User", of(Str(), None))), "header value for 'X-User' may be None"),
        (sequence(pair(UNKNOWN, None)), "header value is None"),
        (sequence(pair("X-Code", Instance("app.Code", base="int"))), "is Code, not str"),
        (of(Sequence("list", None, pair("X", 1))), "header value for 'X' is int 1"),
        (of(IteratorShape("generator", pair("X", 1))), "header value for 'X' is int 1"),
        (sequence(pair("X", 1), kind="tuple"), "header value for 'X' is int 1"),
    ],
)
def test_headers_that_fail(headers: Value, words: str) -> None:
    report = the_report("FC207", with_headers(headers))
    assert words in report.message
    assert loudness(report) == BOTH


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        (sequence(TEXT, kind="tuple"), "headers are tuple, not a list"),
        (sequence(TEXT, kind="dict_items"), "headers are dict_items, not a list"),
        (of(Sequence("set", None, TEXT)), "headers are set"),
        (of(IteratorShape("generator", TEXT)), "headers are generator"),
        (sequence(pair("X", "y", kind="list")), "a header is a list, not a (name, value) tuple"),
        (sequence(of(Sequence("list", None, UNKNOWN))), "a header is a list"),
        (of(Mapping("dict", (), None, None)), "headers are dict"),
        (of(""), "headers are str ''"),
    ],
)
def test_headers_that_function_compute_lets_through(headers: Value, words: str) -> None:
    report = the_report("FC207", with_headers(headers))
    assert words in report.message
    assert loudness(report) == MILD


@pytest.mark.parametrize(
    "headers",
    [
        sequence(),
        sequence(TEXT, pair("Set-Cookie", "a=b")),
        UNKNOWN,
        sequence(UNKNOWN),
        sequence(pair(UNKNOWN, UNKNOWN)),
        sequence(pair("X", Instance("markupsafe.Markup"))),
        sequence(pair("X", Instance("app.Text", base="str"))),
        sequence(of(Sequence("tuple", None, of(Str())))),
        sequence(of(Instance("app.Header"))),
        of(Sequence("list", None, TEXT)),
        of(Sequence("list", None, UNKNOWN)),
        of(Instance("werkzeug.datastructures.Headers")),
    ],
)
def test_headers_that_are_or_may_be_right(headers: Value) -> None:
    assert not reports("FC207", with_headers(headers))


def test_headers_that_are_missing_are_left_to_another_rule() -> None:
    for code in ("FC207", "FC208", "FC209"):
        assert not reports(code, call("200 OK"))


# FC208: the characters of the headers


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("X-A:", "b", "header name 'X-A:' holds ':'"),
        ("X A", "b", "header name 'X A' holds a space"),
        ("", "b", "header name '' is empty"),
        ("X(A)", "b", "holds '('"),
        ("X\n", "b", "holds a line break"),
        ("X\t", "b", "holds the control character '\\t'"),
        ("X", "a\r\nSet-Cookie: b", "header value 'a\\r\\nSet-Cookie: b' holds a line break"),
        ("X", "a\x00", "holds the control character '\\x00'"),
        ("X", "a\x7f", "holds the control character '\\x7f'"),
        ("X", Str((None, "\n", None)), "header value holds a line break"),
        (Str(("X ", None)), "b", "header name holds a space"),
        ("X", of("fine", "a\nb", Unknown()), "holds a line break"),
    ],
)
def test_characters_that_break_the_answer(name: Any, value: Any, words: str) -> None:
    report = the_report("FC208", with_headers(sequence(TEXT, pair(name, value))))
    assert words in report.message
    assert loudness(report) == BOTH


@pytest.mark.parametrize(
    ("name", "value"), [("X", "报告"), ("X", Str((None, "€"))), ("报告", "x"), ("Größe", "x")]
)
def test_characters_that_only_function_compute_lets_through(name: Any, value: Any) -> None:
    report = the_report("FC208", with_headers(sequence(pair(name, value))))
    assert loudness(report) == MILD


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X.Foo", "a\tb"),
        ("x-_!#$%&'*+.^`|~9", ""),
        ("X", "Größe"),
        ("X", " padded "),
        (UNKNOWN, UNKNOWN),
        (Str(), Str()),
        (b"X:", 3),
    ],
)
def test_characters_that_are_legal(name: Any, value: Any) -> None:
    assert not reports("FC208", with_headers(sequence(pair(name, value))))


# FC209: headers of the server


@pytest.mark.parametrize(
    ("name", "fc2", "wsgi"),
    [
        ("Connection", True, True),
        ("keep-alive", True, True),
        ("Transfer-Encoding", True, True),
        ("Upgrade", True, True),
        ("TE", True, True),
        ("Trailer", True, True),
        ("Trailers", True, True),
        ("Proxy-Authenticate", True, True),
        ("proxy-connection", True, True),
        ("Status", True, True),
        ("Date", True, False),
        ("SERVER", True, False),
        ("X-Fc-Request-Id", True, False),
        ("Content-Length", False, False),
        ("Content-Type", False, False),
        ("Proxy-Status", False, False),
        ("X-Fcx", False, False),
    ],
)
def test_headers_that_the_server_sets(name: str, fc2: bool, wsgi: bool) -> None:
    for target, told in (("fc2", fc2), ("wsgi", wsgi)):
        found = reports("FC209", with_headers(sequence(TEXT, pair(name, "x")), target))
        assert [report.message for report in found] == [
            f"sets {name}, which the server alone may set"
        ] * told
        assert [loudness(report) for report in found] == [MILD] * told


def test_all_reserved_headers_of_a_call_are_named_once() -> None:
    names = ("Date", "Connection", "Date")
    report = the_report("FC209", with_headers(sequence(*[pair(name, "x") for name in names])))
    assert report.message.startswith("sets Date, Connection, which")


def test_a_reserved_prefix_is_enough() -> None:
    headers = sequence(pair(Str(("X-Fc-", None)), "x"), pair(Str(("Dat", None)), "x"))
    assert the_report("FC209", with_headers(headers)).message.startswith("sets X-Fc-..., which")
    assert not reports("FC209", with_headers(headers, "wsgi"))


# FC210: Content-Type


def completed(status: Value | None, headers: Value | None, nonempty: bool | None) -> events.Event:
    return happens(
        events.ResponseCompleted, status=status, headers=headers, body=UNKNOWN, nonempty=nonempty
    )


OTHER = pair("Cache-Control", "no-store")


@pytest.mark.parametrize(
    ("status", "headers", "nonempty", "told"),
    [
        (of("200 OK"), sequence(), True, True),
        (of("200 OK"), of(Sequence("list", None, None)), True, True),
        (of("200 OK"), sequence(OTHER), True, True),
        (UNKNOWN, sequence(OTHER), True, True),
        (of("200 OK"), sequence(OTHER), None, False),
        (of("302 Found"), sequence(OTHER), False, False),
        (of("204 No Content"), sequence(OTHER), True, False),
        (of("200 OK"), sequence(OTHER, TEXT), True, False),
        (of("200 OK"), sequence(pair("CONTENT-TYPE", UNKNOWN)), True, False),
        (of("200 OK"), sequence(UNKNOWN), True, False),
        (of("200 OK"), sequence(pair(UNKNOWN, "x")), True, False),
        (of("200 OK"), of(Sequence("list", None, OTHER)), True, False),
        (of("200 OK"), of(Mapping("dict", (), None, None)), True, False),
        (of("200 OK"), UNKNOWN, True, False),
        (of("200 OK"), None, True, False),
        (None, sequence(OTHER), True, False),
    ],
)
def test_a_body_needs_a_content_type(
    status: Value | None, headers: Value | None, nonempty: bool | None, told: bool
) -> None:
    found = reports("FC210", completed(status, headers, nonempty))
    assert [loudness(report) for report in found] == [WARN] * told
    assert all("no Content-Type" in report.message for report in found)


@pytest.mark.parametrize(
    ("status", "headers", "told"),
    [
        (of("204 No Content"), sequence(TEXT), True),
        (of("304 Not Modified"), sequence(pair("content-type", UNKNOWN)), True),
        (of(Str(("204 ", None))), sequence(TEXT), True),
        (of("204 No Content"), of(Sequence("list", None, TEXT)), True),
        (of("204 No Content", "200 OK"), sequence(TEXT), True),
        (of("204 No Content", "200 OK"), of(Sequence("list", None, TEXT)), False),
        (of("204 No Content"), sequence(OTHER), False),
        (of("204 No Content"), sequence(UNKNOWN), False),
        (of(Str(("204", None))), sequence(TEXT), False),
        (of("200 OK"), sequence(TEXT), False),
        (UNKNOWN, sequence(TEXT), False),
    ],
)
def test_no_body_needs_no_content_type(status: Value, headers: Value, told: bool) -> None:
    found = reports("FC210", completed(status, headers, False))
    assert [report.message for report in found] == [
        "a Content-Type with a status that has no body"
    ] * told


# FC211, FC303: write()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (of("hello"), "writes str 'hello', not bytes"),
        (of(3), "writes int 3, not bytes"),
        (of(b"x", None), "may write None, not bytes"),
        (of(ByteArray("memoryview")), "writes memoryview, not bytes"),
        (of(b"hello"), None),
        (UNKNOWN, None),
        (None, None),
    ],
)
def test_write_is_told_and_its_argument_judged(value: Value | None, words: str | None) -> None:
    event = happens(events.WriteCalled, value=value)
    assert loudness(the_report("FC211", event)) == WARN
    if words is None:
        assert not reports("FC303", event)
    else:
        report = the_report("FC303", event)
        assert report.message == words
        assert loudness(report) == BOTH


# FC301 to FC304: what is returned


def returned(*alternatives: Any, implicit: bool = False) -> events.Event:
    return happens(events.BodyReturned, value=of(*alternatives), implicit=implicit)


BODY_RULES = ("FC301", "FC302", "FC303", "FC304")


@pytest.mark.parametrize(
    ("value", "code", "message"),
    [
        ("hello", "FC301", "returns str 'hello', not an iterable of bytes"),
        ("", "FC301", "returns str '', not an iterable of bytes"),
        (Str(), "FC301", "returns str, not an iterable of bytes"),
        (None, "FC302", "returns None, not an iterable of bytes"),
        (200, "FC302", "returns int 200, not an iterable of bytes"),
        (Bool(False), "FC302", "returns False, not an iterable of bytes"),
        (Float(), "FC302", "returns float, not an iterable of bytes"),
        (Coroutine(), "FC302", "returns coroutine, not an iterable of bytes"),
        (Function("app"), "FC302", "returns function app, not an iterable of bytes"),
        (Class("App"), "FC302", "returns class App, not an iterable of bytes"),
        (Module("flask"), "FC302", "returns module flask, not an iterable of bytes"),
        (StartResponse(), "FC302", "returns start_response, not an iterable of bytes"),
        (
            Instance("decimal.Decimal", iterable=False),
            "FC302",
            "returns Decimal, not an iterable of bytes",
        ),
        (
            Instance("flask.wrappers.Response", role="response"),
            "FC302",
            "returns Response that was not called",
        ),
        (Instance("flask.app.Flask", role="app"), "FC302", "returns Flask that was not called"),
        (ByteArray(), "FC303", "returns bytearray, whose items are no bytes"),
        (
            Mapping("dict", None, None, None),
            "FC303",
            "returns dict, whose keys would be the body",
        ),
        (Environ(), "FC303", "returns environ, whose keys would be the body"),
        (b"hello", "FC304", "returns bytes b'hello', not an iterable of bytes"),
    ],
)
def test_bodies_that_are_wrong_as_a_whole(value: Any, code: str, message: str) -> None:
    event = returned(value)
    assert the_report(code, event).message == message
    assert loudness(the_report(code, event)) == (MILD if code in {"FC301", "FC304"} else BOTH)
    assert not any(reports(other, event) for other in BODY_RULES if other != code)


@pytest.mark.parametrize(
    "value",
    [
        Unknown(),
        Sequence("list", (of(b"x"),), None),
        Sequence("tuple", (), None),
        Sequence("set", None, UNKNOWN),
        IteratorShape("generator", of(b"x")),
        IteratorShape("file", UNKNOWN),
        Instance("app.Lines"),
        Instance("app.Lines", iterable=True),
        Instance("django.http.HttpResponse", iterable=True, role="response"),
    ],
)
def test_bodies_that_are_or_may_be_iterables(value: Any) -> None:
    assert not any(reports(code, returned(value)) for code in BODY_RULES)


def test_one_alternative_is_enough() -> None:
    event = returned(Sequence("list", (), None), "oops", b"oops", None, Unknown())
    assert the_report("FC301", event).message.startswith("may return str 'oops'")
    assert the_report("FC302", event).message.startswith("may return None")
    assert the_report("FC304", event).message.startswith("may return bytes b'oops'")


def test_the_end_of_the_function_has_its_own_words() -> None:
    report = the_report("FC302", returned(None, implicit=True))
    assert report.message == "falls off its end on some path, which returns None"


@pytest.mark.parametrize(
    ("value", "container", "message", "loud"),
    [
        (of("x"), "generator", "yields str 'x', not bytes", MILD),
        (of("x"), "list", "the returned list holds str 'x', not bytes", MILD),
        (of("x"), "", "the returned body holds str 'x', not bytes", MILD),
        (of(42), "list", "the returned list holds int 42, not bytes", BOTH),
        (of(None), "generator", "yields None, not bytes", BOTH),
        (of(ByteArray()), "generator", "yields bytearray, not bytes", BOTH),
        (of(b"x", "y", None), "tuple", "the returned tuple may hold None, not bytes", BOTH),
        (of(b"x", "y"), "generator", "may yield str 'y', not bytes", MILD),
        (of(Instance("app.Page", role="response")), "list", "the returned list holds Page", BOTH),
        (of(Instance("app.Code", base="int")), "generator", "yields Code, not bytes", BOTH),
    ],
)
def test_items_that_are_not_bytes(
    value: Value, container: str, message: str, loud: dict[str, str]
) -> None:
    report = the_report("FC303", happens(events.ChunkProduced, value=value, container=container))
    assert report.message.startswith(message)
    assert loudness(report) == loud


@pytest.mark.parametrize(
    "value",
    [of(b"x"), of(Bytes()), UNKNOWN, of(Instance("a.B")), of(Instance("a.B", base="bytes"))],
)
def test_items_that_are_or_may_be_bytes(value: Value) -> None:
    assert not reports("FC303", happens(events.ChunkProduced, value=value, container="list"))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (of(Sequence("list", (of(b"x"),), None)), True),
        (of(None, "x"), True),
        (of(None), False),
        (UNKNOWN, False),
        (of(None, Unknown()), False),
    ],
)
def test_values_that_generators_return(value: Value, told: bool) -> None:
    found = reports("FC306", happens(events.GeneratorReturned, value=value))
    assert [loudness(report) for report in found] == [BOTH] * told


# FC401: environ


def escaped(cause: KeyMissing | None, target: str = "fc2") -> events.Event:
    return happens(events.ExceptionEscaped, exception="KeyError", cause=cause, target=target)


@pytest.mark.parametrize(
    ("key", "target", "severity", "words"),
    [
        ("HTTP_X_TOKEN", "fc2", "error", "may raise KeyError: the header is optional"),
        ("app.user", "fc2", "error", "may raise KeyError: the key may be absent"),
        ("QUERY_STRING", "fc2", "warning", "no documentation promises that Function Compute"),
        ("QUERY_STRING", "wsgi", "error", "may raise KeyError: the key may be absent"),
        ("CONTENT_LENGTH", "fc2", "warning", "no documentation promises"),
        ("REQUEST_URI", "fc2", "error", "raises KeyError: Function Compute never sets it"),
        ("fc.context", "wsgi", "error", "may raise KeyError"),
        ("REQUEST_METHOD", "fc2", None, ""),
        ("fc.context", "fc2", None, ""),
        ("FC_REGION", "fc2", None, ""),
        ("wsgi.input", "wsgi", None, ""),
    ],
)
def test_keys_that_may_be_absent(key: str, target: str, severity: str | None, words: str) -> None:
    event = escaped(KeyMissing(key), target)
    if severity is None:
        assert not reports("FC401", event)
    else:
        report = the_report("FC401", event)
        assert report.message.startswith(f"environ[{key!r}] ")
        assert words in report.message
        assert report.severity[target].label == severity


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        ("[]", "environ['HTTP_A'] may"),
        ("pop", "environ.pop('HTTP_A') may"),
        ("del", "del environ['HTTP_A'] may"),
        ("popitem", "environ.popitem() may"),
    ],
)
def test_every_operation_is_shown_as_it_is_written(operation: str, words: str) -> None:
    report = the_report("FC401", escaped(KeyMissing("HTTP_A", operation)))
    assert report.message.startswith(words)


def test_other_exceptions_are_no_lookup() -> None:
    assert not reports("FC401", escaped(None))


# All rules


def test_a_report_keeps_what_the_event_points_at() -> None:
    event = returned("hello")
    report = the_report("FC301", event)
    assert report.place is PLACE
    assert report.related == event.related


def test_no_rule_says_anything_of_what_is_not_known() -> None:
    quiet = [
        call(UNKNOWN, UNKNOWN, UNKNOWN, calls_before=1, chunk_before=True),
        call(complete=False, calls_before=1, chunk_before=False),
        returned(Unknown()),
        happens(events.ChunkProduced, value=UNKNOWN, container="list"),
        happens(events.GeneratorReturned, value=UNKNOWN),
        happens(events.RunEnded, started=None, ever_started=None),
        completed(UNKNOWN, UNKNOWN, None),
        escaped(None),
    ]
    told = [(code, event) for code in RULES for event in quiet if reports(code, event)]
    assert told == []
