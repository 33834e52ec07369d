"""``--add-noqa``: every finding gets its comment, and nothing else in the file changes."""

from __future__ import annotations

import ast
import codecs
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from fclint import cli
from fclint.fixing.noqa import silence
from fclint.linter import lint_source

HEAD = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
"""
HANDLER = f"{HEAD}    return 'hello'\n"
SILENT = f"{HEAD}    return 'hello'  # noqa: FC301\n"
CORPUS = Path(__file__).resolve().parent / "corpus"


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    code = cli.main(["--output-format", "concise", "--no-cache", *arguments])
    captured = capsys.readouterr()
    return code, captured.out.splitlines(), captured.err.splitlines()


def silenced(source: str | bytes) -> str | bytes:
    """A module with comments for all that is found in it; of the same type."""
    data = source.encode() if isinstance(source, str) else source
    result = silence(data, lint_source(data, "index.py"), "index.py")
    assert result.left == ()
    assert lint_source(result.data, "index.py") == []
    assert silence(result.data, [], "index.py").data == result.data
    return result.data.decode() if isinstance(source, str) else result.data


def test_findings_get_comments_and_the_next_run_is_clean(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("a.py", "b.py"):
        Path(name).write_text(HANDLER, "utf-8")
    code, out, err = run(capsys, "--add-noqa")
    assert (code, out) == (0, ["All checks passed!"])
    assert err == ["fclint: added 2 noqa directives in 2 files"]
    assert Path("a.py").read_text("utf-8") == SILENT
    assert run(capsys) == (0, ["All checks passed!"], [])
    before = os.stat("a.py").st_mtime_ns
    assert run(capsys, "--add-noqa") == (
        0,
        ["All checks passed!"],
        ["fclint: added 0 noqa directives"],
    )
    assert os.stat("a.py").st_mtime_ns == before


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("return 'hello'", "return 'hello'  # noqa: FC301"),
        ("return 'hello'  \t", "return 'hello'  # noqa: FC301"),
        ("return 'hello'  # why", "return 'hello'  # why  # noqa: FC301"),
        ("return 'hello'  # type: ignore", "return 'hello'  # type: ignore  # noqa: FC301"),
        ("return 'hello' # noqa: E501", "return 'hello' # noqa: E501, FC301"),
        ("return 'hello' # NOQA:E501,F401 so", "return 'hello' # NOQA:E501,F401,FC301 so"),
        ("return 'hello'  # noqa: E501 F401", "return 'hello'  # noqa: E501 F401 FC301"),
        ("return 'hello'  # noqa: E501  # x", "return 'hello'  # noqa: E501, FC301  # x"),
        ("return 'hello'  # fclint: ignore[]", "return 'hello'  # fclint: ignore[FC301]"),
        ("return 'hello'  # \\", "return 'hello'  # \\  # noqa: FC301"),
        ("return '# noqa'", "return '# noqa'  # noqa: FC301"),
        ("return ('a'\n     'b')", "return ('a'  # noqa: FC301\n     'b')"),
        ("return ('a'\n     'b')  # noqa: E1", "return ('a'\n     'b')  # noqa: E1, FC301"),
        ("return '''a\nb'''", "return '''a\nb'''  # noqa: FC301"),
        ("return 'a' + \\\n  'b'", "return 'a' + \\\n  'b'  # noqa: FC301"),
        ("return f'''a{environ}\nb'''", "return f'''a{environ}\nb'''  # noqa: FC301"),
        (
            "x = '''\n'''; return 'a'; y = '''\n'''",
            "x = '''\n'''; return 'a'; y = '''\n'''  # noqa: FC301",
        ),
        (
            "return environ['HTTP_X'] + '''\n'''",
            "return environ['HTTP_X'] + '''\n'''  # noqa: FC301, FC401",
        ),
    ],
)
def test_where_the_comment_goes(line: str, wanted: str) -> None:
    assert silenced(f"{HEAD}    {line}\n") == f"{HEAD}    {wanted}\n"


def test_a_suppression_of_ours_is_extended() -> None:
    source = f"{HEAD}    return environ['HTTP_X']  # noqa: FC401\n"
    assert silenced(source) == source.replace("FC401", "FC401, FC301")
    source = f"{HEAD}    return environ['HTTP_X']  # fclint: ignore[FC4]\n"
    assert silenced(source) == source.replace("[FC4]", "[FC4, FC301]")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(HANDLER.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(HANDLER.replace("\n", "\r").encode(), id="CR"),
        pytest.param(codecs.BOM_UTF8 + HANDLER.encode(), id="BOM"),
        pytest.param(HANDLER.rstrip().encode(), id="no newline at the end"),
        pytest.param(f"# coding: gbk\n# 中文\n{HANDLER}# 中文\n".encode("gbk"), id="gbk"),
        pytest.param(f"# coding: latin-1\nx = 'é'\n{HANDLER}".encode("latin-1"), id="latin-1"),
        pytest.param(f"# -*- coding: utf-8 -*-\r\n\f\nx = '🙂'\n{HANDLER}".encode(), id="mixed"),
    ],
)
def test_the_other_bytes_stay(data: bytes) -> None:
    changed = silenced(data)
    assert isinstance(changed, bytes)
    assert changed.replace(b"  # noqa: FC301", b"") == data
    assert changed.count(b"# noqa") == 1


def test_where_no_comment_is_possible_that_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("broken.py").write_text("def handler(environ, start_response)\n    '''", "utf-8")
    code, out, err = run(capsys, "--add-noqa")
    assert code == 1
    assert "FC001" in out[0]
    assert Path("broken.py").read_text("utf-8").endswith("    '''")
    assert "fclint: broken.py: line 2: FC001 stays: no comment is possible there" in err


def test_a_script_may_begin_with_its_interpreter() -> None:
    source = f"#!/usr/bin/env python\n{HANDLER}"
    assert silenced(source) == f"#!/usr/bin/env python\n{SILENT}"


def test_only_what_is_selected_and_not_in_the_baseline(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("old.py").write_text(HANDLER, "utf-8")
    assert run(capsys, "--write-baseline", "known.json")[0] == 0
    Path("new.py").write_text(HANDLER, "utf-8")
    assert run(capsys, "--add-noqa", "--select", "FC2")[2] == ["fclint: added 0 noqa directives"]
    _, _, err = run(capsys, "--add-noqa", "--baseline", "known.json")
    assert err == ["fclint: added 1 noqa directive in 1 file"]
    assert Path("old.py").read_text("utf-8") == HANDLER
    assert Path("new.py").read_text("utf-8") == SILENT


def test_standard_input_comes_back_with_comments() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fclint", "--add-noqa", "--quiet", "-"],
        input=HANDLER.encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, SILENT.encode(), b"")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege")
def test_links_out_of_the_project_are_left(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside.py"
    outside.write_text(HANDLER, "utf-8")
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.chdir(project)
    os.symlink(outside, "link.py")
    Path("own.py").write_text(HANDLER, "utf-8")
    os.symlink("own.py", "alias.py")
    code, _, err = run(capsys, "--add-noqa")
    assert code == 1
    assert outside.read_text("utf-8") == HANDLER
    assert Path("own.py").read_text("utf-8") == SILENT
    assert Path("alias.py").is_symlink()
    assert any("link.py: no noqa added: it leads to" in line for line in err)


def test_a_file_that_is_read_only_is_left_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("index.py").write_text(HANDLER, "utf-8")
    os.chmod("index.py", 0o444)
    code, _, err = run(capsys, "--add-noqa")
    assert code == 2
    assert "fclint: index.py: no noqa added: the file is read-only" in err
    assert Path("index.py").read_text("utf-8") == HANDLER
    assert os.listdir() == ["index.py"]


def test_a_finding_in_a_manifest_stays(capsys: pytest.CaptureFixture[str]) -> None:
    manifest = (
        "edition: 1.0.0\nservices:\n  a:\n    component: fc\n    props:\n"
        "      function:\n        handler: index.missing\n        runtime: python3\n"
        "        codeUri: .\n      triggers:\n        - {name: t, type: http}\n"
    )
    Path("s.yaml").write_text(manifest, "utf-8")
    Path("index.py").write_text("def handler(a, b):\n    return []\n", "utf-8")
    code, out, err = run(capsys, "--add-noqa")
    assert code == 1
    assert out[0].startswith("s.yaml:")
    assert any(re.search(r"s\.yaml: line \d+: FC002 stays", line) for line in err)
    assert Path("s.yaml").read_text("utf-8") == manifest


@pytest.mark.parametrize("other", ["--fix", "--diff", "--write-baseline=x.json"])
def test_what_does_not_go_together_is_told(capsys: pytest.CaptureFixture[str], other: str) -> None:
    Path("index.py").write_text(HANDLER, "utf-8")
    code, _, [line] = run(capsys, "--add-noqa", other)
    assert code == 2
    assert line.endswith("exclude each other")
    assert Path("index.py").read_text("utf-8") == HANDLER


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.py")), ids=lambda path: path.stem)
def test_on_the_corpus_programs_stay_what_they_are(path: Path) -> None:
    count = 0
    for case in re.split(r"^# --- case:.*\n", path.read_text(encoding="utf-8"), flags=re.M)[1::4]:
        data = re.sub(r"\s*# expect:.*", "", case).encode()
        findings = [each for each in lint_source(data, "index.py") if each.code != "FC001"]
        if "# --- file:" in case or not findings:
            continue
        result = silence(data, findings, "index.py")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert ast.dump(ast.parse(result.data)) == ast.dump(ast.parse(data))
        left = {(each.code, each.span.row) for each in result.left}
        after = lint_source(result.data, "index.py")
        assert {(each.code, each.span.row) for each in after} - {("FC007", 1)} <= left, case
        count += 1
    if count == 0:
        pytest.skip("no findings in single files")
