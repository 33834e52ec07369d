"""Assignment in all its forms: targets, unpacking, augmented assignment, ``del``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.attributes import set_attribute
from fclint.analysis.builtin.arithmetic import apply
from fclint.analysis.builtin.consuming import consumed
from fclint.analysis.builtin.items import delete_item, set_item
from fclint.analysis.builtin.subscripts import item_of
from fclint.analysis.domain.completions import Completions, Outcome
from fclint.analysis.domain.heap import DictObject, EnvironObject, ListObject, Scope
from fclint.analysis.domain.joins import union
from fclint.analysis.domain.learning import learn
from fclint.analysis.domain.shapes import PERMANENT, Address, Ref
from fclint.analysis.domain.state import State
from fclint.analysis.environs.unpacking import learn_places
from fclint.analysis.escape import expose
from fclint.analysis.known_items import known_items
from fclint.analysis.requests.misuse import iterable
from fclint.values import Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def execute_assign(
    interp: Interpreter, node: cst.Assign, states: list[State], done: Completions
) -> list[State]:
    """``a = b = value``."""
    after_all: list[State] = []
    for state in states:
        for after, value in interp.evaluate(node.value, state):
            targets = [after]
            for target in node.targets:
                targets = [
                    each
                    for before in targets
                    for each in assign(interp, target.target, value, before)
                ]
            after_all.extend(targets)
    return after_all


def execute_annotated(
    interp: Interpreter, node: cst.AnnAssign, states: list[State], done: Completions
) -> list[State]:
    """``a: int = value``; without a value nothing happens."""
    if node.value is None:
        return states
    return [
        each
        for state in states
        for after, value in interp.evaluate(node.value, state)
        for each in assign(interp, node.target, value, after)
    ]


def execute_augmented(
    interp: Interpreter, node: cst.AugAssign, states: list[State], done: Completions
) -> list[State]:
    """``a += value``: a list is changed in place, other values are replaced."""
    after_all: list[State] = []
    for state in states:
        for before, old in interp.evaluate(node.target, state):
            for after, value in _added(interp, node, old, before):
                if isinstance(node.operator, cst.AddAssign) and _is_dict(after, old):
                    interp.throw(after, node, "builtins.TypeError")
                    continue
                if isinstance(node.operator, (cst.AddAssign, cst.BitOrAssign)) and _in_place(
                    interp, after, old, value
                ):
                    after_all.append(after)
                    continue
                for last, new in apply(interp, after, node.operator, old, value, node):
                    after_all.extend(assign(interp, node.target, new, last))
    return after_all


def _added(interp: Interpreter, node: cst.AugAssign, old: Value, state: State) -> list[Outcome]:
    """The right side of ``old += value``; a list takes all items of an iterator."""
    found = interp.evaluate(node.value, state)
    if not isinstance(node.operator, (cst.AddAssign, cst.BitOrAssign)) or not old.must_be(Ref):
        return found
    return [
        each
        for after, value in found
        for each in consumed(interp, after, value, node, instances=False)
    ]


def _is_dict(state: State, value: Value) -> bool:
    """Whether it surely is a dict, to which nothing can be added."""
    things = [state.heap.get(s.address) if isinstance(s, Ref) else None for s in value.shapes]
    return bool(things) and all(isinstance(o, DictObject) and o.kind == "dict" for o in things)


def _in_place(interp: Interpreter, state: State, old: Value, value: Value) -> bool:
    """``list += items``, ``dict |= other``."""
    if len(old.shapes) != 1 or not isinstance(old.shapes[0], Ref):
        return False
    from fclint.analysis.builtin.list_methods import extend
    from fclint.analysis.builtin.mappings import update_from

    address = old.shapes[0].address
    thing = state.heap.get(address)
    if isinstance(thing, ListObject):
        extend(interp, state, address, value)
        return True
    if isinstance(thing, DictObject):
        update_from(state, state.mutable(address, DictObject), value)
        return True
    if isinstance(thing, EnvironObject):
        update_from(state, state.mutable(address, EnvironObject), value)
        return True
    return False


# --- assignment targets


def assign(interp: Interpreter, target: cst.CSTNode, value: Value, state: State) -> list[State]:
    """Assigns ``value`` to a target of any form."""
    match target:
        case cst.Name(value=name):
            bind_name(interp, state, name, interp.identified(state, value, target))
            return [state]
        case cst.Attribute(value=owner, attr=attr):
            return [
                each
                for after, owner_value in interp.evaluate(owner, state)
                for each in set_attribute(interp, after, owner_value, attr.value, value, target)
            ]
        case cst.Subscript():
            return set_item(interp, target, value, state)
        case cst.Tuple(elements=elements) | cst.List(elements=elements):
            return [
                each
                for after, items in consumed(interp, state, value, target)
                for each in _unpack(interp, list(elements), items, after, target)
            ]
        case cst.StarredElement(value=inner):
            return assign(interp, inner, value, state)
    return [state]


_FEW = 4
"""So many alternatives are unpacked one by one: what belongs together stays together."""


def _unpack(
    interp: Interpreter,
    elements: list[cst.BaseElement],
    value: Value,
    state: State,
    node: cst.CSTNode,
) -> list[State]:
    """``a, *b, c = value``."""
    left = iterable(interp, state, state.resolve(value), node)
    if left is None:
        return []
    value = left
    if 1 < len(value.shapes) <= _FEW:
        alternatives = [Value((shape,)) for shape in value.shapes]
        if all(known_items(interp, state, each) is not None for each in alternatives):
            states: list[State] = []
            for each in alternatives:
                own = state.fork()
                if learn(own, value, each.shapes):
                    states.extend(_unpack(interp, elements, each, own, node))
            return states
    items = known_items(interp, state, value)
    star = next((i for i, e in enumerate(elements) if isinstance(e, cst.StarredElement)), None)
    if items is None:
        item = item_of(interp, state, value, at_place=True)
        values = [item] * len(elements)
        if star is None and len(value.shapes) > 1:
            values = _at_each_place(interp, state, value, item, len(elements))
        known = state.sites.provenance
        if known is not None and star is None:
            values = known.unpacked(state, value, values, node)
        interp.may_throw(state, node, "builtins.ValueError", of=(value,))
        if star is None:
            places = learn_places(state, value, values)
            if places is None:
                return []
            values = places
        if star is not None:
            values[star] = Value(
                (Ref(state.allocate(elements[star], _rest(interp, state, value))),)
            )
    elif star is None:
        if len(items) != len(elements):
            interp.throw(state, node, "builtins.ValueError")
            return []
        values = list(items)
    else:
        tail = len(elements) - star - 1
        if len(items) < len(elements) - 1:
            interp.throw(state, node, "builtins.ValueError")
            return []
        middle = list(items[star : len(items) - tail])
        rest = Value((Ref(state.allocate(elements[star], ListObject("list", middle))),))
        values = [*items[:star], rest, *(items[len(items) - tail :] if tail else ())]
    assigned = [state]
    for element, each in zip(elements, values, strict=True):
        assigned = [
            after for before in assigned for after in assign(interp, element.value, each, before)
        ]
    return assigned


def _rest(interp: Interpreter, state: State, value: Value) -> ListObject:
    """What a starred target gets of an iterable whose items aren't known."""
    given = [state.heap.get(each.address) for each in value.shapes if isinstance(each, Ref)]
    is_open = any(isinstance(each, ListObject) and each.open for each in given)
    return ListObject("list", None, item_of(interp, state, value), open=is_open)


