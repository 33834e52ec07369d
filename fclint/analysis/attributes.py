"""Attributes: of instances, classes, modules, library objects and of what isn't known."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.class_attributes import (
    attribute_of_class,
    bound_attribute,
    class_attribute,
    inherited_from_library,
    is_closed,
    is_data_descriptor,
    owned_by,
    super_attribute,
)
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import ClassObject, InstanceObject, Scope
from fclint.analysis.domain.isinstance import class_of_value
from fclint.analysis.domain.kinds import is_iterator
from fclint.analysis.domain.learning import learn
from fclint.analysis.domain.shapes import (
    PERMANENT,
    UNKNOWN,
    Address,
    BoundMethod,
    BuiltinMethod,
    FunctionShape,
    LibraryObject,
    NamespaceModule,
    Partial,
    ProjectModule,
    Ref,
    Wrapped,
    any_of,
    of_constant,
    text,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Attribute, HasAttribute, Term, depth
from fclint.analysis.environs import context
from fclint.analysis.escape import expose
from fclint.analysis.libraries import catalogue
from fclint.analysis.libraries.libtypes import attribute_of_type, kind_of, member_value
from fclint.analysis.requests.decoding import part_of
from fclint.analysis.requests.misuse import attribute_cause, is_stream_without
from fclint.analysis.requests.unknown_data import origin_of as data_origin
from fclint.analysis.special_methods import by_method
from fclint.values import (
    Bool,
    Bytes,
    Instance,
    Module,
    NoneShape,
    Shape,
    StartResponse,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def eval_attribute(interp: Interpreter, node: cst.Attribute, state: State) -> list[Outcome]:
    """``value.name``."""
    outcomes: list[Outcome] = []
    for after, value in interp.evaluate(node.value, state):
        outcomes.extend(attribute(interp, after, value, node.attr.value, node))
    return outcomes


def attribute(
    interp: Interpreter, state: State, value: Value, name: str, node: cst.CSTNode
) -> list[Outcome]:
    """The attribute of each alternative of ``value``."""
    known = state.sites.provenance
    if known is not None and not value.may_be(Ref):
        return known.attribute(state, value, name, _attribute(interp, state, value, name, node))
    return _attribute(interp, state, value, name, node)


def _attribute(
    interp: Interpreter, state: State, value: Value, name: str, node: cst.CSTNode
) -> list[Outcome]:
    value = state.resolve(value)
    if name == "__class__" and not value.may_be(Ref):
        return [(state, class_of_value(interp, state, value, node))]
    if len(value.shapes) == 1:
        return _of_shape(interp, state, value, value.shapes[0], name, node)
    groups = _alike(value.shapes)
    if len(groups) == 1:
        return _of_shape(interp, state, value, groups[0][0], name, node)
    outcomes: list[Outcome] = []
    for shape, alternatives in groups:
        own = state.fork()
        if learn(own, value, alternatives):
            outcomes.extend(_of_shape(interp, own, value, shape, name, node))
    return outcomes


def _alike(shapes: tuple[Shape, ...]) -> list[tuple[Shape, tuple[Shape, ...]]]:
    """The alternatives, each with what it stands for: those that are text, and those that are
    bytes, are one."""
    groups: dict[object, list[Shape]] = {}
    for shape in shapes:
        kind = type(shape) if isinstance(shape, (Str, Bytes)) else shape
        groups.setdefault(kind, []).append(shape)
    return [(any_of(group), tuple(group)) for group in groups.values()]


def _of_shape(
    interp: Interpreter, state: State, value: Value, shape: Shape, name: str, node: cst.CSTNode
) -> list[Outcome]:
    if name in _OF_CONTAINERS and is_iterator(state, shape):
        interp.throw(state, node, "builtins.AttributeError")
        return []
    match shape:
        case BoundMethod(function=LibraryObject("builtins.super")):
            return super_attribute(interp, state, shape, name, node)
        case FunctionShape() | BoundMethod() | BuiltinMethod() | Partial() | StartResponse() if (
            name == "__call__"
        ):
            return [(state, value)]
        case Unknown():
            if not _is_there(state, value, name):
                interp.may_throw(state, node, "builtins.AttributeError", of=(value,))
            return [(state, _of_unknown(state, value, name))]
        case Ref(address=address):
            return _of_object(interp, state, shape, address, name, node)
        case LibraryObject(qualified=qualified):
            return [(state, _of_library(state, qualified, name, node))]
        case ProjectModule():
            return [(state, interp.program.module_attribute(interp, state, shape, name))]
        case NamespaceModule():
            return [(state, interp.program.submodule(interp, state, shape, name))]
        case NoneShape():
            if not name.startswith("__"):
                cause = attribute_cause(state, shape, name, value.term)
                interp.throw(state, node, "builtins.AttributeError", cause=cause)
                return []
        case FunctionShape(info=info):
            return [(state, text(info.name) if name == "__name__" else UNKNOWN)]
        case BoundMethod(function=function, receiver=receiver):
            known = {"__func__": Value((function,)), "__self__": receiver}
            return [(state, known.get(name, UNKNOWN))]
        case Partial(function=target):
            return [(state, target if name == "func" else UNKNOWN)]
        case Wrapped(kind="property") if name in ("setter", "getter", "deleter"):
            return [(state, Value((Wrapped(f"property.{name}", value),)))]
        case Wrapped() | Module():
            return [(state, UNKNOWN)]
    if isinstance(shape, StartResponse) and not name.startswith("__"):
        interp.note_request_used("", state, Value((shape,)))
    return _of_builtin(interp, state, value, shape, name, node)


def has_attribute_term(state: State, value: Value, name: str) -> Term | None:
    """The term of ``hasattr(value, name)`` for an opaque object."""
    if isinstance(value.term, Term) and depth(value.term) < 5:
        return HasAttribute(value.term, name, state.epoch(value.term))
    return None


def _is_there(state: State, value: Value, name: str) -> bool:
    """Whether a test has shown that an opaque object has the attribute."""
    asked = has_attribute_term(state, value, name)
    return asked is not None and state.facts.get(asked) == (Bool(True),)


def _of_unknown(state: State, value: Value, name: str) -> Value:
    """An attribute of an opaque object: the same as long as nothing may have changed it."""
    if isinstance(value.term, Term) and depth(value.term) < 5:
        term = Attribute(value.term, name, state.epoch(value.term))
        return state.resolve(Value((Unknown(origin=data_origin(value)),), term))
    return UNKNOWN


def _of_builtin(
    interp: Interpreter, state: State, value: Value, shape: Shape, name: str, node: cst.CSTNode
) -> list[Outcome]:
    """An attribute of a builtin or library object: methods are bound, data has its type."""
    kind = kind_of(state, shape)
    if kind is None:
        interp.may_throw(state, node)
        return [(state, UNKNOWN)]
    member = attribute_of_type(kind, name)
    if isinstance(member, catalogue.LibFunction):
        return [(state, Value((BuiltinMethod(Value((shape,), value.term), name),)))]
    if member is not None:
        data = member_value(interp, state, member, node)
        if isinstance(shape, Instance):
            data = part_of(shape, data, state)
        return [(state, interp.identified(state, data, node))]
    cls = catalogue.class_of(kind)
    is_known = not isinstance(shape, Instance) or is_stream_without(state, shape, name)
    if cls is not None and cls.is_complete and is_known:
        cause = attribute_cause(state, shape, name, value.term)
        interp.throw(state, node, "builtins.AttributeError", cause=cause)
        return []
    return [(state, UNKNOWN)]


_OF_CONTAINERS = frozenset(
    name for kind in (list, dict, str, bytes) for name in dir(kind) if not name.startswith("_")
)
"""Methods of containers, which neither iterators nor the views of a dict have."""


def _of_library(state: State, qualified: str, name: str, node: cst.CSTNode) -> Value:
    """A name of a library module or class."""
    if qualified == "sys" and name == "version_info":
        return _VERSION
    owner = catalogue.lookup(qualified)
    if name == "__name__" and isinstance(owner, catalogue.LibClass):
        return text(owner.qualified.rpartition(".")[2])
    member = catalogue.lookup(f"{qualified}.{name}")
    if member is None:
        return UNKNOWN
    if isinstance(owner, catalogue.LibClass) and name in (owner.enum_members or ()):
        return enum_member(state, owner, name)
    if isinstance(member, (catalogue.LibVariable, catalogue.LibProperty)):
        return typed_variable(state, f"{qualified}.{name}", member.type, node)
    if isinstance(member, catalogue.LibModule):
        return Value((LibraryObject(member.name),))
    return Value((LibraryObject(member.qualified),))


def typed_variable(
    state: State, qualified: str, kind: catalogue.TypeExpr, node: cst.CSTNode
) -> Value:
    """A variable of a library, by its type."""
    from fclint.analysis.libraries.libtypes import from_type

    if qualified.endswith(("TYPE_CHECKING",)):
        return Value(from_constant(False).shapes)
    return from_type(state, kind, node)


def from_constant(constant: bool) -> Value:
    """A known bool."""
    from fclint.analysis.domain.shapes import boolean

    return boolean(constant)


def _version() -> Value:
    from fclint.analysis.domain.shapes import INT, STR, integer
    from fclint.values import Sequence

    items = (integer(3), INT, INT, STR, INT)
    return Value((Sequence("tuple", items, INT),))


_VERSION = _version()
"""``sys.version_info`` of a Python 3 runtime whose minor version isn't known."""


