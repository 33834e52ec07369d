"""Fixing files: what is written, what is left alone, and what is told about it."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fclint.cli import main
from fclint.finding import Edit, Finding, Fix, Severity, Span
from fclint.fixing.edits import apply_edits, fix_all, unified_diff, without_overlaps
from fclint.fixing.writing import replace_file

HANDLER = (
    b"def handler(environ, start_response):\n"
    b"    start_response('200 OK', {'Content-Type': 'text/plain'})\n"
    b"    return 'hello'\n"
)
FIXED = (
    b"def handler(environ, start_response):\n"
    b"    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
    b"    return [b'hello']\n"
)


def finding(code: str, *edits: Edit, safe: bool = True, filename: str = "a.py") -> Finding:
    span = Span(filename, 1, 1, 1, 1, edits[0].start, edits[0].end)
    fix = Fix("mend", edits, safe)
    return Finding(code, "n", "m", Severity.ERROR, span, (1, 1), "u", fix=fix)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FCLINT_NO_CACHE", "1")  # what is in the folder is counted
    return tmp_path


# --- edits


def test_edits_replace_insert_and_delete() -> None:
    edits = [Edit(4, 5, b""), Edit(0, 1, b"XY"), Edit(2, 2, b"-")]
    assert apply_edits(b"abcdef", edits) == b"XYb-cdf"


@pytest.mark.parametrize("edits", [[Edit(0, 2, b""), Edit(1, 3, b"")], [Edit(5, 7, b"")]])
def test_edits_that_overlap_or_leave_the_file_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply_edits(b"abcdef", edits)


def test_of_fixes_that_overlap_or_touch_the_first_is_made() -> None:
    first, second = finding("FC1", Edit(0, 4, b"")), finding("FC2", Edit(2, 3, b""))
    touching, apart = finding("FC3", Edit(4, 5, b"")), finding("FC4", Edit(6, 7, b""))
    elsewhere = finding("FC5", Edit(0, 4, b""), filename="b.py")
    found = [first, second, touching, apart, elsewhere]
    assert without_overlaps(found) == [first, apart, elsewhere]


def test_a_fix_that_breaks_the_syntax_is_left_out_and_the_others_are_made() -> None:
    found = [finding("FC1", Edit(4, 5, b"(")), finding("FC2", Edit(10, 11, b"7"))]

    def lint(contents: dict[str, bytes]) -> list[Finding]:
        return [] if b"7" in contents["a.py"] else found

    fixed = fix_all({"a.py": b"x = 1\ny = 2\n"}, found, lint)  # type: ignore[arg-type]
    assert fixed.contents == {"a.py": b"x = 1\ny = 7\n"}
    assert [(each.code, codes) for each, codes in fixed.refused] == [("FC1", "FC001")]
    assert fixed.counts["a.py"] == 1


def test_a_fix_that_brings_a_new_finding_is_left_out() -> None:
    found = [finding("FC1", Edit(4, 5, b"8")), finding("FC2", Edit(10, 11, b"7"))]
    worse = finding("FC3", Edit(0, 0, b""))

    def lint(contents: dict[str, bytes]) -> list[Finding]:
        left = [
            each for each, old in zip(found, (b"1", b"2"), strict=True) if old in contents["a.py"]
        ]
        return left + ([worse] if b"8" in contents["a.py"] else [])

    fixed = fix_all({"a.py": b"x = 1\ny = 2\n"}, found, lint)  # type: ignore[arg-type]
    assert fixed.contents == {"a.py": b"x = 1\ny = 7\n"}
    assert [(each.code, codes) for each, codes in fixed.refused] == [("FC1", "FC3")]


def test_unsafe_fixes_are_made_only_where_they_are_wanted() -> None:
    found = [finding("FC1", Edit(4, 5, b"7"), safe=False)]

    def lint(contents: dict[str, bytes]) -> list[Finding]:
        return [] if b"7" in contents["a.py"] else found

    assert fix_all({"a.py": b"x = 1\n"}, found, lint).contents == {"a.py": b"x = 1\n"}  # type: ignore[arg-type]
    unsafe = fix_all({"a.py": b"x = 1\n"}, found, lint, unsafe=True)  # type: ignore[arg-type]
    assert unsafe.contents == {"a.py": b"x = 7\n"}


# --- files


def test_fix_writes_the_file_and_counts_what_remains(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "index.py"
    path.write_bytes(HANDLER + b"\n\nx = handler.__name__\n")
    assert main(["--fix", "index.py"]) == 0
    assert path.read_bytes() == FIXED + b"\n\nx = handler.__name__\n"
    assert capsys.readouterr().out == "Found 2 findings: 2 fixed, none remaining.\n"


def test_what_remains_decides_the_exit_code(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = HANDLER.replace(b"'hello'", b"environ['HTTP_X_NAME']")
    (folder / "index.py").write_bytes(source)
    assert main(["--fix", "--output-format", "concise", "index.py"]) == 1
    out = capsys.readouterr().out
    assert "FC401" in out
    assert out.endswith("Found 3 findings: 2 fixed, 1 error remaining.\n")
    assert main(["--fix", "--unsafe-fixes", "--exit-zero", "index.py"]) == 0
    assert b"return [environ.get('HTTP_X_NAME', '').encode()]" in (folder / "index.py").read_bytes()


def test_a_file_without_a_fix_is_not_written(folder: Path) -> None:
    for name, data in (
        ("clean.py", FIXED),
        ("broken.py", b"def handler(environ, start_response)\n"),
    ):
        (folder / name).write_bytes(data)
        os.utime(folder / name, ns=(1, 1))
    main(["--fix", "--unsafe-fixes", "."])
    assert {path.stat().st_mtime_ns for path in folder.iterdir()} == {1}
    assert (folder / "clean.py").read_bytes() == FIXED


def test_fixing_twice_changes_nothing_more(folder: Path) -> None:
    path = folder / "index.py"
    path.write_bytes(HANDLER)
    main(["--fix", "index.py"])
    os.utime(path, ns=(1, 1))
    assert main(["--fix", "index.py"]) == 0
    assert path.stat().st_mtime_ns == 1


@pytest.mark.skipif(os.name == "nt", reason="permissions are those of POSIX")
def test_permissions_are_kept(folder: Path) -> None:
    path = folder / "index.py"
    path.write_bytes(HANDLER)
    path.chmod(0o751)
    main(["--fix", "index.py"])
    assert path.read_bytes() == FIXED
    assert stat.S_IMODE(path.stat().st_mode) == 0o751
    assert [each.name for each in folder.iterdir()] == ["index.py"]


def test_a_read_only_file_is_left_alone_and_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "index.py"
    path.write_bytes(HANDLER)
    path.chmod(0o444)
    assert main(["--fix", "index.py"]) == 2
    assert path.read_bytes() == HANDLER
    told = capsys.readouterr()
    assert told.err == "fclint: index.py: not fixed: the file is read-only\n"
    assert "FC301" in told.out


@pytest.mark.skipif(not hasattr(os, "chown"), reason="owners are those of POSIX")
def test_owner_and_group_are_kept(folder: Path) -> None:
    """As root a container's fclint must not take files of the folder that it is given away."""
    path = folder / "index.py"
    path.write_bytes(HANDLER)
    root = os.geteuid() == 0
    groups = [each for each in os.getgroups() if each != path.stat().st_gid]
    if not root and not groups:
        pytest.skip("no file can be given to anybody else")
    owner, group = (12_345, 54_321) if root else (os.geteuid(), groups[0])
    os.chown(path, owner, group)
    path.chmod(0o640)
    assert main(["--fix", "--output-file", "report.txt", "index.py"]) == 0
    assert path.read_bytes() == FIXED
    status = path.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (owner, group, 0o640)


