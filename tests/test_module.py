"""Source modules: bytes become statements, and nodes have the positions that CPython gives them."""

import ast
import subprocess
import sys
import sysconfig
import textwrap
from collections.abc import Iterator
from pathlib import Path

import libcst as cst
import pytest

from fclint.finding import Span
from fclint.source.module import SourceModule, SourceSyntaxError, TopLevel

STDLIB = Path(sysconfig.get_paths()["stdlib"])
REAL_FILES = [
    *("argparse", "bisect", "calendar", "cmd", "codeop", "compileall", "contextlib", "copy", "csv"),
    *("dataclasses", "difflib", "fileinput", "fnmatch", "functools", "gettext", "glob", "gzip"),
    *("heapq", "linecache", "netrc", "ntpath", "numbers", "pprint", "queue", "random", "reprlib"),
    *("selectors", "shelve", "shlex", "socketserver", "tempfile", "textwrap", "tokenize", "types"),
    *("uuid", "weakref", "zipapp"),
]

Position = tuple[int, int, int, int]
KINDS: dict[type[ast.AST], type[cst.CSTNode]] = {
    ast.Call: cst.Call,
    ast.Return: cst.Return,
    ast.Name: cst.Name,
    ast.Subscript: cst.Subscript,
    ast.Yield: cst.Yield,
    ast.BinOp: cst.BinaryOperation,
    ast.FunctionDef: cst.FunctionDef,
}


def parse(source: str | bytes) -> SourceModule:
    data = source if isinstance(source, bytes) else textwrap.dedent(source).encode()
    return SourceModule.parse(data, "app.py")


def nodes(module: SourceModule, statement: TopLevel) -> Iterator[cst.CSTNode]:
    pending: list[cst.CSTNode] = list(module.concrete(statement) or ())
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, cst.FunctionDef):
            pending.extend(each for each in node.children if each is not node.body)
            pending.extend(module.body(node) or ())
        elif not isinstance(node, cst.FormattedString):  # before 3.12, ast's are wrong in there
            pending.extend(node.children)


def first(module: SourceModule, kind: type[cst.CSTNode]) -> cst.CSTNode:
    found = [n for s in module.statements for n in nodes(module, s) if isinstance(n, kind)]
    return min(found, key=lambda node: module.place(node).span.start)


def ast_nodes(module: SourceModule) -> Iterator[ast.AST]:
    assert module.tree is not None
    pending: list[ast.AST] = [module.tree]
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, ast.JoinedStr):
            pending.extend(ast.iter_child_nodes(node))


def expected(module: SourceModule, kind: type[ast.AST]) -> set[Position]:
    def column(row: int, offset: int) -> int:
        return len(module.line(row).encode()[:offset].decode()) + 1

    found = set()
    for node in ast_nodes(module):
        if type(node) is kind and isinstance(node, (ast.expr, ast.stmt)):
            end = node.end_lineno or 0, node.end_col_offset or 0
            start = node.lineno, column(node.lineno, node.col_offset)
            found.add((*start, end[0], column(*end)))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", [n for n in REAL_FILES if (STDLIB / f"{n}.py").exists()])
def test_positions_are_those_of_cpython_on_real_files(name: str) -> None:
    path = STDLIB / f"{name}.py"
    module = SourceModule.parse(path.read_bytes(), str(path))
    found: dict[type[cst.CSTNode], set[Position]] = {kind: set() for kind in KINDS.values()}
    for statement in module.statements:
        for node in nodes(module, statement):
            if type(node) in found and not is_other(node):
                place = module.place(node, statement)
                span, rows = place.span, place.statement_rows
                found[type(node)].add((span.row, span.column, span.end_row, span.end_column))
                assert rows[0] <= span.row <= rows[1]
                text = module.data[span.start : span.end].decode(module.encoding)
                assert text == rows_and_columns(module, span)
    assert module.notes == ()
    for kind, concrete in KINDS.items():
        if kind is ast.Name:  # LibCST has Name nodes for attributes and keywords, too
            assert expected(module, kind) <= found[concrete]
        else:
            assert expected(module, kind) == found[concrete]


