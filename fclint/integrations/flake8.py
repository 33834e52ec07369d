"""fclint as a plugin of flake8: the same findings, at the same places.

flake8 makes a :class:`Plugin` for each file, in several processes. What most files need is here
and is little: their text is put together and searched. The rest is imported for the first file
that may hold a handler.

``FC000`` is no rule: it tells what keeps fclint from its work, in one line, once.
"""

from __future__ import annotations

import ast
import importlib
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from fclint import __version__

if TYPE_CHECKING:
    import argparse

    from fclint.finding import Finding
    from fclint.integrations.one_file import FileLinter
    from fclint.request import Problem

PREFIX = "FC"
TROUBLE = "FC000"

Violation = tuple[int, int, str, type["Plugin"]]
"""What flake8 wants: row from 1, column from 0, code and message, the plugin."""


class Plugin:
    """One file. flake8 finds out by the parameters' names what to pass."""

    name = "fclint"
    version = __version__

    _options: ClassVar[argparse.Namespace | None] = None
    _wanted: ClassVar[bool] = True
    _linter: ClassVar[FileLinter | None] = None
    _named: ClassVar[tuple[str, ...]] = ()
    _others: ClassVar[tuple[str, ...]] = ()
    """The codes of rules that aren't fclint's own."""

    def __init__(self, tree: ast.Module, filename: str, lines: list[str]) -> None:
        """``filename`` is the file's name, or what standard input is called; ``lines`` are what
        flake8 read, with their ends."""
        self._tree = tree
        self._filename = filename
        self._lines = lines

    @classmethod
    def add_options(cls, manager: Any) -> None:
        """Lets flake8 hear the rules of others by default, whose codes it does not know."""
        cls._others = _codes_of_others()
        manager.extend_default_select(cls._others)

    @classmethod
    def parse_options(cls, _manager: Any, options: argparse.Namespace, _arguments: Any) -> None:
        """Takes up flake8's options, once per process.

        Rules that ``--select`` and ``--extend-select`` name are applied even if they are off by
        default. A selection that names none of fclint's codes switches fclint off; ``F`` stands
        for pyflakes there, although flake8 takes it for a prefix of FC as well.
        """
        chosen = [*(options.select or ()), *(options.extend_select or ())]
        ignored = [*(options.ignore or ()), *(options.extend_ignore or ())]
        cls._options = options
        cls._linter = None
        cls._named = tuple(code for code in chosen if cls._names(code))
        cls._wanted = bool(cls._named) or (
            options.select is None
            and not all(each.startswith(tuple(ignored)) for each in (PREFIX, *cls._others))
        )
        if cls._wanted:
            cls._shared_linter()  # imported here once, not by each process that flake8 forks

    @classmethod
    def _names(cls, code: str) -> bool:
        """Whether what the user selects is a code, or a prefix, of rules that are found here."""
        return code.startswith(PREFIX) or any(
            other.startswith(code) and code.startswith(other.rstrip("0123456789"))
            for other in cls._others
        )

    def run(self) -> Iterator[Violation]:
        """What there is to say of the file."""
        if self._wanted:
            try:
                yield from self._run()
            except Exception as error:  # whatever it is, flake8 goes on
                yield self._trouble(f"internal error: {type(error).__name__}: {error}")

    def _run(self) -> Iterator[Violation]:
        from fclint.configuration.config import ConfigError
        from fclint.distributions import RulesError

        text = "".join(self._lines)
        linter = self._shared_linter()
        try:
            if not linter.may_matter(self._filename, text.encode("utf-8", "surrogatepass")):
                return
            outcome = linter.lint(self._filename, _as_on_disk(text))
        except ConfigError as error:
            said = str(error)
            if self._is_first(lambda name: self._shared_error(name) == said):
                yield self._trouble(f"configuration error: {said}")
            return
        except RulesError as error:
            if self._is_first(lambda name: linter.may_matter(name, _content(name))):
                yield self._trouble(str(error))
            return
        for problem in outcome.problems:
            yield self._trouble(_problem(problem))
        here = os.path.abspath(self._filename)
        for finding in outcome.findings:
            if finding.span.filename == here:
                yield self._here(finding)
            # What a handler of this file does in another one is told at the handler, unless it is
            # told there. What is wrong with a manifest is told by `fclint` alone.
            elif finding.span.filename.endswith((".py", ".pyw")) and not linter.says_so(finding):
                yield self._elsewhere(finding)

    @classmethod
    def _shared_linter(cls) -> FileLinter:
        if cls._linter is None:
            from fclint.integrations.one_file import FileLinter

            cls._linter = FileLinter(cls._named)
        return cls._linter

    def _here(self, finding: Finding) -> Violation:
        return finding.span.row, finding.span.column - 1, _text(finding), Plugin

    def _elsewhere(self, finding: Finding) -> Violation:
        from fclint.report.style import relative
        from fclint.report.visible import visible

        span = finding.span
        row, column = _definition(self._tree, finding.handlers)
        where = visible(relative(os.path.abspath(span.filename), os.getcwd()))
        return row, column, f"{_text(finding)} ({where}:{span.row}:{span.column})", Plugin

    def _trouble(self, message: str) -> Violation:
        from fclint.report.visible import visible

        return 1, 0, f"{TROUBLE} {visible(' '.join(message.split()))}", Plugin

    def _is_first(self, is_affected: Callable[[str], bool]) -> bool:
        """Whether of all files that flake8 checks this one is the first that an error affects. All
        processes find the same, so it is told once."""
        try:
            options = self._options
            if options is None:
                return True
            files = importlib.import_module("flake8.discover_files").expand_paths(
                paths=options.filenames,
                stdin_display_name=options.stdin_display_name,
                filename_patterns=options.filename,
                exclude=(*options.exclude, *options.extend_exclude),
            )
            here = os.path.abspath(self._filename)
            for filename in sorted(files):
                if filename == "-" or os.path.abspath(filename) == here:
                    return True
                if _has_tree(filename) and is_affected(filename):
                    return False
        except Exception:  # flake8's insides may change: then rather told twice than never
            return True
        return True

    def _shared_error(self, filename: str) -> str | None:
        from fclint.configuration.config import ConfigError

        try:
            self._shared_linter().may_matter(filename, b"")
        except ConfigError as error:
            return str(error)
        return None


