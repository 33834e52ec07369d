"""What the standard library and web frameworks offer: names, types of results, class hierarchies.

The standard library's part is data, ``stdlib.json``, made from typeshed's stubs by
``scripts/generate_library.py`` for what Python 3.10 and 3.13 agree on; the frameworks' part is
:mod:`fclint.analysis.libraries.frameworks`. Nothing is read before the first question, and each
module is decoded when it is first asked for. Everything here is immutable and a function of its
arguments.

Two ways in: :func:`lookup` says what a dotted name means, :func:`attribute` says what an attribute
of an object of a known type is. Where the stubs say something that depends on more than types
(overloads by literals, by the number of arguments) the answer is unknown: silence is right.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Union

from fclint.analysis.libraries.typeexpr import (
    KINDS,
    NONE,
    NORETURN,
    SELF,
    UNKNOWN,
    TypeExpr,
    parse,
    substitute,
    union,
)

if TYPE_CHECKING:
    from fclint.analysis.libraries.libdata import Store

__all__ = [
    "KINDS",
    "NONE",
    "NORETURN",
    "SELF",
    "UNKNOWN",
    "LibClass",
    "LibFunction",
    "LibModule",
    "LibParameter",
    "LibProperty",
    "LibVariable",
    "Member",
    "TypeExpr",
    "attribute",
    "class_mro",
    "class_of",
    "exception_bases",
    "is_stdlib",
    "lookup",
    "module",
    "parse",
    "substitute",
    "union",
]


@dataclass(frozen=True, slots=True)
class LibParameter:
    """A parameter, after ``self``; ``kind`` is inspect's: ``POSITIONAL_ONLY``, ..."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class LibFunction:
    """A function or method.

    ``returns`` is what a call gives: for an ``async def`` that is a coroutine. ``@0`` in it is the
    parameter 0 of ``parameters``. ``parameters`` is None where overloads or versions of Python
    differ in it; then ``returns`` has no ``@0``. ``binding`` is ``function``, ``method``,
    ``static`` or ``class``.
    """

    qualified: str
    returns: TypeExpr
    parameters: tuple[LibParameter, ...] | None = None
    binding: str = "function"
    is_async: bool = False

    @property
    def is_generator(self) -> bool:
        """Whether a call gives one of Python's own generators."""
        return self.returns.kind == "generator"

    @property
    def never_returns(self) -> bool:
        """Whether each call raises or ends the process."""
        return self.returns.kind == "noreturn"


@dataclass(frozen=True, slots=True)
class LibProperty:
    """A property or an instance attribute of a class, and the type it gives on an instance."""

    qualified: str
    type: TypeExpr


@dataclass(frozen=True, slots=True)
class LibVariable:
    """A variable of a module or a class."""

    qualified: str
    type: TypeExpr


@dataclass(frozen=True, slots=True)
class LibModule:
    """A module; ``members`` decodes its names on demand, submodules included when asked for.

    ``complete`` is False where it may have names that aren't known.
    """

    name: str
    members: Mapping[str, Member] = field(compare=False, repr=False)
    complete: bool = True


