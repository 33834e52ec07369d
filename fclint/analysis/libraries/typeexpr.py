"""What is known of the type of a library's result: a small closed language of type expressions.

A :class:`TypeExpr` has a textual notation, which the data files hold and :func:`parse` reads:

========================  =======================================================================
``?``                     nothing is known
``!``                     NoReturn: the call never comes back
``None``, ``str``, ...    an object of exactly that builtin kind (:data:`KINDS`)
``list[str]``             with what is known of its items; ``dict[str,int]`` likewise
``tuple[int,str]``        of these two items; ``tuple[str,...]`` of any number of them
``iterator[str]``         a one-pass iterator; ``generator[str]`` if it is one of Python's own
``iterable[str]``         something that can be iterated, of unknown kind
``coroutine[str]``        must be awaited, and then gives a str
``asynciterator[str]``    only ``async for`` iterates it
``callable[str]``         can be called, and gives a str
``type[str]``             the class itself
``re.Match[str]``         an instance of the class with that qualified name; always has a dot
``Self``                  an instance of the class that the method was called on
``@0``                    str where the argument for parameter 0 is str, bytes where it is bytes,
                          otherwise unknown
``@0[A,B]``               A where that argument is str, B where it is bytes, otherwise unknown
``=0``                    exactly the type of the argument for parameter 0
``$0``                    the first type argument of the object that the method was called on
``A|B``                   one of them
========================  =======================================================================
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

_SCALARS = ("None", "bool", "int", "float", "complex", "str", "bytes", "bytearray", "memoryview")
_CONTAINERS = ("list", "tuple", "set", "frozenset", "dict", "range", "slice")
_PROTOCOLS = ("iterator", "generator", "iterable", "coroutine", "asynciterator", "callable", "type")
KINDS = frozenset((*_SCALARS, *_CONTAINERS, *_PROTOCOLS))
"""Kinds of :class:`TypeExpr` that name a builtin type or a protocol."""


@dataclass(frozen=True, slots=True)
class TypeExpr:
    """One type expression.

    ``kind`` is one of :data:`KINDS`, or ``instance`` (of the class ``name``), ``union`` (of
    ``args``), ``self``, ``argument``, ``same`` and ``parameter`` (number ``index``: ``@0``, ``=0``
    and ``$0`` of the notation), ``noreturn`` or ``unknown``. A union has two members or more, none
    of which is a union or unknown. ``args`` are the type arguments, empty where they aren't known.
    """

    kind: str
    args: tuple[TypeExpr, ...] = ()
    name: str = ""
    index: int = -1
    variadic: bool = False
    """A tuple of any number of items ``args[0]``."""

    def members(self) -> tuple[TypeExpr, ...]:
        """The alternatives: those of a union, else the type itself."""
        return self.args if self.kind == "union" else (self,)

    @property
    def is_known(self) -> bool:
        """Whether anything is known."""
        return self.kind != "unknown"

    def __str__(self) -> str:
        """The notation, so that ``parse(str(expr)) == expr``."""
        match self.kind:
            case "unknown":
                return "?"
            case "noreturn":
                return "!"
            case "self":
                return "Self"
            case "union":
                return "|".join(map(str, self.args))
        head = self.name or self.kind
        if self.kind in _SIGILS:
            head = f"{_SIGILS[self.kind]}{self.index}"
        if self.variadic:
            return f"{head}[{self.args[0]},...]"
        return f"{head}[{','.join(map(str, self.args))}]" if self.args else head


UNKNOWN = TypeExpr("unknown")
NORETURN = TypeExpr("noreturn")
NONE = TypeExpr("None")
SELF = TypeExpr("self")
STR = TypeExpr("str")
BYTES = TypeExpr("bytes")

_SIGILS = {"argument": "@", "same": "=", "parameter": "$"}
_KIND_OF_SIGIL = {sigil: kind for kind, sigil in _SIGILS.items()}


def union(members: Iterable[TypeExpr]) -> TypeExpr:
    """The union of ``members``: flat, without duplicates, in their order.

    Unknown absorbs all others; NoReturn adds nothing. The union of nothing is NoReturn.
    """
    flat: dict[TypeExpr, None] = {}
    for member in members:
        for single in member.members():
            if single.kind == "unknown":
                return UNKNOWN
            if single.kind != "noreturn":
                flat[single] = None
    if not flat:
        return NORETURN
    if len(flat) == 1:
        return next(iter(flat))
    return TypeExpr("union", tuple(flat))


def substitute(
    expr: TypeExpr,
    *,
    self_type: TypeExpr | None = None,
    type_arguments: tuple[TypeExpr, ...] | None = None,
    argument: Callable[[int], TypeExpr] | None = None,
) -> TypeExpr:
    """``expr`` with ``Self``, ``$n``, ``@n`` and ``=n`` replaced by what they stand for.

    ``argument`` says the type of the argument for a parameter, by its number. What is passed as
    None stays as it is; a type argument that is missing becomes unknown.
    """
    match expr.kind:
        case "self" if self_type is not None:
            return self_type
        case "parameter" if type_arguments is not None:
            known = expr.index < len(type_arguments)
            return type_arguments[expr.index] if known else UNKNOWN
        case "same" if argument is not None:
            return argument(expr.index)
        case "argument" if argument is not None:
            expr = _by_argument(expr, argument(expr.index))
            argument = None
    if not expr.args:
        return expr
    args = tuple(
        substitute(arg, self_type=self_type, type_arguments=type_arguments, argument=argument)
        for arg in expr.args
    )
    return union(args) if expr.kind == "union" else replace(expr, args=args)


def _by_argument(expr: TypeExpr, argument: TypeExpr) -> TypeExpr:
    outcomes = dict(zip(("str", "bytes"), expr.args or (STR, BYTES), strict=True))
    return union(outcomes.get(member.kind, UNKNOWN) for member in argument.members())


_TOKEN = re.compile(r"\.\.\.|[@=$]\d+|[\w.]+|\S")
_END = ""


@functools.lru_cache(maxsize=4096)
def parse(notation: str) -> TypeExpr:
    """The type expression that ``notation`` writes.

    Raises:
        ValueError: it is not in the notation of this module.
    """
    tokens = [*_TOKEN.findall(notation), _END]
    expr, position = _parse_union(tokens, 0)
    if tokens[position] != _END:
        raise ValueError(f"not a type expression: {notation!r}")
    return expr


def _parse_union(tokens: list[str], position: int) -> tuple[TypeExpr, int]:
    members = []
    while True:
        member, position = _parse_single(tokens, position)
        members.append(member)
        if tokens[position] != "|":
            return (members[0] if len(members) == 1 else union(members)), position
        position += 1


def _parse_single(tokens: list[str], position: int) -> tuple[TypeExpr, int]:
    token = tokens[position]
    position += 1
    if token in _ATOMS:
        return _ATOMS[token], position
    if token[:1] in _KIND_OF_SIGIL and len(token) > 1:
        kind, name, index = _KIND_OF_SIGIL[token[0]], "", int(token[1:])
    elif token in KINDS:
        kind, name, index = token, "", -1
    elif "." in token and token.replace(".", "_").isidentifier():
        kind, name, index = "instance", token, -1
    else:
        raise ValueError(f"no type is called {token!r}")
    args: list[TypeExpr] = []
    variadic = False
    if tokens[position] == "[":
        while tokens[position] != "]":
            position += 1
            if tokens[position] == "...":
                variadic = True
                position += 1
            else:
                arg, position = _parse_union(tokens, position)
                args.append(arg)
            if tokens[position] not in {",", "]"}:
                raise ValueError(f"{', '.join(tokens[position - 1 :])} stands where ] should be")
        position += 1
    return TypeExpr(kind, tuple(args), name, index, variadic), position


_ATOMS = {"?": UNKNOWN, "!": NORETURN, "Self": SELF}