def _at_each_place(
    interp: Interpreter, state: State, value: Value, item: Value, count: int
) -> list[Value]:
    """The items of an iterable with many alternatives, each at its place where that is known.
    Alternatives of another length can't be unpacked."""
    rows: list[tuple[Value, ...]] = []
    for shape in value.shapes:
        each = Value((shape,))
        items = known_items(interp, state, each)
        if items is None:
            items = (item_of(interp, state, each, at_place=True),) * count
        if len(items) == count:
            rows.append(items)
    return [union(place) for place in zip(*rows, strict=True)] if rows else [item] * count


def bind_name(interp: Interpreter, state: State, name: str, value: Value) -> None:
    """Binds a variable of the running frame, by ``global`` and ``nonlocal`` elsewhere."""
    address = scope_of(interp, state, name)
    if address is None:
        return
    if address.serial == PERMANENT and interp.recorder is not None:
        expose(state, None, value)
    scope = state.mutable(address, Scope)
    if scope.summary and name in scope.names:
        value = union((scope.names[name], value))
    scope.names[name] = value


def scope_of(interp: Interpreter, state: State, name: str) -> Address | None:
    """The scope in which an assignment to ``name`` binds."""
    frame = interp.frame
    info = frame.info
    if info is not None and name in info.names.global_names:
        return interp.program.module_scope(interp, state, info.module)
    if info is not None and name in info.names.nonlocal_names:
        scope = state.heap.get(frame.scope)
        address = scope.parent if isinstance(scope, Scope) else None
        while address is not None:
            scope = state.heap.get(address)
            if not isinstance(scope, Scope):
                return None
            if name in scope.names:
                return address
            address = scope.parent
        return None
    return frame.scope


def execute_del(
    interp: Interpreter, node: cst.Del, states: list[State], done: Completions
) -> list[State]:
    """``del a, b[c], d.e``."""
    targets: list[cst.BaseExpression] = [node.target]
    if isinstance(node.target, (cst.Tuple, cst.List)):
        targets = [element.value for element in node.target.elements]
    for target in targets:
        states = [after for state in states for after in _delete(interp, target, state)]
    return states


def _delete(interp: Interpreter, target: cst.BaseExpression, state: State) -> list[State]:
    if isinstance(target, cst.Subscript):
        return delete_item(interp, target, state)
    if isinstance(target, cst.Name):
        address = scope_of(interp, state, target.value)
        if address is not None:
            state.mutable(address, Scope).names.pop(target.value, None)
    return [state]
