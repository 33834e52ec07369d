#!/usr/bin/env python3
"""Writes docs/rules/ and the rule table of README.md from the rules themselves, and
docs/validators.md from what fclint and WSGI validators say of small applications.

Run without arguments to write; with ``--check`` to exit 1 and name the files that are not up to
date, writing nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import validators_page
from fclint.documentation import rule_documentation
from fclint.registry import own_rules
from fclint.rule import Example, Rule

ROOT = Path(__file__).resolve().parent.parent
RULE_PAGES = Path("docs/rules")
README = Path("README.md")
TABLE_BEGINS = "<!-- rules: begin (written by scripts/generate_docs.py) -->"
_LANGUAGES = {".py": "python", ".yaml": "yaml", ".yml": "yaml", ".tf": "terraform", ".toml": "toml"}
TABLE_ENDS = "<!-- rules: end -->"


def generated(rules: Iterable[Rule], readme: str) -> dict[Path, str]:
    """Every generated file, by its path in the project, with the text that it should have.

    ``readme`` is the present README: all but its rule table is kept. Raises ValueError if it has
    no markers for the table.
    """
    ordered = sorted(rules, key=lambda rule: rule.code)
    files = {RULE_PAGES / f"{rule.code}.md": page(rule) for rule in ordered}
    files[RULE_PAGES / "README.md"] = index(ordered)
    files[README] = with_table(readme, table(ordered, f"{RULE_PAGES.as_posix()}/"))
    return files


def page(rule: Rule) -> str:
    """The documentation of one rule as Markdown: metadata, the module's text, its examples."""
    return "\n".join(
        [
            f"<!-- Written by scripts/generate_docs.py from {source_of(rule)}: edit that. -->",
            "",
            f"# {rule.code}: {rule.name}",
            "",
            rule.summary,
            "",
            "| On Function Compute (`fc2`) | On other WSGI servers (`wsgi`) | Fix | Since |",
            "|---|---|---|---|",
            f"| {severity(rule, 'fc2')} | {severity(rule, 'wsgi')} "
            f"| {rule.fixable} | {rule.since} |",
            "",
            documentation(rule),
            "",
            *([f"A dry run does not report it: {rule.static_only}.", ""] * bool(rule.static_only)),
            *sections("Reported", rule.reported),
            *sections("Not reported", rule.clean),
            f"[All rules](README.md) · silence one line with `# noqa: {rule.code}` · "
            "[configuration](../configuration.md)",
            "",
        ]
    )


def index(rules: Iterable[Rule]) -> str:
    """The page that lists all rules, as Markdown."""
    return "\n".join(
        [
            "<!-- Written by scripts/generate_docs.py. -->",
            "",
            "# Rules",
            "",
            "`fclint rule CODE` prints the same pages in the terminal.",
            "",
            table(rules, ""),
            "",
        ]
    )


def table(rules: Iterable[Rule], folder: str) -> str:
    """A Markdown table of the rules whose links lead to the pages in ``folder``."""
    rows = [
        f"| [{rule.code}]({folder}{rule.code}.md) | {rule.name} | {cell(rule.summary)} "
        f"| {severity(rule, 'fc2')} | {severity(rule, 'wsgi')} |"
        for rule in rules
    ]
    head = ["| Code | Name | What it reports | `fc2` | `wsgi` |", "|---|---|---|---|---|"]
    return "\n".join(head + rows)


def with_table(readme: str, rows: str) -> str:
    """``readme`` with what stands between its markers replaced by ``rows``."""
    before, begins, rest = readme.partition(TABLE_BEGINS)
    _, ends, after = rest.partition(TABLE_ENDS)
    if not begins or not ends:
        raise ValueError(f"{README} lacks the markers of the rule table")
    return f"{before}{begins}\n{rows}\n{ends}{after}"


def documentation(rule: Rule) -> str:
    """The text of the rule's module, with a Markdown heading above each section."""
    parts = rule_documentation(rule).sections.items()
    return "\n\n".join(f"## {heading}\n\n{text}" for heading, text in parts)


def sections(title: str, examples: Iterable[Example]) -> list[str]:
    """The lines of a Markdown section that shows ``examples`` as they are tested."""
    lines = [f"## {title}", ""]
    for example in examples:
        target = "" if example.target == "fc2" else f" (target `{example.target}`)"
        lines += [f"{example.title}{target}:", ""]
        if example.static_only:
            lines += [f"(A dry run does not show it: {example.static_only}.)", ""]
        for name, text in example.texts.items():
            caption = [f"`{name}`", ""] if example.files else []
            lines += [*caption, f"```{_LANGUAGES[Path(name).suffix]}", text.strip(), "```", ""]
    return lines


def severity(rule: Rule, target: str) -> str:
    """How loud the rule is on ``target``; a dash where it says nothing there."""
    found = rule.severity.get(target)
    return found.label if found else "–"


def source_of(rule: Rule) -> str:
    """The rule's file, relative to the project."""
    return f"rules/{type(rule).__module__.rpartition('.')[2]}.py"


def cell(text: str) -> str:
    """``text`` so that it stays within one cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


def outdated(files: Mapping[Path, str], root: Path) -> list[Path]:
    """The generated files that are missing or differ, and pages that no rule has any more."""
    changed = [
        path
        for path, text in files.items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text
    ]
    pages = (path.relative_to(root) for path in (root / RULE_PAGES).glob("*.md"))
    return sorted({*changed, *(path for path in pages if path not in files)})


def main() -> int:
    """Writes or checks the files; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 if outdated")
    arguments = parser.parse_args()

    files = generated(own_rules(), (ROOT / README).read_text(encoding="utf-8"))
    page = ROOT / validators_page.PAGE
    if not page.is_file() or not validators_page.is_current(page.read_text(encoding="utf-8")):
        files[validators_page.PAGE] = validators_page.page()
    stale = outdated(files, ROOT)
    for path in stale:
        if arguments.check:
            print(f"{path} is not up to date: run `make docs`", file=sys.stderr)
        elif path in files:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(files[path], encoding="utf-8", newline="\n")
            print(f"wrote {path}")
        else:
            (ROOT / path).unlink()
            print(f"removed {path}: no rule has this code")
    return 1 if stale and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