def rows_and_columns(module: SourceModule, span: Span) -> str:
    lines = [module.line(row) for row in range(span.row, span.end_row + 1)]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def is_other(node: cst.CSTNode) -> bool:
    """Whether ast has a class of its own for what LibCST says with a field."""
    if isinstance(node, cst.FunctionDef):
        return node.asynchronous is not None
    return isinstance(node, cst.Yield) and isinstance(node.value, cst.From)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "cookie", "mark"),
    [
        ("utf-8", "", b""),
        ("utf-8", "", b"\xef\xbb\xbf"),
        ("latin-1", "# coding: latin-1\n", b""),
        ("shift_jis", "# -*- coding: shift_jis -*-\n", b""),
        ("gbk", "#!/usr/bin/python\n# vim: set fileencoding=gbk :\n", b""),
    ],
)
def test_offsets_point_into_the_file_on_disk(
    newline: str, encoding: str, cookie: str, mark: bytes
) -> None:
    letter = "é" if encoding == "latin-1" else "ア"
    text = (
        cookie
        + f"x = '''{letter}\n{letter}'''; f('{letter}',\n  g({letter!r})) # {letter}\n\fy = 1\n"
    )
    data = mark + text.replace("\n", newline).encode(encoding)
    module = SourceModule.parse(data, "app.py")
    span = module.place(first(module, cst.Call)).span
    call = data[span.start : span.end].decode(encoding)
    assert call == f"f('{letter}',{newline}  g('{letter}'))"
    top = cookie.count("\n")
    assert (span.row, span.column, span.end_row, span.end_column) == (top + 2, 7, top + 3, 10)
    assert [(s.first_row, s.end_row) for s in module.statements] == [
        (top + 1, top + 3),
        (top + 4,) * 2,
    ]
    last = module.concrete(module.statements[-1])
    assert last is not None
    assert module.place(last[0]).span.row == top + 4


def test_space_that_libcst_loses_does_not_shift_positions() -> None:
    module = parse("try:\n    f()\nexcept ValueError :\n    pass ; g(1)\nh()\n")
    calls = {
        module.source(n): module.place(n, s).span
        for s in module.statements
        for n in nodes(module, s)
        if isinstance(n, cst.Call)
    }
    assert (calls["g(1)"].row, calls["g(1)"].column) == (4, 12)


def test_statements_that_share_a_line_are_one_and_decorators_belong_to_theirs() -> None:
    module = parse("a = 1; b = 2\n# c\n@d\n@e\ndef f():\n    pass\nx = 1; \\\ny = 2\n")
    assert [(s.first_row, s.end_row, len(s.nodes)) for s in module.statements] == [
        (1, 1, 2),
        (3, 6, 1),
        (7, 8, 2),
    ]
    assert [len(module.concrete(s) or ()) for s in module.statements] == [1, 1, 1]
    assert module.notes == ()


def rows_of(source: str, kind: type[cst.CSTNode]) -> tuple[int, int]:
    module = parse(source)
    return module.place(first(module, kind)).statement_rows


def test_statement_rows_are_those_of_the_simple_statement() -> None:
    assert rows_of("def f():\n    return [\n        g(),\n    ]\n", cst.Call) == (2, 4)


def test_statement_rows_of_a_function_are_its_header_without_decorators() -> None:
    module = parse("@d\ndef f(\n    a,\n):\n    return 1\n")
    function = first(module, cst.FunctionDef)
    assert isinstance(function, cst.FunctionDef)
    place = module.place(function.name)
    assert (place.span.row, place.span.column, place.span.end_column) == (2, 5, 6)
    assert place.statement_rows == (2, 4)


def test_statement_rows_of_a_condition_are_its_header() -> None:
    assert rows_of("if (a and\n        g()):\n    b\nelse:\n    c\n", cst.Call) == (1, 2)
    assert rows_of("if a:\n    b\nelif g():\n    c\n", cst.Call) == (3, 3)
    assert rows_of("match g(\n):\n    case 1:\n        pass\n", cst.Call) == (1, 2)
    assert rows_of("if a: g()\n", cst.Call) == (1, 1)


def test_source_is_one_line_without_comments() -> None:
    module = parse("x = f(  # why\n    '#1',\n    b)\n")
    assert module.source(first(module, cst.Call)) == "f( '#1', b)"


def test_a_place_equals_another_of_the_same_node() -> None:
    module = parse("f(); f()\n")
    one, other = (n for n in nodes(module, module.statements[0]) if isinstance(n, cst.Call))
    assert module.place(one) == module.place(one)
    assert len({module.place(one), module.place(one), module.place(other)}) == 2


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b"# only a comment", b"\f\r\n"])
def test_an_empty_file_is_a_module(data: bytes) -> None:
    module = SourceModule.parse(data, "app.py")
    assert (module.statements, module.notes) == ((), ())


@pytest.mark.parametrize(
    "data",
    [
        b"def f(:\n",
        b"print 'x'\n",
        b"try:\n    pass\nexcept Exception, e:\n    print(e)\n",
        b"x = f'{a'\n",
        b"  x = 1\n",
        b"if 1:\n\tx\n        y\n",
        "é = (\n".encode(),
        b"x = '\xe9'\n",
        b"y = 1\nx = '\xe9'\n",
        b"(" * 10_000,
    ],
)
def test_a_broken_file_gets_cpythons_words_and_position(data: bytes) -> None:
    with pytest.raises(SyntaxError) as cpython:
        ast.parse(data)
    with pytest.raises(SourceSyntaxError) as ours:
        SourceModule.parse(data, "app.py")
    assert ours.value.message == cpython.value.msg
    assert (ours.value.row, ours.value.column) == (cpython.value.lineno, cpython.value.offset)


