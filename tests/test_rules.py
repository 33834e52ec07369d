"""Every rule is complete: metadata, documentation, examples, and the severities of the rulebook."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fclint.distributions import RulesError
from fclint.documentation import HEADINGS, rule_documentation
from fclint.finding import Severity
from fclint.registry import in_order, load_rules
from fclint.rule import Example, Rule
from fclint.targets import TARGETS

RULES = load_rules()
FOLDER = Path(__file__).parent.parent / "rules"

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

# Transcribed from the rulebook: name; severity on fc2, the milder one on fc2 if any; on wsgi, None
# where the rule says nothing there.
RULEBOOK: dict[str, tuple[str, Severity, Severity | None, Severity | None]] = {
    "FC001": ("syntax-error", E, None, E),
    "FC002": ("handler-not-found", E, None, E),
    "FC003": ("shadowed-module", E, None, None),
    "FC004": ("wrong-handler-kind", E, None, None),
    "FC005": ("lifecycle-return", E, None, None),
    "FC006": ("reserved-environment-variable", W, None, None),
    "FC007": ("unused-suppression", W, None, W),
    "FC101": ("handler-arity", E, None, E),
    "FC102": ("async-handler", E, None, E),
    "FC103": ("swapped-parameters", E, None, E),
    "FC104": ("parameter-names", I, None, I),
    "FC201": ("start-response-never-called", E, None, E),
    "FC202": ("start-response-missing", E, None, E),
    "FC203": ("start-response-twice", W, None, E),
    "FC204": ("start-response-late", W, None, E),
    "FC205": ("start-response-arguments", E, W, E),
    "FC206": ("invalid-status", E, W, E),
    "FC207": ("invalid-headers", E, W, E),
    "FC208": ("illegal-header", E, W, E),
    "FC209": ("reserved-header", W, None, E),
    "FC210": ("content-type", W, None, W),
    "FC211": ("write-callable", W, None, W),
    "FC212": ("header-injection", E, None, E),
    "FC301": ("str-body", W, None, E),
    "FC302": ("not-iterable", E, None, E),
    "FC303": ("non-bytes-item", E, W, E),
    "FC304": ("bare-bytes", W, None, E),
    "FC305": ("content-length-mismatch", W, None, E),
    "FC306": ("generator-return-value", E, None, E),
    "FC401": ("unsafe-environ-lookup", E, W, E),
    "FC402": ("unknown-environ-key", W, None, W),
    "FC403": ("unsafe-content-length", W, None, E),
    "FC404": ("request-type-error", E, None, E),
    "FC405": ("context-attribute", E, None, None),
    "FC501": ("response-headers-too-large", E, None, None),
    "FC502": ("request-headers-too-large", E, None, None),
    "FC503": ("request-path-too-long", E, None, None),
    "FC504": ("request-body-too-large", E, None, None),
    "FC901": ("unhandled-exception", E, None, E),
    "FC902": ("load-failure", E, None, E),
    "FC903": ("timeout", E, None, E),
    "FC904": ("process-died", E, None, E),
    "FC905": ("close-not-run", I, None, E),
    "FC906": ("state-leak", W, None, W),
}

MARK = re.compile(r"# (FC\d{3}(?:, FC\d{3})*)$", re.MULTILINE)


def by_code(rule: Rule) -> str:
    return rule.code


def test_there_is_one_rule_for_each_code_of_the_rulebook() -> None:
    assert {rule.code: rule.name for rule in RULES} == {
        code: row[0] for code, row in RULEBOOK.items()
    }


def test_rules_are_sorted_by_code() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(codes)


def test_every_rule_file_holds_the_rule_that_its_name_says() -> None:
    files = sorted(path.stem for path in FOLDER.glob("fc*.py"))
    assert files == [f"{rule.code}_{rule.name}".lower().replace("-", "_") for rule in RULES]


def test_two_rules_of_one_code_or_name_are_refused() -> None:
    class SameCode(Rule):
        code, name = "FC301", "another-name"

    class SameName(Rule):
        code, name = "FC999", "str-body"

    with pytest.raises(RulesError, match="FC301"):
        in_order([*RULES, SameCode()])
    with pytest.raises(RulesError, match="str-body"):
        in_order([*RULES, SameName()])


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_severities_are_those_of_the_rulebook(rule: Rule) -> None:
    _, fc2, milder, wsgi = RULEBOOK[rule.code]
    assert rule.severity == ({"fc2": fc2} if wsgi is None else {"fc2": fc2, "wsgi": wsgi})
    assert rule.milder == (None if milder is None else {"fc2": milder, "wsgi": wsgi})


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_code_and_name_have_the_usual_form(rule: Rule) -> None:
    assert re.fullmatch(r"FC\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_texts_are_one_line_without_a_full_stop(rule: Rule) -> None:
    for text in (rule.summary, rule.advice, *rule.consequence.values()):
        assert text
        assert "\n" not in text
        assert not text.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_the_consequence_is_told_for_every_target(rule: Rule) -> None:
    assert set(rule.consequence) == set(rule.severity) <= set(TARGETS)


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_documentation_has_the_fixed_headings_in_order(rule: Rule) -> None:
    page = rule_documentation(rule)
    assert tuple(page.sections) == HEADINGS
    assert all(page.sections.values())
    assert page.title.startswith(f"{rule.name}: ")


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_documentation_says_why_it_matters_on_both_kinds_of_server(rule: Rule) -> None:
    first, second = rule_documentation(rule).sections["Why it matters"].split("\n\n")
    assert first.startswith("On Function Compute: ")
    assert second.startswith("On other WSGI servers: ")


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_fix_safety_agrees_with_the_metadata(rule: Rule) -> None:
    text = rule_documentation(rule).sections["Fix safety"]
    assert (rule.fixable == "no") == ("no automatic fix" in text)


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_the_documentation_shows_code_of_both_kinds(rule: Rule) -> None:
    sections = rule_documentation(rule).sections
    for heading in ("Example", "Use instead"):
        assert re.search(
            r"^```(python|yaml)\n.+?^```$", sections[heading], re.MULTILINE | re.DOTALL
        )


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_there_are_two_examples_of_each_kind(rule: Rule) -> None:
    assert len(rule.reported) >= 2
    assert len(rule.clean) >= 2


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_reported_examples_expect_the_rule_and_clean_ones_nothing(rule: Rule) -> None:
    for example in rule.reported:
        texts = "".join(example.texts.values())
        marked = [code for found in MARK.findall(texts) for code in found.split(", ")]
        assert rule.code in marked, example.title
    for example in rule.clean:
        assert not MARK.search("".join(example.texts.values())), example.title


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_examples_are_files_for_a_known_target(rule: Rule) -> None:
    examples: tuple[Example, ...] = (*rule.reported, *rule.clean)
    for example in examples:
        assert example.target in TARGETS
        for text in example.texts.values():
            assert text.endswith("\n")
            assert all(len(line) <= 100 for line in text.splitlines())
    titles = [example.title for example in examples]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code != "FC001"], ids=by_code)
def test_examples_are_python(rule: Rule) -> None:
    for example in (*rule.reported, *rule.clean):
        compile(example.source, example.title, "exec")


def test_handlers_that_cannot_be_called_are_not_judged_further() -> None:
    muting = {rule.code: rule.mutes for rule in RULES if rule.mutes}
    assert muting == {
        "FC004": ("FC1", "FC2", "FC3", "FC4", "FC5"),
        "FC101": ("FC2", "FC3"),
        "FC102": ("FC2", "FC3"),
        "FC103": ("FC1", "FC2", "FC3", "FC4", "FC5"),
    }
