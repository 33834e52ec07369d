"""Rules that aren't fclint's own: imported from installed distributions and from files that the
user appends, and checked, so that whatever is wrong with them is told in one line.

What is imported is what the user installed or named, never what is linted.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import pkgutil
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

from fclint import distributions
from fclint.distributions import RulesError
from fclint.documentation import HEADINGS, rule_documentation
from fclint.finding import Severity
from fclint.rule import OWN_CODE, Example, Rule
from fclint.suggest import did_you_mean
from fclint.targets import TARGETS

_CODE = re.compile(r"[A-Z]+[0-9]+")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PASSED_OVER = ("_", "test_", "conftest")
"""What the names of modules begin with that hold no rules."""
_INSTALLED = re.compile(r"[/\\](site|dist)-packages[/\\]")


@dataclass(frozen=True, slots=True)
class Loaded:
    """``rules`` in the order they were found, and what they were read from: the ``files`` of all
    modules that they needed, and the ``folders`` in which modules with rules were looked for."""

    rules: tuple[Rule, ...] = ()
    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


def load(appended: Sequence[str]) -> Loaded:
    """The rules of all installed distributions, and of the files and folders ``appended``.

    Raises :class:`RulesError`.
    """
    before = frozenset(sys.modules)
    rules: list[Rule] = []
    folders: dict[str, None] = {}
    for metadata in distributions.bringing_rules():
        rules += _installed(metadata, folders)
    for path in appended:
        rules += _appended(path, _relative(path), folders)
    once = {type(rule): rule for rule in rules}  # a class may be named beside its module
    return Loaded(tuple(once.values()), tuple(_files(before)), tuple(folders))


def rules_in(module: ModuleType) -> list[type[Rule]]:
    """The rules that ``module`` defines; classes whose names begin with ``_`` are bases of such."""
    return [
        member
        for name, member in vars(module).items()
        if isinstance(member, type)
        and issubclass(member, Rule)
        and member.__module__ == module.__name__
        and not name.startswith("_")
    ]


def complaint(rule: type[Rule]) -> str:
    """What the class ``rule`` lacks to be a rule of someone else's; empty where it is one."""
    code, name = getattr(rule, "code", None), getattr(rule, "name", None)
    if not isinstance(code, str) or _CODE.fullmatch(code) is None:
        return f"its code must be letters, then digits, such as ACM101, not {code!r}"
    if OWN_CODE.match(code):
        return f"{code}: FC and a digit are how codes of fclint's own rules begin"
    if not isinstance(name, str) or _NAME.fullmatch(name) is None:
        return f"{code}: its name must be lower-case words joined by -, not {name!r}"
    for text in ("summary", "advice"):
        if not _is_line(getattr(rule, text, None)):
            return f"{code}: its {text} must be a line of text"
    severity, consequence = rule.severity, getattr(rule, "consequence", {})
    if not _maps_targets(severity) or not all(
        isinstance(each, Severity) for each in severity.values()
    ):
        return f"{code}: its severity must name one for each target ({', '.join(TARGETS)})"
    if not _maps_targets(consequence) or not all(
        _is_line(consequence.get(target)) for target in severity
    ):
        return f"{code}: its consequence must be a line of text for each target of its severity"
    if not all(isinstance(each, Example) for each in (*rule.reported, *rule.clean)):
        return f"{code}: reported and clean must hold Examples"
    known = {each for each in dir(Rule) if each.startswith("on_")}
    for method in dir(rule):
        if method.startswith("on_") and method not in known:
            return f"{code}: there is no event for {method}(){did_you_mean(method, known)}"
    return _undocumented(rule)


def _undocumented(rule: type[Rule]) -> str:
    if sys.flags.optimize >= 2:  # there are no docstrings
        return ""
    sections = rule_documentation(rule).sections
    missing = [heading for heading in HEADINGS if not sections.get(heading)]
    if missing:
        told = ", ".join(f"'## {heading}'" for heading in missing)
        return f"{rule.code}: its docstring, or its module's, lacks {told}"
    return ""


def _is_line(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip()) and "\n" not in text


def _maps_targets(value: object) -> bool:
    return isinstance(value, Mapping) and bool(value) and set(value) <= set(TARGETS)


