"""The cache never changes an answer: whatever has changed is noticed, and what has not is not done
again.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import fclint
from fclint.cache import folder as cache_folder
from fclint.cache.folder import CacheFolder
from fclint.cache.outcomes import Cache, _stamp
from fclint.request import Outcome, Request
from fclint.runner import Linting
from fclint.source import disk
from fclint.work import FileWork, Task

HEAD = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
"""
BYTES = "def body():\n    return [b'text']\n"
TEXT = "def body():\n    return 'textual'\n"
"""As long as :data:`BYTES`."""
MANIFEST = """\
edition: 3.0.0
resources:
  app:
    component: fc3
    props:
      functionName: app
      runtime: python3.10
      code: ./
      handler: index.handler
      triggers:
        - triggerName: http
          triggerType: http
          triggerConfig: {methods: [GET], authType: anonymous}
"""

Change = Callable[[], None]


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p").mkdir()
    monkeypatch.chdir(tmp_path / "p")
    monkeypatch.setattr("fclint.cache.outcomes._stamp", lambda: "fclint")
    write("index.py", f"from helper import body\n{HEAD}    return body()\n")
    write("helper.py", BYTES)
    write("later.py", f"from missing import body\n{HEAD}    return body()\n")
    write("pkg/part.py", f"from .inner import body\n{HEAD}    return body()\n")
    write("pkg/__init__.py", "")
    write("pkg/inner.py", BYTES)
    write("none.py", "print('no handler')\n")
    os.mkdir("sub")