@dataclass(frozen=True, slots=True)
class LibClass:
    """A class.

    ``bases`` are types in terms of the class's own type parameters. ``complete`` is False where a
    base is not known; then what is missing is unknown rather than absent. ``members`` are those
    the class itself defines, see :meth:`member`. ``role`` is ``"app"`` where instances are WSGI
    applications, ``"response"`` where instances are a framework's responses and applications too.
    """

    qualified: str
    bases: tuple[TypeExpr, ...] = ()
    members: Mapping[str, Member] = field(default_factory=dict, compare=False, repr=False)
    enum_members: Mapping[str, int | str | None] | None = field(default=None, compare=False)
    """The members of an enum, in order, with their values where these are int or str."""
    complete: bool = True
    role: str | None = None

    @property
    def instance(self) -> TypeExpr:
        """The type of an object of this class, its type arguments unknown."""
        name = self.qualified.removeprefix("builtins.")
        if name in KINDS:
            return TypeExpr(name)
        return TypeExpr("instance", name=self.qualified)

    def member(self, name: str) -> Member | None:
        """What ``name`` is on the class or a base of it, in terms of this class's parameters.

        None where no class of the hierarchy has it (and, unless :attr:`is_complete`, where that
        isn't known).
        """
        return _class_member(self.qualified, name)

    @property
    def is_complete(self) -> bool:
        """Whether a name that isn't found isn't there: the whole hierarchy is known, and no
        ``__getattr__`` makes attributes up."""
        return self.member("__getattr__") is None and all(
            isinstance(found := lookup(name), LibClass) and found.complete
            for name in class_mro(self.qualified)
        )

    @property
    def iterable(self) -> bool | None:
        """Whether instances can be iterated; None where that isn't known."""
        found = self.member("__iter__")
        if found is not None:
            return isinstance(found, LibFunction)
        if self.role is not None:
            return False
        if self.member("__getitem__") is not None or not self.is_complete:
            return None
        return False

    @property
    def item(self) -> TypeExpr:
        """What iterating an instance gives, in terms of the class's parameters."""
        found = self.member("__iter__")
        return _item(found.returns, self) if isinstance(found, LibFunction) else UNKNOWN

    @property
    def enter(self) -> TypeExpr | None:
        """What ``with`` binds; None where instances are no context managers."""
        found = self.member("__enter__")
        if found is None:
            return None
        return found.returns if isinstance(found, LibFunction) else UNKNOWN

    @property
    def exit_swallows(self) -> bool | None:
        """Whether ``with`` may swallow an exception; None where that isn't known.

        Typeshed's convention: ``__exit__`` is declared to return None where it never does, and
        bool (or ``bool | None``) where it may.
        """
        found = self.member("__exit__")
        if not isinstance(found, LibFunction) or not found.returns.is_known:
            return None
        results = {result.kind for result in found.returns.members()}
        return "bool" in results if results <= {"bool", "None", "noreturn"} else None

    @property
    def is_exception(self) -> bool:
        """Whether it derives from BaseException."""
        return "builtins.BaseException" in class_mro(self.qualified)

    @property
    def is_enum(self) -> bool:
        """Whether it is an enumeration."""
        return "enum.Enum" in class_mro(self.qualified)


Member = Union[LibFunction, LibClass, LibProperty, LibVariable, LibModule]  # noqa: UP007 (read at run time)


def is_stdlib(name: str) -> bool:
    """Whether the module ``name``, or the package it is in, belongs to the standard library."""
    return _store().has(name.partition(".")[0])


@functools.cache
def module(name: str) -> LibModule | None:
    """The module with that dotted name; None if it is neither in the standard library nor known
    as a framework's."""
    store = _store()
    if store.has(name):
        return store.module(name)
    from fclint.analysis.libraries import frameworks

    return frameworks.module(name)


@functools.cache
def lookup(qualified: str) -> Member | None:
    """What a dotted name means, re-exports resolved; None if that isn't known.

    ``json.dumps``, ``os.path``, ``http.HTTPStatus``, ``flask.Flask``, ``io.BytesIO.read``; a name
    without a dot is a module or a builtin. What comes back has the name of its definition:
    ``lookup("json.JSONDecodeError").qualified`` is ``json.decoder.JSONDecodeError``.
    """
    head, dot, name = qualified.rpartition(".")
    if not dot:
        builtins = module("builtins")
        return module(name) or (builtins.members.get(name) if builtins else None)
    # A class may hide the module that it comes from (web.application): the module comes first.
    home = module(head)
    found = home.members.get(name) if home else None
    if found is not None:
        return found
    owner = lookup(head)
    if isinstance(owner, LibModule):
        return owner.members.get(name)
    return owner.member(name) if isinstance(owner, LibClass) else None


def class_of(expr: TypeExpr) -> LibClass | None:
    """The class whose attributes an object of type ``expr`` has; None if there is none or it isn't
    known. The members of a union have to be asked one by one."""
    name = expr.name or _CLASSES.get(expr.kind)
    if name is None and expr.kind in KINDS and expr.kind not in _PROTOCOLS:
        name = f"builtins.{expr.kind}"
    found = lookup(name) if name else None
    return found if isinstance(found, LibClass) else None


def attribute(owner: TypeExpr, name: str) -> Member | None:
    """What ``name`` is on an object of type ``owner``, ``Self`` and type arguments filled in.

    ``owner`` may be a class itself, ``type[X]``.

    None where ``owner`` is no single known class, or has no such attribute (which is certain where
    ``class_of(owner).is_complete``).
    """
    if owner.kind == "type" and owner.args:
        found = class_of(owner.args[0])
        member = found.member(name) if found else None
        return _filled(member, owner.args[0], ()) if isinstance(member, LibFunction) else member
    found = class_of(owner)
    member = found.member(name) if found else None
    return _filled(member, owner, _type_arguments(owner)) if member else None


