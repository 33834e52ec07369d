"""Which files are looked at as manifests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fclint.source.files import is_manifest_name
from fclint.source.manifests import find_manifests, manifests_above


def write(root: Path, *names: str, content: str = "") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


def relative(found: list[str], root: Path) -> list[str]:
    assert all(os.path.isabs(path) for path in found)
    return [Path(path).relative_to(root).as_posix() for path in found]


@pytest.mark.parametrize(
    "name",
    ["s.yaml", "s.yml", "s_en.yaml", "s-prod.yml", "s.dev.yaml", "template.yml", "template.yaml",
     "main.tf", "a.b.tf"],
)  # fmt: skip
def test_names_of_manifests(name: str) -> None:
    assert is_manifest_name(name)


@pytest.mark.parametrize(
    "name", ["publish.yaml", "fun.yml", "src.yaml", "S.yaml", "template.json", "s.yaml.bak", ".tf"]
)
def test_other_names(name: str) -> None:
    assert not is_manifest_name(name)


def test_in_and_above_the_linted_folder(tmp_path: Path) -> None:
    write(tmp_path, "s.yaml", "repo/.git/HEAD", "repo/s.yaml", "repo/app/s_en.yaml")
    write(tmp_path, "repo/app/src/index.py", "repo/app/src/infra/main.tf", "repo/other/s.yaml")
    assert relative(find_manifests([str(tmp_path / "repo/app/src")]), tmp_path) == [
        "repo/app/s_en.yaml",
        "repo/app/src/infra/main.tf",
        "repo/s.yaml",
    ]


def test_without_a_repository_nothing_above_counts(tmp_path: Path) -> None:
    write(tmp_path, "s.yaml", "src/index.py", "src/template.yml")
    assert relative(find_manifests([str(tmp_path / "src")]), tmp_path) == ["src/template.yml"]


def test_a_file_stands_for_its_folder(tmp_path: Path) -> None:
    write(tmp_path, "repo/.git/HEAD", "repo/s.yaml", "repo/src/index.py", "repo/src/sub/s.yaml")
    found = find_manifests([str(tmp_path / "repo/src/index.py")])
    assert relative(found, tmp_path) == ["repo/s.yaml"]
    found = find_manifests([str(tmp_path / "repo/src/sub/s.yaml")])
    assert relative(found, tmp_path) == ["repo/s.yaml", "repo/src/sub/s.yaml"]


def test_each_is_found_once(tmp_path: Path) -> None:
    write(tmp_path, ".git/HEAD", "s.yaml", "a/s.yaml", "b/index.py")
    folders = [str(tmp_path / name) for name in ("a", "b", "a", ".")]
    assert relative(find_manifests(folders), tmp_path) == ["a/s.yaml", "s.yaml"]


def test_what_is_excluded_is_not_searched(tmp_path: Path) -> None:
    write(tmp_path, ".git/HEAD", "keep/s.yaml", "node_modules/s.yaml", ".venv/s.yaml")
    write(tmp_path, ".s/build/s.yaml", ".fun/build/template.yml", ".terraform/modules/x/main.tf")
    write(tmp_path, "out/s.yaml", "gen/s.yaml")
    write(tmp_path, ".gitignore", content="out/\n")
    found = find_manifests([str(tmp_path)], exclude=["gen"], exclude_root=str(tmp_path))
    assert relative(found, tmp_path) == ["keep/s.yaml"]


def test_only_files_count(tmp_path: Path) -> None:
    write(tmp_path, ".git/HEAD", "src/index.py")
    (tmp_path / "s.yaml").mkdir()
    (tmp_path / "src/template.yml").symlink_to("nowhere")
    assert find_manifests([str(tmp_path / "src")]) == []


def test_what_is_not_there_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_manifests([str(tmp_path / "missing"), "bad\0name"]) == []
    assert manifests_above(str(tmp_path / "missing")) == []