@pytest.fixture(params=["just written", "written before"])
def _age(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were written just before they are linted are read again, others aren't."""
    if request.param == "written before":
        monkeypatch.setattr(CacheFolder, "now", lambda self: time.time_ns() + 10**10)


@pytest.fixture
def _old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CacheFolder, "now", lambda self: time.time_ns() + 10**10)


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are analysed from now on."""
    names: list[str] = []
    work = FileWork.__call__

    def noting(self: FileWork, task: Task) -> object:
        names.append(os.path.relpath(task.filename).replace(os.sep, "/"))
        return work(self, task)

    monkeypatch.setattr(FileWork, "__call__", noting)
    return names


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def lint(*paths: str, folder: str = ".fclint_cache", **options: object) -> tuple[Outcome, bool]:
    """What comes of it, and whether the whole run was known."""
    request = Request(paths=paths or (".",), jobs=1, **options)  # type: ignore[arg-type]
    cache = Cache(os.path.abspath(folder))
    known = cache.recall(request)
    if known is not None:
        return known, True
    return Linting(request, lambda name: "", cache=cache).run(), False


def plain(*paths: str, **options: object) -> Outcome:
    request = Request(paths=paths or (".",), jobs=1, **options)  # type: ignore[arg-type]
    return Linting(request, lambda name: "").run()


def told(outcome: Outcome) -> list[str]:
    here = os.getcwd()
    return [
        f"{os.path.relpath(each.span.filename, here)}:{each.span.row} {each.code}".replace(
            os.sep, "/"
        )
        for each in outcome.findings
    ]


# --- what is the same is known


@pytest.mark.usefixtures("_age")
def test_an_unchanged_project_is_not_analysed_again(analysed: list[str]) -> None:
    write("helper.py", TEXT)
    first, known = lint()
    assert not known
    assert told(first) == ["index.py:4 FC301"]
    assert len(analysed) == 3
    analysed.clear()
    assert lint() == (first, True)
    assert lint() == (first, True)
    assert analysed == []


@pytest.mark.usefixtures("_old")
def test_what_has_the_state_that_was_noted_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = lint()

    def read(path: str) -> object:
        raise AssertionError(f"{path} is read")

    monkeypatch.setattr(disk, "read_state", read)
    monkeypatch.setattr(disk, "digest_of_entries", read)
    assert lint() == (first, True)


def test_what_was_just_written_is_read_until_it_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = disk.read_state

    def reading(path: str) -> object:
        read.append(os.path.basename(path))
        return original(path)

    monkeypatch.setattr(disk, "read_state", reading)
    lint()
    read.clear()
    assert lint()[1]
    assert sorted(set(read)) == [
        "__init__.py", "helper.py", "index.py", "inner.py", "later.py", "none.py", "part.py",
    ]  # fmt: skip
    monkeypatch.setattr(CacheFolder, "now", lambda self: time.time_ns() + 10**10)
    assert lint()[1]
    read.clear()
    assert lint()[1]
    assert read == []


@pytest.mark.usefixtures("_age")
def test_other_selections_need_no_new_analysis(analysed: list[str]) -> None:
    write("helper.py", TEXT)
    everything, _ = lint()
    analysed.clear()
    fewer, known = lint(ignore=("FC3",))
    assert not known
    assert fewer.findings == ()
    assert lint()[0] == everything
    assert analysed == []


@pytest.mark.usefixtures("_age")
def test_only_what_depends_on_a_changed_file_is_analysed(analysed: list[str]) -> None:
    lint()
    analysed.clear()
    write("helper.py", TEXT)
    outcome, _ = lint()
    assert analysed == ["index.py"]
    assert outcome == plain()


# --- whatever changes is noticed


def _rewritten_in_place() -> None:
    """Another content of the same size at the same time, as some tools write it."""
    before = os.stat("helper.py")
    time.sleep(0.02)
    write("helper.py", TEXT)
    os.utime("helper.py", ns=(before.st_atime_ns, before.st_mtime_ns))
    after = os.stat("helper.py")
    assert (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


def _moved_over() -> None:
    write("other.txt", TEXT)
    os.replace("other.txt", "helper.py")


def _package_over_module() -> None:
    write("helper/__init__.py", TEXT)


def _replaced_by_folder() -> None:
    os.unlink("helper.py")
    os.mkdir("helper.py")


CHANGES: dict[str, Change] = {
    "another file": lambda: write("helper.py", TEXT),
    "of the same size and time": _rewritten_in_place,
    "a file moved over it": _moved_over,
    "a package before a module": _package_over_module,
    "in a package": lambda: write("pkg/inner.py", TEXT),
    "a missing module": lambda: write("missing.py", TEXT),
    "a missing package": lambda: write("missing/__init__.py", TEXT),
    "a missing module in src": lambda: write("src/missing.py", TEXT),
    "a new handler": lambda: write("sub/new.py", f"{HEAD}    return 'text'\n"),
    "a handler in a file without": lambda: write("none.py", f"{HEAD}    return 'text'\n"),
    "a new folder": lambda: write("x/y/z.py", f"{HEAD}    return 'text'\n"),
    "an error": lambda: write("later.py", "def handler(environ, start_response)\n"),
}


@pytest.mark.usefixtures("_age")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_new_findings_are_told(change: Change) -> None:
    before, _ = lint()
    assert before.findings == ()
    assert lint()[1]
    change()
    after, known = lint()
    assert not known
    assert after.findings
    assert after == plain()
    assert lint() == (after, True)


REMOVALS: dict[str, Change] = {
    "the helper": lambda: os.unlink("helper.py"),
    "the file": lambda: os.unlink("index.py"),
    "a folder instead": _replaced_by_folder,
    "excluded": lambda: write("pyproject.toml", "[tool.fclint]\nexclude = ['index.py']\n"),
    "excluded by git": lambda: write(".gitignore", "index.py\n"),
    "ignored": lambda: write("pyproject.toml", "[tool.fclint]\nignore = ['FC301']\n"),
    "ignored below": lambda: write(".fclint.toml", "ignore = ['FC301']\n"),
    "ignored by the folder above": lambda: write("../fclint.toml", "ignore = ['FC301']\n"),
    "suppressed": lambda: write(
        "index.py", f"from helper import body\n{HEAD}    return body()  # noqa\n"
    ),
    "in a file that is left out": lambda: write("index.py", "# fclint: skip-file\n"),
    "other environment": lambda: write("pyvenv.cfg", ""),
}


@pytest.mark.usefixtures("_age")
@pytest.mark.parametrize("change", REMOVALS.values(), ids=REMOVALS.keys())
def test_findings_that_are_gone_are_not_told(change: Change) -> None:
    write("helper.py", TEXT)
    os.mkdir(".git")
    before, _ = lint()
    assert before.findings
    change()
    after, _ = lint()
    assert after == plain()
    assert lint()[0] == after
    if not os.path.exists("pyvenv.cfg"):  # which means nothing in the folder that is linted
        assert after.findings == ()


@pytest.mark.usefixtures("_age")
def test_configuration_that_changes_and_goes() -> None:
    write("helper.py", TEXT)
    write("base.toml", "ignore = ['FC301']\n")
    write("pyproject.toml", "[tool.fclint]\nextend = 'base.toml'\n")
    assert lint()[0].findings == ()
    write("base.toml", "ignore = ['FC302']\n")
    assert lint()[0] == plain()
    assert lint()[0].findings
    write("sub/pyproject.toml", "[tool.fclint]\nignore = ['FC301']\n")
    assert lint()[0] == plain()
    os.unlink("pyproject.toml")
    assert lint()[0] == plain()
    write("pyproject.toml", "[tool.fclint]\nselct = []\n")
    with pytest.raises(fclint.request.ConfigError):
        lint()


@pytest.mark.usefixtures("_age")
def test_manifests() -> None:
    write("index.py", "def handler(event, context):\n    return 1\n")
    before, _ = lint()
    assert lint()[1]
    write("s.yaml", MANIFEST)
    deployed, known = lint()
    assert not known
    assert deployed == plain()
    assert deployed != before
    assert lint() == (deployed, True)
    write("s.yaml", MANIFEST.replace("index.handler", "gone.handler"))
    missing, _ = lint()
    assert missing == plain()
    assert [each.code for each in missing.findings] == ["FC002"]
    assert lint() == (missing, True)
    write("gone.py", "def handler(event, context):\n    return 1\n")
    assert lint()[0] == plain()
    assert lint()[0].findings == ()
    os.unlink("s.yaml")
    assert lint()[0] == plain()


@pytest.mark.usefixtures("_age")
def test_a_touched_file_is_the_same(analysed: list[str]) -> None:
    first, _ = lint()
    analysed.clear()
    os.utime("helper.py", (0, 0))
    os.utime("sub", (0, 0))
    assert lint() == (first, True)
    assert analysed == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need privileges")
@pytest.mark.usefixtures("_age")
@pytest.mark.parametrize("inside", [True, False], ids=["inside", "outside"])
def test_links_that_lead_elsewhere(inside: bool) -> None:
    folder = "sub" if inside else "../outside"
    write(f"{folder}/one.txt", f"{HEAD}    return [b'']\n")
    write(f"{folder}/two.txt", f"{HEAD}    return 'text'\n")
    os.symlink(f"{folder}/one.txt", "link.py")
    assert lint()[0].findings == ()
    os.unlink("link.py")
    os.symlink(f"{folder}/two.txt", "link.py")
    after, _ = lint()
    assert after == plain()
    assert after.findings
    os.unlink(f"{folder}/two.txt")
    assert lint()[0] == plain()
    write(f"{folder}/two.txt", f"{HEAD}    return 'text'\n")
    assert lint()[0] == plain() == after


@pytest.mark.skipif(sys.platform == "win32", reason="links need privileges")
@pytest.mark.usefixtures("_age")
def test_a_package_that_becomes_a_link_out_of_the_project() -> None:
    write("pkg/inner.py", TEXT)
    before, _ = lint()
    assert before.findings
    os.mkdir("../outside")
    os.rename("pkg/inner.py", "../outside/inner.py")
    os.symlink("../../outside/inner.py", "pkg/inner.py")
    assert lint()[0] == plain() != before


@pytest.mark.usefixtures("_age")
def test_a_renamed_parent_and_another_working_directory(tmp_path: Path) -> None:
    cache = str(tmp_path / "cache")
    write("helper.py", TEXT)
    lint(folder=cache)
    os.chdir("..")
    os.rename("p", "q")
    write("p/index.py", f"{HEAD}    return [b'']\n")
    assert lint("p", folder=cache)[0] == plain("p")
    assert lint("q", folder=cache)[0] == plain("q")
    os.chdir("q")
    assert lint(folder=cache)[0] == plain()
    assert {os.path.dirname(each.span.filename) for each in plain().findings} == {os.getcwd()}


@pytest.mark.usefixtures("_age")
def test_targets_thresholds_and_named_handlers() -> None:
    write("index.py", f"{HEAD}    return 'text'\n\ndef other(environ, answer):\n    return 1\n")
    for options in (
        {},
        {"target": "wsgi"},
        {"target": "fc2"},
        {"handlers": ("index.other",)},
        {"select": ("FC3",)},
    ):
        assert lint(**options)[0] == plain(**options)
    assert lint(target="wsgi")[0] != lint(target="fc2")[0]
    assert lint("index.py")[0] == plain("index.py")
    assert lint("none.py", "sub")[0] == plain("none.py", "sub")


def test_another_version_begins_afresh(
    monkeypatch: pytest.MonkeyPatch, analysed: list[str]
) -> None:
    lint()
    analysed.clear()
    monkeypatch.setattr("fclint.cache.outcomes._stamp", lambda: "fclint 99")
    _, known = lint()
    assert not known
    assert len(analysed) == 3


def test_changed_code_is_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    package = tmp_path / "package"
    (package / "analysis").mkdir(parents=True)
    monkeypatch.setattr("fclint.cache.outcomes.__file__", str(package / "cache" / "outcomes.py"))
    seen = {_stamp()}
    for name in ("cache.py", "analysis/data.json", "analysis/new.py"):
        (package / name).write_text("1", encoding="utf-8")
        assert _stamp() == _stamp()
        seen.add(_stamp())
    os.utime(package / "cache.py", (1, 1))
    seen.add(_stamp())
    assert len(seen) == 5
    assert all(fclint.__version__ in stamp and sys.version in stamp for stamp in seen)


# --- the folder


def _entries() -> list[Path]:
    return sorted(Path(".fclint_cache", fclint.__version__).iterdir())


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: b"\xff" * 100,
        lambda data: b"00000000\n{}",
        lambda data: data.replace(b"helper", b"holper"),
        lambda data: _resealed(b"[]"),
        lambda data: _resealed(b"[" * 100_000),
        lambda data: _resealed(data.split(b"\n", 1)[1].replace(b'"facts"', b'"fact"')),
        lambda data: _resealed(data.split(b"\n", 1)[1].replace(b'"Outcome"', b'"os.system"')),
        lambda data: _resealed(data.split(b"\n", 1)[1].replace(b'"FileResult"', b'"Span"')),
    ],
)
def test_damaged_entries_are_none(damage: Callable[[bytes], bytes]) -> None:
    write("helper.py", TEXT)
    first, _ = lint()
    for entry in _entries():
        entry.write_bytes(damage(entry.read_bytes()))
    assert lint()[0] == first
    assert lint() == (first, True)


def _resealed(data: bytes) -> bytes:
    return cache_folder._checksum(data) + data


def test_the_folder_says_what_it_is_and_is_no_part_of_a_repository() -> None:
    lint()
    assert (
        Path(".fclint_cache/CACHEDIR.TAG")
        .read_text(encoding="utf-8")
        .startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    )
    assert "*" in Path(".fclint_cache/.gitignore").read_text(encoding="utf-8").split("\n")
    assert all(entry.name.endswith(".json") for entry in _entries())


def test_it_does_not_grow_without_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    lint()
    abandoned = Path(".fclint_cache", fclint.__version__, "1-2-3.tmp")
    abandoned.write_bytes(b"")
    os.utime(abandoned, (0, 0))
    old = Path(".fclint_cache", "0.0.1", "run-1.json")
    write(str(old), "{}")
    os.utime(old, (0, 0))
    monkeypatch.setattr(cache_folder, "MOST_ENTRIES", 3)
    write("helper.py", TEXT)
    outcome, _ = lint()
    assert len(_entries()) == 3
    assert not abandoned.exists()
    assert not old.exists()
    assert lint() == (outcome, True)
    monkeypatch.setattr(cache_folder, "MOST_BYTES", 1)
    write("helper.py", BYTES)
    assert lint()[0] == plain()
    assert _entries() == []


def test_what_is_stored_is_data_and_no_code() -> None:
    write("helper.py", TEXT)
    lint()
    for entry in _entries():
        checksum, _, data = entry.read_bytes().partition(b"\n")
        assert len(checksum) == 8
        assert json.loads(data)["stamp"]
