"""The formats that other programs read, but for JSON and SARIF, and the grouped text."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fclint import cli
from fclint.finding import Severity, Span
from fclint.report.formats import FORMATS
from fclint.report.json import as_json
from fclint.report.paths import file_uri, portable, repository, uri
from report_samples import (
    CRASHED,
    HELPER,
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

HANDLER = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'hello'
"""


# --- all of them


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_text_steer_a_terminal_or_a_runner(name: str) -> None:
    given = report(HOSTILE, problems=(replace(UNREADABLE, filename="::error::\n"),))
    lines = "\n".join(told(name, given)).split("\n")
    for line in lines:
        assert line.isprintable(), line
    own = "::error " if name == "github" else None
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert all(own is not None and line.startswith(own) for line in commands), commands


@pytest.mark.parametrize("name", [name for name in FORMATS if not FORMATS[name].for_people])
def test_nothing_to_lint_is_a_whole_document_too(
    name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main(["--output-format", name, str(tmp_path)]) == 3
    check_document(name, capsys.readouterr().out)


def check_document(name: str, text: str) -> None:
    if name in ("json", "sarif", "gitlab"):
        json.loads(text)
    elif name == "junit":
        ElementTree.fromstring(text)
    else:
        assert text == ""


def test_every_format_is_documented() -> None:
    page = Path(__file__).resolve().parent.parent / "docs" / "output.md"
    rows = re.findall(r"^\| `([a-z-]+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == list(FORMATS)


# --- grouped


def test_grouped_tells_each_file_once() -> None:
    elsewhere = replace(NEVER_CALLED, span=Span(HELPER, 10, 1, 10, 2))
    assert told("grouped", report(NEVER_CALLED, NAMES, elsewhere)) == [
        "src/index.py:",
        "   2:5 FC201 handler never calls start_response",
        "  2:13 FC104 odd names",
        "",
        "src/page.py:",
        "  10:1 FC201 handler never calls start_response",
        "",
    ]


# --- json-lines


def test_json_lines_has_an_object_of_the_json_report_on_each_line() -> None:
    given = report(NEVER_CALLED, STR_BODY)
    lines = told("json-lines", given)
    assert [json.loads(line) for line in lines] == [
        as_json(NEVER_CALLED, given.sources),
        as_json(STR_BODY, given.sources),
    ]


# --- github


def annotation(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command, taken apart as GitHub's runner does."""
    match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
    assert match is not None, line
    properties = dict(pair.split("=", 1) for pair in match[2].split(","))
    return match[1], {key: undone(text) for key, text in properties.items()}, undone(match[3])


def undone(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_github_annotates_the_place() -> None:
    [line] = told("github", report(STR_BODY))
    command, properties, message = annotation(line)
    assert command == "warning"
    assert properties == {
        "file": INDEX,
        "line": "3",
        "endLine": "3",
        "col": "5",
        "endColumn": "19",
        "title": "FC301 (str-body)",
    }
    assert message.splitlines() == [
        f"src/index.py:3:5: FC301 {STR_BODY.message}",
        "It is sent as UTF-8",
        "Use: return `[text.encode()]`",
    ]


def test_github_has_a_command_for_each_severity() -> None:
    lines = told("github", report(NEVER_CALLED, STR_BODY, NAMES))
    assert [annotation(line)[0] for line in lines] == ["error", "warning", "notice"]


def test_github_takes_no_columns_for_several_lines() -> None:
    [line] = told("github", report(NAMES))
    _, properties, _ = annotation(line)
    assert (properties["line"], properties["endLine"]) == ("2", "3")
    assert not {"col", "endColumn"} & properties.keys()


def test_github_escapes_what_would_end_a_property_or_a_command() -> None:
    [line] = told("github", report(HOSTILE))
    _, properties, message = annotation(line)
    assert "::set-output name=a::b%0A," in properties["file"]
    assert r"::error::b%\x1b[31m" in message
    assert "\r" not in line


def test_github_hears_of_problems() -> None:
    [line] = told("github", report(problems=(UNREADABLE,)))
    command, properties, message = annotation(line)
    assert (command, properties["file"]) == ("error", f"{ROOT}/secret.py")
    assert message == "secret.py: cannot be read: Permission denied"


# --- gitlab


def issues(*findings: Any) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads("\n".join(told("gitlab", report(*findings))))
    return loaded


def test_gitlab_gets_what_its_code_quality_report_needs() -> None:
    [issue] = issues(STR_BODY)
    fingerprint = issue.pop("fingerprint")
    assert re.fullmatch("[0-9a-f]{64}", fingerprint)
    assert issue == {
        "description": f"FC301: {STR_BODY.message}",
        "check_name": "FC301",
        "severity": "minor",
        "location": {"path": "src/index.py", "lines": {"begin": 3, "end": 3}},
    }


def test_gitlab_severities_are_gitlabs() -> None:
    assert [issue["severity"] for issue in issues(NEVER_CALLED, STR_BODY, NAMES)] == [
        "major",
        "minor",
        "info",
    ]


def test_gitlab_fingerprints_differ() -> None:
    marks = [issue["fingerprint"] for issue in issues(STR_BODY, STR_BODY, NEVER_CALLED, NAMES)]
    assert len(set(marks)) == 4


# --- junit


def suites(given: Any) -> ElementTree.Element:
    text = "\n".join(told("junit", given))
    assert text.isascii()
    return ElementTree.fromstring(text)


def test_junit_has_a_suite_per_file_and_a_failure_per_finding() -> None:
    root = suites(report(NEVER_CALLED, STR_BODY))
    assert root.attrib == {"name": "fclint", "tests": "2", "failures": "2", "errors": "0"}
    [suite] = root
    assert (suite.get("name"), suite.get("tests")) == ("src/index.py", "2")
    case = suite[1]
    assert case.attrib == {
        "name": "FC301 str-body",
        "classname": "src.index",
        "file": "src/index.py",
        "line": "3",
        "column": "5",
    }
    [failure] = case
    assert failure.attrib == {"type": "warning", "message": STR_BODY.message}
    assert failure.text is not None
    assert failure.text.splitlines() == [
        f"src/index.py:3:5: FC301 {STR_BODY.message}",
        "It is sent as UTF-8",
        "return `[text.encode()]`",
        "https://example.com/FC301.md",
    ]


def test_junit_of_a_clean_run_has_a_test_that_passed() -> None:
    root = suites(report())
    assert (root.get("tests"), root.get("failures")) == ("1", "0")
    [[case]] = root
    assert len(case) == 0


def test_junit_tells_problems_as_errors() -> None:
    root = suites(report(STR_BODY, problems=(UNREADABLE, CRASHED)))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "2")
    errors = [error.get("message") for error in root.iter("error")]
    assert errors == ["cannot be read: Permission denied", "KeyError: 'x'"]


def test_junit_survives_what_xml_cannot_say() -> None:
    [failure] = suites(report(HOSTILE)).iter("failure")
    message = failure.get("message")
    assert message is not None
    assert r"\x00" in message
    assert r"\ud800" in message
    assert "]]>" in message
    assert r"\ufffe" in message


# --- names of files


def test_the_repository_is_what_ci_checked_out_or_the_nearest_git(tmp_path: Path) -> None:
    inner = tmp_path / "repository" / "src"
    inner.mkdir(parents=True)
    assert repository(str(inner), {}) == str(inner)
    (tmp_path / "repository" / ".git").mkdir()
    assert repository(str(inner), {}) == str(tmp_path / "repository")
    assert repository(str(inner), {"GITHUB_WORKSPACE": str(tmp_path)}) == str(tmp_path)
    assert repository(str(inner), {"CI_PROJECT_DIR": "/elsewhere"}) == str(tmp_path / "repository")


def test_paths_of_other_folders_stay_as_they_are() -> None:
    assert portable("/other/a.py", ROOT) == "/other/a.py"
    assert portable(f"{ROOT}x/a.py", ROOT) == f"{ROOT}x/a.py"
    assert uri("-", ROOT) == "-"
    assert uri(f"{ROOT}/a b:c/\u00e9.py", ROOT) == "a%20b%3Ac/%C3%A9.py"
    assert file_uri("/a b/c.py") == "file:///a%20b/c.py"


# --- --output-file


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fclint", *arguments], capture_output=True, text=True, check=False
    )


@pytest.fixture
def handler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "index.py"
    path.write_text(HANDLER, encoding="utf-8")
    return path


@pytest.mark.usefixtures("handler")
def test_the_report_goes_to_the_file_and_nowhere_else(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main(["-n", "--output-format", "json", "."]) == 1
    printed = capsys.readouterr().out
    assert cli.main(["-n", "--output-format", "json", "--output-file", "report.json", "."]) == 1
    assert capsys.readouterr() == ("", "")
    assert Path("report.json").read_text(encoding="utf-8") == printed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.py", "report.json"]


@pytest.mark.usefixtures("handler")
def test_an_old_report_is_replaced_through_a_link_and_keeps_its_permissions() -> None:
    Path("old.txt").write_text("old", encoding="utf-8")
    Path("old.txt").chmod(0o640)
    if hasattr(os, "chown") and os.geteuid() == 0:
        os.chown("old.txt", 12_345, 54_321)
    owner = Path("old.txt").stat().st_uid
    Path("link.txt").symlink_to("old.txt")
    assert cli.main(["--output-format", "concise", "--output-file", "link.txt", "."]) == 1
    assert Path("link.txt").is_symlink()
    assert Path("old.txt").read_text(encoding="utf-8").startswith("index.py:3:5: FC301 ")
    status = Path("old.txt").stat()
    assert (status.st_mode & 0o777, status.st_uid) == (0o640, owner)


@pytest.mark.usefixtures("handler")
def test_a_device_is_written_to_not_replaced() -> None:
    assert cli.main(["--output-file", "/dev/null", "."]) == 1
    assert Path("/dev/null").is_char_device()


@pytest.mark.usefixtures("handler")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no/report", "there is no folder"),
        ("", "there is no folder"),
        (".", "is a folder"),
        ("index.py", "that file was linted"),
        ("/proc/report", "cannot write '/proc/report': "),
    ],
)
def test_where_no_report_can_be_one_line_says_so(
    name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--output-file", name, "."]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    [line] = captured.err.splitlines()
    assert line.startswith("fclint: cannot write ")
    assert said in line
    assert Path("index.py").read_text(encoding="utf-8") == HANDLER


# --- readers that have enough


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_survives_a_reader_that_reads_one_line(name: str, tmp_path: Path) -> None:
    handlers = "\n".join(HANDLER.replace("handler", f"handler{number}") for number in range(100))
    (tmp_path / "index.py").write_text(handlers, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "fclint", "--output-format", name, "index.py"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the stream")
@pytest.mark.usefixtures("handler")
def test_a_closed_output_is_no_traceback() -> None:
    done = subprocess.run(
        ["sh", "-c", f"exec '{sys.executable}' -m fclint index.py >&-"],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")


def test_severities_have_a_word_in_every_format() -> None:
    for severity in Severity:
        finding = replace(NEVER_CALLED, severity=severity)
        for name in FORMATS:
            assert told(name, report(finding))
