"""Linting one file: bytes in, findings out, nothing read."""

from __future__ import annotations

import pytest

from fclint.finding import Severity
from fclint.linter import lint_source
from fclint.source.handler_names import missing_attribute, names_file

BROKEN = b"def handler(environ, start_response)\n    pass\n"
TEXT = (
    b"def handler(environ, start_response):\n"
    b"    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
    b"    return 'hello'\n"
)


def codes(data: bytes, **options: object) -> list[str]:
    return [finding.code for finding in lint_source(data, **options)]  # type: ignore[arg-type]


def test_a_file_that_may_hold_a_handler_must_parse() -> None:
    [finding] = lint_source(BROKEN, "src/index.py")
    assert (finding.code, finding.name) == ("FC001", "syntax-error")
    assert finding.message == "expected ':'"
    assert finding.severity is Severity.ERROR
    span = finding.span
    assert (span.filename, span.row, span.column) == ("src/index.py", 1, 37)
    assert finding.consequence
    assert finding.advice


def test_other_files_need_not_parse() -> None:
    assert lint_source(b"print 'hello'\n") == []
    assert lint_source(b"") == []
    assert lint_source(b"\0") == []


def test_a_file_may_be_left_out_or_a_line_silenced() -> None:
    assert codes(b"# fclint: skip-file\n" + BROKEN) == []
    assert codes(b"s = '# fclint: skip-file'\n" + BROKEN) == ["FC001"]
    assert codes(BROKEN.replace(b")\n", b")  # noqa\n")) == []
    assert codes(BROKEN.replace(b")\n", b")  # noqa: FC0\n")) == []
    assert codes(BROKEN.replace(b")\n", b")  # noqa: FC3\n")) == ["FC001"]


def test_rules_are_selected() -> None:
    assert codes(BROKEN, ignore=["FC0"]) == []
    assert codes(BROKEN, select=["FC3"]) == []
    assert codes(BROKEN, select=["fc001"]) == ["FC001"]


def test_a_handler_is_judged() -> None:
    [finding] = lint_source(TEXT)
    assert (finding.code, finding.severity) == ("FC301", Severity.WARNING)
    assert (finding.span.filename, finding.span.row, finding.span.column) == ("index.py", 3, 5)
    assert finding.handlers == ("handler",)
    [finding] = lint_source(TEXT, target="wsgi")
    assert finding.severity is Severity.ERROR


def test_a_handler_is_silenced() -> None:
    assert codes(TEXT.replace(b"'hello'", b"'hello'  # noqa: FC301")) == []


def test_a_handler_that_is_named_may_look_like_anything() -> None:
    plain = b"def main(one, two):\n    return 'hello'\n"
    assert codes(plain) == []
    assert "FC301" in codes(plain, handlers=["index.main"], select=["ALL"])
    assert codes(plain, handlers=["other.main"], select=["ALL"]) == []


def test_a_helper_is_judged_through_its_caller() -> None:
    helper = TEXT.replace(b"handler", b"inner")
    caller = (
        b"def handler(environ, start_response):\n"
        b"    body = inner(environ, start_response)\n"
        b"    return [body.encode()]\n"
    )
    assert codes(helper) == ["FC301"]
    assert codes(helper + caller) == []


def test_unknown_targets_and_codes_are_refused() -> None:
    with pytest.raises(ValueError, match=r"no target 'fc'; did you mean 'fc2'\?"):
        lint_source(TEXT, target="fc")
    with pytest.raises(ValueError, match="no rule has the code 'FC8'"):
        lint_source(TEXT, select=["FC8"])


@pytest.mark.parametrize(
    ("handler", "filename", "named"),
    [
        ("index.handler", "index.py", True),
        ("index.handler", "/srv/code/index.py", True),
        ("index.handler", "C:\\code\\index.py", True),
        ("src/index.handler", "/srv/src/index.py", True),
        ("src/index.handler", "/srv/lib/index.py", False),
        ("a.b.main.func", "x/a/b/main.py", True),
        ("pkg.app", "pkg/__init__.py", True),
        ("dex.handler", "index.py", False),
        ("index.handler", "index.handler.py", False),
    ],
)
def test_which_file_a_handler_is_in(handler: str, filename: str, named: bool) -> None:
    assert names_file(handler, filename) is named


def test_an_attribute_that_a_module_surely_lacks() -> None:
    assert missing_attribute("index.handler", TEXT) is None
    assert missing_attribute("index.handlr", TEXT) == (
        "there is no 'handlr' in it; did you mean 'handler'?"
    )
    assert missing_attribute("index.app", b"app: App = make()\n") is None
    assert missing_attribute("index.ap", b"apq = make()\n") is None
    assert missing_attribute("index.main", b"from other import *\n") is None


def test_nothing_of_a_linted_file_is_kept() -> None:
    """Editors lint for hours in one process, and workers lint thousands of files."""
    import gc

    from fclint.source.module import SourceModule

    def kept() -> int:
        gc.collect()
        return sum(type(each) is SourceModule for each in gc.get_objects())

    before = kept()
    for number in range(5):
        data = (
            "def helper(start_response):\n    raise NotImplementedError\n\n"
            "def handler(environ, start_response):\n"
            f"    helper(start_response)\n    return [b'{number}']\n"
        )
        lint_source(data.encode())
    assert kept() == before
