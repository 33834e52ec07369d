"""Files that are broken, strange or huge: each ends in a result or one clear line, and the other
files of the run are linted.

What could kill a process or eat its memory runs in one of its own, whose memory is limited.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from encodings import aliases
from pathlib import Path
from types import ModuleType

import pytest

from fclint.linter import lint_source

HEAD = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
"""
TEXT = HEAD + "    return 'text'\n"
"""FC301 in its third line, fifth column."""
MEMORY = 600 * 1024 * 1024
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="memory can't be limited")


def found(source: str | bytes) -> list[str]:
    """What is found in a module, as ``row:column code``."""
    data = source if isinstance(source, bytes) else source.encode()
    return [
        f"{finding.span.row}:{finding.span.column} {finding.code}" for finding in lint_source(data)
    ]


def fclint(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fclint", "--no-cache", "--output-format", "concise", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        check=False,
    )


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


# --- bytes


@pytest.mark.parametrize(
    ("data", "place"),
    [
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), "3:5", id="BOM"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), "3:5", id="CRLF"),
        pytest.param(TEXT.replace("\n", "\r").encode(), "3:5", id="lone CR"),
        pytest.param(f"\f\n{HEAD}\f    x = 1\n    return 'text'\n".encode(), "5:5", id="form feed"),
        pytest.param(
            f"# -*- coding: gbk -*-\n{HEAD}    x = '中文'; return 'text'\n".encode("gbk"),
            "4:15",
            id="gbk",
        ),
        pytest.param(
            f"# coding: latin-1\n{HEAD}    x = 'é'; return 'text'\n".encode("latin-1"),
            "4:14",
            id="latin-1",
        ),
        pytest.param(f"{HEAD}    x = '中文🙂'; return 'text'\n".encode(), "3:16", id="wide"),
        pytest.param(f"{HEAD}    x = 1;\treturn 'text'".encode(), "3:12", id="no newline, tab"),
    ],
)
def test_bytes_do_not_shift_positions(data: bytes, place: str) -> None:
    assert found(data) == [f"{place} FC301"]


CODECS = sorted(set(aliases.aliases.values()) | {"idna", "punycode", "raw_unicode_escape"})
"""What a file can say of its encoding: codecs of text, of bytes, and such as can't replace."""


@pytest.mark.parametrize("codec", CODECS)
def test_whatever_encoding_a_file_claims(codec: str) -> None:
    """It is read, or refused as Python refuses it."""
    for text in (TEXT, f"{HEAD}    x = '\xe9\\u000a'\n    return 'text'\n"):
        for data in (text.encode(), text.encode("latin-1")):
            codes = [
                each.partition(" ")[2] for each in found(f"# coding: {codec}\n".encode() + data)
            ]
            assert codes in ([], ["FC301"], ["FC001"])


def test_crlf_stays_within_its_line() -> None:
    (finding,) = lint_source(TEXT.replace("\n", "\r\n").encode())
    span = finding.span
    assert (span.row, span.end_row, span.end_column) == (3, 3, 18)


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b"\f", b"# comment", b"\\\n"])
def test_a_file_without_code_is_clean(data: bytes) -> None:
    assert found(data) == []


@pytest.mark.parametrize(
    ("data", "place"),
    [
        pytest.param(f"{HEAD}    x = '中'\n".encode("gbk"), "3:", id="gbk without cookie"),
        pytest.param(f"{HEAD}    x = 'é'\n".encode("latin-1"), "3:", id="latin-1 without cookie"),
        pytest.param(f"{HEAD}    x = 'a\0b'\n".encode(), "3:", id="null byte"),
        pytest.param(b"# coding: klingon\n" + TEXT.encode(), "1:1", id="no such encoding"),
        pytest.param(TEXT.replace("):", ")").encode(), "1:37", id="no colon"),
        pytest.param(f"{HEAD}    print 'x'\n".encode(), "3:5", id="print statement"),
        pytest.param(f"{HEAD}    raise ValueError, 'x'\n".encode(), "3:", id="Python 2 raise"),
        pytest.param(f"{HEAD}    return ur'x'\n".encode(), "3:", id="Python 2 literal"),
        pytest.param(f"{HEAD}  return 'x'\n".encode(), "3:", id="indentation"),
        pytest.param(f"{HEAD}    return 'x\n".encode(), "3:", id="open string"),
        pytest.param(f"{HEAD}    x = {'[' * 10_000}\n".encode(), "3:", id="open brackets"),
    ],
)
def test_what_is_no_python_is_one_finding(data: bytes, place: str) -> None:
    (finding,) = found(data)
    assert finding.startswith(place)
    assert finding.endswith(" FC001")


