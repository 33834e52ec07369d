"""Which file an import means."""

import sys
from pathlib import Path

import pytest

from fclint.source.module import SourceModule
from fclint.source.project import Project

FILES = {
    "index.py": "",
    "utils.py": "",
    "json.py": "",
    "sys.py": "",
    "email/text.py": "",
    "broken.py": "def (:\n",
    "pkg/__init__.py": "",
    "pkg/a.py": "",
    "pkg/logging.py": "",
    "pkg/sub/__init__.py": "",
    "pkg/sub/b.py": "",
    "space/c.py": "",
    "src/inner.py": "",
    "fn/index.py": "",
    "fn/local.py": "",
    "flask/__init__.py": "",
    "flask-3.0.dist-info/RECORD": "flask/__init__.py,,\n",
    "shop/__init__.py": "",
    "shop.egg-info/SOURCES.txt": "shop/__init__.py\n",
    "attic/__init__.py": "",
    "attic-1.0-py3.9.egg-info/installed-files.txt": "../attic/__init__.py\n",
    "barn.py": "",
    "barn-1.0.egg-info": "",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, content in {**FILES, "../outside.py": ""}.items():
        path = tmp_path / "code" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path / "code"


def lookup(root: Path, importer: str, name: str, level: int = 0) -> str | None:
    found = Project((str(root),)).find(name, str(root / importer), level)
    return None if found is None else Path(found.path).relative_to(root).as_posix()


@pytest.mark.parametrize(
    ("importer", "name", "level", "path"),
    [
        ("index.py", "utils", 0, "utils.py"),
        ("index.py", "pkg", 0, "pkg/__init__.py"),
        ("index.py", "pkg.sub.b", 0, "pkg/sub/b.py"),
        ("index.py", "space.c", 0, "space/c.py"),
        ("index.py", "space", 0, "space"),
        ("index.py", "inner", 0, "src/inner.py"),
        ("fn/index.py", "local", 0, "fn/local.py"),
        ("fn/index.py", "index", 0, "fn/index.py"),
        ("fn/index.py", "utils", 0, "utils.py"),
        ("pkg/sub/b.py", "a", 2, "pkg/a.py"),
        ("pkg/sub/b.py", "", 1, "pkg/sub/__init__.py"),
        ("pkg/__init__.py", "a", 1, "pkg/a.py"),
        ("index.py", "json", 0, "json.py"),
        ("pkg/a.py", "logging", 0, None),
        ("index.py", "email", 0, None),
        ("index.py", "sys", 0, None),
        ("index.py", "flask", 0, None),
        ("index.py", "shop", 0, "shop/__init__.py"),
        ("index.py", "attic", 0, None),
        ("index.py", "barn", 0, None),
        ("index.py", "requests", 0, None),
        ("index.py", "pkg.missing", 0, None),
        ("index.py", "outside", 2, None),
        ("index.py", "a/../utils", 0, None),
    ],
)
def test_imports(root: Path, importer: str, name: str, level: int, path: str | None) -> None:
    assert lookup(root, importer, name, level) == path


def test_what_is_found_is_parsed_once_and_remembered(root: Path) -> None:
    reads: list[str] = []

    def read(path: str) -> bytes:
        reads.append(path)
        return Path(path).read_bytes()

    project = Project((str(root),), read)
    one = project.find("utils", str(root / "index.py"))
    other = project.find("utils", str(root / "fn/index.py"))
    assert one is not None
    assert other is not None
    assert one.module is other.module is project.load(str(root / "utils.py"))
    assert reads == [str(root / "utils.py")]
    assert project.dependencies == (str(root / "utils.py"),)


def test_a_broken_file_is_found_without_a_module(root: Path) -> None:
    found = Project((str(root),)).find("broken", str(root / "index.py"))
    assert found is not None
    assert (found.module, found.is_package) == (None, False)


def test_packages_say_so(root: Path) -> None:
    project = Project((str(root),))
    package = project.find("pkg", str(root / "index.py"))
    space = project.find("space", str(root / "index.py"))
    assert package is not None
    assert space is not None
    assert (package.is_package, package.is_namespace) == (True, False)
    assert (space.is_package, space.is_namespace, space.module) == (True, True, None)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_do_not_lead_out_of_the_project(root: Path) -> None:
    (root / "linked.py").symlink_to(root.parent / "outside.py")
    assert lookup(root, "index.py", "linked") is None


def test_imported_files_are_called_as_the_user_calls_them(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    found = Project((".",)).find("utils", "index.py")
    assert found is not None
    assert found.module is not None
    assert found.module.filename == "utils.py"


def test_a_package_whose_own_folder_is_linted_is_known_by_its_name(root: Path) -> None:
    package = root / "pkg"
    project = Project((str(package),))
    importer = str(package / "sub" / "b.py")

    found = project.find("pkg.a", importer)
    beside = project.find("utils", importer)

    assert found is not None
    assert Path(found.path) == package / "a.py"
    assert beside is None


def test_what_takes_much_memory_is_forgotten_and_read_again(root: Path) -> None:
    (root / "large.py").write_text("x = 1\n" + "# a comment\n" * 50_000)
    project = Project((str(root),))

    def module(name: str) -> SourceModule:
        found = project.find(name, str(root / "index.py"))
        assert found is not None
        assert found.module is not None
        return found.module

    large, small = module("large"), module("utils")
    project.make_room()
    assert module("utils") is small
    assert module("large") is not large
    assert module("large").text == large.text
