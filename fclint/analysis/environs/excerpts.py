"""Excerpts of environ: dicts that hold some of its keys, such as ``{k: environ[k] for k in environ
if k.startswith('HTTP_')}``.

Which ones is not followed. But a key that is in there is in environ, and one that environ lacks on
some requests is lacking there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fclint.analysis.domain.heap import DictObject, EnvironObject
from fclint.analysis.domain.shapes import NONE, known_text
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import DictGet, DictHas, EnvironKey
from fclint.analysis.environs.copies import subject
from fclint.analysis.environs.environ import presence
from fclint.analysis.environs.presence import learn_of_key, may_equal
from fclint.events import KeyMissing
from fclint.values import Shape, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def taken_from(thing: DictObject, key: Value) -> EnvironKey | None:
    """The environ that the entry under ``key`` is from, if there is one."""
    if thing.rest is None or known_text(key) is None or Value(key.shapes) in thing.entries:
        return None
    term = thing.rest[0].term
    return term if isinstance(term, EnvironKey) else None


def missing(
    interp: Interpreter, state: State, thing: DictObject, key: Value, operation: str
) -> KeyMissing | None:
    """Why a lookup of ``key`` raises where environ lacks it."""
    term, name = taken_from(thing, key), known_text(key)
    if term is None or name is None or thing.default is not None:
        return None
    environ = state.heap.get(term.address)
    if not isinstance(environ, EnvironObject) or subject(state, term.address, name)[1]:
        return None
    return None if presence(interp.target, environ, name) else KeyMissing(name, operation)


def learn_held(state: State, term: DictHas) -> bool:
    """That a dict of the program holds a key: so does environ, if it is from there."""
    thing = state.heap.get(term.address)
    if not isinstance(thing, DictObject) or thing.version != term.version:
        return True
    source = taken_from(thing, term.key.value)
    return source is None or learn_of_key(state, source, term.key.value.shapes)


def learn_of_dict_get(state: State, term: DictGet, shapes: tuple[Shape, ...]) -> bool:
    """What is left of ``mapping.get(key, default)`` tells whether the key is there."""
    defaults = (term.default or NONE).shapes
    if any(may_equal(shape, default) for shape in shapes for default in defaults):
        return True
    return learn_held(state, term)