def _installed(metadata: str, folders: dict[str, None]) -> Iterator[Rule]:
    from importlib.metadata import PathDistribution
    from pathlib import Path

    origin = os.path.basename(metadata)
    try:
        distribution = PathDistribution(Path(metadata))
        origin = f"{distribution.metadata['Name']} {distribution.version}"
        entries = [
            (each.value.strip(), each.module, each.attr)
            for each in distribution.entry_points
            if each.group == distributions.GROUP
        ]
    except Exception as error:  # whatever metadata may hold
        raise RulesError(_failed(origin, error)) from error
    for value, module_name, attribute in entries:
        whose = f"{origin} ({value})"
        module = _imported(module_name, whose)
        if not attribute:
            yield from _made(_all_in(module, whose, folders), whose)
            continue
        rule = getattr(module, attribute, None)
        if not (isinstance(rule, type) and issubclass(rule, Rule)):
            raise RulesError(f"cannot load rules of {whose}: that is not a rule")
        yield from _made([rule], whose)


def _appended(path: str, whose: str, folders: dict[str, None]) -> Iterator[Rule]:
    if os.path.isdir(path):
        yield from _made(_all_in(_package(path, whose), whose, folders), whose)
        return
    folder, base = os.path.split(path)
    stem, suffix = os.path.splitext(base)
    if not os.path.isfile(path):
        raise RulesError(f"cannot load rules of {whose}: there is no such file or folder")
    if suffix != ".py" or not stem.isidentifier():
        raise RulesError(f"cannot load rules of {whose}: that is not the name of a Python module")
    module = _imported(f"{_package(folder, whose).__name__}.{stem}", whose)
    yield from _made(_some(rules_in(module), whose), whose)


def _relative(path: str) -> str:
    """``path`` as it is told: relative to the current folder, if it is in there."""
    try:
        return path.removeprefix(os.path.join(os.getcwd(), ""))
    except OSError:  # it is no more
        return path


def _package(folder: str, whose: str) -> ModuleType:
    """What modules in ``folder`` are imported as parts of, so that ``from . import x`` is possible;
    the folder is not where other imports are looked up."""
    folder = os.path.realpath(folder)
    name = f"fclint_rules_{zlib.crc32(os.fsencode(folder)):08x}"
    known = sys.modules.get(name)
    if known is not None:
        return known
    init = os.path.join(folder, "__init__.py")
    if not os.path.isfile(init):
        package = ModuleType(name)
        package.__path__ = [folder]
        sys.modules[name] = package
        return package
    spec = importlib.util.spec_from_file_location(name, init, submodule_search_locations=[folder])
    assert spec is not None
    assert spec.loader is not None
    sys.modules[name] = package = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(package)
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise RulesError(_failed(whose, error)) from error
    return package


def _all_in(module: ModuleType, whose: str, folders: dict[str, None]) -> list[type[Rule]]:
    """The rules of a module; of a package also those in its modules. At least one."""
    found = rules_in(module)
    paths = list(getattr(module, "__path__", ()))
    folders.update(dict.fromkeys(os.path.abspath(path) for path in paths))
    for each in sorted(pkgutil.iter_modules(paths), key=lambda each: each.name):
        if not each.name.startswith(_PASSED_OVER):
            found += rules_in(_imported(f"{module.__name__}.{each.name}", whose))
    return _some(found, whose)


def _some(found: list[type[Rule]], whose: str) -> list[type[Rule]]:
    if not found:
        raise RulesError(f"cannot load rules of {whose}: there is no rule in there")
    return found


def _made(kinds: Sequence[type[Rule]], whose: str) -> Iterator[Rule]:
    """An instance of each rule. Raises :class:`RulesError` for one that isn't complete."""
    for kind in kinds:
        try:
            wrong = complaint(kind)
            rule = kind()
        except Exception as error:  # whatever its metadata, or making it, may do
            raise RulesError(_failed(f"{whose}: {kind.__name__}", error)) from error
        if wrong:
            raise RulesError(f"cannot use the rule {kind.__name__} of {whose}: {wrong}")
        rule.origin = whose
        yield rule


def _imported(name: str, whose: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except (Exception, SystemExit) as error:  # whatever code of others may do
        raise RulesError(_failed(whose, error)) from error


def _failed(whose: str, error: BaseException) -> str:
    said = " ".join(str(error).split())
    return f"cannot load rules of {whose}: {type(error).__name__}{': ' + said if said else ''}"


def _files(before: frozenset[str]) -> Iterator[str]:
    """The files of the modules that have been imported since, but for those that come with fclint
    or with Python, which are known by version."""
    library = os.path.join(os.path.dirname(os.__file__), "")
    for name in sorted(set(sys.modules) - before):
        file = getattr(sys.modules[name], "__file__", None)
        if name.partition(".")[0] == "fclint" or not isinstance(file, str):
            continue
        path = os.path.abspath(file)
        if not path.startswith(library) or _INSTALLED.search(path[len(library) - 1 :]):
            yield path
