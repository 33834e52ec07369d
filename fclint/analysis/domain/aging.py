"""Aging: what a round of a loop made becomes "of an earlier round", so that rounds compare.

Objects made in the round move to one address per site, where they stand for all objects that
earlier rounds made there; identities given in the round are forgotten, what was learnt about them
kept in the value. Objects that nothing reaches any more are dropped.
"""

from __future__ import annotations

from dataclasses import fields, replace

from fclint.analysis.domain.heap import Heap, HeapObject, Scope
from fclint.analysis.domain.joins import join_objects
from fclint.analysis.domain.shapes import (
    Address,
    BoundMethod,
    BuiltinMethod,
    FunctionShape,
    Partial,
    Ref,
    Wrapped,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import (
    Attribute,
    Comparison,
    Composed,
    DictHas,
    EnvironGet,
    EnvironHas,
    EnvironItem,
    EnvironKey,
    HasAttribute,
    InstanceTest,
    Length,
    Negation,
    Place,
    Pure,
    Symbol,
)
from fclint.values import Mapping, Sequence, Shape, Size, Value

EARLIER = -1


def age(state: State, before: dict[int, int], unchanged: set[int]) -> State:
    """The state at the end of a round; ``before`` is how many things each site had made.

    ``unchanged`` are the ids of the objects that were there before the round: one that is still
    the same can't refer to anything that the round has made, and is left alone.
    """
    if all(count == before.get(site, 0) for site, count in state.counts.items()):
        return state
    return _Aging(state, before, unchanged).run()


class _Aging:
    def __init__(self, state: State, before: dict[int, int], unchanged: set[int]) -> None:
        self.state = state
        self.before = before
        self.unchanged = unchanged

    def run(self) -> State:
        state = self.state
        heap = Heap(base=state.heap.base)
        for address, thing in state.heap.items():
            if id(thing) in self.unchanged:
                heap.setdefault(address, thing)
                continue
            renamed = self._object(thing)
            new = self._address(address)
            if new != address and new in heap:
                renamed = join_objects(heap[new], renamed)
                renamed = replace(renamed, summary=True)
            elif new != address and new in state.heap:
                renamed = replace(join_objects(state.heap[new], renamed), summary=True)
            elif address in heap:
                renamed = heap[address]
            heap[new] = renamed
        state.facts = {
            term: tuple(self._shape(shape) for shape in shapes)
            for term, shapes in state.facts.items()
            if not self._is_new(term)
        }
        self._forget_lengths()
        state.epochs = {t: e for t, e in state.epochs.items() if not self._is_new(t)}
        state.heap = heap
        state.owned = set()
        state.counts = {
            site: self.before[site] for site in state.counts if self.before.get(site, 0)
        }
        self._drop_unreachable()
        return state

    def _forget_lengths(self) -> None:
        """A declared length that speaks of something made in this round."""
        protocol = self.state.protocol
        start = protocol.start
        if start is not None and start.declared is not None and self._has_new(start.declared):
            start = replace(start, declared=None)
            self.state.protocol = protocol = replace(protocol, start=start)
        if protocol.sent is not None and self._has_new(protocol.sent):
            self.state.protocol = replace(protocol, sent=None)

    def _has_new(self, size: Size) -> bool:
        identities = [each[1] if isinstance(each, tuple) else each for each, _ in size.parts]
        return any(map(self._is_new, identities))

    def _drop_unreachable(self) -> None:
        """Objects of earlier rounds that nothing refers to would keep rounds apart."""
        heap = self.state.heap
        aged = [address for address in heap if address.serial == EARLIER]
        if not aged:
            return
        referred: set[Address] = set()
        for address, thing in heap.items():
            if address.serial != EARLIER:
                _references(thing, referred)
        pending = [address for address in aged if address in referred]
        kept = set(pending)
        while pending:
            more: set[Address] = set()
            _references(heap[pending.pop()], more)
            for each in more:
                if each in heap and each.serial == EARLIER and each not in kept:
                    kept.add(each)
                    pending.append(each)
        for address in aged:
            if address not in kept:
                del heap[address]

    # --- renaming

    def _address(self, address: Address) -> Address:
        if not isinstance(address.site, int):
            return address
        if address.serial >= max(0, self.before.get(address.site, 0)):
            return Address(address.site, EARLIER)
        return address

    def _is_new(self, term: object) -> bool:
        """Whether a term speaks of something made in this round."""
        match term:
            case EnvironKey(address=address, identity=identity):
                return self._address(address) != address or self._is_new(identity)
            case Symbol(site=int(site), count=count):
                return count >= self.before.get(site, 0)
            case Attribute(owner=owner) | HasAttribute(owner=owner):
                return self._is_new(owner)
            case Negation(operand=operand) | InstanceTest(operand=operand):
                return self._is_new_value(operand.value)
            case Comparison(left=left, right=right):
                return self._is_new_value(left.value) or self._is_new_value(right.value)
            case Pure(operands=operands) | Composed(operands=operands):
                return any(self._is_new_value(each.value) for each in operands)
            case Place(container=container, key=key):
                return self._is_new_container(container) or self._is_new_value(key.value)
            case EnvironGet(address=address) | EnvironHas(address=address):
                return self._address(address) != address
            case EnvironItem(address=address) | Length(address=address):
                return self._address(address) != address
            case DictHas(address=address, key=key):
                return self._address(address) != address or self._is_new_value(key.value)
        return False

    def _is_new_container(self, container: object) -> bool:
        if isinstance(container, tuple):
            address = container[0]
            assert isinstance(address, Address)
            return self._address(address) != address
        return self._is_new(container)

    def _is_new_value(self, value: Value) -> bool:
        if value.term is not None:
            return self._is_new(value.term)
        return any(self._shape(shape) != shape for shape in value.shapes)

    def _value(self, value: Value) -> Value:
        term = value.term
        if term is not None and self._is_new(term):
            value = self.state.resolve(value)
            term = self._of_earlier(term)
        shapes = tuple(self._shape(shape) for shape in value.shapes)
        if term == value.term and shapes == value.shapes:
            return value
        return Value(shapes, term)

    def _of_earlier(self, term: object) -> object:
        """What is left of an identity given in the round: a key of environ stays one of these."""
        return EnvironKey(self._address(term.address)) if isinstance(term, EnvironKey) else None

    def _shape(self, shape: Shape) -> Shape:
        match shape:
            case Ref(address=address):
                new = self._address(address)
                return shape if new == address else Ref(new)
            case Sequence(items=items, item=item):
                new_items = None if items is None else tuple(map(self._value, items))
                new_item = None if item is None else self._value(item)
                if new_items == items and new_item == item:
                    return shape
                return replace(shape, items=new_items, item=new_item)
            case Mapping():
                return shape
            case FunctionShape(scope=scope) if scope is not None:
                defaults = tuple((name, self._value(value)) for name, value in shape.defaults)
                return replace(shape, scope=self._address(scope), defaults=defaults)
            case BoundMethod(function=function, receiver=receiver):
                return BoundMethod(self._shape(function), self._value(receiver))
            case BuiltinMethod(receiver=receiver, name=name):
                return BuiltinMethod(self._value(receiver), name)
            case Partial(function=function, positional=positional, keywords=keywords):
                return Partial(
                    self._value(function),
                    tuple(map(self._value, positional)),
                    tuple((name, self._value(value)) for name, value in keywords),
                )
            case Wrapped(kind=kind, function=function):
                return Wrapped(kind, self._value(function))
        return shape

    def _object(self, thing: HeapObject) -> HeapObject:
        """The object with everything it refers to renamed; itself where nothing was."""
        changed = {}
        for each in fields(thing):
            old = getattr(thing, each.name)
            new = self._field(old)
            if new is not old and new != old:
                changed[each.name] = new
        return replace(thing, **changed) if changed else thing  # type: ignore[arg-type]

    def _field(self, value: object) -> object:
        match value:
            case Value():
                return self._value(value)
            case Address():
                return self._address(value)
            case dict():
                return {
                    key if not isinstance(key, Value) else self._value(key): self._field(each)
                    for key, each in value.items()
                }
            case list():
                return [self._field(each) for each in value]
            case tuple() if not hasattr(value, "_fields"):
                return tuple(self._field(each) for each in value)
        return value


def _references(thing: HeapObject, found: set[Address]) -> None:
    """Adds the addresses an object refers to."""
    pending: list[object] = [getattr(thing, each.name) for each in fields(thing)]
    if isinstance(thing, Scope):
        pending = [*thing.names.values(), thing.parent]
    while pending:
        value = pending.pop()
        match value:
            case Address():
                found.add(value)
            case Value(shapes=shapes):
                pending.extend(shapes)
            case Ref(address=address):
                found.add(address)
            case Sequence(items=items, item=item):
                pending.extend(items if items is not None else (item,))
            case FunctionShape(scope=scope, defaults=defaults, owner=owner):
                pending.extend((scope, owner, *(value for _, value in defaults)))
            case BoundMethod(function=function, receiver=receiver):
                pending.extend((function, receiver))
            case BuiltinMethod(receiver=receiver):
                pending.append(receiver)
            case Partial(function=function, positional=positional, keywords=keywords):
                pending.extend((function, *positional, *(each for _, each in keywords)))
            case Wrapped(function=function):
                pending.append(function)
            case dict():
                pending.extend(value.values())
                pending.extend(key for key in value if isinstance(key, Value))
            case list() | tuple():
                pending.extend(value)
