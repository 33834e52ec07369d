"""The corpus: hundreds of small modules, each with what must be said of it and nothing else.

A file of ``tests/corpus/`` is a list of cases. Text before the first case is ignored::

    # --- case: early return [target=wsgi] [select=FC104,FC2]
    def handler(environ, start_response):
        if environ["PATH_INFO"] == "/":
            return []  # expect: FC202@9
        ...
    # --- file: pkg/helper.py
    ...

- A case is a module of its own, ``index.py``, linted as such. The options stand at the end of its
  line, with or without brackets: ``target`` (else fc2, or what the case's manifest says) and
  ``select`` (else what is on by default).
- ``# --- file: NAME`` begins a further file of the case. Such a case is a folder, linted by the
  command line, so that its modules find each other, and manifests (``s.yaml``) are read.
- ``# expect: FC202, FC302`` at the end of a line is what is reported there: codes, each with a
  column (from 1) behind ``@`` if that matters, and as often as it is reported. A line without it
  must be silent. The comment is cut off before the module is linted.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from fclint.cli import main
from fclint.finding import Finding
from fclint.judge import combine
from fclint.linter import analyse_file, lint_source
from fclint.registry import load_rules
from fclint.targets import DEFAULT_TARGET

CORPUS = Path(__file__).resolve().parent / "corpus"
MAIN_FILE = "index.py"

_CASE = re.compile(
    r"# --- case:\s*(?P<name>.*?)(?P<options>(?:\s+\[?(?:target|select)=[^\s\]]+\]?)*)"
)
_OPTION = re.compile(r"(target|select)=([^\s\]]+)")
_FILE = re.compile(r"# --- file:\s*(\S+)")
_EXPECT = re.compile(r"\s*# expect:(?P<codes>.*)")
_CODE = re.compile(r"(?P<code>FC\d{3})(?:@(?P<column>\d+))?")


class CorpusError(Exception):
    """A corpus file that breaks the format; the message says where."""


@dataclass(frozen=True, slots=True, order=True)
class Expectation:
    """What is reported: ``column`` is 0 where any will do."""

    file: str
    row: int
    code: str
    column: int = 0

    def __str__(self) -> str:
        at = f":{self.column}" if self.column else ""
        return f"{self.file}:{self.row}{at} {self.code}"


@dataclass(slots=True)
class Case:
    """A case: the text of its files without expectations, by name, and the expectations."""

    topic: str
    name: str
    row: int
    target: str | None = None
    select: tuple[str, ...] | None = None
    files: dict[str, list[str]] = field(default_factory=dict)
    expected: list[Expectation] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The name of the test."""
        return f"{self.topic}-{self.name.replace(' ', '-')}"

    def source(self, file: str) -> str:
        """The text that is linted."""
        return "".join(f"{line}\n" for line in self.files[file])


def read_corpus(path: Path) -> Iterator[Case]:
    """The cases of one corpus file. Raises CorpusError where the format is broken."""
    case: Case | None = None
    file = MAIN_FILE
    for row, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        where = f"{path.name}:{row}"
        if line.startswith("# ---"):
            if match := _CASE.fullmatch(line.rstrip()):
                if case is not None:
                    yield case
                case, file = _begin(match, path.stem, row), MAIN_FILE
            elif (match := _FILE.fullmatch(line.rstrip())) and case is not None:
                file = match[1]
                if file in case.files:
                    raise CorpusError(f"{where}: {file} is there already")
                case.files[file] = []
            else:
                raise CorpusError(f"{where}: neither a case nor a file of a case: {line!r}")
        elif case is not None:
            case.files[file].append(line)
            _expect(case, file, where)
    if case is None:
        raise CorpusError(f"{path.name} has no case")
    yield case


def _begin(match: re.Match[str], topic: str, row: int) -> Case:
    options = dict(_OPTION.findall(match["options"]))
    select = options.get("select")
    return Case(
        topic,
        match["name"],
        row,
        options.get("target"),
        None if select is None else tuple(select.split(",")),
        {MAIN_FILE: []},
    )


def _expect(case: Case, file: str, where: str) -> None:
    """Cuts the expectations off the last line of ``file``."""
    lines = case.files[file]
    match = _EXPECT.search(lines[-1])
    if match is None:
        return
    lines[-1] = lines[-1][: match.start()]
    for text in match["codes"].split(","):
        code = _CODE.fullmatch(text.strip())
        if code is None:
            raise CorpusError(f"{where}: not an expectation: {text.strip()!r}")
        column = int(code["column"] or 0)
        case.expected.append(Expectation(file, len(lines), code["code"], column))


