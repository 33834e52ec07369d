"""Many files: what is linted, how results are put together, and what goes wrong on the way."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from fclint import spreading
from fclint.finding import Finding, Severity
from fclint.linter import FileResult
from fclint.report.sources import Sources
from fclint.request import Outcome, Request, UsageError
from fclint.runner import Linting
from fclint.work import FileWork, Task

BROKEN = "def handler(environ, start_response)\n    pass\n"
TEXT = (
    "def handler(environ, start_response):\n"
    "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
    "    return 'hello'\n"
)


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str = BROKEN) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path.absolute())


def lint(*paths: str, **options: object) -> Outcome:
    request = Request(paths=paths or (".",), **options)  # type: ignore[arg-type]
    return Linting(request, Sources().text).run()


def told(findings: tuple[Finding, ...]) -> list[str]:
    here = os.getcwd()
    return [
        f"{os.path.relpath(finding.span.filename, here)}:{finding.span.row} {finding.code}".replace(
            os.sep, "/"
        )
        for finding in findings
    ]


def test_folders_are_walked_and_files_sorted() -> None:
    names = [write(name) for name in ("b/two.py", "a/one.py", "c.py")]
    outcome = lint()
    assert outcome.files == tuple(sorted(names))
    assert told(outcome.findings) == ["a/one.py:1 FC001", "b/two.py:1 FC001", "c.py:1 FC001"]


def test_a_file_that_is_named_twice_is_linted_once() -> None:
    write("a.py")
    assert told(lint("a.py", "./a.py", ".").findings) == ["a.py:1 FC001"]


def test_files_that_cannot_hold_a_handler_are_no_candidates() -> None:
    write("a.py")
    write("b.py", "x = 1 +\n")
    outcome = lint()
    assert (len(outcome.files), outcome.candidates) == (2, 1)
    assert told(outcome.findings) == ["a.py:1 FC001"]


def test_a_file_that_the_user_names_a_handler_of_is_looked_into() -> None:
    write("index.py", "def main(request, reply)\n    pass\n")
    assert lint().candidates == 0
    assert told(lint(handlers=("index.main",)).findings) == ["index.py:1 FC001"]
    write("pyproject.toml", '[tool.fclint]\nhandlers = ["index.main"]\n')
    assert told(lint().findings) == ["index.py:1 FC001"]


def test_skip_file_is_obeyed() -> None:
    write("a.py", f"# fclint: skip-file\n{BROKEN}")
    assert lint().findings == ()


def test_noqa_is_obeyed() -> None:
    write("a.py", "def handler(environ, start_response)  # noqa: FC001\n    pass\n")
    write("b.py", "def handler(environ, start_response)  # noqa: FC301\n    pass\n")
    assert told(lint().findings) == ["b.py:1 FC001"]


def test_excludes_are_relative_to_the_file_that_says_them() -> None:
    write("pyproject.toml", '[tool.fclint]\nexclude = ["/vendor/", "*_pb2.py"]\n')
    for name in ("vendor/a.py", "src/vendor/b.py", "src/c_pb2.py"):
        write(name)
    assert told(lint().findings) == ["src/vendor/b.py:1 FC001"]
    assert told(lint("src").findings) == ["src/vendor/b.py:1 FC001"]
    assert told(lint("vendor/a.py").findings) == ["vendor/a.py:1 FC001"]


def test_a_folder_with_a_configuration_of_its_own_excludes_for_itself() -> None:
    write("lib/.fclint.toml", 'exclude = ["old.py"]\n')
    write("lib/old.py")
    write("old.py")
    assert told(lint().findings) == ["old.py:1 FC001"]


def test_per_file_ignores() -> None:
    write("pyproject.toml", '[tool.fclint.per-file-ignores]\n"tests/*" = ["FC0"]\n')
    write("tests/a.py")
    write("b.py")
    assert told(lint().findings) == ["b.py:1 FC001"]


def test_each_file_is_selected_for_by_its_own_configuration() -> None:
    write("a/.fclint.toml", 'ignore = ["FC001"]\n')
    write("a/a.py")
    write("b/b.py")
    assert told(lint().findings) == ["b/b.py:1 FC001"]


def test_the_command_line_selects_afresh_and_ignores_in_addition() -> None:
    write(".fclint.toml", 'ignore = ["FC001"]\nselect = ["ALL"]\n')
    write("a.py")
    assert told(lint(select=("FC0",)).findings) == ["a.py:1 FC001"]
    write(".fclint.toml", 'select = ["FC0"]\n')
    assert told(lint().findings) == ["a.py:1 FC001"]
    assert lint(ignore=("FC001",)).findings == ()


def test_the_threshold_counts_per_file() -> None:
    write("a.py")
    assert lint().failing == 1
    assert lint(fail_on=Severity.ERROR).failing == 1
    write("pyproject.toml", '[tool.fclint]\nfail-on = "error"\n')
    assert lint().failing == 1


def test_a_path_that_is_not_there_is_told_with_the_nearest_one() -> None:
    write("source/a.py")
    with pytest.raises(UsageError, match="no such file or folder: 'sorce'; did you mean 'source'"):
        lint("sorce")


def test_a_handler_in_no_linted_file_is_told() -> None:
    write("index.py")
    with pytest.raises(UsageError, match=r"no handler 'indx\.handler'; did you mean 'index\.hand"):
        lint(handlers=("indx.handler",))
    with pytest.raises(UsageError, match=r"no handler 'zzz\.f', for no linted file is 'zzz'"):
        lint(handlers=("zzz.f",))


def test_a_handler_that_its_module_never_mentions_is_told() -> None:
    write("index.py", TEXT)
    with pytest.raises(UsageError, match=r"'handlr' in it; did you mean 'handler'\?"):
        lint(handlers=("index.handlr",))


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="permissions bind no administrator"
)
def test_a_file_that_cannot_be_read_is_told_and_the_rest_linted() -> None:
    secret = write("a.py")
    write("b.py")
    os.chmod(secret, 0)
    outcome = lint()
    assert [(p.filename, p.message) for p in outcome.problems] == [
        (secret, "cannot be read: Permission denied")
    ]
    assert told(outcome.findings) == ["b.py:1 FC001"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need privileges on Windows")
def test_a_link_that_leads_nowhere_is_told_and_the_rest_linted() -> None:
    os.symlink("nowhere.py", "a.py")
    write("b.py")
    outcome = lint("a.py", "b.py")
    assert [os.path.basename(problem.filename) for problem in outcome.problems] == ["a.py"]
    assert told(outcome.findings) == ["b.py:1 FC001"]


def test_a_file_that_is_gone_when_its_turn_comes_is_told() -> None:
    result = FileWork(())(Task("gone.py", 1, "fc2"))
    assert result.failure is not None
    assert result.failure.summary.startswith("cannot be read: ")
    assert result.failure.traceback == ""


def test_an_error_inside_fclint_is_contained_in_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    import fclint.linter
    import fclint.work

    real = fclint.linter.analyse_file

    def fails_on_a(data: bytes, filename: str, **options: object) -> FileResult:
        if filename.endswith("a.py"):
            raise ZeroDivisionError("all of it\nin one line")
        return real(data, filename, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(fclint.work, "analyse_file", fails_on_a)
    bad = write("a.py")
    write("b.py")
    outcome = lint()
    [problem] = outcome.problems
    assert problem.filename == bad
    assert problem.message.startswith("ZeroDivisionError: all of it in one line (test_runner.py:")
    assert "Traceback" in problem.traceback
    assert told(outcome.findings) == ["b.py:1 FC001"]


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_the_outcome_is_the_same_for_any_number_of_processes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spreading, "_WORTH_FORKING", 0)
    monkeypatch.setattr(spreading, "_CHUNK", 100)
    for number in range(12):
        write(f"f{number}.py", "#" * 10 * number + "\n" + BROKEN)
    alone = lint(jobs=1)
    assert len(alone.findings) == 12
    for jobs in (2, 3):
        assert lint(jobs=jobs) == alone


def test_standard_input_is_linted_under_its_name() -> None:
    write("src/.fclint.toml", 'ignore = ["FC001"]\n')
    data = BROKEN.encode()
    contents = {"-": data}
    outcome = Linting(Request(stdin=data), Sources(contents).text).run()
    assert [finding.span.filename for finding in outcome.findings] == ["-"]
    named = Request(stdin=data, stdin_filename="src/a.py")
    assert Linting(named, Sources({named.stdin_name: data}).text).run().findings == ()


def test_progress_is_told() -> None:
    write("a.py")
    write("b.py")
    seen: list[tuple[int, int]] = []
    Linting(Request(), Sources().text).run(lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2)]
