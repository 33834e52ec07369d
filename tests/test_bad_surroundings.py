"""What is around the files: pipes that close, Ctrl-C, files that change or vanish, things that are
no files. A run ends in a result or in one clear line, with no traceback and no process left behind.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fclint.report.sources import Sources
from fclint.request import Outcome, Request
from fclint.runner import Linting
from fclint.work import FileWork, Task

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX"),
]

HEAD = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
"""
TEXT = f"{HEAD}    return 'text'\n"
MANY = "".join(
    f"def handler{number}(environ, start_response):\n"
    "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
    f"    return '{'x' * 60}'\n"
    for number in range(300)
)


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str = TEXT) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "fclint", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def fclint(*arguments: str) -> tuple[int, list[str], list[str]]:
    with start("--output-format", "concise", "--quiet", *arguments) as process:
        out, err = process.communicate(timeout=60)
    return (
        process.returncode,
        out.decode("utf-8").splitlines(),
        err.decode("utf-8", "surrogateescape").splitlines(),
    )


def lint() -> Outcome:
    return Linting(Request(jobs=1), Sources().text).run()


# --- pipes and signals


def reads_one_line(*arguments: str) -> bytes:
    """The first line of what fclint says, which then finds the pipe closed."""
    with start(*arguments) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(timeout=120) == 1
    assert errors == b""
    return first


@pytest.mark.parametrize("output_format", ["full", "concise"])
def test_a_reader_that_has_enough(output_format: str) -> None:
    for number in range(2):
        write(f"m{number}.py", MANY)
    arguments = ("--output-format", output_format, "--jobs", "2", ".")
    assert reads_one_line(*arguments) == reads_one_line(*arguments) != b"", "cold and warm"


DECISIONS, LOOKUPS = 30, 500
FIFTY_MEGABYTES = 50_000_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose report is large: each of many findings has many steps, and each step names
    the file, whose path is as long as paths may be."""
    folder = tmp_path_factory.mktemp("large")
    room = min(os.pathconf(folder, "PC_PATH_MAX"), 4096) - len(str(folder)) - 100
    deep = folder.joinpath(*["d" * 200] * (room // 201))
    deep.mkdir(parents=True)
    lookups = max(LOOKUPS, FIFTY_MEGABYTES // (DECISIONS * len(str(deep))))
    lines = [
        *("    " * (each + 1) + f"if environ.get('HTTP_{each}'):" for each in range(DECISIONS)),
        *("    " * (DECISIONS + 1) + f"environ['HTTP_K{each}']" for each in range(lookups)),
    ]
    (deep / "index.py").write_text(f"{HEAD}{chr(10).join(lines)}\n    return []\n")
    return folder


@pytest.mark.parametrize("output_format", ["json", "sarif", "json-lines"])
def test_a_reader_that_has_enough_of_fifty_megabytes(
    output_format: str, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(large)
    arguments = ("--output-format", output_format, ".")
    first = reads_one_line(*arguments)
    with start(*arguments) as process:
        out, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (1, b"")
    assert len(out) > FIFTY_MEGABYTES
    assert reads_one_line(*arguments) == first == out[: out.index(b"\n") + 1]


@pytest.fixture
def _heeds_ctrl_c() -> Iterator[None]:
    """What a shell runs in the background ignores Ctrl-C, and so does what that starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def _workers(process: subprocess.Popen[bytes]) -> list[str]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return children.read_text(encoding="ascii").split() if children.exists() else []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc tells of the workers")
@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.usefixtures("_heeds_ctrl_c")
def test_ctrl_c_in_a_parallel_run(times: int) -> None:
    for number in range(40):
        write(f"m{number}.py", MANY)
    process = start("--jobs", "2", "--no-cache", ".")
    while not _workers(process):
        assert process.poll() is None
        time.sleep(0.005)
    for _ in range(times):
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b""
    assert err == b"fclint: interrupted\n"
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


# --- files on the move


