"""Methods of str and bytes: exact on constants, by pieces where a part is known."""

from __future__ import annotations

from itertools import chain
from string import Formatter
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.text import (
    as_composed,
    formatted,
    join_text,
    names_in_format_template,
    origin_of_all,
)
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.derived import number, pure
from fclint.analysis.domain.heap import ListObject
from fclint.analysis.domain.shapes import (
    BYTES,
    STR,
    Ref,
    boolean,
    integer,
    known_text,
    single,
    text,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Composed, Operand, Pure, depth
from fclint.analysis.environs.environ import environ_address, lookup_all
from fclint.analysis.libraries.folding import folded_method
from fclint.analysis.libraries.typed_methods import by_type
from fclint.analysis.requests import taint, taint_checks
from fclint.analysis.requests.misfits import joinable
from fclint.values import Bool, Bytes, Sequence, Shape, Str, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter
_PURE_TESTS = frozenset(
    [
        "startswith",
        "endswith",
        "isdigit",
        "isalpha",
        "isalnum",
        "isdecimal",
        "isspace",
        "isupper",
        "islower",
        "isascii",
        "isnumeric",
        "isidentifier",
        "isprintable",
    ]
)


def call_text_method(
    interp: Interpreter,
    state: State,
    shape: Str | Bytes,
    term: object,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    """A method of text or of bytes."""
    if interp.asking is not None:
        interp.asking.tested(state, name, Value((shape,), term), arguments.positional)
    folded = None
    if shape.value is not None:
        folded = folded_method(interp, state, shape.value, name, arguments, node)
    if folded is not None:
        outcomes = [(state, folded)]
    elif isinstance(shape, Str):
        outcomes = _text_method(interp, state, shape, term, name, arguments, node)
    else:
        outcomes = _bytes_method(interp, state, shape, term, name, arguments, node)
    return _with_origin(outcomes, Value((shape,), term), name, arguments, node)


def _with_origin(
    outcomes: list[Outcome], receiver: Value, name: str, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """What a method gave, marked as the request data that it was made from."""
    given = (receiver, *arguments.values())
    if origin_of_all(given) is None or name in _MARKED or name.startswith("is"):
        return outcomes
    done: list[Outcome] = []
    for state, value in outcomes:
        if value.term in state.facts:  # what a check has shown stays
            done.append((state, value))
            continue
        found = taint.of_method(state, receiver, name, arguments.positional)
        done.append((state, taint.marked(state, value, found)))
    return done


_MARKED = frozenset({"encode", "decode", "join", "format", "translate", "hex", "format_map"})
"""Methods that mark their result themselves, or whose result holds no line breaks."""


def _text_method(
    interp: Interpreter,
    state: State,
    shape: Str,
    term: object,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    receiver = Value((shape,), term)
    match name:
        case "encode":
            return [_encode(interp, state, receiver, arguments, node)]
        case "join":
            return _join(interp, state, shape, arguments, node)
        case "format" | "format_map":
            states = _looked_up(interp, state, shape, name, arguments, node)
            if name == "format":
                return [(after, _format(after, shape, arguments)) for after in states]
            outcomes = (by_type(interp, each, receiver, name, arguments, node) for each in states)
            return list(chain.from_iterable(outcomes))
        case "split" | "rsplit" | "splitlines":
            nonempty = _holds_a_part(state, name, arguments)
            term_of_list = pure(name, receiver, *arguments.positional)
            as_computed = Value((Unknown(),), term_of_list) if term_of_list else None
            thing = ListObject("list", None, STR, nonempty, derived=as_computed)
            return [(state, Value((Ref(state.allocate(node, thing)),)))]
        case "partition" | "rpartition":
            return [
                (after, _parts_of(after, found, pure(name, receiver, *arguments.positional)))
                for after, found in by_type(interp, state, Value((shape,)), name, arguments, node)
            ]
        case "index" | "rindex":
            interp.may_throw(state, node, "builtins.ValueError")
        case "strip" | "lstrip" | "rstrip" | "upper" | "lower" | "title" | "casefold":
            return [(state, _derived(interp, state, receiver, name, arguments, node))]
        case "replace" | "zfill":
            made = as_composed(state, STR, name, receiver, *arguments.positional)
            return [(state, interp.identified(state, made, node))]
    if name in ("count", "find", "rfind"):
        computed = number(name, receiver, *arguments.positional)
        if computed is not None:
            return [(state, state.resolve(computed))]
    if name in _PURE_TESTS:
        return [(state, _pure_test(interp, state, receiver, name, arguments, node))]
    return by_type(interp, state, Value((shape,)), name, arguments, node)


def _parts_of(state: State, found: Value, whole: Pure | None) -> Value:
    """The three parts of a text, each known as the part of that text at its place."""
    shape = found.shapes[0]
    if whole is None or not isinstance(shape, Sequence) or shape.items is None:
        return found
    computed = Value((Unknown(),), whole)
    parts = tuple(
        state.resolve(Value(part.shapes, pure("[]", computed, integer(place)) or part.term))
        for place, part in enumerate(shape.items)
    )
    return Value((Sequence(shape.kind, parts, shape.item),))


def _holds_a_part(state: State, name: str, arguments: Arguments) -> bool | None:
    """Whether splitting surely gives a part: at a separator it does, even of empty text."""
    separator = arguments.get(0, "sep") if name != "splitlines" else None
    if separator is None or not state.resolve(separator).must_be(Str, Bytes):
        return None
    return True


def _derived(
    interp: Interpreter,
    state: State,
    receiver: Value,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> Value:
    """``text.lower()``: what is learnt about the result teaches about the text."""
    shape = receiver.shapes[0]
    made = STR
    if isinstance(shape, Str) and (shape.origin is not None or shape.ascii):
        made = Value((Str(origin=shape.origin, ascii=shape.ascii),))
    term = pure(name, receiver, *arguments.positional) if not arguments.keywords else None
    if term is None:
        return interp.identified(state, made, node)
    return state.resolve(Value(made.shapes, term))


def _pure_test(
    interp: Interpreter,
    state: State,
    receiver: Value,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> Value:
    """``path.startswith('/x')``: the same answer as long as the operands are the same."""
    answer = _prefix_answer(state, receiver.shapes[0], name, arguments)
    if answer is not None:
        return boolean(answer)
    symbol = Value((Bool(),), state.symbol(node))
    if receiver.term is None:
        return taint_checks.verdict(state, node, symbol, taint.tainted((receiver,)))
    term = Pure(name, (Operand(receiver), *map(Operand, arguments.positional)))
    if depth(term) >= 6:
        return taint_checks.verdict(state, node, symbol, taint.tainted((receiver,)))
    return state.resolve(Value((Bool(),), term))


def _prefix_answer(state: State, shape: Shape, name: str, arguments: Arguments) -> bool | None:
    if name != "startswith" or not isinstance(shape, Str) or not arguments.positional:
        return None
    first, wanted = shape.pieces[0], known_text(arguments.positional[0])
    if first is None or wanted is None:
        return None
    if first.startswith(wanted):
        return True
    return None if wanted.startswith(first) else False


def encoded(value: Value, encoding: str) -> Value:
    """``value.encode(encoding)`` of text."""
    shapes: list[Shape] = []
    for shape in value.shapes:
        if not isinstance(shape, Str):
            shapes.append(Unknown())
            continue
        try:
            pieces = tuple(
                None if piece is None else piece.encode(encoding) for piece in shape.pieces
            )
            shapes.append(Bytes(pieces, shape.nonempty, shape.origin))
        except (LookupError, UnicodeError):
            shapes.append(Bytes(origin=shape.origin))
    return Value(tuple(dict.fromkeys(shapes)))


_ESCAPING = frozenset({"unicode_escape"})
"""Encodings that write CR and LF as text."""


def _encode(
    interp: Interpreter, state: State, receiver: Value, arguments: Arguments, node: cst.CSTNode
) -> Outcome:
    given = arguments.get(0, "encoding")
    encoding = "utf-8" if given is None else known_text(state.resolve(given)) or "?"
    if encoding.lower().replace("_", "-") not in ("utf-8", "utf8"):
        interp.may_throw(state, node, "builtins.UnicodeEncodeError")
    errors = arguments.get(1, "errors")
    value = encoded(receiver, encoding)
    if encoding.lower().replace("-", "_") in _ESCAPING:
        value = Value(tuple(taint.without(shape, taint.BREAKS) for shape in value.shapes))
        return state, interp.identified(state, value, node)
    if errors is None:
        value = as_composed(state, value, "encode", receiver, text(encoding))
    return state, interp.identified(state, value, node)


def _decoded(
    interp: Interpreter, state: State, receiver: Value, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """``raw.decode(encoding)`` of bytes that aren't known."""
    shape = receiver.shapes[0]
    assert isinstance(shape, Bytes)
    given = arguments.get(0, "encoding")
    encoding = "utf-8" if given is None else known_text(state.resolve(given)) or "?"
    plain = encoding.lower() in ("ascii", "us-ascii") or is_ascii_bytes(receiver)
    pieces = tuple(
        piece.decode("ascii") if piece is not None and piece.isascii() else None
        for piece in shape.pieces
    )
    value = Value((Str(pieces, shape.least_length > 0, shape.origin, plain),))
    if arguments.get(1, "errors") is None:
        value = as_composed(state, value, "decode", receiver, text(encoding))
    return interp.identified(state, value, node)


def is_ascii_bytes(value: Value) -> bool:
    """Whether bytes are known to be ASCII: what an encoder such as base64 gave."""
    return isinstance(value.term, Composed) and value.term.operation == "ascii"


def _join(
    interp: Interpreter, state: State, shape: Str | Bytes, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """``separator.join(items)``."""
    from fclint.analysis.builtin.iterators import collect

    kind = type(shape)
    if not arguments.positional:
        return by_type(interp, state, Value((shape,)), "join", arguments, node)
    outcomes: list[Outcome] = []
    for after, items, item in collect(interp, state, arguments.positional[0], node):
        if not joinable(interp, after, shape, items, item, node):
            continue
        if items is not None and all(after.resolve(each).must_be(kind) for each in items):
            parts: list[Value] = []
            for index, each in enumerate(items):
                if index:
                    parts.append(Value((shape,)))
                parts.append(after.resolve(each))
            parts = [each for each in parts if single(each)[1] not in ("", b"")]
            empty = text("") if kind is Str else Value((Bytes((b"",)),))
            joined = join_text(parts, after) if parts else empty
            outcomes.append((after, interp.identified(after, joined, node)))
            continue
        if item is None or not item.must_be(kind):
            interp.may_throw(after, node, "builtins.TypeError")
        found = taint.combined(shape.origin, taint.origin(item))
        outcomes.append((after, interp.identified(after, Value((kind(origin=found),)), node)))
    return outcomes


def _looked_up(
    interp: Interpreter,
    state: State,
    shape: Str,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[State]:
    """``'{HTTP_HOST}'.format(**environ)`` looks up each key that the template names."""
    mappings = arguments.mappings if name == "format" else arguments.positional[:1]
    address = environ_address(state, mappings[0]) if len(mappings) == 1 else None
    if address is None or shape.value is None:
        return [state]
    given = {keyword for keyword, _ in arguments.keywords}
    names = [each for each in names_in_format_template(shape.value) if each not in given]
    return lookup_all(interp, state, address, names, node)


def _format(state: State, shape: Str, arguments: Arguments) -> Value:
    """``'{} {name}'.format(...)``: literal text is known, the fields are exact if constant."""
    template = shape.value
    if template is None or not arguments.complete:
        return Value((Str(origin=origin_of_all((Value((shape,)), *arguments.values()))),))
    parts: list[Value] = []
    index = 0
    try:
        for literal, name, spec, conversion in Formatter().parse(template):
            if literal:
                parts.append(text(literal))
            if name is None:
                continue
            key = name or str(index)
            index += not name
            value = arguments.get(int(key)) if key.isdigit() else arguments.get(-1, key)
            parts.append(STR if value is None else formatted(state, value, spec or "", conversion))
    except ValueError:
        return STR
    return join_text(parts, state) if parts else text("")


def _bytes_method(
    interp: Interpreter,
    state: State,
    shape: Bytes,
    term: object,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    if name == "decode":
        interp.may_throw(state, node, "builtins.UnicodeDecodeError")
        constant = shape.value
        if constant is not None and constant.isascii():
            return [(state, text(constant.decode("ascii")))]
        return [(state, _decoded(interp, state, Value((shape,), term), arguments, node))]
    if name == "join":
        return _join(interp, state, shape, arguments, node)
    if name in ("split", "rsplit", "splitlines"):
        parts = ListObject("list", None, BYTES, _holds_a_part(state, name, arguments))
        return [(state, Value((Ref(state.allocate(node, parts)),)))]
    return by_type(interp, state, Value((shape,)), name, arguments, node)
