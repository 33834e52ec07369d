"""The text reports: what people read on a finding, and that nothing in it steers a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

from fclint.finding import Finding, Fix, Related, Severity, Span, Step
from fclint.report import concise, full, summary
from fclint.report.sources import Sources
from fclint.report.style import Style
from fclint.report.visible import width

SOURCE = b"""\
def handler(environ, start_response):
    ok = environ['REQUEST_METHOD'] == 'GET'
    if ok:
        start_response('200 OK', [])
    return [b'']
"""
FINDING = Finding(
    code="FC202",
    name="start-response-missing",
    message="returns without having called start_response",
    severity=Severity.ERROR,
    span=Span("index.py", 5, 5, 5, 17),
    noqa_rows=(5, 5),
    url="https://example.com/FC202.md",
    target="fc2",
    consequence="the runtime reports success without status or headers",
    advice="call start_response on every path",
    handlers=("handler",),
    witness=(Step("index.py", 3, "`ok` is false"),),
)


def report(finding: Finding, *, columns: int = 100, colour: bool = False) -> list[str]:
    sources = Sources({"index.py": SOURCE, "lib.py": b"def f():\n    return None\n"})
    return list(full.render([finding], sources, Style(colour=colour, columns=columns)))


def test_a_finding_is_told_from_the_message_to_the_link() -> None:
    assert report(FINDING) == [
        "index.py:5:5: FC202 [error] returns without having called start_response",
        "  |",
        "3 |     if ok:",
        "4 |         start_response('200 OK', [])",
        "5 |     return [b'']",
        "  |     ^^^^^^^^^^^^",
        "  |",
        "  = Path:",
        "      line 3: `ok` is false",
        "  = On Function Compute: the runtime reports success without status or headers",
        "  = Use instead: call start_response on every path",
        "  = https://example.com/FC202.md",
        "",
    ]


def test_another_target_is_called_by_its_name() -> None:
    lines = report(replace(FINDING, target="wsgi", consequence="it fails"))
    assert "  = On a WSGI server: it fails" in lines


def test_steps_in_other_files_say_so_and_texts_are_aligned() -> None:
    steps = (Step("index.py", 3, "one"), Step("lib.py", 12, "two"))
    lines = report(replace(FINDING, witness=steps))
    assert "      line  3:        one" in lines
    assert "      lib.py line 12: two" in lines


def test_of_a_very_long_path_the_middle_is_left_out() -> None:
    steps = tuple(Step("index.py", 3, f"step {number}") for number in range(40))
    lines = report(replace(FINDING, witness=steps))
    shown = [line.rpartition(": ")[2] for line in lines if ": step" in line]
    assert shown[:2] == ["step 0", "step 1"]
    assert shown[-1] == "step 39"
    assert f"      ... {40 - len(shown)} more decisions ..." in lines


def test_related_places_are_shown_with_their_line() -> None:
    related = Related(Span("lib.py", 2, 5, 2, 16), "`f` returns it here")
    lines = report(replace(FINDING, related=(related,)))
    begin = lines.index("  = `f` returns it here: lib.py:2:5")
    assert lines[begin + 1 : begin + 5] == [
        "  |",
        "2 |     return None",
        "  |     ^^^^^^^^^^^",
        "  |",
    ]


def test_handlers_are_listed_where_there_are_several() -> None:
    assert "  = Handlers: a, b" in report(replace(FINDING, handlers=("a", "b")))
    many = report(replace(FINDING, handlers=tuple("abcdef")))
    assert "  = Handlers: a, b, c, and 3 more" in many


def test_long_texts_are_wrapped_and_links_are_not() -> None:
    finding = replace(FINDING, consequence="word " * 60, url="https://example.com/" + "x" * 90)
    lines = report(finding, columns=60)
    assert all(
        len(line) <= 60 for line in lines if "example.com" not in line and "FC202" not in line
    )
    assert sum(line.count("word") for line in lines) == 60


def test_a_file_that_is_gone_leaves_the_frame_out() -> None:
    finding = replace(FINDING, span=Span("gone.py", 5, 5, 5, 17))
    assert [line for line in report(finding) if "|" in line] == []
    assert "  = Path:" in report(finding)


def test_colours_change_nothing_but_the_colours() -> None:
    coloured = report(FINDING, colour=True)
    assert coloured != report(FINDING)
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in coloured] == report(FINDING)


def test_nothing_of_a_source_a_message_or_a_name_reaches_the_terminal_raw() -> None:
    evil = "\x1b]0;owned\x07\u202e\r\x9b2J"
    finding = replace(
        FINDING,
        message=evil,
        span=Span(f"{evil}.py", 1, 1, 1, 2),
        consequence=evil,
        advice=evil,
        url=evil,
        handlers=(evil, evil),
        witness=(Step(f"{evil}x.py", 1, evil),),
        related=(Related(Span(f"{evil}.py", 1, 1, 1, 2), evil),),
    )
    sources = Sources({f"{evil}.py": f"x = '{evil}'".encode()})
    text = "\n".join(
        [*full.render([finding], sources, Style()), *concise.render([finding], Style())]
    )
    assert text.replace("\n", "").isprintable()
    assert "\\x1b]0;owned\\x07\\u202e" in text


def test_columns_are_counted_in_characters_not_bytes() -> None:
    sources = Sources({"index.py": "x = '中文'; boom()\n".encode()})
    finding = replace(FINDING, span=Span("index.py", 1, 11, 1, 17), witness=())
    lines = list(full.render([finding], sources, Style()))
    assert width(lines[2][: lines[2].index("boom")]) == lines[3].index("^")


def test_sources_are_read_as_python_reads_them() -> None:
    sources = Sources(
        {
            "bom.py": b"\xef\xbb\xbfone\r\ntwo\rthree\x0cfour\xc2\x85five",
            "cookie.py": b"# coding: latin-1\nx = '\xe9'\n",
            "broken.py": b"x = '\xff'\n",
        }
    )
    assert sources.lines("bom.py") == ["one", "two", "three\x0cfour\x85five"]
    assert sources.lines("cookie.py")[1] == "x = 'é'"
    assert sources.lines("broken.py")[0] == "x = '\ufffd'"
    assert sources.lines("nowhere/at/all.py") == []


def test_concise_is_one_line_each() -> None:
    assert list(concise.render([FINDING], Style())) == [
        "index.py:5:5: FC202 returns without having called start_response"
    ]


def test_the_summary_counts_by_severity() -> None:
    warning = replace(FINDING, severity=Severity.WARNING)
    info = replace(FINDING, severity=Severity.INFO)
    assert summary.summary([]) == "All checks passed!"
    assert summary.summary([FINDING]) == "Found 1 error."
    assert summary.summary([warning, FINDING, FINDING]) == "Found 2 errors, 1 warning."
    assert summary.summary([info, info]) == "Found 2 notes."


def test_statistics_begin_with_the_most_frequent() -> None:
    other = replace(FINDING, code="FC301", name="str-body")
    lines = list(summary.statistics([FINDING, *[other] * 10], Style()))
    assert lines == ["10\tFC301\tstr-body", " 1\tFC202\tstart-response-missing"]
    assert list(summary.statistics([], Style())) == []


def test_statistics_say_what_can_be_fixed_as_ruff_does() -> None:
    safe, unsafe = (replace(FINDING, fix=Fix("mend it", (), each)) for each in (True, False))
    some = replace(safe, code="FC301", name="str-body")
    findings = [safe, some, replace(some, fix=None), replace(FINDING, code="FC303", name="x")]
    told = ["2\tFC301\t[-] str-body", "1\tFC202\t[*] start-response-missing", "1\tFC303\t[ ] x"]
    assert list(summary.statistics(findings, Style())) == told
    assert list(summary.statistics([unsafe], Style())) == ["1\tFC202\tstart-response-missing"]
    [line] = summary.statistics([unsafe], Style(unsafe_fixes=True))
    assert line == "1\tFC202\t[*] start-response-missing"
