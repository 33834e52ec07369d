"""Small applications that break one thing each, or nothing: fclint says so, and what four WSGI
validators say of them is what docs/validators.md tells."""

from __future__ import annotations

from pathlib import Path

import pytest

import validators_page
from mini_apps import APPS, GROUPS
from mini_apps.app import MiniApp
from validators import CRASHED, REPORTED, SILENT, VALIDATORS, check, dry_run, validate

TARGETS = ("fc2", "wsgi")
PAGE = Path(__file__).resolve().parent.parent / validators_page.PAGE

apps = pytest.mark.parametrize(
    "app", APPS, ids=[f"{title}: {app.name}" for title, some in GROUPS for app in some]
)


@apps
@pytest.mark.parametrize("target", TARGETS)
def test_the_dry_run_reports_the_breach_and_nothing_else(
    app: MiniApp, target: str, tmp_path: Path
) -> None:
    assert dry_run(app, target, tmp_path) == app.expected(target)


@apps
@pytest.mark.parametrize("target", TARGETS)
def test_static_analysis_foresees_it(app: MiniApp, target: str) -> None:
    assert check(app, target) == (set() if app.unforeseen else app.expected(target))


@apps
def test_an_application_is_legal_or_says_what_is_wrong(app: MiniApp) -> None:
    expected = {target: app.expected(target) for target in TARGETS}
    assert app.about
    if app.legal or app.unreported:
        assert not any(expected.values())
        assert not (app.legal and app.unreported)
    else:
        assert expected["wsgi"]


def test_there_are_both_kinds() -> None:
    titles = [app.name for _, some in GROUPS for app in some]
    assert all(len({app.name for app in some}) == len(some) for _, some in GROUPS)
    assert len(titles) >= 130
    assert sum(app.legal for app in APPS) >= 40


def named(group: str, name: str) -> MiniApp:
    (found,) = (app for title, some in GROUPS if title == group for app in some if app.name == name)
    return found


# Some of what was found out about the validators by reading them: the table as a whole is compared
# below, these are here so that a mistake in driving them can't pass for their silence.
KNOWN = [
    ("The status", "an int", (REPORTED, f"{REPORTED}, {CRASHED}", REPORTED, REPORTED)),
    ("The status", "empty", (CRASHED, CRASHED, CRASHED, REPORTED)),
    ("The status", "CR and LF", (SILENT,) * 4),
    ("start_response", "never called, empty list", (SILENT,) * 4),
    ("start_response", "never called, with a body", (REPORTED,) * 4),
    ("start_response", "called twice", (SILENT,) * 4),
    ("The headers", "a dot in a name", (REPORTED, SILENT, REPORTED, REPORTED)),
    ("The headers", "a relative Location", (SILENT, REPORTED, SILENT, SILENT)),
    ("The headers", "DEL in a value", (SILENT,) * 4),
    ("The body", "a coroutine", (CRASHED, CRASHED, CRASHED, REPORTED)),
    ("The body", "a generator that fails midway", (SILENT,) * 4),
    ("wsgi.input and wsgi.errors", "the input is closed", (REPORTED,) * 4),
    ("wsgi.input and wsgi.errors", "read() of a str", (SILENT,) * 4),
    ("environ, which is the server's", "a port that is an int",
     (REPORTED, SILENT, REPORTED, REPORTED)),
]  # fmt: skip


@pytest.mark.parametrize(("group", "name", "seen"), KNOWN)
def test_what_the_validators_say(
    group: str, name: str, seen: tuple[str, ...], tmp_path: Path
) -> None:
    app = named(group, name)
    assert tuple(validate(each, app, tmp_path).words for each in VALIDATORS) == seen


@pytest.mark.slow
def test_the_page_tells_what_is_seen() -> None:
    assert validators_page.is_current(PAGE.read_text(encoding="utf-8")), "run `make docs`"
