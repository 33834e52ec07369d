"""How a request is made smaller, and which of two is the simpler one."""

from __future__ import annotations

import json

import pytest

from fclint.dryrun.context import FunctionFacts
from fclint.dryrun.process import Function, Instance
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request
from fclint.finding import Finding, Severity, Span
from fclint.matrix.plan import Planned
from fclint.matrix.running import Row
from fclint.matrix.smallest import simpler, size_of, smallest

SIMPLEST = Request()
A, B = ("X-A", "1"), ("X-B", "2")


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (SIMPLEST, Request("POST")),
        (SIMPLEST, Request(path="/x")),
        (SIMPLEST, Request(query="a")),
        (SIMPLEST, Request(headers=(A,))),
        (Request(headers=(A,)), Request(headers=(A, B))),
        (Request("POST", body=b"x" * 9), Request(headers=(A,))),
        (Request("POST", body=b"x"), Request("PUT", body=b"x")),
        (Request("POST", body=b"x"), Request("GET", body=b"x")),
        (Request("POST", body=b"x"), Request("POST", body=b"xx")),
        (Request(path="/xy"), Request(path="/é")),
        (SIMPLEST, Request(asynchronous=True)),
    ],
)
def test_which_of_two_requests_is_the_simpler_one(less: Request, more: Request) -> None:
    assert size_of(less) < size_of(more)


def test_each_step_leaves_something_out() -> None:
    request = Request(
        "PUT", "/a/b", "c=1&d=2", (A, B), json.dumps({"e": 1, "f": "x" * 80}).encode()
    )
    steps = list(simpler(request))
    assert steps[0] == SIMPLEST
    assert {step.headers for step in steps} >= {(), (A,), (B,)}
    assert {step.query for step in steps} >= {"", "c=1", "d=2"}
    assert {step.path for step in steps} >= {"/", "/a", "/b"}
    assert {step.body for step in steps} >= {b"", b'{"e": 1}'}
    assert "POST" in {step.method for step in steps}


def test_the_simplest_request_can_be_made_no_smaller() -> None:
    assert all(size_of(each) >= size_of(SIMPLEST) for each in simpler(SIMPLEST))


@pytest.mark.parametrize("length", [1, 2, 64, 65, 5000])
def test_long_parts_become_shorter_step_by_step(length: int) -> None:
    request = Request("POST", path="/" + "x" * length, body=b"x" * length)
    for part in ("path", "body"):
        sizes = {len(getattr(each, part)) for each in simpler(request)}
        assert min(sizes) <= 1
        assert any(length // 2 - 1 <= size <= length // 2 + 2 for size in sizes)


def test_what_takes_the_whole_timeout_is_not_sent_again() -> None:
    function = Function(".", FunctionFacts(handler="index.handler", timeout=60))
    span = Span("index.py", 1, 1, 1, 2)
    finding = Finding("FC903", "timeout", "no answer", Severity.ERROR, span, (1, 1), "")
    requests = (Request(path="/wait", headers=(A,)), Request(path="/wait"))
    rows = [
        Row(Planned(f"request {n}", each), (), ((finding,),)) for n, each in enumerate(requests)
    ]

    def judge(recorded: Recorded) -> list[Finding]:
        raise AssertionError(f"{recorded} was asked for")

    (shown,) = smallest(rows, lambda: Instance(function), judge, lambda: None)
    assert shown.request == Request(path="/wait"), "the smaller one of those that were sent"
    assert shown.labels == ("request 0", "request 1")
    assert not shown.proved
    assert "timeout" in shown.unproved
