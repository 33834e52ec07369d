"""Classes of the project: executing a class body, making instances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.class_attributes import bind_method, class_attribute, is_enum
from fclint.analysis.domain.compare import compare
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import ClassObject, InstanceObject, Scope
from fclint.analysis.domain.shapes import (
    UNKNOWN,
    Address,
    FunctionShape,
    LibraryObject,
    Ref,
    Wrapped,
)
from fclint.analysis.domain.state import State
from fclint.analysis.functions import Frame, Site
from fclint.analysis.requests.taint_checks import handed_over
from fclint.values import Shape, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


@dataclass(frozen=True, slots=True)
class ClassInfo:
    """A class definition and where it stands."""

    site: Site
    qualified: str
    node: cst.ClassDef


def define_class(
    interp: Interpreter, node: cst.ClassDef, qualified: str, state: State
) -> list[Outcome]:
    """``class name(bases): body``; decorators are the caller's."""
    outcomes: list[Outcome] = []
    positional = [each.value for each in node.bases if not each.star]
    keywords = [each for each in node.keywords if each.keyword is not None]
    for after, bases in interp.evaluate_all(positional, state):
        has_metaclass = any(_is_unknown_metaclass(each) for each in keywords)
        given = (*bases, UNKNOWN) if has_metaclass else bases
        for last, names in _class_body(interp, node, qualified, after):
            info = ClassInfo(interp.site(node.name), qualified, node)
            thing = ClassObject(node.name.value, qualified, names, given, info)
            thing.fields = _tuple_fields(interp, last, node, given)
            address = last.allocate(node, thing)
            outcomes.append((last, Value((Ref(address),))))
    return outcomes


def _is_unknown_metaclass(argument: cst.Arg) -> bool:
    if argument.keyword is None or argument.keyword.value != "metaclass":
        return False
    value = argument.value
    name = value.attr if isinstance(value, cst.Attribute) else value
    return not (isinstance(name, cst.Name) and name.value in ("ABCMeta", "type"))


def _class_body(
    interp: Interpreter, node: cst.ClassDef, qualified: str, state: State
) -> list[tuple[State, dict[str, Value]]]:
    outer = interp.frame
    scope = state.allocate((node, "body"), Scope({}, outer.closure_scope))
    frame = Frame(
        module=outer.module,
        statement=outer.statement,
        scope=scope,
        info=outer.info,
        caller=outer,
        depth=outer.depth,
        sink=outer.sink,
        class_name=qualified,
        enclosing=outer.closure_scope,
    )
    interp.enter(frame)
    try:
        done = interp.execute(node.body.body, [state])
    finally:
        interp.enter(outer)
    results = []
    for each in done.normal:
        thing = each.heap.pop(scope, None)
        each.owned.discard(scope)
        results.append((each, dict(thing.names) if isinstance(thing, Scope) else {}))
    return results


def _tuple_fields(
    interp: Interpreter, state: State, node: cst.ClassDef, bases: tuple[Value, ...]
) -> tuple[str, ...] | None:
    """The fields of a ``NamedTuple`` class."""
    named = LibraryObject("typing.NamedTuple")
    if any(base.shapes == (named,) for base in bases):
        return annotated_names(node)
    return None


def annotated_names(node: cst.ClassDef) -> tuple[str, ...]:
    """The names that a class body annotates, in order: a dataclass's fields."""
    found: list[str] = []
    for line in node.body.body:
        for each in line.body if isinstance(line, cst.SimpleStatementLine) else ():
            match each:
                case cst.AnnAssign(target=cst.Name(value=name)):
                    found.append(name)
    return tuple(found)


def as_dataclass(state: State, cls: Value) -> Value:
    """What ``@dataclass`` does: an ``__init__`` that takes the annotated names in order."""
    for shape in cls.shapes:
        if isinstance(shape, Ref) and isinstance(state.heap.get(shape.address), ClassObject):
            thing = state.mutable(shape.address, ClassObject)
            inherited: tuple[str, ...] = ()
            for base in thing.bases:
                inherited += _fields_of(state, base)
            own = _annotated(thing)
            thing.fields = (*(name for name in inherited if name not in own), *own)
    return cls


def _annotated(thing: ClassObject) -> tuple[str, ...]:
    return annotated_names(thing.info.node) if isinstance(thing.info, ClassInfo) else ()


def _fields_of(state: State, base: Value) -> tuple[str, ...]:
    for shape in base.shapes:
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if isinstance(thing, ClassObject) and thing.fields is not None:
            return thing.fields
    return ()


