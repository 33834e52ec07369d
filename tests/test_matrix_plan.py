"""Which requests a matrix has: a pure function of what the handler asks."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from fclint.dryrun import limits
from fclint.dryrun.request import Request
from fclint.matrix.labels import describe
from fclint.matrix.plan import MOST, Plan, Planned, plan
from fclint.questions import Condition, Part, Question
from fclint.targets import limits as facts

METHOD, PATH = Part("environ", "REQUEST_METHOD"), Part("environ", "PATH_INFO")
MODE = Part("environ", "HTTP_X_MODE")


def planned(
    *questions: Question,
    base: Request | None = None,
    target: str = "wsgi",
    trigger: tuple[str, ...] | None = None,
) -> Plan:
    return plan(questions, base or Request(), target=target, trigger=trigger)


def requests(found: Plan) -> list[Request]:
    return [each.request for each in found.requests]


def methods(found: Iterable[Planned]) -> set[str]:
    return {each.request.method for each in found}


def test_the_first_request_has_no_optional_header() -> None:
    first = planned(Question(MODE, "debug")).requests[0]
    assert (first.label, first.request) == ("no optional header", Request())


def test_no_request_is_sent_twice_and_the_order_is_always_the_same() -> None:
    questions = [Question(MODE), Question(MODE, "debug"), Question(PATH, "/x"), Question(METHOD)]
    found = planned(*questions)
    assert len(set(requests(found))) == len(found.requests)
    assert planned(*questions) == found


def test_every_method_where_no_trigger_is_known() -> None:
    wanted = {"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"}
    assert methods(planned().requests) == wanted
    assert methods(planned(Question(METHOD, "PURGE")).requests) == wanted | {"PURGE"}


def test_only_the_methods_that_the_trigger_lets_through() -> None:
    found = planned(Question(METHOD, "PUT"), trigger=("GET", "POST"))
    assert methods(found.requests) == {"GET", "POST"}
    assert found.refused == ("HEAD", "OPTIONS")
    assert planned(trigger=("GET", "HEAD", "OPTIONS")).refused == ()


def test_a_trigger_without_get() -> None:
    assert methods(planned(trigger=("PUT",)).requests) == {"PUT"}


def test_a_header_that_is_read_is_absent_present_empty_and_each_constant() -> None:
    found = planned(Question(MODE), Question(MODE, "debug"), Question(MODE, "fast"))
    sent = {request.header("X-Mode") for request in requests(found)}
    assert sent >= {None, "x", "", "debug", "fast"}


def test_headers_that_no_client_can_set_are_left_alone() -> None:
    for key in ("HTTP_X_FC_FUNCTION_HANDLER", "HTTP_CONNECTION", "REMOTE_ADDR", "wsgi.version"):
        asked = planned(Question(Part("environ", key)), target="fc2")
        assert requests(asked) == requests(planned(target="fc2")), key


def test_what_is_asked_on_one_path_comes_with_what_leads_there() -> None:
    given = (Condition(PATH, "/orders"), Condition(METHOD, "POST"))
    found = planned(Question(MODE, "debug", given))
    (asked,) = [each for each in requests(found) if each.header("X-Mode") == "debug"]
    assert (asked.method, asked.path) == ("POST", "/orders")


@pytest.mark.parametrize(
    ("given", "path", "method"),
    [
        (Condition(PATH, "/", holds=False), "/x", "GET"),
        (Condition(PATH, "/x", holds=False), "/", "GET"),
        (Condition(METHOD, "GET", holds=False), "/", "POST"),
    ],
)
def test_paths_that_are_taken_where_something_does_not_hold(
    given: Condition, path: str, method: str
) -> None:
    found = planned(Question(MODE, "debug", (given,)))
    (asked,) = [each for each in requests(found) if each.header("X-Mode") == "debug"]
    assert (asked.path, asked.method) == (path, method)


def test_contents_of_bodies() -> None:
    bodies = {request.body for request in requests(planned())}
    assert bytes(range(256)) in bodies
    assert {b"", b"{}", b"[]", b"null"} <= bodies
    assert any(not _is_utf8(body) for body in bodies)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_members_of_a_json_body() -> None:
    user, name = Part("member", "user.name"), Part("member", "kind")
    found = planned(Question(user, "root"), Question(name, 3, (Condition(user, "root"),)))
    bodies = {request.body for request in requests(found)}
    assert b'{"user": {"name": "root"}}' in bodies
    assert b'{"user": {"name": "root"}, "kind": 3}' in bodies


def test_fields_and_cookies() -> None:
    found = requests(
        planned(
            Question(Part("query", "page"), "last one"),
            Question(Part("form", "action"), "drop"),
            Question(Part("cookie", "sid"), "1"),
        )
    )
    assert any(each.query == "page=last+one" for each in found)
    assert any(each.header("Cookie") == "sid=1" for each in found)
    (form,) = [each for each in found if each.body == b"action=drop"]
    assert form.header("Content-Type") == "application/x-www-form-urlencoded"
    assert form.method == "POST"


def test_paths_beyond_ascii_and_with_line_breaks() -> None:
    paths = {request.path for request in requests(planned())}
    assert {"/é", "/日本"} <= paths
    assert any("\r\n" in path for path in paths)


def test_content_length_is_the_clients_on_other_servers_alone() -> None:
    asked = Question(Part("environ", "CONTENT_LENGTH"))
    sent = {request.header("Content-Length") for request in requests(planned(asked))}
    assert sent == {None, "", "junk"}
    fc2 = requests(planned(asked, target="fc2"))
    assert {request.header("Content-Length") for request in fc2} == {None}


@pytest.mark.parametrize("asynchronous", [False, True])
def test_sizes_at_each_limit_and_one_byte_beyond(asynchronous: bool) -> None:
    found = planned(base=Request(asynchronous=asynchronous), target="fc2")
    body = facts.ASYNCHRONOUS_BODY if asynchronous else facts.REQUEST_BODY
    beyond = [each for each in found.requests if each.beyond]
    assert [each.beyond for each in beyond] == ["path", "headers", body.name]
    for each in found.requests:
        excesses = limits.excesses(each.request, "fc2")
        assert [excess.limit.name for excess in excesses] == ([each.beyond] if each.beyond else [])
        assert all(excess.size == excess.limit.maximum + 1 for excess in excesses)
    sizes = {len(each.request.target) for each in found.requests}
    assert sizes >= {facts.REQUEST_PATH.maximum, facts.REQUEST_PATH.maximum + 1}
    assert body.maximum in {len(each.request.body) for each in found.requests}
    headers = {limits.header_size(each.request) for each in found.requests}
    assert headers >= {facts.REQUEST_HEADERS.maximum, facts.REQUEST_HEADERS.maximum + 1}


def test_other_servers_have_no_limits_to_try() -> None:
    assert not any(each.beyond for each in planned().requests)


def test_a_request_of_the_users_own_is_the_base_of_all() -> None:
    base = Request("PUT", "/base", "a=1", (("X-Own", "1"), ("X-Mode", "own")), b"body")
    found = planned(Question(MODE, "debug"), Question(Part("query", "b"), "2"), base=base)
    assert found.requests[0].request == base
    assert all(each.header("X-Own") == "1" for each in requests(found))
    assert {each.header("X-Mode") for each in requests(found)} == {"own", "debug"}
    assert any(each.query == "a=1&b=2" and each.path == "/base" for each in requests(found))


def test_how_the_client_wrote_the_base_does_not_hide_what_is_changed() -> None:
    found = planned(Question(PATH, "/orders"), base=Request(path="/a", sent="/%61"))
    targets = {each.target for each in requests(found)}
    assert {"/a", "/orders"} <= targets


def test_the_number_is_bounded_and_what_every_handler_gets_comes_first() -> None:
    many = [Question(Part("environ", f"HTTP_X_{n}"), f"v{n}") for n in range(MOST * 2)]
    found, few = planned(*many), planned()
    assert len(found.requests) == MOST
    assert found.left_out > MOST
    assert set(requests(few)) <= set(requests(found))


def test_labels_say_what_is_special() -> None:
    base = Request(headers=(("X-Own", "1"),))
    for request, label in (
        (base, "GET /"),
        (Request("POST", "/a b", "q=1"), "POST /a%20b?q=1"),
        (Request(headers=(("X-Own", "1"), ("X-Mode", "fast"))), "GET /, X-Mode: fast"),
        (Request("POST", body=b"x"), "POST /, body x"),
        (Request("POST", body=b"\xff"), "POST /, body b'\\xff'"),
        (Request("POST", body=b"x" * 1234), "POST /, body of 1,234 bytes"),
        (
            Request("POST", headers=(("Content-Type", "application/json"),), body=b"{}"),
            "POST /, JSON {}",
        ),
    ):
        assert describe(request, base) == label
