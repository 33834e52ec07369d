"""Reads what is known of libraries: the notation of members, and the file ``stdlib.json``.

A module is a mapping of names to entries. An entry is text or, for a class, a mapping:

============================  ====================================================================
``d(x,/,y=,*a,z=,**k)->T``    a function or method; ``=`` marks what may be left out, ``/`` and
                              ``*`` are as in Python; ``d->T`` where the parameters aren't known
``s(...)->T``, ``c(...)->T``  a static method, a class method
``Ad(...)->T``                an ``async def``; ``T`` is the coroutine that a call gives
``p T``                       a property or an attribute of instances
``v T``                       a variable
``a some.name``               another name for what is defined there
``{"m": {...}, ...}``         a class: members ``m``, bases ``b`` (types), enum members ``e``,
                              role ``r``, and ``u`` (true) where a base isn't known
============================  ====================================================================

``T`` is in the notation of :mod:`fclint.analysis.libraries.typeexpr`.

``stdlib.json`` maps each module of the standard library to such a mapping, as JSON, compressed by
zlib and in base64: reading the file costs the names of modules, and each module its own decoding.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fclint.analysis.libraries.catalogue import (
    LibClass,
    LibFunction,
    LibModule,
    LibParameter,
    LibProperty,
    LibVariable,
    Member,
    module,
)
from fclint.analysis.libraries.typeexpr import parse

DATA = Path(__file__).with_name("stdlib.json")

_BINDINGS = {"d": "method", "s": "static", "c": "class"}


class Store:
    """The modules of one data file, each decoded when it is asked for."""

    def __init__(self, encoded: Mapping[str, str]) -> None:
        """``encoded`` has, by module, the JSON of its entries, compressed and in base64."""
        self._encoded = encoded

    def has(self, name: str) -> bool:
        """Whether there is a module of that name."""
        return name in self._encoded

    def module(self, name: str) -> LibModule:
        """The module of that name. Raises KeyError if there is none."""
        return build_module(name, entries(self._encoded[name]))


@functools.lru_cache(maxsize=1)
def standard() -> Store:
    """The standard library."""
    return Store(json.loads(DATA.read_bytes())["modules"])


def entries(encoded: str) -> dict[str, Any]:
    """The entries of a module, as ``stdlib.json`` has them."""
    import binascii
    import zlib

    decoded: dict[str, Any] = json.loads(zlib.decompress(binascii.a2b_base64(encoded)))
    return decoded


def build_module(name: str, entries: Mapping[str, Any], *, complete: bool = True) -> LibModule:
    """The module ``name`` whose members are ``entries``, in the notation of this module."""
    return LibModule(name, _Members(name, entries, in_class=False), complete)


class _Members(Mapping[str, Member]):
    """The members of a module or class; each is decoded when it is asked for."""

    def __init__(self, owner: str, entries: Mapping[str, Any], *, in_class: bool) -> None:
        self._owner = owner
        self._entries = entries
        self._in_class = in_class
        self._decoded: dict[str, Member] = {}

    def __getitem__(self, name: str) -> Member:
        known = self._decoded.get(name)
        if known is None:
            known = self._decoded[name] = self._decode(name)
        return known

    def _decode(self, name: str) -> Member:
        qualified = f"{self._owner}.{name}"
        entry = self._entries.get(name)
        if entry is None:
            found: Member | None = None if self._in_class else module(qualified)
        elif isinstance(entry, str) and entry.startswith("a "):
            found = _definition(entry[2:])
        else:
            found = _member(qualified, entry, in_class=self._in_class)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _definition(target: str) -> Member | None:
    """What an alias is for: a name in the innermost module, which other names may hide."""
    home, rest = target, ""
    while (owner := module(home)) is None and home:
        home, _, name = home.rpartition(".")
        rest = f"{name}.{rest}" if rest else name
    found: Member | None = owner
    for name in filter(None, rest.split(".")):
        if isinstance(found, LibModule):
            found = found.members.get(name)
        else:
            found = found.member(name) if isinstance(found, LibClass) else None
    return found


def _member(qualified: str, entry: Any, *, in_class: bool) -> Member:
    if not isinstance(entry, str):
        return LibClass(
            qualified,
            bases=tuple(parse(base) for base in entry.get("b", ["builtins.object"])),
            members=_Members(qualified, entry.get("m", {}), in_class=True),
            enum_members=entry.get("e"),
            complete=not entry.get("u"),
            role=entry.get("r"),
        )
    if entry.startswith("p "):
        return LibProperty(qualified, parse(entry[2:]))
    if entry.startswith("v "):
        return LibVariable(qualified, parse(entry[2:]))
    is_async = entry.startswith("A")
    signature, _, returns = entry.removeprefix("A").partition("->")
    return LibFunction(
        qualified,
        returns=parse(returns),
        parameters=_parameters(signature[2:-1]) if len(signature) > 1 else None,
        binding=_BINDINGS[signature[0]] if in_class else "function",
        is_async=is_async,
    )


def _parameters(text: str) -> tuple[LibParameter, ...]:
    parameters: list[LibParameter] = []
    kind = "POSITIONAL_OR_KEYWORD"
    for word in filter(None, text.split(",")):
        name = word.rstrip("=")
        if word == "/":
            parameters = [LibParameter(p.name, "POSITIONAL_ONLY", p.required) for p in parameters]
        elif word == "*":
            kind = "KEYWORD_ONLY"
        elif word.startswith("**"):
            parameters.append(LibParameter(name[2:], "VAR_KEYWORD", required=False))
        elif word.startswith("*"):
            parameters.append(LibParameter(name[1:], "VAR_POSITIONAL", required=False))
            kind = "KEYWORD_ONLY"
        else:
            parameters.append(LibParameter(name, kind, required=name == word))
    return tuple(parameters)
