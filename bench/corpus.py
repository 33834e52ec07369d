"""What the measurements are made on: packages at pinned versions, and Python's own library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fclint-bench"
WEB = (
    "bottle==0.13.4",
    "cheroot==11.1.2",
    "django==5.2.19",
    "falcon==4.4.0",
    "flask==3.1.3",
    "gunicorn==27.0.1",
    "pyramid==2.1",
    "webob==1.8.11",
    "werkzeug==3.1.9",
)
"""The libraries that handlers are written with."""
OTHERS = ("sympy==1.14.0",)
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder of sources. ``title`` says in words what it holds."""

    title: str
    folder: Path
    files: int
    lines: int

    def __str__(self) -> str:
        """In words."""
        return f"{self.title}: {self.files:,} files, {self.lines:,} lines"


def large() -> Corpus:
    """All packages and the standard library with its tests."""
    folder = CACHE / "large"
    _install(folder, (*WEB, *OTHERS))
    library = folder / "stdlib"
    if not library.exists():
        shutil.copytree(
            sysconfig.get_path("stdlib"),
            library,
            ignore=shutil.ignore_patterns("site-packages", "__pycache__", "lib2to3", "*.so"),
        )
    return _corpus("packages and the standard library", folder)


def web() -> Corpus:
    """The web libraries alone."""
    folder = CACHE / "web"
    _install(folder, WEB)
    return _corpus("web libraries", folder)


def project() -> Corpus:
    """A small project: the examples that come with fclint."""
    folder = CACHE / "project"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(EXAMPLES, folder, ignore=shutil.ignore_patterns("__pycache__", ".fclint_cache"))
    return _corpus("a small project", folder)


def one_file(corpus: Corpus) -> Corpus:
    """The largest of the files in ``corpus`` that define a handler."""
    holders = [
        path for path in corpus.folder.rglob("*.py") if b"start_response" in path.read_bytes()
    ]
    largest = max(holders, key=lambda path: (path.stat().st_size, path.name))
    return Corpus(f"one file ({largest.name})", largest, 1, largest.read_bytes().count(b"\n"))


def _install(folder: Path, packages: tuple[str, ...]) -> None:
    """Puts the sources of ``packages`` into ``folder``, unless they are there already."""
    done = folder / ".packages"
    wanted = "\n".join(packages)
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    subprocess.run(
        [*pip, "--no-deps", "--no-compile", "--target", str(folder), *packages], check=True
    )
    done.write_text(wanted, encoding="utf-8")


def _corpus(title: str, folder: Path) -> Corpus:
    files = list(folder.rglob("*.py"))
    return Corpus(title, folder, len(files), sum(path.read_bytes().count(b"\n") for path in files))
