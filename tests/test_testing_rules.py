"""fclint.testing.rules: what the author of a rule calls in tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from fclint.events import BodyReturned, VariableSet
from fclint.registry import load_rules, own_rules
from fclint.rule import INFO, WARNING, DryRun, Example, Report, Rule, outcome
from fclint.testing.rules import check_examples, findings
from fclint.values import Sequence
from rule_samples import RULE, WILDCARD

PAGE = RULE.split('"""')[1]
BARE = """\
def handler(environ, start_response):
    start_response('200 OK', [])
    return []{}
"""
MARKED = Example("empty", BARE.format("  # ACM201"))
UNMARKED = Example("empty as well", BARE.format(""))
OTHER = Example("not empty", BARE.format("").replace("[]\n", "[b'']\n"))


class Empty(Rule):
    __doc__ = PAGE
    code, name = "ACM201", "empty-body"
    summary = "an empty body"
    severity = WARNING
    consequence = outcome(fc2="Nothing is shown", wsgi="Nothing is shown")
    advice = "say something"
    reported = (MARKED,)
    clean = (OTHER,)

    def on_body_returned(self, event: BodyReturned) -> Iterator[Report]:
        if any(each.items == () for each in event.value.of(Sequence)):
            yield self.report(event, "there is nothing in it")


def test_a_rule_whose_examples_behave_passes() -> None:
    check_examples(Empty)
    check_examples(Empty())
    assert all(rule.code != "ACM201" for rule in load_rules()), "it was known in there alone"


def test_the_rule_of_the_documentation_passes() -> None:
    module = ModuleType("acme_rules")
    exec(compile(RULE, "acme_rules.py", "exec"), vars(module))
    rule = module.WildcardCors
    rule.__doc__ = PAGE  # of its module, which is not imported here
    check_examples(rule)
    [finding] = findings(WILDCARD, [rule])
    assert (finding.code, finding.span.row, finding.url) == ("ACM101", 2, "")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"reported": (UNMARKED,)}, "'empty as well': not marked, but among reported"),
        ({"reported": (UNMARKED,)}, "index.py:3: ACM201 is reported, but not marked"),
        ({"clean": (UNMARKED,)}, "index.py:3: ACM201 is reported, but not marked"),
        ({"clean": (MARKED,)}, "'empty': marked, but among clean"),
        ({"on_body_returned": Rule.on_body_returned}, "index.py:3: ACM201 is not reported"),
        ({"reported": ()}, "ACM201 has no reported example"),
        ({"clean": ()}, "ACM201 has no clean example"),
        ({"summary": ""}, "its summary must be a line"),
        ({"__doc__": "Empty."}, "lacks '## What it does'"),
        (
            {"clean": (Example("broken", BARE.format("").replace("):", ":")),)},
            "'broken': index.py:1: FC001 is reported, but not marked",
        ),
    ],
)
def test_what_does_not_behave_is_told(changes: dict[str, object], told: str) -> None:
    rule = type("Changed", (Empty,), {"__doc__": PAGE, **changes})
    with pytest.raises(AssertionError, match=re.escape(told)):
        check_examples(rule)


def test_an_example_may_be_several_files() -> None:
    class Debug(Empty):
        __doc__ = PAGE
        code, name = "ACM202", "debug-variable"
        on_body_returned = Rule.on_body_returned

        def on_variable_set(self, event: VariableSet) -> Iterator[Report]:
            if event.name == "FC_DEBUG":
                yield self.report(event, "it is set")

        reported = (
            Example(
                "in a manifest", OTHER.source, files={"s.yaml": manifest("FC_DEBUG: x  # ACM202")}
            ),
        )
        clean = (Example("another", OTHER.source, files={"s.yaml": manifest("FC_LEVEL: x")}),)

    check_examples(Debug)


@pytest.mark.slow
def test_an_example_may_be_run() -> None:
    class Run(Empty):
        __doc__ = PAGE
        reported = (Example("run", MARKED.source, dry_run=DryRun(times=2)),)
        clean = (Example("run too", OTHER.source, dry_run=DryRun()),)

    check_examples(Run)


def test_findings_are_those_of_the_given_rules_alone_selected_or_not() -> None:
    class Quiet(Empty):
        __doc__ = PAGE
        severity = INFO

    source = MARKED.source.replace("[]", "'text'", 1)
    assert [each.code for each in findings(source, [Quiet])] == ["ACM201"]
    string = next(rule for rule in own_rules() if rule.code == "FC207")
    assert [each.code for each in findings(source, [Quiet(), string])] == ["FC207", "ACM201"]
    silenced = source.replace("# ACM201", "# noqa: ACM201")
    assert findings(silenced, [Quiet]) == []


def test_findings_need_code_that_parses_and_a_known_target() -> None:
    [finding] = findings(MARKED.source.replace("):", ":"), [Empty])
    assert finding.code == "FC001"
    with pytest.raises(ValueError, match="did you mean 'fc2'"):
        findings(MARKED.source, [Empty], target="fc3")


def test_findings_of_a_handler_that_is_named() -> None:
    source = MARKED.source.replace("handler(environ, start_response)", "main(a, b)").replace(
        "start_response", "b"
    )
    assert findings(source, [Empty]) == []
    assert [each.code for each in findings(source, [Empty], handlers=["index.main"])] == ["ACM201"]


def manifest(variable: str) -> str:
    return f"""\
edition: 3.0.0
resources:
  site:
    component: fc3
    props:
      functionName: site
      runtime: python3.9
      handler: index.handler
      code: .
      environmentVariables:
        {variable}
"""
