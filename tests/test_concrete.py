"""The bodies of longer functions are parsed only when they are asked for."""

from __future__ import annotations

import libcst as cst
import pytest

from fclint.linter import lint_source
from fclint.source.module import SourceModule

LONG = "x = 'a text that is there to make the body long enough to be worth setting apart, as is ü'"


def functions(source: str) -> tuple[SourceModule, list[cst.FunctionDef]]:
    """The module, and the functions in it, those in other functions left out."""
    module = SourceModule.parse(source.encode(), "index.py")
    found: list[cst.FunctionDef] = []
    pending: list[cst.CSTNode] = [
        node for each in module.statements for node in module.concrete(each) or ()
    ]
    while pending:
        node = pending.pop(0)
        if isinstance(node, cst.FunctionDef):
            found.append(node)
        elif isinstance(node, cst.ClassDef):
            pending[:0] = node.body.body
    return module, found


def code(nodes: tuple[cst.CSTNode, ...] | None) -> list[str]:
    """What the nodes say, each on one line."""
    return [" ".join(cst.Module([]).code_for_node(node).split()) for node in nodes or ()]


@pytest.mark.parametrize(
    "source",
    [
        f"def f(a, b=1):\n    {LONG}\n    return a\n",
        f"class A:\n    def f(self):\n        {LONG}\n        return a\n",
        f"class A:\n\tclass B:\n\t\tdef f(self):\n\t\t\t{LONG}\n\t\t\treturn a\n",
        f"async def f():\n  # first\n\n  {LONG}\n  return a  # last\n  # behind\nf()\n",
        f"@d\n@e(1)\ndef f(\n    a,\n):\n    {LONG}\n    return a ;\n",
        f"def f():\n    {LONG}\n    return a",
    ],
)
def test_a_long_body_is_a_piece_of_its_own(source: str) -> None:
    module, (function,) = functions(source)
    assert module.apart(function) is not None
    assert "a text" not in cst.Module([]).code_for_node(function)
    before = module.weight
    body = module.body(function)
    assert [text.partition(" #")[0].rstrip(" ;") for text in code(body)][-1] == "return a"
    assert module.weight > before
    assert module.body(function) is body
    last = (body or ())[-1]
    assert isinstance(last, cst.SimpleStatementLine)
    span = module.place(last.body[0]).span
    assert module.data[span.start : span.end] == b"return a"
    span = module.place(function.name).span
    assert module.data[span.start : span.end] == b"f"


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    return 1\n",
        f"def f(): {LONG}; return 1\n",
        f"def f():\n    @d\n    def g(): pass\n    {LONG}\n",
    ],
)
def test_other_bodies_are_parsed_with_the_function(source: str) -> None:
    module, (function,) = functions(source)
    assert module.apart(function) is None
    assert len(module.body(function) or ()) == len(function.body.body)


def test_a_body_that_libcst_must_not_see_takes_nothing_else_with_it() -> None:
    deep = " + ".join(["a"] * 1000)
    module, (bad, good) = functions(
        f"class A:\n    def bad(self, a):\n        return {deep}\n"
        f"    def good(self):\n        {LONG}\n        return 2\n"
    )
    assert module.body(bad) is None
    assert len(module.body(good) or ()) == 2
    assert module.notes == ("line 2: nested too deeply to analyse; skipped",)


def test_handlers_are_found_behind_bodies_that_are_not_parsed() -> None:
    source = (
        f"class A:\n    def other(self):\n        {LONG}\n        def g(x, y): pass\n"
        "        return lambda a, b: a\n"
        f"    def make(self):\n        {LONG}\n"
        "        def app(e, s):\n            e['wsgi.input']\n"
        "            s('200 OK', [])\n            return 'text'\n        return app\n"
    )
    found = [(each.code, each.span.row) for each in lint_source(source.encode())]
    assert found == [("FC210", 10), ("FC301", 11)]