def _text(finding: Finding) -> str:
    from fclint.report.visible import visible

    return f"{finding.code} {visible(finding.message)}"


def _as_on_disk(text: str) -> bytes:
    """The bytes that ``text``, which flake8 has decoded, comes from, but for line ends."""
    import io
    import tokenize

    data = text.encode("utf-8", "surrogatepass")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return text.encode(encoding)
    except (SyntaxError, UnicodeError):
        return data


def _codes_of_others() -> tuple[str, ...]:
    """The codes of rules that aren't fclint's own; none where something is wrong with them, which
    the first file that needs them tells."""
    from fclint import distributions

    if not (distributions.bringing_rules() or distributions.appended()):
        return ()
    from fclint.registry import third_party

    try:
        return tuple(rule.code for rule in third_party().rules)
    except distributions.RulesError:
        return ()


def _content(filename: str) -> bytes:
    with open(filename, "rb") as file:
        return file.read()


def _has_tree(filename: str) -> bool:
    """Whether flake8 asks plugins about the file: not where it doesn't parse, or is left out."""
    try:
        data = _content(filename)
        ast.parse(data)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return b"flake8" not in data


def _problem(problem: Problem) -> str:
    if problem.traceback:
        return f"internal error, this file was not linted: {problem.message}"
    return problem.message


def _definition(tree: ast.Module, handlers: Sequence[str]) -> tuple[int, int]:
    """Row and column of the first of ``handlers`` (qualified names) that ``tree`` defines."""
    for handler in handlers:
        place = _find(tree, [part for part in handler.split(".") if not part.startswith("<")])
        if place is not None:
            return place
    return 1, 0


def _find(node: ast.AST, path: list[str]) -> tuple[int, int] | None:
    place: tuple[int, int] | None = None
    for name in path:
        found = next((child for child in ast.walk(node) if _defines(child, name)), None)
        if not isinstance(found, ast.stmt):
            break
        node = found
        place = (found.lineno, found.col_offset)
    return place


def _defines(node: ast.AST, name: str) -> bool:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return node.name == name
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    return False