@functools.cache
def class_mro(qualified: str) -> tuple[str, ...]:
    """The qualified names of a class and its bases in method resolution order.

    Classes that aren't known stay as a name without bases of their own. A name that means no
    known class gives itself alone.
    """
    return tuple(step.name for step in _mro(qualified))


def exception_bases(qualified: str) -> tuple[str, ...]:
    """What ``except`` clauses catch the exception ``qualified``, itself first: its MRO without
    ``builtins.object``. ``OSError`` and ``socket.error`` are both ``builtins.OSError``."""
    found = lookup(qualified)
    name = found.qualified if isinstance(found, LibClass) else qualified
    return tuple(base for base in class_mro(name) if base != "builtins.object")


_CLASSES = {
    "None": "types.NoneType",
    "generator": "types.GeneratorType",
    "coroutine": "types.CoroutineType",
}
_PROTOCOLS = frozenset({"iterator", "iterable", "asynciterator", "callable", "type"})
"""Kinds whose objects are of a class that isn't known."""


@functools.cache
def _mro(qualified: str) -> tuple[TypeExpr, ...]:
    """The MRO as instance types, each in terms of the parameters of ``qualified``."""
    found = lookup(qualified)
    if not isinstance(found, LibClass):
        return (TypeExpr("instance", name=qualified),)
    return _linear(found, frozenset())


def _linear(of: LibClass, inside: frozenset[str]) -> tuple[TypeExpr, ...]:
    head = TypeExpr("instance", name=of.qualified)
    if of.qualified in inside:
        return (head,)
    chains: list[list[TypeExpr]] = []
    for base in of.bases:
        known = class_of(base)
        chain = _linear(known, inside | {of.qualified}) if known else (base,)
        arguments = _type_arguments(base)
        chains.append([substitute(step, type_arguments=arguments) for step in chain])
        chains[-1][0] = replace(chains[-1][0], args=arguments)
    chains.append([chain[0] for chain in chains])
    return (head, *_merge(chains))


def _merge(chains: list[list[TypeExpr]]) -> Iterator[TypeExpr]:
    """C3's merge; where no order is consistent, the first remaining class comes first."""
    chains = [chain for chain in chains if chain]
    while chains:
        for chain in chains:
            if not any(chain[0].name == late.name for other in chains for late in other[1:]):
                break
        else:
            chain = chains[0]
        first = chain[0]
        yield first
        chains = [[step for step in other if step.name != first.name] for other in chains]
        chains = [other for other in chains if other]


@functools.cache
def _class_member(qualified: str, name: str) -> Member | None:
    for step in _mro(qualified):
        found = lookup(step.name)
        if isinstance(found, LibClass) and name in found.members:
            inherited = found.qualified != qualified
            member = found.members[name]
            return _filled(member, None, step.args) if inherited else member
    return None


def _filled(
    member: Member, self_type: TypeExpr | None, type_arguments: tuple[TypeExpr, ...]
) -> Member:
    if isinstance(member, LibFunction):
        returns = substitute(member.returns, self_type=self_type, type_arguments=type_arguments)
        return replace(member, returns=returns)
    if isinstance(member, LibProperty | LibVariable):
        filled = substitute(member.type, self_type=self_type, type_arguments=type_arguments)
        return replace(member, type=filled)
    return member


def _type_arguments(owner: TypeExpr) -> tuple[TypeExpr, ...]:
    """What ``$0``, ``$1``, ... are in the class of ``owner``."""
    if owner.kind == "tuple" and owner.args:
        return (union(owner.args),)
    if owner.kind == "coroutine" and owner.args:
        return (UNKNOWN, UNKNOWN, owner.args[0])
    return owner.args


def _item(iterator: TypeExpr, of: LibClass) -> TypeExpr:
    """What the iterator that ``__iter__`` of ``of`` returned gives."""
    if iterator.kind in {"iterator", "generator"}:
        return iterator.args[0] if iterator.args else UNKNOWN
    following = (
        of.member("__next__") if iterator.kind == "self" else attribute(iterator, "__next__")
    )
    return following.returns if isinstance(following, LibFunction) else UNKNOWN


def _store() -> Store:
    from fclint.analysis.libraries import libdata

    return libdata.standard()
