"""Rules in tests: whether their examples behave, and what they say of a piece of code.

fclint's own rules are tested by the same functions. What is judged, is judged by the rules that are
named alone, so that a test is about them, and by FC001: code that doesn't parse tells nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from fclint.finding import Finding, Severity
from fclint.linter import SYNTAX_ERROR, lint_source
from fclint.registry import load_rules, only_rules, own_rules
from fclint.rule import Example, Rule
from fclint.targets import DEFAULT_TARGET

_CODE = r"[A-Z]+[0-9]+"
_MARK = re.compile(rf"# ({_CODE}(?:, {_CODE})*)$")

Told = tuple[str, int, str]
"""File, row and code of a finding."""


def check_examples(rule: type[Rule] | Rule) -> None:
    """Raises AssertionError unless ``rule`` is complete, and exactly the lines of its examples that
    end in its code (``# ACM101``) are reported. There must be examples of both kinds.
    """
    from fclint.third_party import complaint

    __tracebackhide__ = True
    kind = rule if isinstance(rule, type) else type(rule)
    wrong = [complaint(kind)] if complaint(kind) else list(_wrong(kind()))
    if wrong:
        raise AssertionError("\n".join(wrong))


def findings(
    source: str | bytes,
    rules: Iterable[type[Rule] | Rule],
    *,
    target: str = DEFAULT_TARGET,
    handlers: Iterable[str] = (),
) -> list[Finding]:
    """What ``rules`` say of ``source``, a module that is called index.py, sorted by place; also
    those that speak only when they are selected. ``# noqa`` comments are honoured.

    ``handlers`` are names such as ``index.main``, where the code doesn't show that it is one.
    Raises ValueError for an unknown target.
    """
    judges = [rule() if isinstance(rule, type) else rule for rule in rules]
    with only_rules((*judges, _syntax_error())):
        return lint_source(
            source.encode() if isinstance(source, str) else source,
            target=target,
            handlers=tuple(handlers),
            extend_select=[rule.code for rule in judges],
        )


def marked(example: Example) -> list[Told]:
    """What the comments of ``example`` announce, sorted."""
    return sorted(
        (name, row, code)
        for name, text in example.texts.items()
        for row, line in enumerate(text.splitlines(), start=1)
        if (mark := _MARK.search(line)) is not None
        for code in mark.group(1).split(", ")
    )


def told(example: Example, extend_select: tuple[str, ...] = ()) -> list[Told]:
    """What all rules say of the module, or of all files of ``example``, sorted. The codes
    ``extend_select`` are told even of findings that aren't by default."""
    if example.dry_run is None and not example.files:
        found = lint_source(
            example.source.encode(), "index.py", target=example.target, extend_select=extend_select
        )
        return sorted((each.span.filename, each.span.row, each.code) for each in found)
    with TemporaryDirectory() as name:
        folder = Path(os.path.realpath(name))
        for each, text in example.texts.items():
            (folder / each).parent.mkdir(parents=True, exist_ok=True)
            (folder / each).write_text(text, encoding="utf-8")
        if example.dry_run is None:
            return sorted(_told_of(folder, extend_select))
        return sorted(_observed(folder, example, extend_select))


def _wrong(rule: Rule) -> Iterator[str]:
    """A line for everything that is wrong with the examples."""
    with only_rules((rule, _syntax_error())):
        for kind, examples in ("reported", rule.reported), ("clean", rule.clean):
            if not examples:
                yield f"{rule.code} has no {kind} example"
            for example in examples:
                announced = [each for each in marked(example) if each[2] == rule.code]
                if bool(announced) != (kind == "reported"):
                    is_marked = "marked" if announced else "not marked"
                    yield f"{rule.code}, {example.title!r}: {is_marked}, but among {kind}"
                found = told(example, (rule.code,))
                for name, row, code in sorted({*announced, *found}):
                    times = found.count((name, row, code)) - announced.count((name, row, code))
                    if times:
                        what = "reported, but not marked" if times > 0 else "not reported"
                        yield f"{rule.code}, {example.title!r}: {name}:{row}: {code} is {what}"


def _syntax_error() -> Rule:
    return next(rule for rule in own_rules() if rule.code == SYNTAX_ERROR)


def _told_of(folder: Path, extend_select: tuple[str, ...]) -> Iterator[Told]:
    from fclint.report.sources import Sources
    from fclint.request import Request
    from fclint.runner import Linting

    request = Request(paths=(str(folder),), extend_select=extend_select, jobs=1)
    outcome = Linting(request, Sources().text).run()
    assert not outcome.problems, outcome.problems[0].message
    for each in outcome.findings:
        path = Path(each.span.filename).relative_to(folder).as_posix()
        yield path, each.span.row, each.code


def _observed(folder: Path, example: Example, extend_select: tuple[str, ...]) -> Iterator[Told]:
    """What is said of the last run of a dry run."""
    from fclint.dryrun.context import FunctionFacts
    from fclint.dryrun.process import Function, Instance
    from fclint.dryrun.request import Request
    from fclint.judge import judge_run

    assert example.dry_run is not None
    facts = FunctionFacts(timeout=example.dry_run.timeout)
    with Instance(Function(str(folder), facts, example.target)) as instance:
        for _ in range(example.dry_run.times):
            recorded = instance.call(Request.from_json(example.dry_run.request))
    for each in judge_run(recorded, load_rules()).findings:
        if each.severity is not Severity.INFO or each.code in extend_select:
            yield Path(each.span.filename).name, each.span.row, each.code
