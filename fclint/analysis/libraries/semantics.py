"""Library functions that have a semantics of their own, by qualified name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.functions import BUILTINS
from fclint.analysis.builtin.iterators import collect
from fclint.analysis.builtin.mappings import update_from
from fclint.analysis.builtin.operators import test
from fclint.analysis.builtin.reducing import reduced
from fclint.analysis.builtin.subscripts import item_of, subscript
from fclint.analysis.classes import as_dataclass
from fclint.analysis.coroutines import run_coroutine
from fclint.analysis.domain.completions import Outcome, Special
from fclint.analysis.domain.heap import (
    DictObject,
    EnvironObject,
    IteratorObject,
    ListObject,
    ManagerObject,
)
from fclint.analysis.domain.joins import optional_union, union
from fclint.analysis.domain.shapes import (
    BYTES,
    UNKNOWN,
    BoundMethod,
    FunctionShape,
    Partial,
    Ref,
    Wrapped,
)
from fclint.analysis.domain.state import State
from fclint.analysis.environs.copies import allocated, copied
from fclint.analysis.environs.environ import environ_address
from fclint.analysis.escape import hand_over
from fclint.analysis.known_items import known_items
from fclint.analysis.libraries import opening, text_or_bytes
from fclint.analysis.requests import decoding
from fclint.analysis.special_methods import by_method
from fclint.values import (
    Instance,
    IteratorShape,
    NoneShape,
    Sequence,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def _decorator_factory(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``@wraps(f)``, ``@lru_cache(maxsize=1)``: a decorator that changes nothing that matters."""
    return [(state, Value((Wrapped("identity", UNKNOWN),)))]


