"""examples/: what a newcomer sees first. Each mistake in them is told at its line, and no other."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from fclint.cli import main

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"

EXPECTED = {
    "class_based/index.py": [
        ("FC207", 'start_response("200 OK", JSON_HEADERS)'),
    ],
    "csv_export/index.py": [
        ("FC204", 'start_response("400 Bad Request", [("Content-Type", "text/plain")])'),
    ],
    "file_download/index.py": [
        ("FC303", "return not_found(path, start_response)"),
        ("FC207", "start_response("),
    ],
    "flask_adapter/index.py": [],
    "form_post/index.py": [
        ("FC301", "return page()"),
        ("FC401", 'language = environ["HTTP_ACCEPT_LANGUAGE"]'),
    ],
    "json_api/index.py": [
        ("FC202", 'return [b\'{"error": "send JSON"}\']'),
        ("FC401", 'item["owner"] = environ["HTTP_X_USER_ID"]'),
    ],
    "middleware/cors.py": [
        ("FC401", 'origin = environ["HTTP_ORIGIN"]'),
    ],
    "middleware/index.py": [
        ("FC301", 'return json.dumps({"error": "unknown city"})'),
    ],
    "webhook/index.py": [],
}


@pytest.fixture(scope="module")
def told() -> dict[str, list[tuple[str, str]]]:
    """Per example the findings in their order, each as its code and the text of its line."""
    with redirect_stdout(io.StringIO()) as output:
        code = main(["--output-format", "json", "--no-cache", str(EXAMPLES)])
    assert code == 1
    found: dict[str, list[tuple[str, str]]] = {}
    for finding in json.loads(output.getvalue()):
        file = Path(finding["filename"]).resolve()
        line = file.read_text(encoding="utf-8").splitlines()[finding["location"]["row"] - 1]
        name = file.relative_to(EXAMPLES).as_posix()
        found.setdefault(name, []).append((finding["code"], line.strip()))
    return found


@pytest.mark.parametrize("example", EXPECTED)
def test_an_example_is_told_its_mistakes_and_nothing_else(
    example: str, told: dict[str, list[tuple[str, str]]]
) -> None:
    assert told.get(example, []) == EXPECTED[example]


def test_every_example_has_an_expectation() -> None:
    files = {path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*.py")}
    assert files == set(EXPECTED)


@pytest.mark.parametrize("example", EXPECTED)
def test_an_example_says_what_it_does(example: str) -> None:
    text = (EXAMPLES / example).read_text(encoding="utf-8")
    compile(text, example, "exec")
    assert text.startswith('"""')
