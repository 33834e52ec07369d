"""Files that functions and methods of the library open: for text or for bytes, by their mode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.domain.completions import Outcome, Special
from fclint.analysis.domain.shapes import known_text
from fclint.analysis.domain.state import State
from fclint.analysis.libraries import catalogue
from fclint.analysis.libraries.libtypes import instance_of
from fclint.analysis.requests.taint_checks import handed_over
from fclint.values import Bytes, Instance, Str, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


@dataclass(frozen=True, slots=True)
class Opener:
    """How a mode is given: at which place (that of ``self`` is 0), and what goes without one.

    ``telling`` is the letter that tells of bytes (``b``) or of text (``t``).
    """

    place: int
    default: str = "r"
    telling: str = "b"


OPENERS = {
    "builtins.open": Opener(1),
    "io.open": Opener(1),
    "os.fdopen": Opener(1),
    "pathlib.Path.open": Opener(1),
    "tempfile.TemporaryFile": Opener(0, "w+b"),
    "tempfile.NamedTemporaryFile": Opener(0, "w+b"),
    "tempfile.SpooledTemporaryFile": Opener(1, "w+b"),
    "gzip.open": Opener(1, "rb", "t"),
    "bz2.open": Opener(1, "rb", "t"),
    "lzma.open": Opener(1, "rb", "t"),
}
"""What opens files, as the standard library documents it: gzip, bz2 and lzma read bytes unless they
are told to read text, the others text unless they are told to read bytes."""


def opened(
    interp: Interpreter, state: State, opener: Opener, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """A file, opened with such arguments."""
    mode = arguments.get(opener.place, "mode")
    text_mode = known_text(mode) if mode is not None else opener.default
    interp.may_throw(state, node, "builtins.OSError")
    handed_over(state, arguments.values())
    if text_mode is None or not arguments.complete:
        return [(state, interp.opaque(state, node))]
    is_binary = (opener.telling in text_mode) is (opener.telling == "b")
    name = "io.BufferedReader" if is_binary else "io.TextIOWrapper"
    shape = instance_of(state, catalogue.TypeExpr("instance", name=name), node)
    if isinstance(shape, Instance):
        shape = Instance(name, iterable=True, item=Value((Bytes() if is_binary else Str(),)))
    return [(state, Value((shape,), state.symbol(node)))]


def _special(opener: Opener) -> Special:
    def run(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        return opened(interp, state, opener, arguments, node)

    return run


FUNCTIONS: dict[str, Special] = {name: _special(each) for name, each in OPENERS.items()}
