"""Truth: what a test says of a value. What a path learns from it is in :mod:`learning`.

A test is a value; its term says how it came about, so that asking works through variables, helpers
and negations alike.
"""

from __future__ import annotations

from fclint.analysis.domain.builtin_kinds import kinds_of
from fclint.analysis.domain.compare import compare
from fclint.analysis.domain.heap import (
    ClassObject,
    DictObject,
    EnvironObject,
    InstanceObject,
    ListObject,
)
from fclint.analysis.domain.joins import list_nonempty
from fclint.analysis.domain.shapes import Address, LibraryObject, Ref, boolean, constant_of
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import (
    Comparison,
    EnvironHas,
    InstanceTest,
    Negation,
    Operand,
    depth,
)
from fclint.analysis.environs.copies import known_presence
from fclint.analysis.libraries import catalogue
from fclint.conditions import applied
from fclint.values import (
    Bool,
    ByteArray,
    Bytes,
    Float,
    Instance,
    Int,
    Mapping,
    Sequence,
    Shape,
    Str,
    Unknown,
    Value,
)


def truth_of(state: State, shape: Shape) -> bool | None:
    """Whether an object of this shape is true; None where it may be either."""
    known, constant = constant_of(shape)
    if known:
        return bool(constant)
    match shape:
        case Unknown(truthy=truthy):
            return truthy
        case Str() | Bytes():
            return True if shape.least_length else None
        case Float(value=value):
            return None if value is None else bool(value)
        case Bool() | Int() | ByteArray():
            return None
        case Sequence(items=items, item=item, nonempty=nonempty):
            if items is not None:
                return bool(items)
            return False if item is None else nonempty
        case Mapping(entries=entries, nonempty=nonempty):
            return bool(entries) if entries is not None else nonempty
        case Ref(address=address):
            return _truth_of_object(state, address)
        case Instance(name=name):
            return None if name.startswith(("collections.", "array.")) else True
    return True


def _truth_of_object(state: State, address: Address) -> bool | None:
    thing = state.heap.get(address)
    match thing:
        case ListObject():
            return list_nonempty(thing)
        case DictObject():
            if thing.entries.keys() - thing.optional:
                return True
            return False if thing.rest is None and not thing.entries else None
        case EnvironObject(emptied=emptied):
            return None if emptied else True
        case InstanceObject():
            return _truth_of_instance(state, thing)
    return True


def _truth_of_instance(state: State, thing: InstanceObject) -> bool | None:
    return None if any(_may_say(state, shape) for shape in thing.cls.shapes) else True


_SAYING = ("__bool__", "__len__")


def _may_say(state: State, shape: Shape, depth: int = 8) -> bool:
    """Whether instances of the class may say whether they are true, by themselves or a base."""
    if isinstance(shape, LibraryObject):
        found = catalogue.lookup(shape.qualified)
        if not isinstance(found, catalogue.LibClass):
            return True
        return any(found.member(name) is not None for name in _SAYING)
    cls = state.heap.get(shape.address) if isinstance(shape, Ref) else None
    if not isinstance(cls, ClassObject) or depth == 0 or any(name in cls.names for name in _SAYING):
        return True
    return any(_may_say(state, each, depth - 1) for base in cls.bases for each in base.shapes)


def possible(state: State, value: Value) -> tuple[bool, bool]:
    """Whether the value may be true, and whether it may be false, on this path."""
    value = state.resolve(value)
    decided = reconsider(state, value.term)
    if decided is not None:
        return decided, not decided
    truths = [truth_of(state, shape) for shape in value.shapes]
    return any(each is not False for each in truths), any(each is not True for each in truths)


def negated(state: State, value: Value) -> Value:
    """``not value``: a bool that is known, or has a term."""
    may_be_true, may_be_false = possible(state, value)
    if may_be_true != may_be_false:
        return boolean(may_be_false)
    term = Negation(Operand(value))
    made = Value((Bool(),), term if value.term is not None and depth(term) < 6 else None)
    known = state.sites.provenance
    if known is None:
        return made
    return known.made(state, made, applied("not", known.of(state, value)))


def reconsider(state: State, term: object) -> bool | None:
    """What a test made earlier would give now; None where that isn't known."""
    match term:
        case Negation(operand=operand):
            true, false = possible(state, operand.value)
            return None if true and false else not true
        case Comparison(operator=operator, left=left, right=right):
            return compare(state, operator, state.resolve(left.value), state.resolve(right.value))
        case EnvironHas(address=address, key=key, own=own):
            return known_presence(state, address, key, own)
        case InstanceTest(operand=operand, kinds=kinds):
            return kinds_of(state, state.resolve(operand.value), kinds)
    return None