@pytest.mark.parametrize(
    "source",
    [
        f"type Headers = list[tuple[str, str]]\n{TEXT}",
        f"def first[T](items: list[T]) -> T:\n    return items[0]\n{TEXT}",
        f"class Box[T]:\n    item: T\n{TEXT}",
        f"{HEAD}    names = {{'a': 'b'}}\n    return f'{{names['a']}}'\n",
        f"{HEAD}    return f'{{'\\n'.join(['a', 'b'])}}'\n",
    ],
    ids=[
        "type statement",
        "function",
        "class",
        "quotes in an f-string",
        "backslash in an f-string",
    ],
)
def test_syntax_newer_than_the_running_python_is_analysed(source: str) -> None:
    assert [each.partition(" ")[2] for each in found(source)] == ["FC301"]


# --- depth and size

TOO_DEEP = {
    "sum": "x = " + "+".join(["1"] * 10_000),
    "not": "x = " + "not " * 10_000 + "1",
    "minus": "x = " + "-" * 10_000 + "1",
    "and": "x = " + " and ".join(["a"] * 10_000),
    "elif": "if a: pass\n" + "elif a: pass\n" * 5_000,
    "calls": "x = " + "f(" * 1_000 + ")" * 1_000,
    "call chain": "x = a" + ".b()" * 3_000,
    "brackets": "x = " + "[" * 10_000 + "]" * 10_000,
    "subscripts": "x = a" + "[0]" * 10_000,
    "lambdas": "x = " + "lambda: " * 5_000 + "0",
    "ternaries": "x = " + "1 if a else " * 5_000 + "2",
    "strings": "x = " + "'a' " * 10_000,
    "powers": "x = " + "2 ** " * 10_000 + "2",
    "ifs": "".join(" " * i + "if a:\n" for i in range(1_000)) + " " * 1_000 + "pass",
    "targets": "a = " * 10_000 + "1",
    "decorators": "@a\n" * 5_000 + "def f(): pass",
    "f-strings": "x = f'{" * 3 + "a" + "}'" * 3,
}


def test_files_too_deep_for_a_parser_end_in_a_line_each(tmp_path: Path) -> None:
    deep = {f"{name.replace(' ', '_')}.py": code for name, code in TOO_DEEP.items()}
    write(tmp_path, {name: f"{TEXT}{code}\n".encode() for name, code in deep.items()})
    write(tmp_path, {"z.py": TEXT.encode()})
    result = fclint(".", cwd=tmp_path)
    assert result.returncode == 1, result.stderr
    said = result.stdout + result.stderr
    assert "Traceback" not in said
    assert "internal error" not in said
    assert "z.py:3:5: FC301" in result.stdout
    for name in deep:
        lines = [line for line in said.splitlines() if f"{name}:" in line]
        assert lines, name
        analysed = any(": FC301 " in line for line in lines)
        assert analysed or len(lines) == 1, lines


@pytest.mark.parametrize(
    "source",
    [
        TEXT + "".join(" " * i + "if a:\n" for i in range(99)) + " " * 99 + "pass\n",
        TEXT + "".join(" " * i + "def f():\n" for i in range(99)) + " " * 99 + "pass\n",
        TEXT + "x = " + "(" * 190 + ")" * 190 + "\n",
        HEAD + "    return " + " + ".join(f"'{i}'" for i in range(500)) + "\n",
        HEAD + "    return " + " + ".join(["environ['PATH_INFO']"] * 500) + "\n",
        HEAD + "    return (" + " ".join(f"'{i}'" for i in range(500)) + ")\n",
        HEAD + "    text = ''\n" + "    text += 'x'\n" * 500 + "    return text\n",
    ],
    ids=["ifs", "defs", "brackets", "sum of constants", "sum", "adjacent strings", "+="],
)
def test_what_is_deep_but_python_is_analysed(source: str) -> None:
    assert [each.partition(" ")[2] for each in found(source)] == ["FC301"]


