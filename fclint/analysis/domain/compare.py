"""Comparisons of abstract values: ``==``, ``is``, ``<``, ``in`` and ``isinstance``.

Each answers True, False, or None where it depends on what isn't known.
"""

from __future__ import annotations

from collections.abc import Iterable

from fclint.analysis.builtin.mappings import may_equal
from fclint.analysis.domain.builtin_kinds import kind_names
from fclint.analysis.domain.heap import (
    ClassObject,
    DictObject,
    EnvironObject,
    InstanceObject,
    ListObject,
)
from fclint.analysis.domain.shapes import (
    Address,
    FunctionShape,
    LibraryObject,
    Ref,
    constant_of,
    of_constant,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Comparison, EnvironKey, Operand
from fclint.values import (
    Bool,
    Bytes,
    Float,
    Instance,
    Int,
    Mapping,
    NoneShape,
    Sequence,
    Shape,
    StartResponse,
    Str,
    Unknown,
    Value,
)


def _agree(answers: Iterable[bool | None]) -> bool | None:
    """The answer that all alternatives give."""
    seen = set(answers)
    return seen.pop() if len(seen) == 1 else None


def compare(state: State, operator: str, left: Value, right: Value) -> bool | None:
    """``left operator right`` for operator ``==``, ``is``, ``<`` or ``in``."""
    if operator == "in":
        return contains(state, right, left)
    if operator in ("==", "is") and left.term is not None:
        if left.term == right.term:
            return True
        known = state.facts.get(Comparison(operator, Operand(left), Operand(right)))
        if known in ((Bool(True),), (Bool(False),)):
            return known == (Bool(True),)
    return compare_shapes(state, operator, left, right)


def compare_shapes(state: State, operator: str, left: Value, right: Value) -> bool | None:
    """The comparison by what kinds of objects the operands are, whatever tests have shown."""
    judge = {"==": _equal, "is": _identical, "<": _less}[operator]
    return _agree(judge(state, one, other) for one in left.shapes for other in right.shapes)


def _equal(state: State, left: Shape, right: Shape) -> bool | None:
    known_left, constant_left = constant_of(left)
    known_right, constant_right = constant_of(right)
    if known_left and known_right:
        return constant_left == constant_right
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _equal_unknown(left, right)
    if isinstance(left, Str) and isinstance(right, Str):
        return _equal_text(left, right)
    if isinstance(left, Bytes) and isinstance(right, Bytes):
        empty = b"" in (left.value, right.value)
        return False if empty and (left.least_length or right.least_length) else None
    if isinstance(left, Sequence) and isinstance(right, Sequence) and left.kind == right.kind:
        if left.items is None or right.items is None:
            return None
        if len(left.items) != len(right.items):
            return False
        pairs = zip(left.items, right.items, strict=True)
        answers = [compare(state, "==", one, other) for one, other in pairs]
        return False if False in answers else (None if None in answers else True)
    if isinstance(left, Ref) and isinstance(right, Ref):
        return True if left == right and not _is_summary(state, left) else None
    if isinstance(left, LibraryObject) and isinstance(right, LibraryObject):
        return True if left == right else (False if _are_builtin(left, right) else None)
    for shape, other in ((left, right), (right, left)):
        if isinstance(shape, Sequence) and isinstance(other, Ref):
            return None if _is_kind_of(state, other, shape.kind) else False
        if isinstance(other, _SIMPLE) and isinstance(shape, Ref) and _is_its_own(state, shape):
            return False
    return _equal_kinds(left, right)


def _is_kind_of(state: State, reference: Ref, kind: str) -> bool:
    """Whether the object may be equal to a sequence of this kind: it is a container of the same, a
    set for a frozenset, or no builtin container."""
    thing = state.heap.get(reference.address)
    if not isinstance(thing, (ListObject, DictObject)):
        return True
    return thing.kind == kind or {thing.kind, kind} <= {"set", "frozenset", "dict_keys"}


def _is_its_own(state: State, reference: Ref) -> bool:
    """Whether the object is a container, or an instance of a class that doesn't say what is equal:
    no constant is equal to it."""
    thing = state.heap.get(reference.address)
    if isinstance(thing, InstanceObject):
        return thing.exact and not thing.extra and not _may_have_eq(state, thing.cls)
    return isinstance(thing, (ListObject, DictObject))


def _may_have_eq(state: State, cls: Value, depth: int = 8) -> bool:
    for shape in cls.shapes:
        if shape == LibraryObject("builtins.object"):
            continue
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if not isinstance(thing, ClassObject) or "__eq__" in thing.names or depth == 0:
            return True
        if thing.decorated and thing.fields is None:
            return True
        if any(_may_have_eq(state, base, depth - 1) for base in thing.bases):
            return True
    return False


def _are_builtin(*shapes: LibraryObject) -> bool:
    return all(shape.qualified.startswith(("builtins.", "types.")) for shape in shapes)


def _equal_unknown(left: Shape, right: Shape) -> bool | None:
    for shape, other in ((left, right), (right, left)):
        if isinstance(shape, Unknown):
            known, constant = constant_of(other)
            plain = of_constant(constant) if known else other
            if plain in shape.excluded or _kind_excluded(shape, other):
                return False
            if known and shape.truthy is not None and bool(constant) != shape.truthy:
                return False
    return None


def _kind_excluded(shape: Unknown, other: Shape) -> bool:
    return any(isinstance(name, str) and name in kind_names(other) for name in shape.excluded)


def _equal_text(left: Str, right: Str) -> bool | None:
    for shape, other in ((left, right), (right, left)):
        constant = shape.value
        if constant is None:
            continue
        first, last = other.pieces[0], other.pieces[-1]
        if first is not None and not constant.startswith(first):
            return False
        if last is not None and not constant.endswith(last):
            return False
        if len(constant) < other.least_length:
            return False
    return None


_NUMBERS = (Int, Bool, Float)
_SIMPLE = (Str, Bytes, NoneShape, *_NUMBERS, Sequence, Mapping)


def _equal_kinds(left: Shape, right: Shape) -> bool | None:
    """Objects of different builtin kinds are unequal; of the same kind, who knows."""
    if isinstance(left, _NUMBERS) and isinstance(right, _NUMBERS):
        return None
    if isinstance(left, NoneShape) or isinstance(right, NoneShape):
        other = right if isinstance(left, NoneShape) else left
        return None if isinstance(other, (Ref, Instance)) and _may_define_eq(other) else False
    if isinstance(left, _SIMPLE) and isinstance(right, _SIMPLE) and type(left) is not type(right):
        return False
    if isinstance(left, (FunctionShape, StartResponse)) and isinstance(right, (*_SIMPLE,)):
        return False
    return None


def _may_define_eq(shape: Shape) -> bool:
    return isinstance(shape, Instance) and "." not in shape.name


def _is_summary(state: State, reference: Ref) -> bool:
    thing = state.heap.get(reference.address)
    return thing is None or thing.summary


def _identical(state: State, left: Shape, right: Shape) -> bool | None:
    for shape, other in ((left, right), (right, left)):
        if isinstance(other, NoneShape):
            if isinstance(shape, Unknown):
                excluded = shape.truthy is True or bool(shape.excluded & {NoneShape(), "NoneType"})
                return False if excluded else None
            return isinstance(shape, NoneShape)
        if isinstance(other, Bool) and not isinstance(shape, (Bool, Unknown)):
            return False
    if isinstance(left, Ref) and isinstance(right, Ref):
        if left != right:
            return False if not (_is_summary(state, left) or _is_summary(state, right)) else None
        return None if _is_summary(state, left) else True
    if isinstance(left, Bool) and isinstance(right, Bool):
        return None if None in (left.value, right.value) else left.value is right.value
    if isinstance(left, (FunctionShape, LibraryObject, StartResponse)) and left == right:
        return True
    if isinstance(left, LibraryObject) and isinstance(right, LibraryObject):
        return False
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return False if _equal_unknown(left, right) is False else None
    if isinstance(left, (Ref, FunctionShape)) != isinstance(right, (Ref, FunctionShape)):
        return False
    answer = _equal(state, left, right)
    return False if answer is False else None


def _less(state: State, left: Shape, right: Shape) -> bool | None:
    known_left, one = constant_of(left)
    known_right, other = constant_of(right)
    if known_left and known_right:
        try:
            return bool(one < other)  # type: ignore[operator]
        except TypeError:
            return None
    if isinstance(left, Sequence) and isinstance(right, Sequence):
        return _less_sequences(state, left, right)
    return None


def _less_sequences(state: State, left: Sequence, right: Sequence) -> bool | None:
    """Lexicographic order: ``sys.version_info < (3, 8)`` is decided by what is known."""
    if left.items is None or right.items is None:
        return None
    for one, other in zip(left.items, right.items, strict=False):
        equal = compare(state, "==", one, other)
        if equal is None:
            return None
        if not equal:
            return compare(state, "<", one, other)
    return len(left.items) < len(right.items)


def contains(state: State, container: Value, member: Value) -> bool | None:
    """``member in container``."""
    return _agree(_contains(state, shape, member) for shape in container.shapes)


def _contains(state: State, container: Shape, member: Value) -> bool | None:
    match container:
        case Str(value=whole):
            parts = [shape.value if isinstance(shape, Str) else None for shape in member.shapes]
            if whole is None or None in parts:
                return None
            return _agree(part in whole for part in parts if part is not None)
        case Bytes(value=whole):
            chunks = [shape.value if isinstance(shape, Bytes) else None for shape in member.shapes]
            if whole is None or None in chunks:
                return None
            return _agree(chunk in whole for chunk in chunks if chunk is not None)
        case Sequence(items=items) if items is not None:
            return _among(state, items, member)
        case Ref(address=address):
            return _in_object(state, address, member)
    return None


def _in_object(state: State, address: Address, member: Value) -> bool | None:
    thing = state.heap.get(address)
    match thing:
        case ListObject(items=items) if items is not None:
            return _among(state, items, member)
        case ListObject(item=None):
            return False
        case ListObject(held=(version, held)) if version == thing.version and held:
            return _among(state, held, member) or None
        case ListObject(keys_of=Address() as whole) if not thing.version:
            return _in_object(state, whole, member)
        case DictObject():
            sure = [key for key in thing.entries if key not in thing.optional]
            found = _among(state, sure, member)
            if found or member in thing.absent:
                return bool(found)
            further = thing.rest is not None and may_equal(thing.rest[0], member)
            if further or found is None:
                return None
            return None if _among(state, thing.optional, member) is not False else False
        case EnvironObject():
            if isinstance(member.term, EnvironKey) and member.term.address == address:
                return True
            keys = [shape.value if isinstance(shape, Str) else None for shape in member.shapes]
            return _agree(None if key is None else environ_has(state, address, key) for key in keys)
    return None


def _among(state: State, items: Iterable[Value], member: Value) -> bool | None:
    answers = [compare(state, "==", member, state.resolve(item)) for item in items]
    if True in answers:
        return True
    return None if None in answers else False


def environ_has(state: State, address: Address, key: str) -> bool | None:
    """Whether ``key`` is in the environ at ``address``; the server's promises are not asked."""
    thing = state.heap.get(address)
    if not isinstance(thing, EnvironObject):
        return None
    if key in thing.values or key in thing.present:
        return True
    if key in thing.absent or thing.emptied:
        return None if thing.loose and key not in thing.absent else False
    return None