def found_in(case: Case, folder: Path) -> list[Expectation]:
    """What fclint says of ``case``, written as expectations with columns."""
    if len(case.files) == 1:
        data = case.source(MAIN_FILE).encode()
        target = case.target or DEFAULT_TARGET
        findings = lint_source(data, MAIN_FILE, target=target, select=case.select)
        return [
            Expectation(MAIN_FILE, finding.span.row, finding.code, finding.span.column)
            for finding in findings
        ]
    for name in case.files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.source(name).encode())
    arguments = ["check", str(folder), "--output-format", "json"]
    if case.target is not None:
        arguments += ["--target", case.target]
    if case.select is not None:
        arguments += ["--select", ",".join(case.select)]
    with contextlib.redirect_stdout(io.StringIO()) as output:
        exit_code = main(arguments)
    assert exit_code in (0, 1), output.getvalue()
    return [
        Expectation(
            Path(finding["filename"]).relative_to(folder.resolve()).as_posix(),
            finding["location"]["row"],
            finding["code"],
            finding["location"]["column"],
        )
        for finding in json.loads(output.getvalue())
    ]


def judge(case: Case, found: list[Expectation]) -> str:
    """What is wrong with ``found``, one line each; empty if nothing is."""
    rest = sorted(found)
    missed = []
    for expected in sorted(case.expected, key=lambda item: (-item.column, item)):
        for index, finding in enumerate(rest):
            column = expected.column or finding.column
            if finding == Expectation(expected.file, expected.row, expected.code, column):
                del rest[index]
                break
        else:
            missed.append(f"missed alarm: {expected}")
    return "\n".join([*missed, *(f"false alarm: {finding}" for finding in rest)])


def _is_python(name: str) -> bool:
    return name.endswith(".py")


def listing(case: Case) -> str:
    """The case's files with row numbers, for the report of a failure."""
    return "\n".join(
        f"{name}:{row:3} {line}"
        for name, lines in case.files.items()
        for row, line in enumerate(lines, start=1)
    )


CASES = [case for path in sorted(CORPUS.glob("*.py")) for case in read_corpus(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_mistake_of_a_case_is_told_and_nothing_else(case: Case, tmp_path: Path) -> None:
    mistakes = judge(case, found_in(case, tmp_path))
    assert not mistakes, f"{case.topic}.py:{case.row}\n{mistakes}\n\n{listing(case)}"


@pytest.mark.parametrize("topic", ["flow_branches", "flow_derived", "flow_loops", "protocol"])
def test_what_is_noted_for_confirmation_changes_nothing_of_what_is_found(topic: str) -> None:
    rules = load_rules()
    found = 0
    for case in read_corpus(CORPUS / f"{topic}.py"):
        data = case.source(MAIN_FILE).encode()

        def findings(data: bytes = data, *, with_routes: bool) -> list[Finding]:
            result = analyse_file(
                data,
                MAIN_FILE,
                target="fc2",
                handlers=(),
                rules=rules,
                project=None,
                with_routes=with_routes,
            )
            return combine(result.runs)

        plain, noted = findings(with_routes=False), findings(with_routes=True)
        assert [replace(each, routes=()) for each in noted] == plain
        assert all(each.routes for each in noted)
        found += len(plain)
    assert found > 10


def test_no_two_cases_have_one_name() -> None:
    names = [case.id for case in CASES]
    assert sorted(set(names)) == sorted(names)


def test_the_modules_of_all_cases_are_python() -> None:
    for case in CASES:
        if not any(expected.code == "FC001" for expected in case.expected):
            for name in filter(_is_python, case.files):
                compile(case.source(name), f"{case.id}/{name}", "exec", dont_inherit=True)


def test_a_finding_more_and_a_finding_less_are_both_mistakes() -> None:
    case = Case("topic", "name", 1, expected=[Expectation("index.py", 3, "FC202", 5)])
    assert not judge(case, [Expectation("index.py", 3, "FC202", 5)])
    assert judge(case, [Expectation("index.py", 3, "FC202", 9)]).count("\n") == 1
    assert judge(case, []) == "missed alarm: index.py:3:5 FC202"
    twice = [Expectation("index.py", 3, "FC202", 5)] * 2
    assert judge(case, twice) == "false alarm: index.py:3:5 FC202"


def test_the_format(tmp_path: Path) -> None:
    path = tmp_path / "topic.py"
    path.write_text(
        "ignored\n"
        "# --- case: two words [target=wsgi] select=FC104,FC2\n"
        "a = 1  # fclint: handler  # expect: FC201@5, FC302\n"
        "# --- file: pkg/helper.py\n"
        "b = 2\n"
    )
    (case,) = read_corpus(path)
    assert (case.name, case.target, case.select) == ("two words", "wsgi", ("FC104", "FC2"))
    assert case.files == {"index.py": ["a = 1  # fclint: handler"], "pkg/helper.py": ["b = 2"]}
    assert list(map(str, case.expected)) == ["index.py:1:5 FC201", "index.py:1 FC302"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# --- file: index.py\n",
        "# --- case : x\n",
        "# --- case: x\na = 1  # expect: FC20\n",
        "# --- case: x\n# --- file: index.py\n",
    ],
)
def test_a_broken_corpus_file_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "topic.py"
    path.write_text(text)
    with pytest.raises(CorpusError):
        list(read_corpus(path))