@pytest.mark.slow
def test_huge_modules_are_analysed_in_bounded_memory(tmp_path: Path) -> None:
    functions = "".join(
        f"def f{i}(a, b):\n    x = a + b\n    if x:\n        return x\n    return {i}\n"
        for i in range(10_000)
    )
    items = ", ".join(f"'item {i}'" for i in range(100_000))
    write(
        tmp_path,
        {
            "lines.py": f"{functions}{TEXT}".encode(),
            "items.py": f"ITEMS = [{items}]\n{TEXT.replace('text', 'x')}".encode(),
        },
    )
    result = fclint("lines.py", "items.py", "--jobs", "1", cwd=tmp_path)
    assert result.stdout.splitlines()[:2] == [
        "items.py:4:5: FC301 [*] returns str 'x', not an iterable of bytes",
        "lines.py:50003:5: FC301 [*] returns str 'text', not an iterable of bytes",
    ]


def _helpers(count: int, body: str) -> str:
    """Functions f1, f2, ..., each of which says ``body`` of the one before."""
    return "def f0(e):\n    return e.get('HTTP_A')\n" + "".join(
        f"def f{i}(e):\n" + body.replace("{before}", f"f{i - 1}(e)") for i in range(1, count + 1)
    )


def _each(count: int, text: str) -> str:
    return "".join(text.replace("{i}", str(i)) for i in range(count))