def _lru_cache(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    first = arguments.get(0)
    if first is not None and first.must_be(FunctionShape, BoundMethod):
        return [(state, first)]
    return _decorator_factory(interp, state, arguments, node)


def _identity(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    return [(state, arguments.positional[0])] if arguments.positional else None


def _second(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``typing.cast(type, value)``."""
    return [(state, arguments.positional[1])] if len(arguments.positional) > 1 else None


def _dataclass(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    first = arguments.get(0)
    if first is None:
        return [(state, Value((Wrapped("dataclass", UNKNOWN),)))]
    return [(state, as_dataclass(state, first))]


def _field(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    factory = arguments.get(-1, "default_factory")
    if factory is not None:
        return [(state, Value((Wrapped("default_factory", factory),)))]
    return [(state, arguments.get(-1, "default") or UNKNOWN)]


def _contextmanager(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if not arguments.positional:
        return None
    return [(state, Value((Wrapped("contextmanager", arguments.positional[0]),)))]


def _partial(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if not arguments.positional:
        return None
    function, *positional = arguments.positional
    shape = Partial(function, tuple(positional), arguments.keywords)
    return [(state, Value((shape,)))]


# --- context managers


def _manager(kind: str) -> Special:
    def make(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        thing = ManagerObject(kind, arguments.positional)
        return [(state, Value((Ref(state.allocate(node, thing)),)))]

    return make


# --- containers and iterators


def _ordered_dict(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    return BUILTINS["dict"](interp, state, arguments, node)


def _defaultdict(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    first = arguments.get(0)
    thing = DictObject("dict", {}, default=first if first and not first.may_be(NoneShape) else None)
    for each in arguments.positional[1:]:
        update_from(state, thing, each)
    return [(state, Value((Ref(state.allocate(node, thing)),)))]


def _deque(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if not arguments.positional:
        return [(state, Value((Ref(state.allocate(node, ListObject("deque", []))),)))]
    outcomes: list[Outcome] = []
    for after, items, item in collect(interp, state, arguments.positional[0], node):
        thing = ListObject("deque", None if items is None else list(items), item)
        outcomes.append((after, Value((Ref(after.allocate(node, thing)),))))
    return outcomes


def _chain_of(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``itertools.chain.from_iterable(iterables)``."""
    if len(arguments.positional) != 1:
        return None
    outcomes: list[Outcome] = []
    for after, items, item in collect(interp, state, arguments.positional[0], node):
        if items is not None:
            outcomes += _chain(interp, after, Arguments(items), node) or []
        else:
            inner = item_of(interp, after, item) if item is not None else None
            outcomes.append((after, Value((Sequence("chain", None, inner),))))
    return outcomes


def _some_of(place: int) -> Special:
    """``itertools.islice(items, ...)``, ``takewhile(test, items)``: some of the items of what is
    given at ``place``. Of a generator, whose code runs, all are taken, if they
    come to an end."""

    def run(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        source = arguments.get(place)
        if source is None or not source.must_be(Ref, Sequence):
            return None
        others = (*arguments.positional[:place], *arguments.positional[place + 1 :])
        hand_over(interp, state, "itertools.islice", others)
        items = known_items(interp, state, source)
        interp.may_throw(state, node)
        if items:
            return [(state, Value((Sequence("iterator", None, union(items)),)))]
        return [(state, allocated(state, IteratorObject("some", source), node))]

    return run


def _chain(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``itertools.chain(*iterables)``."""
    done: list[tuple[State, tuple[Value, ...] | None, Value | None]] = [(state, (), None)]
    for each in arguments.positional:
        following = []
        for before, items, item in done:
            for after, more, other in collect(interp, before, each, node):
                both = items + more if items is not None and more is not None else None
                following.append((after, both, optional_union(item, other)))
        done = following
    return [(s, Value((Sequence("chain", items, item),))) for s, items, item in done]


def _endless(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``itertools.count()``, ``cycle(xs)``, ``repeat(x)``: never used up."""
    item = UNKNOWN
    if isinstance(node, cst.Call) and arguments.positional:
        item = item_of(interp, state, arguments.positional[0])
    return [(state, Value((IteratorShape("endless", item),)))]


def _count(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    return [(state, Value((IteratorShape("endless", UNKNOWN),)))]


def _repeat(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if len(arguments.positional) != 1:
        return None
    return [(state, Value((IteratorShape("endless", arguments.positional[0]),)))]


def _copy(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if not arguments.positional:
        return None
    value = state.resolve(arguments.positional[0])
    address = environ_address(state, value)
    if address is not None:
        return [(state, copied(state, address, node))]
    if len(value.shapes) == 1 and isinstance(value.shapes[0], Ref):
        thing = state.heap.get(value.shapes[0].address)
        if isinstance(thing, (ListObject, DictObject)):
            copy = thing.copy()
            copy.summary = False
            return [(state, Value((Ref(state.allocate(node, copy)),)))]
    return [(state, value)] if not value.may_be(Ref) else None


def _view(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``types.MappingProxyType(mapping)``: what is read of it is read of the mapping."""
    if len(arguments.positional) != 1:
        return None
    value = state.resolve(arguments.positional[0])
    things = [state.heap.get(each.address) for each in value.shapes if isinstance(each, Ref)]
    is_mapping = len(things) == len(value.shapes) and all(
        isinstance(thing, (DictObject, EnvironObject)) for thing in things
    )
    return [(state, value)] if is_mapping else None


def _file_wrapper(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    return [(state, Value((IteratorShape("FileWrapper", BYTES),)))]


# --- files, data


def _resource(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``pkgutil.get_data()`` gives bytes: None only with a loader that can't read, which packages
    that read their own files don't have."""
    interp.may_throw(state, node, "builtins.OSError")
    return [(state, interp.identified(state, BYTES, node))]


def _getenv(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``os.getenv``: configuration, which is taken to be there."""
    return [(state, interp.opaque(state, node))]


def _exc_info(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    from fclint.analysis.trying import being_handled

    some = Value((Unknown(truthy=True),))
    error = next((each.value for each in being_handled(interp)), None) or some
    return [(state, Value((Sequence("tuple", (some, error, some), some),)))]


def _contains(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``operator.contains(container, member)``."""
    if len(arguments.positional) != 2:
        return None
    container, member = arguments.positional
    own = by_method(interp, state, container, ("__contains__",), (member,), node)
    return own or [(state, test(interp, state, "in", member, container, node))]


def _getitem(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``operator.getitem(container, key)``."""
    if len(arguments.positional) != 2:
        return None
    return subscript(interp, state, *arguments.positional, node)


def _itemgetter(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``itemgetter(key, ...)``: what is called with a container takes these items."""
    keys = arguments.positional
    if not keys:
        return None
    return [(state, Value((Wrapped("itemgetter", Value((Sequence("tuple", keys, None),))),)))]


def _connection(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``sqlite3.connect(...)``, whose type depends on the factory that is passed."""
    interp.may_throw(state, node, "sqlite3.Error")
    shape = Instance("sqlite3.Connection", iterable=False)
    return [(state, Value((shape,), state.symbol(node)))]


SPECIAL: dict[str, Special] = {
    "sqlite3.connect": _connection,
    "asyncio.runners.run": run_coroutine,
    **decoding.FUNCTIONS,
    **opening.FUNCTIONS,
    **text_or_bytes.FUNCTIONS,
    "functools.partial": _partial,
    "functools.reduce": reduced,
    "functools.wraps": _decorator_factory,
    "functools.update_wrapper": _identity,
    "functools.lru_cache": _lru_cache,
    "functools.cache": _lru_cache,
    "typing.cast": _second,
    "dataclasses.dataclass": _dataclass,
    "dataclasses.field": _field,
    "contextlib.contextmanager": _contextmanager,
    "contextlib.suppress": _manager("suppress"),
    "contextlib.closing": _manager("closing"),
    "contextlib.nullcontext": _manager("nullcontext"),
    "contextlib.ExitStack": _manager("stack"),
    "collections.OrderedDict": _ordered_dict,
    "collections.defaultdict": _defaultdict,
    "collections.deque": _deque,
    "itertools.chain": _chain,
    "itertools.chain.from_iterable": _chain_of,
    "itertools.islice": _some_of(0),
    "itertools.takewhile": _some_of(1),
    "itertools.dropwhile": _some_of(1),
    "itertools.count": _count,
    "itertools.cycle": _endless,
    "itertools.repeat": _repeat,
    "copy.copy": _copy,
    "copy.deepcopy": _copy,
    "wsgiref.util.FileWrapper": _file_wrapper,
    "os.getenv": _getenv,
    "sys.exc_info": _exc_info,
    "pkgutil.get_data": _resource,
    "operator.itemgetter": _itemgetter,
    "operator.getitem": _getitem,
    "operator.contains": _contains,
    "types.MappingProxyType": _view,
}
