"""The cache as users meet it: real processes, several at once, folders that can't be written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from fclint.cache.folder import CacheFolder
from fclint.cache.place import _FILENAMES, cache_place
from fclint.configuration.config import FILENAMES

pytestmark = pytest.mark.slow

HEAD = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
"""
FORMATS = ("full", "grouped", "json", "sarif", "junit")
not_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none")


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("FCLINT_CACHE_DIR", "FCLINT_NO_CACHE"):
        monkeypatch.delenv(name, raising=False)
    write("index.py", f"from helper import body\n{HEAD}    return body()\n")
    write("helper.py", "def body():\n    return 'text'\n")
    write("none.py", "print('no handler')\n")


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def start(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "fclint", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


def fclint(*arguments: str, **environment: str) -> tuple[int, bytes, bytes]:
    with start(*arguments, **environment) as process:
        out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def entries(folder: str = ".fclint_cache") -> list[str]:
    return sorted(path.name for path in Path(folder).glob("*/*.json"))


# --- where it is


def test_it_is_beside_the_configuration_or_here(tmp_path: Path) -> None:
    here = str(tmp_path)
    write("a/b/c.py", "")
    os.chdir("a/b")
    assert cache_place(None) == os.path.join(here, "a", "b", ".fclint_cache")
    write("../pyproject.toml", "[project]\nname = 'x'\n")
    assert cache_place(None) == os.path.join(here, "a", "b", ".fclint_cache")
    write("../../pyproject.toml", "[tool.fclint]\n")
    assert cache_place(None) == os.path.join(here, ".fclint_cache")
    write("../fclint.toml", "")
    assert cache_place(None) == os.path.join(here, "a", ".fclint_cache")
    write("../fclint.toml", "cache-dir = 'kept/here'\n")
    assert cache_place(None) == os.path.join(here, "a", "kept", "here")
    assert cache_place("there") == os.path.join(here, "a", "b", "there")


def test_it_knows_all_names_of_configurations() -> None:
    assert _FILENAMES == FILENAMES


def test_options_and_environment() -> None:
    _, out, _ = fclint("--no-cache", ".")
    assert not os.path.lexists(".fclint_cache")
    assert fclint("-n", ".")[1] == fclint(".", FCLINT_NO_CACHE="1")[1] == out
    assert not os.path.lexists(".fclint_cache")
    assert fclint(".", FCLINT_CACHE_DIR="by-environment")[1] == out
    assert fclint("--cache-dir", "by-option", ".", FCLINT_CACHE_DIR="never")[1] == out
    assert entries("by-environment")
    assert entries("by-option")
    assert not os.path.lexists("never")
    assert not os.path.lexists(".fclint_cache")
    write("pyproject.toml", "[tool.fclint]\ncache-dir = 'configured'\n")
    assert fclint(".")[1] == out
    assert entries("configured")
    assert not os.path.lexists(".fclint_cache")


def test_a_configuration_that_cannot_be_read_is_told_once() -> None:
    write("pyproject.toml", "[tool.fclint]\ncache-dir = 7\n")
    code, out, err = fclint(".")
    assert (code, out) == (2, b"")
    assert err.count(b"cache-dir") == len(err.splitlines()) == 1


def test_clean() -> None:
    fclint(".")
    assert entries()
    code, out, err = fclint("clean")
    assert (code, out) == (0, b"")
    assert b"deleted" in err
    assert not os.path.lexists(".fclint_cache")
    code, _, err = fclint("clean")
    assert code == 0
    assert b"nothing to clean" in err
    fclint("--cache-dir", "x", ".")
    assert fclint("clean", "--cache-dir", "x")[0] == 0
    assert not os.path.lexists("x")


def test_clean_deletes_nothing_but_caches() -> None:
    write("precious/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n")
    write("precious/data", "data")
    code, _, err = fclint("clean", "--cache-dir", "precious")
    assert code == 2
    assert b"left alone" in err
    assert Path("precious/data").exists()
    code, _, _ = fclint("clean", "--cache-dir", ".")
    assert code == 2
    assert Path("index.py").exists()


def test_a_folder_of_other_files_is_never_a_cache() -> None:
    write("src/data.json", "{}")
    write("src/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# Another program's.\n")
    before = sorted(Path("src").iterdir())
    code, out, err = fclint("--cache-dir", "src", ".")
    assert (code, out) == fclint("--no-cache", ".")[:2]
    (line,) = [line for line in err.splitlines() if b"cache" in line]
    assert line.endswith(b"src': other files are in it; name a folder of its own")
    assert sorted(Path("src").iterdir()) == before
    assert fclint("clean", "--cache-dir", "src")[0] == 2
    assert Path("src/data.json").exists()


def test_an_empty_folder_becomes_a_cache() -> None:
    Path("x").mkdir()
    fclint("--cache-dir", "x", ".")
    assert Path("x", "CACHEDIR.TAG").exists()
    assert b"cannot write" not in fclint("--cache-dir", "x", ".")[2]


# --- what is told


def test_cold_and_warm_and_by_several_processes_tell_the_same() -> None:
    for number in range(8):  # enough to be worth several processes
        write(f"m{number}.py", f"from helper import body\n{'# ' * 8000}\n{HEAD}    return body()\n")
    options = ("--output-format", "json", ".")
    expected = fclint("--no-cache", "--jobs", "1", *options)
    assert expected[0] == 1
    assert fclint("--jobs", "4", *options) == expected
    assert fclint("--jobs", "1", *options) == expected
    write("m1.py", f"{HEAD}    return [b'']\n")
    expected = fclint("--no-cache", "--jobs", "4", *options)
    assert fclint("--jobs", "4", *options) == expected
    assert fclint("--jobs", "1", *options) == expected


def test_every_format_tells_the_same() -> None:
    for output_format in FORMATS:
        options = ("--output-format", output_format, ".")
        assert fclint(*options) == fclint("--no-cache", *options)


@pytest.mark.parametrize("option", ["--statistics", "--show-files", "--exit-zero", "--quiet"])
def test_options_of_output_are_not_remembered(option: str) -> None:
    expected = fclint("--no-cache", option, ".")
    plain = fclint("--no-cache", ".")
    assert expected != plain
    for _ in range(2):
        assert fclint(option, ".") == expected
        assert fclint(".") == plain


def test_standard_input_has_no_part_in_it() -> None:
    fclint(".")
    before = entries()
    done = subprocess.run(
        [sys.executable, "-m", "fclint", "-", "--stdin-filename", "index.py"],
        input=f"{HEAD}    return [b'']\n".encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert entries() == before


def test_fixes_are_made_and_seen() -> None:
    write("helper.py", "")
    write("index.py", f"{HEAD}    return 'text'\n")
    assert fclint(".")[0] == 1
    assert fclint("--diff", ".")[1] == fclint("--no-cache", "--diff", ".")[1]
    assert fclint("--fix", ".")[0] == 0
    assert "[b'text']" in Path("index.py").read_text(encoding="utf-8")
    assert fclint(".") == fclint("--no-cache", ".")
    assert fclint(".")[0] == 0


def _modules(code: str, *arguments: str) -> tuple[int, list[str]]:
    """The exit code of fclint, called as the program does, and what it has imported."""
    script = f"import sys; {code}; sys.stderr.write(' '.join([str(main()), *sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    exit_code, *modules = done.stderr.split()
    return int(exit_code), modules


HEAVY = {"libcst", "yaml", "pathspec", "hcl2", "fclint.analysis", "tomllib", "fclint.runner"}


def test_what_was_told_is_told_again_without_reading_the_command_line() -> None:
    code, modules = _modules("from fclint.start import main", ".")
    assert code == 1
    assert HEAVY & set(modules)
    code, modules = _modules("from fclint.start import main", ".")
    assert code == 1
    assert not [name for name in modules if name.startswith(("click", "fclint.console", "typing"))]
    assert not HEAVY & set(modules)


def test_an_outcome_that_is_known_needs_no_rules() -> None:
    fclint(".")
    code, modules = _modules("from fclint.cli import main", "--output-format", "concise", ".")
    assert code == 1
    assert "fclint.console" in modules
    assert not HEAVY & set(modules)
    assert not [name for name in modules if name.startswith("fclint.rules.")]


def test_what_was_told_depends_on_the_environment_and_on_what_it_shows() -> None:
    options = ("--output-format", "full", ".")
    plain = fclint(*options)
    assert fclint(*options) == plain
    colourful = fclint(*options, FORCE_COLOR="1")
    assert b"\x1b[" in colourful[1]
    assert fclint(*options, FORCE_COLOR="1") == colourful
    assert fclint(*options) == plain
    assert fclint(*options, COLUMNS="70") == fclint("--no-cache", *options, COLUMNS="70")
    os.mkdir("below")
    os.chdir("below")
    assert fclint("--output-format", "sarif", "..")[1] != b""
    before = fclint("--output-format", "gitlab", "..")
    os.mkdir("../.git")
    after = fclint("--output-format", "gitlab", "..")
    assert after == fclint("--no-cache", "--output-format", "gitlab", "..")
    assert after != before


def test_what_was_told_is_forgotten_when_something_changes() -> None:
    told = fclint(".")
    assert fclint(".") == told
    write("helper.py", "def body():\n    return [b'']\n")
    assert fclint(".")[0] == 0
    write("helper.py", "def body():\n    return 'text'\n")
    assert fclint(".") == told
    write("pyproject.toml", "[tool.fclint]\nfail-on = 'error'\n")
    assert fclint(".") == (0, *told[1:])
    write("new.py", f"{HEAD}    return 'text'\n")
    assert fclint(".") == fclint("--no-cache", ".")
    os.unlink("pyproject.toml")
    assert fclint(".") == fclint("--no-cache", ".")
    assert fclint(".") == fclint("--no-cache", ".")


# --- several at once, and ends before the end


def test_many_at_once() -> None:
    expected = fclint("--no-cache", "--output-format", "json", ".")
    runs = [start("--output-format", "json", "--jobs", "1", ".") for _ in range(6)]
    for process in runs:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out, err) == expected
    assert not list(Path(".fclint_cache").glob("**/*.tmp"))
    assert fclint("--output-format", "json", ".") == expected


@posix
def test_killed_at_any_time() -> None:
    expected = fclint("--no-cache", ".")
    for delay in (0.1, 0.2, 0.3, 0.4, 0.6, 0.8):
        process = start("--jobs", "2", ".")
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert fclint(".") == expected
        write("helper.py", "def body():\n    return 'text'\n# again\n" * 2)
        write("helper.py", "def body():\n    return 'text'\n")


# --- folders that can't be written


def _blocked(path: str) -> Sequence[str]:
    return ("--cache-dir", path, ".")


def test_a_cache_that_cannot_be_written_is_told_and_no_more() -> None:
    code, out, _ = fclint("--no-cache", ".")
    write("file", "")
    done = fclint(*_blocked("file"))
    assert done[:2] == (code, out)
    (line,) = done[2].splitlines()
    assert line.startswith(b"fclint: cannot write the cache")
    assert fclint(*_blocked("file/below"))[:2] == (code, out)


@posix
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is none")
def test_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = CacheFolder(os.path.abspath("full"))
    folder.prepare()
    monkeypatch.setattr(
        "fclint.cache.folder._new_file",
        lambda path: (os.open("/dev/full", os.O_WRONLY), os.path.join(path, "gone.tmp")),
    )
    with pytest.raises(OSError, match="No space left"):
        folder.save("run-1", {"a": "b"})
    assert folder.load("run-1") is None
    assert not list(Path("full").glob("**/*.tmp"))


@posix
def test_a_disk_that_is_full_after_some_bytes() -> None:
    """The limit of a file's size stands for the disk: writing fails in the middle."""
    expected = fclint("--no-cache", ".")
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300)); "
        "from fclint.cli import main; sys.exit(main(['.']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == expected[:2]
    assert entries() == []
    assert not list(Path(".fclint_cache").glob("**/*.tmp"))
    assert fclint(".") == expected


@not_root
@posix
def test_a_read_only_tree() -> None:
    expected = fclint("--no-cache", ".")
    os.chmod(".", 0o555)
    try:
        assert fclint(".") == expected
        assert b"cannot write the cache" in fclint("--verbose", ".")[2]
    finally:
        os.chmod(".", 0o755)
    assert not os.path.lexists(".fclint_cache")


@posix
def test_what_is_no_file_is_no_entry() -> None:
    expected = fclint(".")
    for name in entries():
        (path,) = Path(".fclint_cache").glob(f"*/{name}")
        path.unlink()
        os.mkfifo(path)
    assert fclint(".") == expected
    assert fclint(".") == expected
