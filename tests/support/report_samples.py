"""Reports to tell: ordinary findings, and such as try to break out of a format."""

from __future__ import annotations

from fclint.finding import Edit, Finding, Fix, Related, Severity, Span, Step
from fclint.report.formats import FORMATS, Report
from fclint.report.sources import Sources
from fclint.report.style import Style
from fclint.request import Outcome, Problem

ROOT = "/srv/project"
INDEX = f"{ROOT}/src/index.py"
HELPER = f"{ROOT}/src/page.py"
SOURCE = "x = 1\r\ndef handler(environ, start_response):\r\n    return 'gr\u00fc\u00dfe'\r\n"

STR_BODY = Finding(
    code="FC301",
    name="str-body",
    message="returns str 'gr\u00fc\u00dfe', not an iterable of bytes",
    severity=Severity.WARNING,
    span=Span(INDEX, 3, 5, 3, 19, 50, 66),
    noqa_rows=(3, 3),
    url="https://example.com/FC301.md",
    target="fc2",
    consequence="It is sent as UTF-8",
    advice="return `[text.encode()]`",
    handlers=("handler", "App.__call__"),
    witness=(Step(INDEX, 2, "`x` is true"), Step(HELPER, 4, "`y` is false")),
    related=(Related(Span(HELPER, 4, 5, 5, 9, 30, 50), "the text comes from here"),),
    fix=Fix("encode it", (Edit(57, 66, "[b'gr\u00fc\u00dfe']".encode()),), safe=True),
)
NEVER_CALLED = Finding(
    code="FC201",
    name="start-response-never-called",
    message="handler never calls start_response",
    severity=Severity.ERROR,
    span=Span(INDEX, 2, 5, 2, 12, 11, 18),
    noqa_rows=(2, 2),
    url="https://example.com/FC201.md",
)
NAMES = Finding(
    code="FC104",
    name="parameter-names",
    message="odd names",
    severity=Severity.INFO,
    span=Span(INDEX, 2, 13, 3, 2),
    noqa_rows=(2, 2),
    url="https://example.com/FC104.md",
)
HOSTILE_NAME = f'{ROOT}/::set-output name=a::b%0A,\x1b[31m<&"]]>\n\udcff{{0}}[x](1).py'
HOSTILE_TEXT = (
    "a\r\n::error::b%\x1b[31m\x00\ud800\u202e<&\"']]> {0} [x](https://example.com) \ufffe"
)
HOSTILE = Finding(
    code="FC301",
    name="str-body",
    message=HOSTILE_TEXT,
    severity=Severity.ERROR,
    span=Span(HOSTILE_NAME, 1, 1, 2, 1),
    noqa_rows=(1, 1),
    url="https://example.com/FC301.md",
    consequence=HOSTILE_TEXT,
    advice=HOSTILE_TEXT,
    handlers=(HOSTILE_TEXT,),
    witness=(Step(HOSTILE_NAME, 1, HOSTILE_TEXT),),
    related=(Related(Span(HOSTILE_NAME, 1, 1, 1, 2), HOSTILE_TEXT),),
    fix=Fix(HOSTILE_TEXT, (Edit(0, 1, b"\xff\x00]]>"),), safe=False),
)
HOSTILE_SOURCE = "# ::error::\x1b[0m ]]> \x00\u202e\r::warning::\n"

UNREADABLE = Problem(f"{ROOT}/secret.py", "cannot be read: Permission denied")
CRASHED = Problem(f"{ROOT}/odd.py", "KeyError: 'x'", "Traceback (most recent call last): ...")


def report(
    *findings: Finding,
    problems: tuple[Problem, ...] = (),
    notes: tuple[tuple[str, str], ...] = (),
    source: str = SOURCE,
    exit_code: int = 1,
) -> Report:
    contents = {INDEX: source.encode(), HELPER: b"", HOSTILE_NAME: HOSTILE_SOURCE.encode()}
    return Report(
        Outcome(files=(INDEX,), findings=findings, problems=problems, notes=notes),
        Sources(contents),
        Style(folder=ROOT),
        root=ROOT,
        exit_code=exit_code,
    )


def told(name: str, report: Report) -> list[str]:
    """The lines of ``report`` in the format called ``name``, which are the same another time."""
    lines = list(FORMATS[name].lines(report))
    assert lines == list(FORMATS[name].lines(report))
    return lines