def enum_member(state: State, owner: catalogue.LibClass, name: str) -> Value:
    """A member of a library enumeration, such as ``http.HTTPStatus.OK``: one object per name."""
    address = Address(("enum", owner.qualified, name), PERMANENT)
    if address not in state.heap:
        value = (owner.enum_members or {}).get(name)
        names = {"name": text(name)}
        if value is not None:
            names["value"] = Value((of_constant(value),))
        if owner.qualified == "http.HTTPStatus" and isinstance(value, int):
            names["phrase"] = text(HTTPStatus(value).phrase)
        cls = Value((LibraryObject(owner.qualified),))
        state.heap[address] = InstanceObject(cls, names, open=True)
    return Value((Ref(address),))


def _of_object(
    interp: Interpreter,
    state: State,
    shape: Ref,
    address: Address,
    name: str,
    node: cst.CSTNode,
) -> list[Outcome]:
    thing = state.heap.get(address)
    if isinstance(thing, InstanceObject):
        return _of_instance(interp, state, address, thing, name, node)
    if isinstance(thing, ClassObject):
        return [(state, attribute_of_class(interp, state, shape, thing, name))]
    if isinstance(thing, Scope) or thing is None:
        return [(state, UNKNOWN)]
    kind = kind_of(state, shape)
    if kind is not None and attribute_of_type(kind, name) is None and not name.startswith("__"):
        cls = catalogue.class_of(kind)
        if cls is not None and cls.is_complete:
            cause = attribute_cause(state, shape, name, None)
            interp.throw(state, node, "builtins.AttributeError", cause=cause)
            return []
    return [(state, Value((BuiltinMethod(Value((shape,)), name),)))]


