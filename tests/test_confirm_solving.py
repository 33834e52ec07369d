"""What requests are made of: examples of patterns, parts of requests, operations turned round."""

from __future__ import annotations

import pickle
import re

import pytest

from fclint.conditions import (
    Constant,
    Environ,
    Expression,
    Key,
    Opaque,
    PathCondition,
    Some,
    Test,
    applied,
)
from fclint.confirming.parts import with_key
from fclint.confirming.patterns import example
from fclint.confirming.solving import Solver
from fclint.dryrun.request import Request

PATH = Key("PATH_INFO")
QUERY = applied(".get", Environ(), Constant("QUERY_STRING"), Constant(""))


def solved(*tests: tuple[Expression, bool], target: str = "fc2") -> Request:
    """The first request for which the tests come out as they should; there has to be one."""
    condition = PathCondition(tuple(Test(*test) for test in tests))
    solver = Solver(target)
    request = solver.candidates(condition)[0]
    assert solver.unsolved(request, condition) is None
    return request


@pytest.mark.parametrize(
    "pattern",
    ["/users", r"^/users/(\d+)/?$", r"[a-z]{3,5}-[0-9]+", r"(a|b)+c", r"\w+@\w+\.com", r"[^/]+$",
     r"(?P<y>\d{4})-(?P<m>\d\d)", r"(x)\1", r".*?end", r"\s*\S+", r"(?i)HELLO", r"[\d\-]+", ""],
)  # fmt: skip
def test_an_example_matches_its_pattern(pattern: str) -> None:
    found = example(pattern)
    assert found is not None
    assert re.match(pattern, found)


@pytest.mark.parametrize("pattern", [r"(?=x)y", "(", r"a{1000}", r"(?<!a)b(?<=c)"])
def test_what_is_not_simple_has_no_example(pattern: str) -> None:
    assert example(pattern) is None


def test_tests_that_depend_on_each_other() -> None:
    parts = applied(".split", applied(".strip", PATH, Constant("/")), Constant("/"))
    first = applied("[]", parts, Constant(0))
    number = applied("int", applied("[]", parts, Constant(1)))
    request = solved(
        (applied("<", Constant(1), applied("len", parts)), True),
        (applied("==", first, Constant("orders")), True),
        (applied("<", Constant(41), number), True),
        (applied("<", number, Constant(43)), True),
    )
    assert request.path == "/orders/42"


def test_a_query_and_a_header_and_a_method() -> None:
    fields = applied("urllib.parse.parse_qs", QUERY)
    request = solved(
        (applied("==", Key("REQUEST_METHOD"), Constant("PUT")), True),
        (applied("in", Constant("a"), fields), True),
        (applied("in", Constant("b"), fields), False),
        (applied("in", Constant("HTTP_X_A"), Environ()), True),
        (applied("in", Constant("HTTP_X_B"), Environ()), False),
    )
    assert (request.method, request.query, request.headers) == ("PUT", "a=1", (("X-A", "1"),))


def test_an_item_of_a_loop() -> None:
    pair = Some(applied("urllib.parse.parse_qsl", QUERY))
    request = solved(
        (applied("==", applied("[]", pair, Constant(0)), Constant("k")), True),
        (applied("==", applied("[]", pair, Constant(1)), Constant("v w")), True),
    )
    assert request.query == "k=v+w"


def test_a_length_is_that_of_the_body() -> None:
    length = applied("int", Key("CONTENT_LENGTH"))
    assert len(solved((applied("<", Constant(99), length), True)).body) == 100


def test_an_empty_length_on_another_server() -> None:
    length = applied(".get", Environ(), Constant("CONTENT_LENGTH"), Constant("0"))
    request = solved(
        (applied("raises", applied("int", length), Constant("ValueError")), True), target="wsgi"
    )
    assert not (request.header("Content-Length") or "").isdigit()


def test_what_no_request_decides_has_no_candidates() -> None:
    clock = applied("<", applied("time.time"), Constant(9))
    condition = PathCondition((Test(clock, True, "`time.time() < 9` is true", 3),))
    assert Solver("fc2").candidates(condition) == []
    assert [test.row for test in condition.undecided] == [3]


def test_what_is_not_followed_is_tried() -> None:
    checked = Opaque((applied("[]", Environ(), Constant("HTTP_X")),), is_of_request=True)
    condition = PathCondition((Test(checked, True, "`check(x)` is true", 1),))
    sent = [request.header("X") for request in Solver("fc2").candidates(condition)]
    assert None in sent
    assert "1" in sent


def test_impossible_parts() -> None:
    assert with_key(Request(), "PATH_INFO", "") is None
    assert with_key(Request(), "HTTP_X", "a\nb") is None
    assert with_key(Request(), "REQUEST_METHOD", "get") is None
    assert with_key(Request(), "fc.context", "x") is None
    assert with_key(Request(), "CONTENT_LENGTH", "9" * 9) is None


def test_conditions_go_from_process_to_process() -> None:
    condition = PathCondition((Test(applied("==", PATH, Constant("/x")), True, "x", 1),))
    assert pickle.loads(pickle.dumps(condition)) == condition


def test_large_expressions_say_only_where_they_come_from() -> None:
    expression: Expression = PATH
    for _ in range(400):
        expression = applied("+", expression, Constant("x"))
    assert isinstance(expression, Opaque) or expression.size < 200
    assert expression.is_of_request
