"""What is written about fclint agrees with fclint: pages, tables, changelog, links, settings."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

import generate_docs
import render_demo
from fclint.configuration.config import read_config
from fclint.configuration.options import OPTIONS
from fclint.registry import load_rules

ROOT = Path(__file__).resolve().parent.parent
PROSE = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
)
CONFIGURED = ("README.md", "README.zh-CN.md", "docs/configuration.md")

NAMES = {rule.code: rule.name for rule in load_rules()}


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def blocks(path: str, language: str) -> list[str]:
    """The code blocks of ``language`` in a Markdown file."""
    return re.findall(rf"^```{language}\n(.*?)^```", read(path), re.MULTILINE | re.DOTALL)


def test_generated_pages_and_tables_are_up_to_date() -> None:
    files = generate_docs.generated(load_rules(), read("README.md"))
    assert generate_docs.outdated(files, ROOT) == [], "run `make docs`"


def test_a_missing_a_changed_and_a_left_over_page_are_outdated(tmp_path: Path) -> None:
    files = generate_docs.generated(load_rules(), read("README.md"))
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert generate_docs.outdated(files, tmp_path) == []

    pages = generate_docs.RULE_PAGES
    (tmp_path / pages / "FC201.md").unlink()
    (tmp_path / pages / "FC202.md").write_text("old", encoding="utf-8")
    (tmp_path / pages / "FC999.md").write_text("of a rule that is no more", encoding="utf-8")
    assert generate_docs.outdated(files, tmp_path) == [
        pages / "FC201.md",
        pages / "FC202.md",
        pages / "FC999.md",
    ]


def test_a_readme_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="markers"):
        generate_docs.generated(load_rules(), "# fclint\n")


def test_changelog_names_every_rule_once_as_a_new_check() -> None:
    named = re.findall(r"\*\*new check\*\* (FC\d{3}) `([a-z-]+)`", read("CHANGELOG.md"))
    assert sorted(named) == sorted(NAMES.items())


def test_readme_and_pages_name_every_rule() -> None:
    table = re.findall(
        r"^\| \[(FC\d{3})\]\(docs/rules/\1\.md\) \| ([a-z-]+) \|", read("README.md"), re.M
    )
    pages = {path.stem for path in (ROOT / "docs" / "rules").glob("FC*.md")}
    assert table == sorted(NAMES.items())
    assert pages == set(NAMES)


@pytest.mark.parametrize("path", PROSE)
def test_prose_names_only_codes_that_exist(path: str) -> None:
    assert set(re.findall(r"\bFC\d{3}\b", read(path))) <= set(NAMES)


@pytest.mark.parametrize("path", PROSE)
def test_links_lead_somewhere(path: str) -> None:
    text = re.sub(r"^```.*?^```", "", read(path), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    local = [target.partition("#")[0] for target in targets if "://" not in target]
    folder = (ROOT / path).parent
    assert [target for target in local if target and not (folder / target).exists()] == []


@pytest.mark.parametrize("path", CONFIGURED)
def test_the_configuration_that_is_shown_is_valid(path: str, tmp_path: Path) -> None:
    shown = blocks(path, "toml")
    assert shown
    for number, block in enumerate(shown):
        file = tmp_path / str(number) / "pyproject.toml"
        file.parent.mkdir()
        file.write_text(block, encoding="utf-8")
        assert read_config(str(file)) is not None


def test_every_key_of_the_configuration_is_documented() -> None:
    documented = re.findall(r"^\| `([a-z-]+)` \|", read("docs/configuration.md"), re.MULTILINE)
    targets = {"wsgi", "fc2"}
    assert set(documented) - targets == set(OPTIONS)


@pytest.mark.parametrize("language", ["toml", "yaml"])
def test_both_readmes_show_the_same_settings(language: str) -> None:
    assert blocks("README.md", language) == blocks("README.zh-CN.md", language)


def test_both_readmes_show_the_same_commands() -> None:
    def commands(path: str) -> list[str]:
        lines = "".join(blocks(path, "console")).splitlines()
        return [line.partition("#")[0].rstrip() for line in lines]

    assert commands("README.md") == commands("README.zh-CN.md")


def test_the_picture_shows_what_fclint_prints() -> None:
    drawn = re.findall(r"<text[^>]*>(.*?)</text>", read("docs/demo.svg"), re.DOTALL)
    picture = re.sub(r"\s", "", unescape("".join(drawn)))
    printed = re.sub(r"\s", "", render_demo.output(color=False))
    assert printed
    assert printed in picture, "run `make docs`"
