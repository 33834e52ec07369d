"""Which module is missing where a handler could not be run, in a line for its author."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence

from fclint.dryrun.deployed import written_handlers
from fclint.dryrun.loading import module_file
from fclint.dryrun.recorded import Recorded
from fclint.source.modules import find_module
from fclint.suggest import nearest
from fclint.targets.calling import NO_MODULE

_NO_MODULE = re.compile(r"No module named '([^']+)'")
"""What ModuleNotFoundError says (CPython, importlib._bootstrap)."""
_ERROR_TYPES = (NO_MODULE, ModuleNotFoundError.__name__)


def what_is_missing(recorded: Recorded, written: str, root: str, folder: str) -> str:
    """Which module was not there, the one of the handler ``written`` or one that it imports, and
    what to do about it; empty where that is not what went wrong.

    ``root`` is the code directory, ``folder`` what paths are told relative to, and where manifests
    are looked for.
    """
    error = recorded.response.error
    if error is None or error.type not in _ERROR_TYPES:
        return ""
    if not os.path.isfile(module_file(written, root)):
        return _no_file(written, root, folder)
    named = _NO_MODULE.match(error.message)
    if named is None:
        return ""
    return _not_importable(named[1].partition(".")[0], written, root, folder)


def _no_file(written: str, root: str, folder: str) -> str:
    looked = find_module(root, written)
    meant = _meant(written, written_handlers(folder)) or looked.suggestion
    detail = looked.told(folder) or f"there is no file {module_file(written, root)}"
    return f"{detail}{f'; did you mean {meant!r}?' if meant else ''}"


def _meant(written: str, deployed: Sequence[str]) -> str | None:
    """The one of the deployed handlers that is mistyped in its module or its attribute."""
    module, _, attribute = written.rpartition(".")
    attributes = {each: each.rpartition(".")[2] for each in deployed if _module(each) == module}
    modules = {each: _module(each) for each in deployed}
    for word, parts in ((attribute, attributes), (module, modules)):
        near = nearest(word, parts.values())
        if near is not None:
            return next(each for each, part in parts.items() if part == near)
    return None


def _module(written: str) -> str:
    return written.rpartition(".")[0]


def _not_importable(name: str, written: str, root: str, folder: str) -> str:
    elsewhere = _elsewhere(name, os.path.dirname(module_file(written, root)), root)
    if elsewhere is not None:
        shown = elsewhere.removeprefix(os.path.join(folder, ""))
        return f"{name} is in {shown}, not in the code directory {root}: is the former meant?"
    return (
        f"the handler runs with fclint's own Python ({sys.executable}): install {name} there, or "
        "into the code directory"
    )


def _elsewhere(name: str, own: str, root: str) -> str | None:
    """The folder that has the module ``name`` where the code directory hasn't: that of the
    handler's module (``own``), or the one around the package that the code directory is in."""
    module = os.path.join(own, name)
    if own != root and (os.path.isfile(f"{module}.py") or os.path.isdir(module)):
        return own
    around, inner = root, ""
    while os.path.dirname(around) != around:  # `root` is in the package itself
        around, inner = os.path.split(around)
        if inner == name:
            return around
    return None
