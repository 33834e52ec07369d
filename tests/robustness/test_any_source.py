"""Whatever a file holds, linting it ends: with findings that lie in it and fixes that keep it
Python, without an exception, in a time that its size bounds."""

from __future__ import annotations

import ast
import random
import textwrap
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import hypothesmith
import libcst as cst
import pytest
from hypothesis import given, settings

from fclint.finding import Finding
from fclint.fixing.edits import apply_edits
from fclint.linter import lint_source
from fclint.registry import load_rules
from mutations import mutated
from robustness_settings import MORE, RANDOM

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS, SECONDS_PER_KILOBYTE = 20.0, 2.0
"""CPU time beyond which a file counts as one that never ends. That is no measurement: it takes
some hundredth of it, ``bench/growth.py`` says how much."""

TARGETS = ("fc2", "wsgi")


def check(data: bytes, target: str) -> list[Finding]:
    """Lints ``data`` and holds what comes out against what must hold of any file."""
    began = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # such as SyntaxWarning of the linted code
        findings = lint_source(data, target=target)
    bound = SECONDS + SECONDS_PER_KILOBYTE * len(data) / 1024
    assert time.process_time() - began < bound, "it doesn't end in a time that its size bounds"
    assert findings == sorted(findings, key=lambda each: (each.span.start, each.code))
    for finding in findings:
        span = finding.span
        assert 0 <= span.start <= span.end <= len(data), finding
        assert (1, 1) <= (span.row, span.column) <= (span.end_row, span.end_column), finding
        if finding.fix is not None:
            assert parses(apply_edits(data, finding.fix.edits)), (finding, data)
    return findings


def parses(data: bytes) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(data)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


@settings(RANDOM, max_examples=150 * MORE)
@given(hypothesmith.from_node())
def test_any_module(source: str) -> None:
    check(source.encode("utf-8", "surrogatepass"), "fc2")


@settings(RANDOM, max_examples=60 * MORE)
@given(hypothesmith.from_grammar())
def test_any_module_of_the_grammar(source: str) -> None:
    check(source.encode("utf-8", "surrogatepass"), "wsgi")


@settings(RANDOM, max_examples=250 * MORE)
@given(hypothesmith.from_node())
def test_any_body_of_a_handler(source: str) -> None:
    body = textwrap.indent(source, "    ") if source.strip() else "    pass"
    handler = f"def handler(environ, start_response):\n{body}\n    return start_response\n"
    check(handler.encode("utf-8", "surrogatepass"), "fc2")


@settings(RANDOM, max_examples=250 * MORE)
@given(hypothesmith.from_node(cst.Expr))
def test_any_expression_where_a_body_is_wanted(source: str) -> None:
    handler = (
        "def handler(environ, start_response):\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        f"    return ({source}\n)\n"
    )
    check(handler.encode("utf-8", "surrogatepass"), "wsgi")


def real_files() -> Iterator[tuple[str, bytes]]:
    """Handlers as people write them: rule examples, corpus cases, examples/ and our own code."""
    for rule in load_rules():
        for kind in ("reported", "clean"):
            for number, example in enumerate(getattr(rule, kind)):
                yield f"{rule.code}-{kind}-{number}", example.source.encode()
    for path in sorted((ROOT / "tests" / "corpus").glob("*.py")):
        for number, case in enumerate(path.read_text("utf-8").split("# --- case:")[1:]):
            yield f"{path.stem}-{number}", f"#{case}".encode()
    for folder in ("examples", "fclint/analysis", "fclint/dryrun"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.stem, path.read_bytes()


FILES = dict(real_files())
CHOSEN = random.Random(20).sample(sorted(FILES), 150)


@pytest.mark.parametrize("name", CHOSEN)
def test_mutated_files(name: str) -> None:
    for number in range(4 * MORE):
        data = mutated(FILES[name], CHOSEN.index(name) * 1_000_000 + number)
        check(data, TARGETS[number % 2])


def test_mutations_break_some_files_and_keep_others() -> None:
    """Else the mutations would say nothing of the analysis, or nothing of broken files."""
    whole = [parses(mutated(FILES[name], number)) for number, name in enumerate(CHOSEN)]
    assert 20 < sum(whole) < 130
