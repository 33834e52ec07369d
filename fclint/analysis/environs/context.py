"""The platform's context as an object: its attributes are known, and it can be given others."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from fclint.analysis.domain.heap import InstanceObject
from fclint.analysis.domain.shapes import INT, PERMANENT, STR, UNKNOWN, Address, LibraryObject, Ref
from fclint.analysis.domain.state import State
from fclint.events import ContextMisused
from fclint.targets import context as facts
from fclint.values import Instance, NoneShape, Origin, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

_SITE = "fc.context"
_OBJECT = Value((LibraryObject("builtins.object"),))
_NO_LOGGER = Value((NoneShape(Origin(facts.LOGGER)),))
_LOGGER = Value((Instance("logging.Logger", iterable=False),))


def context_value(interp: Interpreter, state: State) -> Value:
    """The context that the platform hands to a handler, or puts into its environ."""
    conditions = interp.conditions
    shared = bool(conditions.concurrency and conditions.concurrency > 1)
    for owner, thing in _objects(conditions.runtime, shared).items():
        address = _address(owner)
        if address not in state.heap:
            state.heap[address] = thing
    return Value((Ref(_address(facts.CONTEXT)),))


def _address(owner: str) -> Address:
    return Address((_SITE, owner), PERMANENT)


@lru_cache(maxsize=16)
def _objects(runtime: str | None, shared: bool) -> dict[str, InstanceObject]:
    """The context and what hangs on it; ``shared``: an instance serves several requests at once.

    They are copied before they are changed, as every object is that a state doesn't own.
    """
    known = {facts.STR: STR, facts.INT: INT, facts.ANY: UNKNOWN, facts.METHOD: UNKNOWN}
    made: dict[str, InstanceObject] = {}
    for owner in facts.ATTRIBUTES:
        names: dict[str, Value] = {}
        for name, kind in facts.attributes(owner, runtime).items():
            if kind == "logger":
                names[name] = _LOGGER if shared else _NO_LOGGER
            elif name == "getLogger":
                names[name] = Value((LibraryObject("logging.getLogger"),))
            else:
                names[name] = known.get(kind) or Value((Ref(_address(kind)),))
        made[owner] = InstanceObject(_OBJECT, names)
    return made


def owner_at(address: Address) -> str | None:
    """Which of the context's objects lives at ``address``."""
    site = address.site
    return site[1] if isinstance(site, tuple) and site[0] == _SITE else None


def misuse(
    interp: Interpreter, address: Address, name: str, operation: str = "attribute"
) -> ContextMisused | None:
    """Why an attribute or a subscript of the object at ``address`` raises, if it is one of the
    context's."""
    owner = owner_at(address)
    if owner is None:
        return None
    runtime = interp.conditions.runtime
    known = facts.attributes(owner, runtime)
    suggestion = name if name in known else facts.meant(owner, name, runtime)
    return ContextMisused(owner, name, operation, suggestion)
