"""The judge: which reports become findings, and which handlers are judged at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from fclint.events import BodyReturned, Event, ExceptionEscaped, Handler, HandlerEntered, Signature
from fclint.finding import Finding, Severity, Span, Step
from fclint.judge import JudgedRun, Key, combine, judge_run, without_helpers
from fclint.rule import ERROR, INFO, TOLERATED, WARNING, Report, Rule
from fclint.values import Str, Value


@dataclass(frozen=True)
class Decisions:
    """A trace of ``length`` decisions."""

    length: int

    def steps(self) -> tuple[Step, ...]:
        return tuple(Step("index.py", row, f"decision {row}") for row in range(1, self.length + 1))


@dataclass(frozen=True)
class Run:
    handler: Handler
    events: tuple[Event, ...]
    key: Key = ("index.py", 0)
    explicit: bool = False
    reached: frozenset[Key] = frozenset()
    complete: bool = True


class Body(Rule):
    code, name, summary = "FC301", "body", "the handler returns"
    severity = TOLERATED
    consequence: ClassVar = {"fc2": "it is sent", "wsgi": "it fails"}
    advice = "return bytes"

    def on_body_returned(self, event: BodyReturned) -> Iterator[Report]:
        yield self.report(event, "returns")


class Arity(Rule):
    code, name, summary = "FC101", "arity", "the handler is entered"
    severity = ERROR
    consequence: ClassVar = {"fc2": "", "wsgi": ""}
    advice = ""
    mutes: ClassVar[tuple[str, ...]] = ("FC2", "FC3")

    def on_handler_entered(self, event: HandlerEntered) -> Iterator[Report]:
        yield self.report(event, "enters")


class Swapped(Arity):
    code, name = "FC103", "swapped"
    mutes = ("FC",)


class Escape(Rule):
    code, name, summary = "FC401", "escape", "an exception escapes"
    severity = ERROR
    consequence: ClassVar = {"fc2": "", "wsgi": ""}
    advice = ""

    def on_exception_escaped(self, event: ExceptionEscaped) -> Iterator[Report]:
        loud = event.exception == "KeyError"
        yield self.report(event, event.exception, severity=ERROR if loud else WARNING)


class OnlyFc2(Escape):
    severity: ClassVar = {"fc2": Severity.ERROR}

    def on_exception_escaped(self, event: ExceptionEscaped) -> Iterator[Report]:
        yield self.report(event, event.exception)


def at(row: int, column: int = 5, filename: str = "index.py") -> Span:
    return Span(filename, row, column, row, column + 4)


def handler(name: str = "handler", target: str = "fc2") -> Handler:
    return Handler(name, at(1), target)


def returned(by: Handler, row: int, decisions: int = 0) -> BodyReturned:
    value = Value((Str(("hello",)),))
    return BodyReturned(handler=by, place=at(row), trace=Decisions(decisions), value=value)


def entered(by: Handler) -> HandlerEntered:
    signature = Signature("def", ())
    return HandlerEntered(handler=by, place=at(1), trace=Decisions(0), signature=signature)


def escaped(by: Handler, exception: str, row: int, decisions: int = 0) -> ExceptionEscaped:
    trace = Decisions(decisions)
    return ExceptionEscaped(handler=by, place=at(row), trace=trace, exception=exception)


def codes(findings: tuple[Finding, ...] | list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def judged(
    name: str, *reached: str, explicit: bool = False, findings: tuple[Finding, ...] = ()
) -> JudgedRun:
    return JudgedRun((name, 0), explicit, frozenset((other, 0) for other in reached), findings)


def kept(*runs: JudgedRun) -> list[str]:
    return [run.key[0] for run in without_helpers(runs)]


def test_a_finding_tells_what_the_rule_and_the_event_know() -> None:
    [finding] = judge_run(Run(handler(), (returned(handler(), 3, 2),)), [Body()]).findings
    assert (finding.code, finding.name, finding.message) == ("FC301", "body", "returns")
    assert finding.severity is Severity.WARNING
    assert finding.span == at(3)
    assert finding.noqa_rows == (3, 3)
    assert (finding.target, finding.consequence, finding.advice) == (
        "fc2",
        "it is sent",
        "return bytes",
    )
    assert finding.handlers == ("handler",)
    assert [step.row for step in finding.witness] == [1, 2]
    assert finding.url.endswith("/FC301.md")


def test_the_target_of_the_handler_decides_severity_and_consequence() -> None:
    by = handler(target="wsgi")
    [finding] = judge_run(Run(by, (returned(by, 3),)), [Body()]).findings
    assert (finding.severity, finding.consequence) == (Severity.ERROR, "it fails")


def test_a_rule_without_severity_on_the_target_is_silent() -> None:
    by = handler(target="wsgi")
    assert judge_run(Run(by, (escaped(by, "KeyError", 3),)), [OnlyFc2()]).findings == ()


def test_one_place_is_told_once_with_the_shortest_way_to_it() -> None:
    by = handler()
    events = (returned(by, 3, 2), returned(by, 3, 1), returned(by, 3, 4), returned(by, 5, 3))
    findings = judge_run(Run(by, events), [Body()]).findings
    assert [(finding.span.row, len(finding.witness)) for finding in findings] == [(3, 1), (5, 3)]


def test_of_several_reports_at_one_place_the_worst_is_told() -> None:
    by = handler()
    events = (escaped(by, "ValueError", 3, 0), escaped(by, "KeyError", 3, 5))
    [finding] = judge_run(Run(by, events), [Escape()]).findings
    assert (finding.message, finding.severity) == ("KeyError", Severity.ERROR)


def test_a_handler_that_cannot_be_called_is_not_judged_for_its_body() -> None:
    by = handler()
    events = (entered(by), returned(by, 3), escaped(by, "KeyError", 4))
    findings = judge_run(Run(by, events), [Arity(), Body(), Escape()]).findings
    assert codes(findings) == ["FC101", "FC401"]


def test_a_rule_that_mutes_everything_still_speaks_itself() -> None:
    by = handler()
    events = (entered(by), returned(by, 3), escaped(by, "KeyError", 4))
    findings = judge_run(Run(by, events), [Arity(), Swapped(), Body(), Escape()]).findings
    assert codes(findings) == ["FC103"]


def test_findings_are_in_the_order_of_the_source() -> None:
    by = handler()
    run = Run(by, (returned(by, 9), returned(by, 3), escaped(by, "KeyError", 5)))
    rows = [finding.span.row for finding in judge_run(run, [Body(), Escape()]).findings]
    assert rows == [3, 5, 9]


def test_what_several_handlers_share_is_told_once_and_names_them_all() -> None:
    first, second = handler("first"), handler("second")
    runs = [
        judge_run(Run(first, (returned(first, 7, 3),), key=("index.py", 1)), [Body()]),
        judge_run(Run(second, (returned(second, 7, 1),), key=("index.py", 2)), [Body()]),
    ]
    [finding] = combine(runs)
    assert finding.handlers == ("first", "second")
    assert len(finding.witness) == 1


def test_the_order_in_which_files_are_done_does_not_matter() -> None:
    first, second = handler("first"), handler("second")
    runs = [
        judge_run(Run(first, (returned(first, 7, 1),), key=("a.py", 1)), [Body()]),
        judge_run(Run(second, (returned(second, 7, 1),), key=("b.py", 1)), [Body()]),
    ]
    assert combine(runs) == combine(reversed(runs))


def test_a_helper_is_judged_through_its_callers() -> None:
    assert kept(judged("a", "b"), judged("b")) == ["a"]


def test_a_helper_in_a_file_before_its_callers_is_one_too() -> None:
    assert kept(judged("b"), judged("c", "b")) == ["c"]


def test_a_handler_that_the_user_named_is_judged_whoever_calls_it() -> None:
    assert kept(judged("a", "b"), judged("b", explicit=True)) == ["a", "b"]


def test_a_handler_that_calls_itself_is_no_helper() -> None:
    assert kept(judged("a", "a")) == ["a"]


def test_of_handlers_that_call_each_other_the_first_is_judged() -> None:
    assert kept(judged("b", "a"), judged("a", "b"), judged("c", "a")) == ["c"]
    assert kept(judged("b", "a"), judged("a", "b")) == ["a"]
    assert kept(judged("a", "b"), judged("b", "c"), judged("c", "a")) == ["a"]


def test_what_stands_behind_a_circle_is_no_entry_to_it() -> None:
    assert kept(judged("a", "a2"), judged("a2", "a"), judged("b", "c"), judged("c", "b", "a")) == [
        "b"
    ]


def test_a_named_handler_makes_helpers_of_its_circle() -> None:
    assert kept(judged("a", "b"), judged("b", "a", explicit=True)) == ["b"]


def test_severity_info_is_a_severity_like_others_for_the_judge() -> None:
    class Names(Body):
        severity = INFO

    by = handler()
    [finding] = judge_run(Run(by, (returned(by, 3),)), [Names()]).findings
    assert finding.severity is Severity.INFO