def _of_instance(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: InstanceObject,
    name: str,
    node: cst.CSTNode,
) -> list[Outcome]:
    receiver = Value((Ref(address),))
    found = class_attribute(interp, state, thing.cls, name)
    if found is not None and any(is_data_descriptor(each) for each in found[0].shapes):
        return bound_attribute(interp, state, receiver, thing.cls, found, node)
    if name in thing.names:
        return [(state, state.resolve(thing.names[name]))]
    if name == "__class__":
        return [(state, thing.cls)]
    if name == "__dict__":
        return [(state, UNKNOWN)]
    if found is not None and not (thing.open and _is_plain_data(found[0])):
        return bound_attribute(interp, state, receiver, thing.cls, found, node)
    inherited = inherited_from_library(interp, state, receiver, thing.cls, name, node)
    if inherited is not None:
        return [(state, inherited)]
    cause = context.misuse(interp, address, name) if not thing.open else None
    if cause is not None and not name.startswith("__"):
        interp.throw(state, node, "builtins.AttributeError", cause=cause)
        return []
    getter = class_attribute(interp, state, thing.cls, "__getattr__")
    if getter is None and not thing.open and is_closed(state, thing.cls):
        interp.throw(state, node, "builtins.AttributeError")
        return []
    if getter is not None and not thing.open and not name.startswith("__"):
        return _made_up(interp, state, address, name, node)
    if thing.summary:
        return [(state, interp.opaque(state, node))]
    value = interp.opaque(state, node)
    state.mutable(address, InstanceObject).names[name] = value
    return [(state, value)]