@pytest.mark.parametrize(
    ("data", "words", "position"),
    [
        (b"x = 1\ny = 2\0\n", "null bytes", (2, 6)),
        (b"# coding: nonsense\n", "unknown encoding", (1, 1)),
        (b"\xef\xbb\xbf# coding: latin-1\n", "encoding problem", (1, 1)),
        (b"# coding: rot13\n", "not a text encoding", (1, 1)),
    ],
)
def test_positions_that_cpython_does_not_give(
    data: bytes, words: str, position: tuple[int, int]
) -> None:
    with pytest.raises(SourceSyntaxError) as ours:
        SourceModule.parse(data, "app.py")
    assert words in ours.value.message
    assert (ours.value.row, ours.value.column) == position


@pytest.mark.parametrize(
    ("version", "source"),
    [
        ((3, 12), "type X = int\n"),
        ((3, 12), "def f[T](x: T) -> T:\n    return x\n"),
        ((3, 12), "class A[T]:\n    pass\n"),
        ((3, 12), "x = f'{d['a']}'\n"),
        ((3, 12), "x = f'{'\\n'.join(a)}'\n"),
        ((3, 14), "x = t'{a}'\n"),
        ((3, 14), "try:\n    pass\nexcept ValueError, KeyError:\n    pass\n"),
    ],
)
def test_newer_syntax_is_no_error(version: tuple[int, int], source: str) -> None:
    module = parse("import os\n\n@d\ndef g():\n    return h(1)\n\n" + source)
    assert (module.tree is None) == (sys.version_info < version)
    rows = [(s.first_row, s.end_row) for s in module.statements]
    assert rows[:2] == [(1, 1), (3, 5)]
    assert rows[2] == (7, 6 + source.count("\n"))
    assert [len(module.concrete(s) or ()) for s in module.statements] == [1, 1, 1]
    span = module.place(first(module, cst.Return)).span
    assert module.data[span.start : span.end] == b"return h(1)"


def test_what_only_libcst_accepts_is_still_an_error() -> None:
    with pytest.raises(SourceSyntaxError):
        parse("f() = 1\nx = f'{a}'\n")


@pytest.mark.parametrize(
    "source",
    [
        "and ".join(["a "] * 10_000),
        "x = " + "'a' " * 10_000,
        "x = [y " + "for y in y " * 3_000 + "]",
        "x = [\n" + "'some text',\n" * 50_000 + "]",
    ],
)
def test_what_libcst_cannot_bear_is_left_out_with_a_note(source: str) -> None:
    module = parse(f"a = 1\n{source}\nb = 2\n")
    assert [module.concrete(s) is not None for s in module.statements] == [True, False, True]
    (note,) = module.notes
    assert note.startswith("line 2: ")


@pytest.mark.parametrize("source", ["-" * 10_000 + "1\n", "1" + "+1" * 20_000])
def test_what_cpythons_parser_cannot_bear_ends_in_a_note(source: str) -> None:
    module = parse(source)
    assert sum(module.concrete(s) is None for s in module.statements) == len(module.statements)
    assert len(module.notes) == 1


def test_statements_within_the_bounds_do_not_overflow_a_small_stack() -> None:
    script = """
        import threading
        from fclint.source.module import SourceModule
        def blocks(head, n):
            return "".join(" " * i + head + "\\n" for i in range(n)) + " " * n + "pass\\n"
        sources = [
            blocks("if a:", 95), blocks("def f():", 95),
            "".join(" " * i + "if a: pass\\n" + " " * i + "else:\\n" for i in range(95))
            + " " * 95 + "pass",
            "if a: pass\\n" + "elif a: pass\\n" * 500, "x = " + "(" * 199 + "1" + ")" * 199,
            "f(" * 190 + ")" * 190, "f((a, [x + " * 60 + "1" + "]))" * 60, "a" + ".b()" * 180,
            "not (" * 190 + "1" + ")" * 190, "1" + " + 1" * 590, "lambda: " * 300 + "1",
        ]
        def run():
            for source in sources:
                module = SourceModule.parse(source.encode(), "app.py")
                assert module.concrete(module.statements[0]) is not None, module.notes
            print("survived")
        threading.stack_size(1024 * 1024)
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=False
    )
    assert done.stdout == "survived\n", done.stderr