_GET = "(environ.get('HTTP_{i}') or 'b')"
LABORIOUS = {
    "2,000 statements": HEAD + _each(2_000, "    a{i} = environ.get('HTTP_{i}')\n"),
    "300 ifs": HEAD + _each(300, "    if environ.get('HTTP_{i}'):\n        a = {i}\n"),
    "200 helpers": _each(200, "def h{i}(e, x):\n    return x if e.get('HTTP_{i}') else None\n")
    + HEAD
    + _each(200, "    h{i}(environ, {i})\n"),
    "recursion": "def f(n):\n    return f(n - 1) + f(n - 2) if n else 1\n" + HEAD + "    f(9)\n",
    "mutual recursion": "def f(n):\n    return g(n) + g(n)\ndef g(n):\n    return f(n) or f(n)\n"
    + HEAD
    + "    f(9)\n",
    "helpers that call twice": _helpers(20, "    return {before} or {before}\n")
    + HEAD
    + "    f20(environ)\n",
    "helpers that add": _helpers(20, "    a = {before}\n    b = {before}\n    return a and b\n")
    + HEAD
    + "    f20(environ)\n",
    "outcomes that multiply": HEAD + "    x = " + _each(60, _GET + " + ") + "''\n",
    "arguments that multiply": HEAD + "    x = print(" + _each(60, _GET + ", ") + ")\n",
    "nested comprehensions": HEAD
    + "    x = [0 "
    + _each(4, "for a{i} in environ.get('HTTP_{i}', '') ")
    + "]\n",
    "nested loops": HEAD
    + "    n = 0\n"
    + "".join(f"{'    ' * (i + 1)}for _ in environ.get('H{i}', ''):\n" for i in range(4))
    + "    " * 5
    + "n += 1\n",
    "endless generator": "def numbers():\n    n = 0\n    while True:\n        n += 1\n"
    "        yield n\n" + HEAD + "    for n in numbers():\n        if n > 9:\n            break\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("source", LABORIOUS.values(), ids=list(LABORIOUS))
def test_laborious_handlers_are_analysed_to_their_end(source: str) -> None:
    assert [each.partition(" ")[2] for each in found(source + "    return 'text'\n")] == ["FC301"]


@pytest.mark.slow
def test_the_analysis_of_loops_that_python_just_allows_ends() -> None:
    loops = "".join(f"{'    ' * (i + 1)}for _ in environ.get('H{i}', ''):\n" for i in range(15))
    assert set(found(HEAD + loops + "    " * 16 + "pass\n    return 'text'\n")) <= {"18:5 FC301"}


def test_an_endless_generator_is_a_body() -> None:
    source = HEAD + "    n = 0\n    while True:\n        n += 1\n        yield str(n)\n"
    assert found(source) == ["6:9 FC303"]


# --- constants that are small in the source only

HUGE = """\
'a' * 10**9
'a' * 10**6 * 10**6
1000000000 * 'a'
b'a' * 1000000000
2 ** 10**9
10 ** 10 ** 10
1 << 10**9
'%1000000000d' % 1
'%.999999999f' % 1
'%*d' % (1000000000, 1)
'%c' % 1114112
b'%1000000000d' % 1
'{:>1000000000}'.format(1)
'{:>{}}'.format(1, 1000000000)
'{a:>1000000000}'.format(a=1)
'{!r:>1000000000}'.format('a')
('{0}' * 30000).format('a' * 90000)
f'{1:>1000000000}'
f'{1:>{1000000000}}'
format(1, '>1000000000d')
'x'.zfill(1000000000)
'x'.zfill(10**9)
'x'.center(1000000000)
'x'.ljust(1000000000)
'x'.rjust(1000000000, 'y')
b'x'.ljust(1000000000)
b'x'.center(1000000000)
'\\t'.expandtabs(1000000000)
('x' * 90000).replace('x', 'y' * 90000)
('a' * 90000).replace('', 'b' * 90000)
('x' * 90000).join(['a'] * 90000)
('x' * 90000).join('a' * 90000)
('w ' * 49999).split()
' '.join('a' * 1000000000)
''.join(map(str, range(1000000000)))
(1,) * 1000000000
[0] * 1000000000
1000000000 * [0]
list(range(1000000000000))
tuple(range(1000000000))
range(99999999999999999999999)
len(range(10**30))
[x for x in range(1000000000)]
{x: x for x in range(1000000000)}
sorted('x' * 90000)
bytes(10000000000)
bytearray(10000000000)
int('9' * 10**6)
int('9' * 4000) * int('9' * 4000)
int('9' * 99999)
str(0xLONG)
f'{0xLONG}'
'%d' % 0xLONG
pow(2, 1000000000)
list(itertools.repeat('a', 1000000000000))
"""


@POSIX
def test_huge_constants_are_not_computed() -> None:
    script = f"""
        import resource, sys
        from fclint.linter import lint_source
        resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
        for code in sys.stdin.read().splitlines():
            source = "import itertools\\n" + {HEAD!r} + "    x = " + code.replace(
                "LONG", "f" * 20_000) + "\\n    print(len(x), x)\\n    return 'text'\\n"
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            try:
                codes = [finding.code for finding in lint_source(source.encode())]
            except BaseException as error:
                codes = [type(error).__name__]
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            if codes != ["FC301"] or grown > 100 * 1024 and sys.platform != "darwin":
                print(code, codes, grown)
        print("done")
    """
    result = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        input=HUGE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout == "done\n", result.stderr


def test_constants_of_an_everyday_size_are_still_computed() -> None:
    statuses = [
        "'%d %s' % (200, 'OK')",
        "'{} {:>2}'.format(200, 'OK')",
        "'200 OK'.ljust(8).strip()",
        "str(int('200')) + ' OK'",
        "f'{200} OK'",
        "'200 ' + 'O' * 1 + 'K'",
        "'2-0-0 OK'.replace('-', '')",
    ]
    for status in statuses:
        for text in (status, status.replace("200", "2000").replace("2-0-0", "2-0-0-0")):
            findings = lint_source(HEAD.replace("'200 OK'", text).encode() + b"    return [b'x']\n")
            wrong = [finding for finding in findings if finding.code == "FC206"]
            assert bool(wrong) == (text != status), (text, findings)


# --- files beside each other


def test_broken_files_do_not_keep_others_from_being_linted(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a_null.py": f"{HEAD}    x = '\0'\n".encode(),
            "b_gbk.py": f"{HEAD}    x = '中'\n".encode("gbk"),
            "c_python2.py": f"{HEAD}    print 'x'\n".encode(),
            "d_empty.py": b"",
            "e_deep.py": f"{TEXT}x = {'-' * 10_000}1\n".encode(),
            "f_other_encoding.py": f"# coding: gbk\n{HEAD}    return '中'\n".encode("gbk"),
            "g_binary.py": b"start_response" + bytes(range(256)),
            "z_good.py": TEXT.encode(),
        },
    )
    result = fclint(".", cwd=tmp_path)
    places = [line.partition(" ")[0] + line.split()[1] for line in result.stdout.splitlines()[:-2]]
    assert [place.partition(":")[0] for place in places] == [
        "a_null.py", "b_gbk.py", "c_python2.py", "f_other_encoding.py", "g_binary.py", "z_good.py"
    ]  # fmt: skip
    assert [place[-5:] for place in places] == ["FC001"] * 3 + ["FC301", "FC001", "FC301"]
    assert [line for line in result.stderr.splitlines() if "note" in line] == [
        "fclint: note: e_deep.py: line 1: nested too deeply for Python's parser; file skipped"
    ]
    assert result.returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege")