def _made_up(
    interp: Interpreter, state: State, address: Address, name: str, node: cst.CSTNode
) -> list[Outcome]:
    """What ``__getattr__`` gives. What isn't known of it stays the same the next time."""
    receiver = Value((Ref(address),))
    found = by_method(interp, state, receiver, ("__getattr__",), (text(name),), node) or []
    for after, value in found:
        thing = after.heap.get(address)
        if value.may_be(Unknown) and isinstance(thing, InstanceObject) and not thing.summary:
            after.mutable(address, InstanceObject).names[name] = value
    return found


def _is_plain_data(value: Value) -> bool:
    """Class attributes that are no functions may be overridden in an instance that isn't known."""
    return not any(isinstance(shape, (FunctionShape, Wrapped)) for shape in value.shapes)


def set_attribute(
    interp: Interpreter, state: State, target: Value, name: str, value: Value, node: cst.CSTNode
) -> list[State]:
    """``target.name = value``."""
    target = state.resolve(target)
    for shape in target.shapes:
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if isinstance(thing, InstanceObject) and isinstance(shape, Ref):
            found = class_attribute(interp, state, thing.cls, name)
            if found is not None and any(is_data_descriptor(each) for each in found[0].shapes):
                return _set_property(interp, state, shape, found, value, node)
            expose(state, shape.address, value)
            weak = thing.summary or len(target.shapes) > 1
            mutable = state.mutable(shape.address, InstanceObject)
            _store(mutable.names, name, value, weak=weak)
        elif isinstance(thing, ClassObject) and isinstance(shape, Ref):
            _store(state.mutable(shape.address, ClassObject).names, name, value, weak=False)
        else:
            if not isinstance(shape, FunctionShape):
                state.touch(target.term)
            from fclint.analysis.escape import leak

            # Whoever reads the attribute gets it: what it holds isn't followed.
            leak(interp, state, (value,))
    return [state]


def _set_property(
    interp: Interpreter,
    state: State,
    receiver: Ref,
    found: tuple[Value, Address | None],
    value: Value,
    node: cst.CSTNode,
) -> list[State]:
    """``target.name = value`` where ``name`` is a property: its setter runs."""
    states: list[State] = []
    for shape in found[0].shapes:
        setter = shape.setter if isinstance(shape, Wrapped) else None
        if setter is None:
            interp.escape(state, Value((receiver,)), value)
            states.append(state)
            continue
        owned = tuple(owned_by(each, found[1]) for each in setter.shapes)
        arguments = Arguments((Value((receiver,)), value))
        states.extend(s for s, _ in interp.call(state, Value(owned), arguments, node))
    return states


def _store(names: dict[str, Value], name: str, value: Value, *, weak: bool) -> None:
    from fclint.analysis.domain.joins import union

    if weak and name in names:
        value = union((names[name], value))
    names[name] = value


def truth_by_method(
    interp: Interpreter, state: State, value: Value, node: cst.CSTNode
) -> list[Outcome]:
    """Replaces an instance of the project by what its ``__bool__`` or ``__len__`` gives."""
    if len(value.shapes) != 1 or not isinstance(value.shapes[0], Ref):
        return [(state, value)]
    thing = state.heap.get(value.shapes[0].address)
    if not isinstance(thing, InstanceObject):
        return [(state, value)]
    for name in ("__bool__", "__len__"):
        found = class_attribute(interp, state, thing.cls, name)
        if found is not None:
            outcomes: list[Outcome] = []
            for after, method in bound_attribute(interp, state, value, thing.cls, found, node):
                outcomes.extend(interp.call(after, method, Arguments(), node))
            return outcomes
    return [(state, value)]