def test_a_file_that_changed_in_the_meantime_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "index.py"
    path.write_bytes(b"something else")
    with pytest.raises(OSError, match="changed by something else"):
        replace_file(str(path), HANDLER, FIXED)
    assert path.read_bytes() == b"something else"


def link(link_name: Path, target: Path) -> None:
    try:
        link_name.symlink_to(target)
    except OSError:
        pytest.skip("no symbolic links here")


def test_a_link_into_the_linted_folder_is_followed(folder: Path) -> None:
    (folder / "real").mkdir()
    path = folder / "real" / "index.py"
    path.write_bytes(HANDLER)
    link(folder / "index.py", path)
    assert main(["--fix", "."]) == 0
    assert (folder / "index.py").is_symlink()
    assert path.read_bytes() == FIXED


def test_a_link_that_leads_elsewhere_is_not(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path_factory.mktemp("elsewhere") / "index.py"
    path.write_bytes(HANDLER)
    link(folder / "index.py", path)
    assert main(["--fix", "index.py"]) == 1
    assert path.read_bytes() == HANDLER
    assert f"not fixed: it leads to {path}" in capsys.readouterr().err.replace("\n", " ")


def test_only_linted_files_are_changed(folder: Path) -> None:
    helper = b"def token(environ):\n    return environ['HTTP_X_TOKEN']\n"
    index = (
        b"from helper import token\n\n\ndef handler(environ, start_response):\n"
        b"    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        b"    return [token(environ).encode()]\n"
    )
    (folder / "helper.py").write_bytes(helper)
    (folder / "index.py").write_bytes(index)
    main(["--fix", "--unsafe-fixes", "index.py"])
    assert (folder / "helper.py").read_bytes() == helper
    assert main(["--fix", "--unsafe-fixes", "."]) == 0
    assert (folder / "helper.py").read_bytes() == helper.replace(
        b"environ['HTTP_X_TOKEN']", b"environ.get('HTTP_X_TOKEN', '')"
    )
    assert (folder / "index.py").read_bytes() == index


def test_what_is_left_out_is_told_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = HANDLER.replace(b"'200 OK'", b"200").replace(b"Content-Type", b"X-Name")
    (folder / "index.py").write_bytes(source)
    assert main(["--fix", "index.py"]) == 1
    assert b"start_response('200 OK', {" in (folder / "index.py").read_bytes()
    assert capsys.readouterr().err == (
        "fclint: index.py: line 2: the fix of FC207 would lead to FC210; left as it is\n"
    )


# --- diffs and standard input


def test_diff_shows_and_writes_nothing(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = folder / "index.py"
    path.write_bytes(HANDLER)
    assert main(["--diff", "index.py"]) == 1
    told = capsysbinary.readouterr()
    assert path.read_bytes() == HANDLER
    assert told.out.startswith(b"--- index.py\n+++ index.py\n@@ -1,3 +1,3 @@\n")
    assert b"\n-    return 'hello'\n" in told.out
    assert told.out.endswith(b"\n+    return [b'hello']\n")
    assert told.err == b"fclint: would fix 2 findings\n"
    path.write_bytes(FIXED)
    assert main(["--diff", "index.py"]) == 0
    assert capsysbinary.readouterr().out == b""


@pytest.mark.slow
@pytest.mark.parametrize(
    "source",
    [
        HANDLER,
        HANDLER.replace(b"\n", b"\r\n"),
        b"# coding: latin-1\n# \xe9\n" + HANDLER[:-1],
        b"\xef\xbb\xbf" + HANDLER + b"\x0c\n",
    ],
    ids=["plain", "CRLF", "latin-1 without a last newline", "BOM and form feed"],
)
def test_patch_makes_of_a_diff_what_fix_makes(source: bytes, folder: Path) -> None:
    (folder / "index.py").write_bytes(source)
    command = [sys.executable, "-m", "fclint", "index.py"]
    diff = subprocess.run([*command, "--diff"], capture_output=True, check=False).stdout
    try:
        patched = subprocess.run(
            ["patch", "-p0", "--binary", "-o", "-", "-s"],
            input=diff,
            capture_output=True,
            check=True,
        ).stdout
    except FileNotFoundError:
        pytest.skip("there is no patch here")
    subprocess.run([*command, "--fix"], capture_output=True, check=True)
    assert (folder / "index.py").read_bytes() == patched != source


HOSTILE_NAMES = ('say "hi".py', "a\n+++ index.py\n::error::b.py", "red\x1b[31m\\.py", "\u202e.py")


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize("tool", [("patch", "-p0", "-s"), ("git", "apply", "-p0", "-")])
def test_a_name_in_a_diff_is_one_line_and_the_file_that_is_meant(
    name: str, tool: tuple[str, ...], folder: Path
) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"there is no {tool[0]} here")
    try:
        (folder / name).write_bytes(HANDLER)
    except OSError:
        pytest.skip("the file system has no such names")
    command = [sys.executable, "-m", "fclint", "--no-cache", "--diff", "."]
    diff = subprocess.run(command, capture_output=True, check=False).stdout
    told = diff.decode().splitlines()
    assert [line[:4] for line in told if line[0] not in " -+@" or line[:3] in ("---", "+++")] == [
        "--- ",
        "+++ ",
    ]
    assert all(line.isprintable() for line in told)
    subprocess.run(tool, input=diff, capture_output=True, check=True)
    assert (folder / name).read_bytes() == FIXED


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")
def test_a_terminal_is_not_steered_by_a_diff(folder: Path) -> None:
    import pty

    source = HANDLER.replace(b"'hello'", b"'hello'  # \x1b]0;title\x07\t\xe2\x80\xae\xff")
    (folder / "index.py").write_bytes(b"# coding: latin-1\n" + source)
    main_end, terminal = pty.openpty()
    command = [sys.executable, "-m", "fclint", "--no-cache", "--diff", "index.py"]
    with subprocess.Popen(command, stdout=terminal, stderr=subprocess.DEVNULL) as process:
        os.close(terminal)
        shown = b""
        try:
            while piece := os.read(main_end, 1000):
                shown += piece
        except OSError:  # Linux says so at the end
            pass
    os.close(main_end)
    assert process.returncode == 1
    assert b"# \\x1b]0;title\\x07 " in shown
    assert all(char.isprintable() for char in shown.decode().replace("\r\n", ""))


def test_a_diff_tells_of_a_missing_newline() -> None:
    assert unified_diff("a", b"x\ny", b"x\nz\n") == (
        b"--- a\n+++ a\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+z\n"
    )


@pytest.mark.parametrize("source", [HANDLER, FIXED, b"x = 1\n", b"def (\n"])
def test_standard_input_is_fixed_on_standard_output(source: bytes, folder: Path) -> None:
    command = [sys.executable, "-m", "fclint", "-", "--fix"]
    done = subprocess.run(command, input=source, capture_output=True, check=False)
    assert done.stdout == (FIXED if source == HANDLER else source)
    assert done.stderr.replace(b"\r", b"").endswith(
        b"2 fixed, none remaining.\n" if source == HANDLER else b"All checks passed!\n"
    )


def test_the_report_says_what_can_be_fixed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = HANDLER.replace(b"'hello'", b"environ['HTTP_X_NAME']")
    (folder / "index.py").write_bytes(source)
    main(["--output-format", "concise", "index.py"])
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if " [*] " in line] == [
        line for line in lines if "FC207" in line or "FC301" in line
    ]
    assert lines[-1] == "[*] 2 fixable with --fix, 1 more with --unsafe-fixes."
    main(["--select", "FC4", "--output-format", "concise", "index.py"])
    assert capsys.readouterr().out.splitlines()[-1] == "1 fixable with --fix --unsafe-fixes."
    main(["--unsafe-fixes", "--output-format", "concise", "index.py"])
    assert capsys.readouterr().out.splitlines()[-1] == "[*] 3 fixable with --fix."
