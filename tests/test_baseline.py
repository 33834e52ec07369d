"""Baselines: what is known is not told, whatever moves around it; what is no longer so is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fclint import cli
from fclint.baseline.entries import Baseline, Entry, dumps, loads

HANDLER = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'hello'
"""
FINDING = "index.py:3:5: FC301"
KNOWN = "All checks passed! (1 hidden by the baseline)"


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    code = cli.main(["--output-format", "concise", "--no-cache", *arguments])
    captured = capsys.readouterr()
    return code, captured.out.splitlines(), captured.err.splitlines()


def entries(name: str = "known.json") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(Path(name).read_bytes())["entries"]
    return found


def known(capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
    """Writes the baseline known.json."""
    assert run(capsys, "--write-baseline", "known.json", *arguments)[0] == 0


def test_what_is_written_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", HANDLER)
    code, out, err = run(capsys, "--write-baseline", "known.json")
    assert (code, out) == (0, [KNOWN])
    assert err == ["fclint: baseline 'known.json' has 1 entry: 1 new"]
    assert run(capsys, "--baseline", "known.json") == (0, [KNOWN], [])
    assert run(capsys)[0] == 1


def test_the_file_is_made_for_review(capsys: pytest.CaptureFixture[str]) -> None:
    write("b.py", HANDLER)
    write("a/index.py", HANDLER.replace("'hello'", "'中文'"))
    known(capsys)
    text = Path("known.json").read_text(encoding="utf-8")
    assert text.startswith(
        '{\n  "version": 1,\n  "entries": [\n    {\n      "path": "a/index.py",\n'
    )
    assert text.endswith("\n  ]\n}\n")
    assert [list(each) for each in entries()] == [
        ["path", "rule", "line", "occurrence", "message"]
    ] * 2
    assert entries()[0]["line"] == "return '中文'"
    assert entries()[1]["message"].startswith("returns str 'hello'")
    assert not any(key in text for key in ('"row"', '"column"', str(Path.cwd())))
    before = os.stat("known.json").st_mtime_ns
    known(capsys)
    assert os.stat("known.json").st_mtime_ns == before


@pytest.mark.parametrize(
    "changed",
    [
        f"import os\n\n\n{HANDLER}",
        HANDLER.replace("    return", "    x = 1\n\n    return"),
        HANDLER.replace("    ", "\t"),
        HANDLER.replace("\n", "\r\n"),
        HANDLER.replace("    return", "    if 1:\n        return"),
        HANDLER.replace("return 'hello'", "return   'hello'  "),
    ],
)
def test_what_moves_stays_known(capsys: pytest.CaptureFixture[str], changed: str) -> None:
    write("index.py", HANDLER)
    known(capsys)
    write("index.py", changed)
    assert run(capsys, "--baseline", "known.json") == (0, [KNOWN], [])


def test_an_edited_line_is_a_new_finding(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", HANDLER)
    known(capsys)
    write("index.py", HANDLER.replace("'hello'", "'hello!'"))
    code, out, err = run(capsys, "--baseline", "known.json")
    assert code == 1
    assert out[0].startswith(FINDING)
    assert err == [
        "fclint: 1 entry of baseline 'known.json' no longer occurs: "
        "run with --write-baseline to prune"
    ]


def test_of_equal_lines_as_many_as_there_were_are_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def returning(times: int) -> str:
        head, _, last = HANDLER.rpartition("    return")
        branches = "".join(
            f"    if environ['PATH_INFO'] == '/{each}':\n        return{last}"
            for each in range(times)
        )
        return f"{head}{branches}    return []\n"

    write("index.py", returning(2))
    known(capsys)
    assert [each["occurrence"] for each in entries()] == [1, 2]
    write("index.py", returning(3))
    code, out, _ = run(capsys, "--baseline", "known.json")
    assert (code, out[1]) == (1, "Found 1 warning. (2 hidden by the baseline)")
    write("index.py", returning(1))
    code, out, err = run(capsys, "--baseline", "known.json")
    assert (code, out, len(err)) == (0, [KNOWN], 1)


def test_paths_are_relative_to_the_baseline(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write("src/index.py", HANDLER)
    write("ci/here.txt", "")
    assert run(capsys, "--write-baseline", "ci/known.json", "src")[0] == 0
    assert entries("ci/known.json")[0]["path"] == "../src/index.py"
    monkeypatch.chdir("src")
    assert run(capsys, "--baseline", "../ci/known.json") == (0, [KNOWN], [])
    monkeypatch.chdir(tmp_path)
    os.rename(tmp_path / "src", tmp_path / "ci" / "src")
    assert run(capsys, "--baseline", "ci/known.json", "ci")[0] == 1
    os.rename(tmp_path / "ci" / "src", tmp_path / "src")
    other = tmp_path.parent / f"{tmp_path.name}-moved"
    monkeypatch.chdir(tmp_path.parent)
    os.rename(tmp_path, other)
    assert run(capsys, "--baseline", str(other / "ci" / "known.json"), str(other))[1] == [KNOWN]
    os.rename(other, tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege")
def test_links_to_the_project_do_not_matter(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    write("project/index.py", HANDLER)
    assert run(capsys, "--write-baseline", "project/known.json", "project")[0] == 0
    os.symlink(tmp_path / "project", tmp_path / "link")
    baseline = str(tmp_path / "link" / "known.json")
    assert run(capsys, "--baseline", baseline, "project") == (0, [KNOWN], [])


# --- what no longer occurs


def test_a_rewrite_prunes(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", HANDLER)
    known(capsys)
    write("index.py", "x = 1\n")
    code, _, err = run(capsys, "--baseline", "known.json")
    assert (code, len(err)) == (0, 1)
    assert run(capsys, "--baseline", "known.json", "--quiet") == (0, [], [])
    _, _, err = run(capsys, "--write-baseline", "known.json")
    assert err == ["fclint: baseline 'known.json' has 0 entries: 1 pruned"]
    assert entries() == []


def test_a_file_that_was_deleted_is_gone_where_its_folder_is_linted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("src/index.py", HANDLER)
    write("src/other.py", "x = 1\n")
    known(capsys)
    os.remove("src/index.py")
    assert len(run(capsys, "--baseline", "known.json", "src")[2]) == 1
    assert run(capsys, "--baseline", "known.json", "src/other.py")[2] == []


def test_what_a_run_does_not_look_at_stays(capsys: pytest.CaptureFixture[str]) -> None:
    write("a/index.py", HANDLER)
    write("b/index.py", HANDLER)
    known(capsys)
    write("a/index.py", "x = 1\n")
    write("b/index.py", "x = 1\n")
    _, _, err = run(capsys, "--write-baseline", "known.json", "a")
    assert err == [
        "fclint: baseline 'known.json' has 1 entry: 1 pruned, 1 kept that this run did not look at"
    ]
    assert [each["path"] for each in entries()] == ["b/index.py"]
    assert run(capsys, "--baseline", "known.json", "a")[2] == []
    assert len(run(capsys, "--baseline", "known.json", "b")[2]) == 1


def test_rules_that_do_not_speak_are_not_judged(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", HANDLER)
    known(capsys)
    assert run(capsys, "--baseline", "known.json", "--select", "FC2") == (
        0,
        ["All checks passed!"],
        [],
    )
    run(capsys, "--write-baseline", "known.json", "--ignore", "FC301")
    assert len(entries()) == 1


def test_a_file_that_is_broken_just_now_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", HANDLER)
    known(capsys)
    write("index.py", HANDLER + "def (\n")
    code, out, err = run(capsys, "--baseline", "known.json")
    assert (code, err) == (1, [])
    assert "FC001" in out[0]
    run(capsys, "--write-baseline", "known.json")
    assert sorted(each["rule"] for each in entries()) == ["FC001", "FC301"]


def test_a_helper_is_judged_only_together_with_its_handlers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    helper = "def page(environ, start_response):\n    return [environ['HTTP_X'].encode()]\n"
    write("helper.py", helper)
    write("index.py", HANDLER.replace("'hello'", "page(environ, start_response)"))
    write("index.py", "from helper import page\n" + Path("index.py").read_text("utf-8"))
    known(capsys, "--select", "FC401")
    assert [(each["path"], each["handlers"]) for each in entries()] == [("helper.py", ["index.py"])]
    write("helper.py", helper.replace("['HTTP_X']", ".get('HTTP_X', '')"))
    assert run(capsys, "--baseline", "known.json", "helper.py", "--select", "FC401")[2] == []
    assert len(run(capsys, "--baseline", "known.json", "--select", "FC401")[2]) == 1


# --- together with the rest


def test_the_configuration_names_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("pyproject.toml", '[tool.fclint]\nbaseline = "ci/known.json"\n')
    write("src/index.py", HANDLER)
    write("ci/here.txt", "")
    code, _, err = run(capsys)
    assert code == 2
    assert err == [
        f"fclint: baseline '{Path.cwd() / 'ci' / 'known.json'}' is not there; "
        "--write-baseline writes it"
    ]
    assert run(capsys, "--write-baseline", "ci/known.json")[0] == 0
    monkeypatch.chdir("src")
    assert run(capsys) == (0, [KNOWN], [])
    assert run(capsys, "--no-baseline")[0] == 1
    write("other.json", '{"version": 1, "entries": []}')
    assert run(capsys, "--baseline", "other.json")[0] == 1


@pytest.mark.parametrize(
    "form", ["json", "json-lines", "sarif", "github", "gitlab", "junit", "grouped", "full"]
)
def test_no_format_tells_what_is_known(capsys: pytest.CaptureFixture[str], form: str) -> None:
    write("index.py", HANDLER)
    known(capsys)
    assert cli.main(["--output-format", form, "--no-cache"]) == 1
    assert "returns str 'hello'" in capsys.readouterr().out
    assert cli.main(["--output-format", form, "--no-cache", "--baseline", "known.json"]) == 0
    out = capsys.readouterr().out
    assert "returns str 'hello'" not in out
    if form in ("json", "gitlab"):
        assert json.loads(out) == []
    if form == "sarif":
        assert json.loads(out)["runs"][0]["results"] == []


def test_statistics_count_what_is_new(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", HANDLER)
    known(capsys)
    write("new.py", HANDLER)
    _, out, _ = run(capsys, "--baseline", "known.json", "--statistics")
    assert out[0].split() == ["1", "FC301", "[*]", "str-body"]
    assert out[1] == "Found 1 warning. (1 hidden by the baseline)"


def test_fixes_leave_what_is_known_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", HANDLER)
    known(capsys)
    write("new.py", HANDLER)
    code, out, _ = run(capsys, "--baseline", "known.json", "--fix")
    assert code == 0
    assert Path("index.py").read_text("utf-8") == HANDLER
    assert Path("new.py").read_text("utf-8") == HANDLER.replace("'hello'", "[b'hello']")
    assert out == ["Found 1 finding: 1 fixed, none remaining. (1 hidden by the baseline)"]


def test_standard_input_is_the_file_that_it_is_called(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("index.py", HANDLER)
    known(capsys)
    for name, code in ("index.py", 0), ("other.py", 1):
        done = subprocess.run(
            [
                *(sys.executable, "-m", "fclint", "--baseline", "known.json"),
                *("--stdin-filename", name, "-"),
            ],
            input=f"# new\n{HANDLER}".encode(),
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (code, b"")


def test_several_processes_tell_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.py", "b.py"):
        write(name, HANDLER + "# padding\n" * 6000)
    known(capsys)
    told = [run(capsys, "--baseline", "known.json", "--jobs", jobs) for jobs in ("1", "2")]
    assert told[0] == told[1] == (0, ["All checks passed! (2 hidden by the baseline)"], [])


def test_a_cached_run_notices_another_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", HANDLER)
    known(capsys)
    arguments = ["--output-format", "concise", "--baseline", "known.json"]
    assert [cli.main(arguments) for _ in range(3)] == [0, 0, 0]
    write("known.json", '{"version": 1, "entries": []}')
    assert cli.main(arguments) == 1


# --- bad input


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is empty"),
        ("{", "not a baseline: Expecting property name enclosed in double quotes (line 1, col"),
        ('{\n<<<<<<< HEAD\n"a": 1}', "; there is a merge conflict in it"),
        ("[]", 'not a baseline: no object with a "version"'),
        ('{"entries": []}', 'not a baseline: no object with a "version"'),
        ('{"version": 2, "entries": []}', "version 2 is not known to this fclint, which reads"),
        ('{"version": true, "entries": []}', "version True is not known"),
        ('{"version": 1}', '"entries" must be a list'),
        ('{"version": 1, "entries": [1]}', "entry 1: is no object"),
        ('{"version": 1, "entries": [{"path": "a"}]}', "entry 1: 'rule' is missing"),
        ("[" * 100_000, "nested too deeply"),
        ("\x00\x01", "not a baseline"),
    ],
)
def test_what_is_no_baseline_is_told_and_left_alone(
    capsys: pytest.CaptureFixture[str], content: str, told: str
) -> None:
    write("index.py", HANDLER)
    write("known.json", content)
    for option in ("--baseline", "--write-baseline"):
        if not content and option == "--write-baseline":
            continue  # there is nothing to lose
        code, out, [line] = run(capsys, option, "known.json")
        assert (code, out) == (2, [])
        assert line.startswith("fclint: baseline 'known.json'")
        assert told in line
    assert Path("known.json").read_bytes() == content.encode()


ENTRY = {"path": "index.py", "rule": "FC301", "line": "return 'hello'", "occurrence": 1}


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ([ENTRY, ENTRY], "entries 1 and 2 are the same: FC301 in 'index.py'"),
        ([{**ENTRY, "occurrence": 0}], "entry 1: 'occurrence' can't be 0"),
        ([{**ENTRY, "occurrence": True}], "entry 1: 'occurrence' can't be True"),
        ([{**ENTRY, "path": ""}], "entry 1: 'path' can't be ''"),
        ([{**ENTRY, "path": "a/" * 9_000}], f"entry 1: 'path' can't be '{'a/' * 29}a"),
        ([{**ENTRY, "row": 3}], "entry 1: unknown key 'row'"),
        ([{**ENTRY, "handlers": [1]}], "entry 1: 'handlers' can't be [1]"),
    ],
)
def test_entries_that_are_wrong_are_told(
    capsys: pytest.CaptureFixture[str], listed: list[object], told: str
) -> None:
    write("index.py", HANDLER)
    write("known.json", json.dumps({"version": 1, "entries": listed}))
    code, _, err = run(capsys, "--baseline", "known.json")
    assert (code, err) == (2, [f"fclint: baseline 'known.json': {told}"])


def test_where_nothing_can_be_written_that_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", HANDLER)
    Path("folder").mkdir()
    write("readonly.json", '{"version": 1, "entries": []}')
    os.chmod("readonly.json", 0o444)
    for name, told in (
        ("folder", "baseline 'folder' is a folder"),
        ("no/known.json", "cannot write baseline 'no/known.json': there is no folder"),
        ("readonly.json", "cannot write baseline 'readonly.json': the file is read-only"),
        ("index.py", "baseline 'index.py': not a baseline"),
    ):
        code, out, [line] = run(capsys, "--write-baseline", name)
        assert (code, out) == (2, [])
        assert line.startswith(f"fclint: {told}")
    write("empty.py", "")
    code, _, [line] = run(capsys, "--write-baseline", "empty.py")
    assert (code, line) == (2, "fclint: cannot write baseline 'empty.py': that file was linted")
    assert Path("index.py").read_text("utf-8") == HANDLER
    assert sorted(os.listdir()) == ["empty.py", "folder", "index.py", "readonly.json"]


def test_a_name_that_is_empty_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", HANDLER)
    assert run(capsys, "--baseline", "")[0] == 2
    assert run(capsys, "--write-baseline", "")[0] == 2


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has it")
def test_a_full_disk_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", HANDLER)
    code, _, [line] = run(capsys, "--write-baseline", "/dev/full")
    assert code == 2
    assert line.startswith("fclint: cannot write baseline '/dev/full': No space left")


@pytest.mark.parametrize(
    "options",
    [
        ["--baseline", "known.json", "--no-baseline"],
        ["--write-baseline", "known.json", "--diff"],
        ["--write-baseline", "known.json", "-"],
    ],
)
def test_what_does_not_go_together_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fclint", *options],
        input=b"x = 1\n",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert not os.path.exists("known.json")


def test_text_and_entries_are_the_same_thing() -> None:
    listed = (
        Entry("a/b.py", "FC301", "return 'x'", 2, "says", ("c.py",)),
        Entry("a/\udcff.py", "FC301", "\u2028\t中文", 1),
    )
    text = dumps(listed)
    assert text == dumps(reversed(listed))
    read = loads(text.encode("utf-8", "backslashreplace"), "x.json")
    assert read == Baseline("x.json", tuple(sorted(listed)))
    assert [(each.message, each.handlers) for each in read.entries] == [
        ("says", ("c.py",)),
        ("", ()),
    ]
