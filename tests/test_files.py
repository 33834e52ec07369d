"""Which files are linted."""

import os
import sys
from pathlib import Path

import pytest

from fclint.source.files import Discovery, discover


def write(root: Path, *names: str, content: str = "") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


def names(found: Discovery, root: Path) -> list[str]:
    return [Path(entry.path).relative_to(root).as_posix() for entry in found.files]


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b.py", "a/z.py", "a/b/c.pyw", "a.txt", "a/stub.pyi")
    assert names(discover([str(tmp_path)]), tmp_path) == ["a/b/c.pyw", "a/z.py", "b.py"]


def test_paths_stay_as_short_as_they_were_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "src/app.py")
    monkeypatch.chdir(tmp_path)
    here, there = discover(["."]), discover(["./src/", "src/app.py"])
    assert [entry.path for entry in here.files] == [os.path.join("src", "app.py")]
    assert [entry.path for entry in there.files] == [os.path.join("src", "app.py")]


def test_usual_folders_are_left_out_unless_named(tmp_path: Path) -> None:
    write(tmp_path, "app.py", ".git/a.py", "node_modules/a.py", "build/a.py", "x.egg-info/a.py")
    write(tmp_path, "myenv/pyvenv.cfg", "myenv/lib/a.py")
    assert names(discover([str(tmp_path)]), tmp_path) == ["app.py"]
    assert names(discover([str(tmp_path / "build")]), tmp_path) == ["build/a.py"]
    assert names(discover([str(tmp_path / "myenv")]), tmp_path) == ["myenv/lib/a.py"]


def test_a_named_file_is_always_linted(tmp_path: Path) -> None:
    write(tmp_path, "build/script", "gen.py")
    write(tmp_path, ".gitignore", content="*")
    paths = [str(tmp_path / "build/script"), str(tmp_path / "gen.py")]
    found = discover(paths, exclude=["gen.py"], exclude_root=str(tmp_path))
    assert names(found, tmp_path) == ["build/script", "gen.py"]
    assert all(entry.named for entry in found.files)


def test_gitignore_files_count_from_the_root_of_the_repository(tmp_path: Path) -> None:
    write(tmp_path, "repo/.git/HEAD")
    write(tmp_path, ".gitignore", content="*.py\n")
    write(tmp_path, "repo/.gitignore", content="gen_*\n/only_here.py\nout/\n")
    write(tmp_path, "repo/src/.gitignore", content="!gen_but.py\n")
    write(tmp_path, "repo/src/app.py", "repo/src/gen_a.py", "repo/src/gen_but.py")
    write(tmp_path, "repo/src/only_here.py", "repo/only_here.py", "repo/src/out/a.py")
    kept = ["src/app.py", "src/gen_but.py", "src/only_here.py"]
    root = tmp_path / "repo"
    assert names(discover([str(root)]), root) == kept
    assert names(discover([str(root / "src")]), root) == kept
    assert names(discover([str(root / "src/out")]), root) == ["src/out/a.py"]
    assert len(discover([str(root)], respect_gitignore=False).files) == 6


def test_excludes_are_patterns(tmp_path: Path) -> None:
    write(tmp_path, "app.py", "tests/a.py", "src/tests/a.py", "src/x_pb2.py")
    found = discover([str(tmp_path)], exclude=["/tests", "*_pb2.py"], exclude_root=str(tmp_path))
    assert names(found, tmp_path) == ["app.py", "src/tests/a.py"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_do_not_lead_in_circles(tmp_path: Path) -> None:
    write(tmp_path, "a/app.py")
    (tmp_path / "a/loop").symlink_to(tmp_path)
    (tmp_path / "a/self.py").symlink_to(tmp_path / "a/self.py")
    (tmp_path / "a/gone.py").symlink_to(tmp_path / "nowhere")
    (tmp_path / "a/link.py").symlink_to(tmp_path / "a/app.py")
    found = discover([str(tmp_path)])
    assert names(found, tmp_path) == ["a/app.py", "a/link.py"]
    named = discover([str(tmp_path / "a/link.py")])
    assert names(named, tmp_path) == ["a/link.py"]


def test_what_is_not_there_is_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "app.py")
    found = discover([str(tmp_path / "missing.py"), "bad\0name", str(tmp_path)])
    assert names(found, tmp_path) == ["app.py"]
    assert [error.path for error in found.errors if error.path.endswith("missing.py")] == [
        str(tmp_path / "missing.py")
    ]
    assert len(found.errors) == 2
    assert all(error.message for error in found.errors)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="everything can be read there"
)
def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "app.py", "closed/a.py")
    (tmp_path / "closed").chmod(0)
    try:
        found = discover([str(tmp_path)])
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert names(found, tmp_path) == ["app.py"]
    assert [error.path for error in found.errors] == [str(tmp_path / "closed")]
