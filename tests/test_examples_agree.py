"""The examples of the rules, run: what static analysis foresees is what a dry run shows.

Each example is called with the requests of the matrix: those that its code tells apart. Findings of
FC9 are the dry run's alone. What a dry run cannot show says so in the rule's file, and on its page.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import generate_docs
from fclint.dryrun import Request, Shim
from fclint.dryrun.context import FunctionFacts
from fclint.dryrun.process import Function
from fclint.finding import Finding, Severity
from fclint.interest import interest_of
from fclint.judge import combine, judge_run, without_helpers
from fclint.linter import analyse_file
from fclint.matrix.plan import plan
from fclint.registry import load_rules
from fclint.report import rule_page
from fclint.report.style import Style
from fclint.rule import Example, Rule
from fclint.source.project import Project
from shimmed import environ_of, loaded

pytestmark = pytest.mark.slow

RULES = load_rules()
LARGEST = 2_000
"""Bytes of a body, a path or headers that are sent here: limits are tested elsewhere."""

Told = set[tuple[str, int]]


def runnable() -> Iterator[object]:
    for rule in RULES:
        if rule.static_only:
            continue
        for example in (*rule.reported, *rule.clean):
            if example.dry_run is None and not example.static_only:
                yield pytest.param(rule, example, id=f"{rule.code}: {example.title}")


def analysed(rule: Rule, example: Example, folder: Path) -> tuple[list[str], Told]:
    """The names of the handlers of the module, and what is foreseen of them."""
    path = str(folder / "index.py")
    result = analyse_file(
        example.source.encode(),
        path,
        target=example.target,
        handlers=(),
        rules=RULES,
        project=Project((str(folder),)),
    )
    assert not result.notes
    kept = {run.key for run in without_helpers(result.runs)}
    names = [each.name for each in result.handlers if each.key in kept]
    return names, told(rule, [*result.findings, *combine(result.runs)])


def told(rule: Rule, findings: list[Finding]) -> Told:
    """Code and line of what is reported; information only of the example's own rule."""
    return {
        (each.code, each.span.row)
        for each in findings
        if each.severity > Severity.INFO or each.code == rule.code
    }


def requests_for(name: str, example: Example, folder: Path) -> tuple[Request, ...]:
    """The requests of the matrix that are far from any limit, and the example's own."""
    facts = FunctionFacts(handler=f"index.{name}")
    interest = interest_of(Function(str(folder), facts, example.target))
    assert not interest.unknown
    planned = plan(interest.questions, Request(), target=example.target)
    own = () if example.request is None else (Request.from_json(example.request),)
    return (*(each.request for each in planned.requests if is_small(each.request)), *own)


def is_small(request: Request) -> bool:
    headers = sum(len(name) + len(value) for name, value in request.headers)
    return max(len(request.body), len(request.target), headers) < LARGEST


def observed(
    rule: Rule, app: Callable[..., Any], name: str, example: Example, folder: Path
) -> Told:
    """What a dry run shows of one handler, called with all requests."""
    shim = Shim(app, example.target, name=name, root=str(folder))
    seen: Told = set()
    for request in requests_for(name, example, folder):
        recorded = shim.run(environ_of(request, example.target, f"index.{name}"))
        seen |= told(rule, list(judge_run(recorded, RULES).findings))
    # Line breaks that a client brought are both: the example is about where they come from.
    injected = {("FC208", row) for code, row in seen if code == "FC212"}
    return {(code, row) for code, row in seen - injected if not code.startswith("FC9")}


def opened(source: str) -> Iterator[str]:
    """What looks like the name of a file that the code opens: it is there, and empty."""
    constants = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    for text in (node.value for node in constants if isinstance(node.value, str)):
        if re.fullmatch(r"[a-z]+\.[a-z]{3,4}", text):
            yield text


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Example], Any]]:
    """Imports an example's module from a folder of its own, which is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)

    def load(example: Example) -> dict[str, Any]:
        for name, text in example.texts.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        for name in opened(example.source):
            (tmp_path / name).touch()
        return loaded(example.source, tmp_path / "index.py")

    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
        yield load
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(tmp_path)):
            del sys.modules[name]


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
@pytest.mark.parametrize(("rule", "example"), list(runnable()))
def test_what_is_foreseen_is_observed(
    rule: Rule, example: Example, module: Callable[[Example], Any], tmp_path: Path
) -> None:
    namespace = module(example)
    names, foreseen = analysed(rule, example, tmp_path)
    assert names
    seen: Told = set()
    for name in names:
        app = namespace
        for part in name.split("."):
            app = app[part] if isinstance(app, dict) else getattr(app, part)
        seen |= observed(rule, app, name, example, tmp_path)
    assert seen == foreseen


def test_what_cannot_be_shown_is_little_and_says_so() -> None:
    examples = [example for rule in RULES for example in (*rule.reported, *rule.clean)]
    silent = [example for example in examples if example.static_only]
    assert len(list(runnable())) > 120
    assert len(silent) < 10
    for text in (*(each.static_only for each in silent), *(rule.static_only for rule in RULES)):
        assert not text.endswith(".")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.static_only])
def test_a_rule_that_a_dry_run_cannot_show_has_no_example_of_one(rule: Rule) -> None:
    assert not any(example.dry_run for example in (*rule.reported, *rule.clean))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_pages_say_what_a_dry_run_does_not_show(rule: Rule) -> None:
    page = generate_docs.page(rule)
    shown = "\n".join(rule_page.render(rule, Style()))
    for reason in (rule.static_only, *(each.static_only for each in (*rule.reported, *rule.clean))):
        assert reason in page
        assert reason in shown
