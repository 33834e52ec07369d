"""docs/validators.md: what fclint and four WSGI validators see in the same small applications."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parent.parent / "tests" / "support"))

from mini_apps import GROUPS, streams
from mini_apps.app import MiniApp
from validators import VALIDATORS, Outcome, check, dry_run, validate

PAGE = Path("docs/validators.md")
TARGETS = ("fc2", "wsgi")

Findings = Mapping[str, frozenset[tuple[str, int]]]
"""Codes and lines that were reported, by target."""


@dataclass(frozen=True, slots=True)
class Row:
    """One application, and what everybody says of it; None of fclint is a crash."""

    app: MiniApp
    dry_run: Findings | None
    check: Findings | None
    validators: tuple[Outcome, ...]


@lru_cache(maxsize=1)
def measured() -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Everything, run anew: about ten seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return tuple((title, tuple(_row(app, folder) for app in apps)) for title, apps in GROUPS)


def _row(app: MiniApp, folder: Path) -> Row:
    return Row(
        app,
        _findings(lambda target: dry_run(app, target, folder)),
        _findings(lambda target: check(app, target)),
        tuple(validate(validator, app, folder) for validator in VALIDATORS),
    )


def _findings(judge: Callable[[str], set[tuple[str, int]]]) -> Findings | None:
    try:
        return {target: frozenset(judge(target)) for target in TARGETS}
    except Exception:
        return None


def page() -> str:
    """The text of the page."""
    groups = measured()
    return "\n".join(
        [
            "<!-- Written by scripts/generate_docs.py from tests/support/mini_apps. -->",
            "",
            "# fclint beside the WSGI validators",
            "",
            *_introduction(groups),
            *_summary([row for _, rows in groups for row in rows if not _of_server(row.app)]),
            *(line for title, rows in groups for line in _section(title, rows)),
            *_reasons(row.app for _, rows in groups for row in rows),
        ]
    )


def is_current(text: str) -> bool:
    """Whether ``text`` is what :func:`page` gives, whatever versions it was measured with."""
    return _without_versions(text) == _without_versions(page())


def _without_versions(text: str) -> str:
    return re.sub(r"^Measured with .*$", "", text, flags=re.MULTILINE)


def _of_server(app: MiniApp) -> bool:
    return app in streams.ENVIRON


def _introduction(groups: Sequence[tuple[str, tuple[Row, ...]]]) -> Iterator[str]:
    apps = [row.app for _, rows in groups for row in rows]
    wrong = sum(not app.legal for app in apps)
    versions = ", ".join(f"{each.name} {each.version}" for each in VALIDATORS)
    yield from (
        f"{len(apps)} small applications, {wrong} of which break one thing each; the others look",
        "odd and are legal. `fclint dry-run` and `fclint check` judge them, and four validators",
        "are put around them and called as a server does it: the body is read to its end and",
        "closed. A test runs all of it again and compares.",
        "",
        f"Measured with {versions}.",
        "",
        "- A code: fclint reports it, on the line concerned, and nothing else; for one target",
        "  alone where that is said.",
        "- *reported*: the validator stops with its own error, or warns.",
        "- *crashed*: it fails on something else, such as an AttributeError in its own code.",
        "- *false alarm*: it reports what is legal.",
        "- –: nothing is said. What an application itself raises is no report.",
        "",
    )


def _summary(rows: Sequence[Row]) -> Iterator[str]:
    wrong = [row for row in rows if not row.app.legal]
    legal = [row for row in rows if row.app.legal]
    yield f"| | breaches seen, of {len(wrong)} | false alarms, of {len(legal)} | crashes |"
    yield "|---|---|---|---|"
    for name, field in (("fclint dry-run", "dry_run"), ("fclint check", "check")):
        seen, alarms = (
            sum(any((getattr(row, field) or {}).values()) for row in some)
            for some in (wrong, legal)
        )
        crashes = sum(getattr(row, field) is None for row in rows)
        yield f"| {name} | {seen} | {alarms} | {crashes} |"
    for index, validator in enumerate(VALIDATORS):
        seen, alarms = (
            sum(bool(row.validators[index].told) for row in some) for some in (wrong, legal)
        )
        crashes = sum(bool(row.validators[index].crash) for row in rows)
        yield f"| {validator.name} | {seen} | {alarms} | {crashes} |"
    yield ""
    yield "What a server does wrong, at the end of this page, is left out of these figures."
    yield ""


def _section(title: str, rows: Sequence[Row]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield "| application | why | dry-run | check | " + " | ".join(
        validator.name for validator in VALIDATORS
    ) + " |"  # fmt: skip
    yield "|---|---|---|---|" + "---|" * len(VALIDATORS)
    for row in rows:
        legal = row.app.legal
        cells = [
            row.app.name,
            f"legal: {row.app.about}" if legal else row.app.about,
            _codes(row.dry_run, legal),
            _codes(row.check, legal),
            *(_words(outcome, legal) for outcome in row.validators),
        ]
        yield "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
    yield ""


def _codes(findings: Findings | None, legal: bool) -> str:
    """The codes that were reported, with the target where it is only one."""
    if findings is None:
        return "**crashed**"
    codes = sorted({code for found in findings.values() for code, _ in found})
    told = []
    for code in codes:
        targets = [name for name in TARGETS if code in {each for each, _ in findings[name]}]
        told.append(code if len(targets) == len(TARGETS) else f"{code} ({targets[0]})")
    return ", ".join([*(["**false alarm**"] if legal and told else []), *told]) or "–"


def _words(outcome: Outcome, legal: bool) -> str:
    told = "**false alarm**" if legal else "reported"
    words = [told] if outcome.told else []
    return ", ".join([*words, *(["**crashed**"] if outcome.crash else [])]) or "–"


def _reasons(apps: Iterable[MiniApp]) -> Iterator[str]:
    """What fclint does not report, and why."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for app in apps:
        if app.unreported:
            reasons.setdefault(("fclint", app.unreported), []).append(app.name)
        if app.unforeseen:
            reasons.setdefault(("`fclint check`", app.unforeseen), []).append(app.name)
    yield "## What fclint does not say"
    yield ""
    for (who, reason), names in reasons.items():
        yield f"- {who}, of *{'*, *'.join(names)}*: {reason}."
    yield ""