def test_links_in_circles_end(tmp_path: Path) -> None:
    write(tmp_path, {"src/index.py": TEXT.encode()})
    (tmp_path / "src" / "loop").symlink_to(tmp_path / "src")
    (tmp_path / "src" / "self.py").symlink_to("self.py")
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    result = fclint(".", cwd=tmp_path)
    assert result.stdout.count("FC301") == 1
    assert "src/index.py:3:5: FC301" in result.stdout
    assert "Traceback" not in result.stderr
    assert result.stderr.count("self.py") == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_what_may_not_be_read_is_told_and_the_rest_linted(tmp_path: Path) -> None:
    write(tmp_path, {"closed.py": TEXT.encode(), "locked/x.py": b"", "open.py": TEXT.encode()})
    (tmp_path / "closed.py").chmod(0)
    (tmp_path / "locked").chmod(0)
    try:
        result = fclint(".", cwd=tmp_path)
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert result.returncode == 2
    assert "open.py:3:5: FC301" in result.stdout
    assert "closed.py: cannot be read: Permission denied" in result.stderr
    assert "locked" in result.stderr


def test_an_error_inside_fclint_is_told_and_the_rest_linted(tmp_path: Path) -> None:
    write(tmp_path, {"bad.py": TEXT.encode(), "good.py": TEXT.encode()})
    (tmp_path / "sitecustomize.py").write_text(
        "import fclint.linter as linter\n"
        "whole = linter.analyse_file\n"
        "def broken(data, filename, **more):\n"
        "    if filename.endswith('bad.py'):\n"
        "        raise AssertionError('oh dear')\n"
        "    return whole(data, filename, **more)\n"
        "linter.analyse_file = broken\n",
        encoding="utf-8",
    )
    result = fclint("bad.py", "good.py", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert result.returncode == 2
    assert "good.py:3:5: FC301" in result.stdout
    assert (
        "bad.py: internal error, this file was not linted: AssertionError: oh dear" in result.stderr
    )
    assert "please report it" in result.stderr


# --- the same bytes


def _corpus() -> ModuleType:
    """The module that reads the corpus (tests are no package)."""
    path = Path(__file__).with_name("test_corpus.py")
    spec = importlib.util.spec_from_file_location("corpus_reader", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_output_does_not_depend_on_jobs_or_hashes(tmp_path: Path) -> None:
    reader = _corpus()
    number = 0
    for path in sorted(reader.CORPUS.glob("*.py")):
        for case in reader.read_corpus(path):
            number += 1
            if len(case.files) > 1 or number % 10 == 0:  # the others say no more, and take longer
                for name in case.files:
                    write(tmp_path, {f"{number}/{name}": case.source(name).encode()})
    command = [sys.executable, "-m", "fclint", "--no-cache", "--output-format", "json", "."]
    outputs = []
    for jobs, seed in zip("1414124", "0012345", strict=True):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        outputs.append(
            subprocess.run(
                [*command, "--jobs", jobs],
                capture_output=True,
                cwd=tmp_path,
                env=environment,
                check=False,
            )
        )
    first, *others = outputs
    assert first.returncode == 1, first.stderr
    assert len(json.loads(first.stdout)) > 50
    for other in others:
        assert (other.stdout, other.stderr) == (first.stdout, first.stderr)