def instantiate(
    interp: Interpreter, state: State, address: Address, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """``cls(arguments)``."""
    cls = Value((Ref(address),))
    thing = state.heap[address]
    assert isinstance(thing, ClassObject)
    if is_enum(state, cls):
        handed_over(state, arguments.values())
        return _member_by_value(interp, state, cls, thing, arguments, node)
    if _is_strange(interp, state, cls):
        handed_over(state, arguments.values())
        interp.escape(state, *arguments.values())
        interp.may_throw(state, node)
        instance = InstanceObject(cls, {}, open=True, exact=False)
        return [(state, Value((Ref(state.allocate(node, instance)),)))]
    instance = InstanceObject(cls, {}, extra=_held(state, cls, arguments))
    reference = Value((Ref(state.allocate(node, instance)),))
    found = class_attribute(interp, state, cls, "__init__")
    if found is None:
        fields = _fields_of(state, cls)
        if fields:
            return _fill(interp, state, reference, thing, fields, arguments, node)
        if _has_library_base(state, cls):
            reference_thing = state.mutable(_address(reference), InstanceObject)
            reference_thing.open = True
        elif arguments.positional or arguments.keywords:
            interp.throw(state, node, "builtins.TypeError")
            return []
        return [(state, reference)]
    method, owner = found
    outcomes: list[Outcome] = []
    bound = Value(tuple(bind_method(shape, reference, owner) for shape in method.shapes))
    if _has_library_base(state, cls):
        state.mutable(_address(reference), InstanceObject).open = True
    for after, _ in interp.call(state, bound, arguments, node):
        outcomes.append((after, reference))
    return outcomes


def _member_by_value(
    interp: Interpreter,
    state: State,
    cls: Value,
    thing: ClassObject,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    """``Color('red')``: the member of an enumeration that has the value."""
    wanted = state.resolve(arguments.positional[0]) if arguments.positional else UNKNOWN
    answers = {
        name: compare(state, "==", value, wanted)
        for name, value in thing.names.items()
        if not name.startswith("_") and not value.may_be(FunctionShape, Wrapped)
    }
    for name, answer in answers.items():
        if answer:
            return interp.attribute(state, cls, name, node)
    if all(answer is False for answer in answers.values()):
        interp.throw(state, node, "builtins.ValueError")
        return []
    interp.may_throw(state, node, "builtins.ValueError")
    instance = InstanceObject(cls, {}, open=True, exact=False)
    return [(state, Value((Ref(state.allocate(node, instance)),)))]


def _address(value: Value) -> Address:
    shape = value.shapes[0]
    assert isinstance(shape, Ref)
    return shape.address


def _is_strange(interp: Interpreter, state: State, cls: Value) -> bool:
    """Whether calling the class may give something else than a plain instance."""
    if class_attribute(interp, state, cls, "__new__") is not None:
        return True
    return any(isinstance(shape, Unknown) for shape in all_bases(state, cls))


def _has_library_base(state: State, cls: Value) -> bool:
    plain = ("builtins.object", "typing.Protocol", "typing.Generic", "abc.ABC")
    return any(
        isinstance(shape, LibraryObject) and shape.qualified not in plain
        for shape in all_bases(state, cls)
    )


def all_bases(state: State, cls: Value) -> list[Shape]:
    """The class and everything it derives from, in no particular order."""
    found: list[Shape] = []
    pending = list(cls.shapes)
    while pending and len(found) < 64:
        shape = pending.pop()
        found.append(shape)
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if isinstance(thing, ClassObject):
            pending.extend(each for base in thing.bases for each in base.shapes)
    return found


def _held(state: State, cls: Value, arguments: Arguments) -> tuple[Value, ...]:
    """What an instance of a container class of the library holds: its first argument."""
    containers = ("builtins.list", "builtins.tuple", "builtins.set")
    for shape in all_bases(state, cls):
        if isinstance(shape, LibraryObject) and shape.qualified in containers:
            return arguments.positional[:1]
    return ()


def _fill(
    interp: Interpreter,
    state: State,
    reference: Value,
    thing: ClassObject,
    fields: tuple[str, ...],
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    """The ``__init__`` that ``@dataclass`` and ``NamedTuple`` write."""
    mine = state.mutable(_address(reference), InstanceObject)
    given = dict(zip(fields, arguments.positional, strict=False))
    given.update(arguments.keywords)
    for name in fields:
        value = given.get(name)
        if value is None:
            value = _default(interp, state, thing, name, node)
        mine.names[name] = value
    mine.open = not arguments.complete
    found = class_attribute(interp, state, mine.cls, "__post_init__")
    if found is None:
        return [(state, reference)]
    bound = Value(tuple(bind_method(shape, reference, found[1]) for shape in found[0].shapes))
    return [(after, reference) for after, _ in interp.call(state, bound, Arguments(), node)]


def _default(
    interp: Interpreter, state: State, thing: ClassObject, name: str, node: cst.CSTNode
) -> Value:
    """A field's default; ``field(default_factory=list)`` makes a fresh one."""
    default = thing.names.get(name, UNKNOWN)
    shape = default.shapes[0]
    if isinstance(shape, Wrapped) and shape.kind == "default_factory":
        outcomes = interp.call(state, shape.function, Arguments(), node)
        return outcomes[0][1] if outcomes else UNKNOWN
    return default
