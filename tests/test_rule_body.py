"""FC211 and FC301 to FC306: what is written, returned and yielded."""

from __future__ import annotations

from typing import Any

import pytest

from fclint import events
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
    IteratorShape,
    Mapping,
    Module,
    Sequence,
    StartResponse,
    Str,
    Unknown,
    Value,
)
from rule_events import (
    BOTH,
    MILD,
    UNKNOWN,
    WARN,
    happens,
    loudness,
    of,
    reports,
    returned,
    the_report,
)

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