@pytest.mark.parametrize("then", ["", "x", "def handler(environ, start_response)\n", HEAD])
def test_a_file_that_changes_between_analysis_and_report(
    then: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("index.py", f"x = 1\n{MANY}")
    work = FileWork.__call__

    def changing(self: FileWork, task: Task) -> object:
        result = work(self, task)
        write("index.py", then)
        return result

    monkeypatch.setattr(FileWork, "__call__", changing)
    from fclint.cli import main

    assert main(["--jobs", "1", "."]) == 1
    monkeypatch.undo()


def test_a_file_that_vanishes_between_walk_and_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.py")
    write("b.py")
    walk = Linting.files

    def vanishing(self: Linting) -> object:
        found = walk(self)
        os.unlink("a.py")
        return found

    monkeypatch.setattr(Linting, "files", vanishing)
    outcome = lint()
    assert [os.path.basename(each.filename) for each in outcome.problems] == ["a.py"]
    assert outcome.problems[0].message == "cannot be read: No such file or directory"
    assert [os.path.basename(each.span.filename) for each in outcome.findings] == ["b.py"]


def test_a_folder_that_vanishes_during_the_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a/b/c.py")
    write("d.py")
    from fclint.source import disk

    entries = disk.entries

    def vanishing(folder: str) -> object:
        found = entries(folder)
        if os.path.isdir("a/b"):
            os.unlink("a/b/c.py")
            os.rmdir("a/b")
            os.rmdir("a")
        return found

    monkeypatch.setattr(disk, "entries", vanishing)
    outcome = lint()
    assert [os.path.basename(each.span.filename) for each in outcome.findings] == ["d.py"]
    assert [each.message for each in outcome.problems] == [
        "cannot be read: No such file or directory"
    ]


# --- what is no file


@pytest.mark.parametrize(
    "name", ["x.py", "s.yaml", ".gitignore", "pyproject.toml", ".fclint.toml", "fclint.toml"]
)
def test_a_pipe_with_the_name_of_a_file_blocks_nothing(name: str) -> None:
    write("index.py")
    os.mkfifo(name)
    code, out, err = fclint(".")
    if name in ("x.py", "s.yaml"):
        assert (code, len(out), err) == (1, 1, [])
    else:
        assert code == 2
        assert len(err) == 1
        assert "not a regular file" in err[0]
    if name == "x.py":
        assert fclint(name)[0] == 2


@pytest.mark.skipif(not os.path.exists("/proc/kmsg"), reason="a regular file without content")
@pytest.mark.parametrize("arguments", [(), ("--diff",), ("--no-cache",), ("--show-settings",)])
def test_a_file_that_has_nothing_to_read_yet(arguments: tuple[str, ...]) -> None:
    """The kernel's log: to those who may open it, reading tells to try again later."""
    write("index.py")
    os.symlink("/proc/kmsg", "log.py")
    code, out, err = fclint(*arguments, ".")
    assert out
    assert "Traceback" not in "\n".join(err)
    if "--show-settings" not in arguments:
        assert code == 2
        assert [line.startswith("fclint: log.py: cannot be read: ") for line in err][:1] == [True]


def test_circles_of_links_and_links_to_nowhere() -> None:
    write("a/b/index.py")
    os.symlink("../..", "a/b/up")
    os.symlink(".", "a/self")
    os.symlink("nowhere.py", "dangling.py")
    assert fclint(".") == (1, [os.path.join("a", "b", "index.py") + ":3:5: FC301 [*] returns str "
                               "'text', not an iterable of bytes"], [])  # fmt: skip
    os.symlink("circle.py", "circle.py")
    code, out, err = fclint(".")
    assert (code, len(out)) == (2, 1)
    assert len(err) == 1
    assert "circle.py: cannot be read" in err[0]


def test_names_that_are_no_utf_8_or_very_long() -> None:
    long = "n" * 200
    try:
        Path(os.fsdecode(b"bad\xff.py")).write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 only")
    write(f"{long}/{long}/{long}.py")
    for _ in range(2):  # cold and warm
        code, out, err = fclint(".")
        assert (code, err) == (1, [])
        assert [line.partition(":")[0] for line in out] == [
            "bad\\xff.py",
            os.path.join(long, long, f"{long}.py"),
        ]
    assert fclint(f"{'m' * 300}.py")[0] == 2


def test_files_that_cannot_be_read_are_problems() -> None:
    write("index.py")
    write("closed.py")
    os.chmod("closed.py", 0)
    if os.access("closed.py", os.R_OK):
        pytest.skip("root reads everything")
    for _ in range(2):
        code, out, err = fclint(".")
        assert (code, len(out)) == (2, 1)
        assert err == ["fclint: closed.py: cannot be read: Permission denied"]
    os.chmod("closed.py", 0o644)
    assert len(fclint(".")[1]) == 2
    os.chmod("closed.py", 0)
    assert fclint(".")[0] == 2


def test_many_empty_files_cost_no_configuration_each(monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in range(20):
        os.makedirs(f"d{folder}")
        for number in range(200):
            Path(f"d{folder}/m{number}.py").touch()
    from fclint.configuration import config

    looked: list[str] = []
    read = config._read_folder

    def counting(folder: str) -> object:
        looked.append(folder)
        return read(folder)

    monkeypatch.setattr(config, "_read_folder", counting)
    outcome = lint()
    assert len(outcome.files) == 4000
    assert outcome.candidates == 0
    assert len(looked) == len(set(looked))
    assert len(looked) < 40
