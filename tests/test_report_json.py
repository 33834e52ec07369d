"""The JSON report: ruff's shape, so that what reads ruff reads fclint."""

from __future__ import annotations

import json
import os
from typing import Any

from fclint.finding import Edit, Finding, Fix, Related, Severity, Span, Step
from fclint.report.json import render
from fclint.report.sources import Sources

FINDING = Finding(
    code="FC301",
    name="str-body",
    message="returns str 'é\u202e'",
    severity=Severity.WARNING,
    span=Span("index.py", 2, 5, 3, 6),
    noqa_rows=(2, 3),
    url="https://example.com/FC301.md",
    target="fc2",
    consequence="it is sent",
    advice="return bytes",
    handlers=("handler", "app"),
    witness=(Step("lib.py", 1, "`ok` is false"),),
    related=(Related(Span("lib.py", 4, 5, 4, 9), "here"),),
    fix=Fix("wrap it", (Edit(9, 11, b"[b'\xc3\xa9']"),), safe=True),
)


def rendered(*findings: Finding) -> list[dict[str, Any]]:
    text = render(findings, Sources({"index.py": "x = 1\r\n\u00e9 = 'a'\n".encode()}))
    assert text.isascii()
    loaded: list[dict[str, Any]] = json.loads(text)
    return loaded


def test_nothing_is_an_empty_list() -> None:
    assert render([], Sources()) == "[]"


def test_what_ruff_tells_is_told_as_ruff_tells_it() -> None:
    [told] = rendered(FINDING)
    assert told["code"] == "FC301"
    assert told["name"] == "str-body"
    assert told["message"] == "returns str 'é\u202e'"
    assert told["severity"] == "warning"
    assert told["filename"] == os.path.abspath("index.py")
    assert told["location"] == {"row": 2, "column": 5}
    assert told["end_location"] == {"row": 3, "column": 6}
    assert told["url"] == "https://example.com/FC301.md"
    assert told["noqa_row"] == 2
    assert told["fix"] == {
        "applicability": "safe",
        "message": "wrap it",
        "edits": [
            {
                "content": "[b'é']",
                "location": {"row": 2, "column": 2},
                "end_location": {"row": 2, "column": 4},
            }
        ],
    }


def test_what_fclint_knows_beyond_it_is_told_too() -> None:
    [told] = rendered(FINDING)
    lib = os.path.abspath("lib.py")
    assert (told["target"], told["consequence"], told["advice"]) == (
        "fc2",
        "it is sent",
        "return bytes",
    )
    assert (told["handler"], told["handlers"]) == ("handler", ["handler", "app"])
    assert told["witness"] == [{"filename": lib, "row": 1, "text": "`ok` is false"}]
    assert told["related"] == [
        {
            "filename": lib,
            "location": {"row": 4, "column": 5},
            "end_location": {"row": 4, "column": 9},
            "message": "here",
        }
    ]


def test_what_is_not_there_is_null_or_empty() -> None:
    bare = Finding("FC001", "n", "m", Severity.ERROR, Span("-", 1, 1, 1, 2), (1, 1), "u")
    [told] = rendered(bare)
    assert (told["fix"], told["handler"], told["handlers"]) == (None, None, [])
    assert (told["witness"], told["related"]) == ([], [])
    assert told["filename"] == "-"
