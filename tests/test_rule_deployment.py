"""FC002 to FC006 on hand-made events: what manifests name, and what the platform calls."""

from __future__ import annotations

from typing import Any

import pytest

from fclint import events
from fclint.events import Parameter, Signature
from fclint.finding import Severity
from fclint.rule import Report
from fclint.values import (
    Coroutine,
    Function,
    Instance,
    IteratorShape,
    Mapping,
    Sequence,
    Shape,
    Str,
    Value,
)
from rule_events import UNKNOWN, happens, loudness, of, pair, reports, sequence, the_report

FC2_ONLY = {"fc2": "error"}


def named(**facts: Any) -> events.Event:
    return happens(events.HandlerNamed, **{"written": "index.handler", **facts})


def deployed(expected: str, kind: str) -> events.Event:
    return happens(
        events.HandlerDeployed,
        expected=expected,
        kind=kind,
        deployment="function 'web'",
        reason="of the reason",
    )


def parameters(*names: str, kind: str = "POSITIONAL_OR_KEYWORD") -> tuple[Parameter, ...]:
    return tuple(Parameter(name.rstrip("="), kind, not name.endswith("=")) for name in names)


def entered(*found: Parameter) -> events.Event:
    return happens(
        events.LifecycleEntered, hook="initializer", signature=Signature("def", tuple(found))
    )


def left_with(value: Value) -> events.Event:
    return happens(events.LifecycleReturned, hook="initializer", value=value)


# --- FC002 and FC003


def test_a_handler_that_is_not_there_is_told_with_what_was_looked_for() -> None:
    report = the_report(
        "FC002",
        named(missing="module", detail="there is no file index.py", suggestion="main.handler"),
    )
    assert report.message == (
        "handler 'index.handler' is not there: there is no file index.py; "
        "did you mean 'main.handler'?"
    )
    assert loudness(report) == {"fc2": "error", "wsgi": "error"}


@pytest.mark.parametrize("missing", ["module", "attribute", "form", "code"])
def test_whatever_is_missing_is_reported(missing: str) -> None:
    assert the_report("FC002", named(missing=missing, detail="d")).message.endswith(": d")


def test_a_handler_that_is_there_is_neither_missing_nor_shadowed() -> None:
    assert not reports("FC002", named())
    assert not reports("FC003", named())
    assert not reports("FC003", named(missing="module", detail="d"))


def test_a_module_that_the_runtime_has_imported_is_reported() -> None:
    report = the_report("FC003", named(written="json.handler", shadowed=True))
    assert "'json'" in report.message
    assert loudness(report) == FC2_ONLY


# --- FC004


def test_each_kind_is_reported_where_the_other_is_called() -> None:
    for expected, kind, words in [
        ("event", "wsgi", "handler is a WSGI handler, but of the reason"),
        ("wsgi", "event", "handler is an event handler, but of the reason"),
    ]:
        report = the_report("FC004", deployed(expected, kind))
        assert report.message == words
        assert loudness(report) == FC2_ONLY


@pytest.mark.parametrize(
    ("expected", "kind"),
    [
        ("wsgi", "wsgi"),
        ("event", "event"),
        ("event", ""),
        ("wsgi", ""),
        ("", "event"),
        ("", "wsgi"),
    ],
)
def test_what_fits_or_is_not_known_is_not_reported(expected: str, kind: str) -> None:
    assert not reports("FC004", deployed(expected, kind))


def test_the_consequence_is_what_the_runtime_says() -> None:
    wsgi: Report = the_report("FC004", deployed("event", "wsgi"))
    assert "byte indices must be integers or slices" in wsgi.consequence["fc2"]
    assert "'FCContext' object is not callable" in wsgi.consequence["fc2"]
    event: Report = the_report("FC004", deployed("wsgi", "event"))
    assert "json.loads(event) raises TypeError" in event.consequence["fc2"]


# --- FC005


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ((), "takes no argument"),
        (parameters("context", "more"), "requires 2 positional arguments"),
        (
            (*parameters("context"), *parameters("x", kind="KEYWORD_ONLY")),
            "requires the keyword argument 'x'",
        ),
    ],
)
def test_a_lifecycle_handler_gets_the_context_alone(
    found: tuple[Parameter, ...], reason: str
) -> None:
    report = the_report("FC005", entered(*found))
    assert report.message == f"handler {reason}, the platform passes one"
    assert loudness(report) == FC2_ONLY


@pytest.mark.parametrize(
    "found",
    [
        parameters("context"),
        parameters("context", "more="),
        parameters("args", kind="VAR_POSITIONAL"),
        (*parameters("context"), Parameter("options", "VAR_KEYWORD", False)),
    ],
)
def test_a_lifecycle_handler_may_take_more(found: tuple[Parameter, ...]) -> None:
    assert not reports("FC005", entered(*found))


@pytest.mark.parametrize(
    ("shape", "what"),
    [
        (Instance("sqlite3.Connection", iterable=False), "Connection"),
        (Instance("redis.client.Redis", iterable=None), "Redis"),
        (Instance("flask.app.Flask", role="app"), "Flask"),
        (Instance("Colour", iterable=False, base="enum"), "Colour"),
        (b"x", "bytes b'x'"),
        (Sequence("set", None, None), "set"),
        (Coroutine(), "coroutine"),
        (IteratorShape("generator", UNKNOWN), "generator"),
        (Function("f"), "function f"),
    ],
)
def test_what_json_cannot_serialise_is_reported(shape: Shape | bytes, what: str) -> None:
    message = f"handler returns {what}, which JSON cannot serialise"
    assert the_report("FC005", left_with(of(shape))).message == message


def test_what_json_cannot_serialise_is_found_inside() -> None:
    inside = sequence(of("a"), of(b"x"))
    assert "bytes b'x' in a list" in the_report("FC005", left_with(inside)).message
    table = Mapping("dict", ((of("key"), of(Sequence("set", None, None))),), None, None)
    assert "set in a dict" in the_report("FC005", left_with(of(table))).message
    keys = Mapping("dict", ((of(b"key"), of(1)),), None, None)
    assert "keys that are no str" in the_report("FC005", left_with(of(keys))).message


@pytest.mark.parametrize(
    "value",
    [
        of(None),
        of("text"),
        of(1),
        UNKNOWN,
        of(Instance("Colour", iterable=False, base="int")),
        of(Instance("Point", iterable=True)),
        of(Instance("Anything")),
        pair("a", 1),
        of(Mapping("dict", ((of("key"), of(None)),), None, None)),
        of(Mapping("dict", None, of(Str()), UNKNOWN)),
    ],
)
def test_json_and_what_is_not_known_is_fine(value: Value) -> None:
    assert not reports("FC005", left_with(value))


# --- FC006


@pytest.mark.parametrize("name", ["FC_TABLE", "_FC_TABLE", "FC_"])
def test_variables_of_the_platform_are_reported(name: str) -> None:
    report = the_report("FC006", happens(events.VariableSet, name=name))
    assert report.message.startswith(f"{name} is deleted")
    assert report.severity == {"fc2": Severity.WARNING}


@pytest.mark.parametrize("name", ["TABLE", "MY_FC_TABLE", "fc_table", "FC", "FC_REGION", "FCX"])
def test_other_variables_and_those_that_are_kept_are_not_reported(name: str) -> None:
    assert not reports("FC006", happens(events.VariableSet, name=name))
