"""``match``: each pattern splits a state into where it matches and where it does not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.builtin.operators import test
from fclint.analysis.builtin.subscripts import subscript
from fclint.analysis.domain.bounding import bounded
from fclint.analysis.domain.completions import Completions
from fclint.analysis.domain.heap import ListObject
from fclint.analysis.domain.isinstance import instance_test
from fclint.analysis.domain.learning import split
from fclint.analysis.domain.shapes import Ref
from fclint.analysis.domain.state import State
from fclint.analysis.functions import Site
from fclint.analysis.known_items import known_items
from fclint.values import Sequence, Shape, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


@dataclass(slots=True)
class Parted:
    """The states in which a pattern matches, and those in which it does not."""

    matched: list[State] = field(default_factory=list)
    rest: list[State] = field(default_factory=list)


def execute_match(
    interp: Interpreter, node: cst.Match, states: list[State], done: Completions
) -> list[State]:
    """``match subject: case pattern if guard: ...``."""
    from fclint.analysis.statements import execute_block

    after_all: list[State] = []
    for state in states:
        for after, subject in interp.evaluate(node.subject, state):
            value = interp.identified(after, subject, node.subject)
            going = [after]
            for case in node.cases:
                parted = Parted()
                for each in going:
                    _guarded(interp, case, value, each, parted)
                if parted.matched:
                    after_all.extend(
                        execute_block(
                            interp, case.body, bounded(parted.matched, interp.width), done
                        )
                    )
                going = bounded(parted.rest, interp.width)
                if not going:
                    break
            after_all.extend(going)
    return bounded(after_all, interp.width)


def _guarded(
    interp: Interpreter, case: cst.MatchCase, value: Value, state: State, parted: Parted
) -> None:
    before = match_pattern(interp, case.pattern, value, state)
    if case.guard is None:
        parted.matched.extend(before.matched)
    else:
        for each in before.matched:
            true, false = interp.branch(case.guard, each)
            parted.matched.extend(true)
            parted.rest.extend(false)
    parted.rest.extend(before.rest)


def match_pattern(
    interp: Interpreter, pattern: cst.MatchPattern, value: Value, state: State
) -> Parted:
    """Matches ``value`` against a pattern; captures are bound where it matches."""
    match pattern:
        case cst.MatchValue(value=expression):
            return _match_value(interp, expression, value, state, pattern, "==")
        case cst.MatchSingleton(value=expression):
            return _match_value(interp, expression, value, state, pattern, "is")
        case cst.MatchAs():
            return _match_as(interp, pattern, value, state)
        case cst.MatchOr(patterns=alternatives):
            parted = Parted([], [state])
            for alternative in alternatives:
                going, parted.rest = parted.rest, []
                for each in going:
                    inner = match_pattern(interp, alternative.pattern, value, each)
                    parted.matched.extend(inner.matched)
                    parted.rest.extend(inner.rest)
            return parted
        case cst.MatchList() | cst.MatchTuple():
            return _match_sequence(interp, pattern, value, state)
        case cst.MatchMapping():
            return _match_mapping(interp, pattern, value, state)
        case cst.MatchClass():
            return _match_class(interp, pattern, value, state)
    return _either(interp, state, pattern)


def _either(interp: Interpreter, state: State, node: cst.CSTNode) -> Parted:
    """It may match or not."""
    other = state.fork()
    site: Site = interp.site(node)
    state.decide(site, "matches")
    other.decide(site, "does not match")
    return Parted([state], [other])


def _match_value(
    interp: Interpreter,
    expression: cst.BaseExpression,
    value: Value,
    state: State,
    node: cst.CSTNode,
    operator: str,
) -> Parted:
    parted = Parted()
    for after, expected in interp.evaluate(expression, state):
        outcome = test(interp, after, operator, after.resolve(value), expected, node)
        true, false = split(after, outcome, interp.site(node))
        if true is not None:
            parted.matched.append(true)
        if false is not None:
            parted.rest.append(false)
    return parted


def _match_as(interp: Interpreter, pattern: cst.MatchAs, value: Value, state: State) -> Parted:
    """``_``, ``name``, ``pattern as name``."""
    from fclint.analysis.assignment import bind_name

    parted = Parted([state], [])
    if pattern.pattern is not None:
        parted = match_pattern(interp, pattern.pattern, value, state)
    if pattern.name is not None:
        for each in parted.matched:
            bind_name(interp, each, pattern.name.value, each.resolve(value))
    return parted


def _bind_captures(interp: Interpreter, pattern: cst.CSTNode, state: State) -> None:
    """Binds every name a pattern captures to something unknown."""
    from fclint.analysis.assignment import bind_name
    from fclint.analysis.syntax import walk

    for node in walk([pattern]):
        name = None
        if isinstance(node, (cst.MatchAs, cst.MatchStar)):
            name = node.name
        elif isinstance(node, cst.MatchMapping):
            name = node.rest
        if name is not None:
            bind_name(interp, state, name.value, interp.opaque(state, name))


def _match_sequence(
    interp: Interpreter, pattern: cst.MatchList | cst.MatchTuple, value: Value, state: State
) -> Parted:
    items = known_items(interp, state, value)
    patterns = list(pattern.patterns)
    has_star = any(isinstance(each, cst.MatchStar) for each in patterns)
    value = state.resolve(value)

    def is_sequence(shape: Shape) -> bool:
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        return isinstance(shape, Sequence) or isinstance(thing, ListObject)

    sequence = any(
        isinstance(shape, (Sequence, Unknown)) or not _is_scalar(shape) for shape in value.shapes
    )
    if not sequence:
        return Parted([], [state])
    if len(patterns) == 1 and has_star and all(map(is_sequence, value.shapes)):
        _bind_captures(interp, pattern, state)
        return Parted([state], [])
    if items is not None and has_star:
        return _match_starred(interp, pattern, patterns, items, state)
    if items is None or has_star:
        parted = _either(interp, state, pattern)
        for each in parted.matched:
            _bind_captures(interp, pattern, each)
        return parted
    if len(items) != len(patterns):
        return Parted([], [state])
    parted = Parted([state], [])
    for item, element in zip(items, patterns, strict=True):
        going, parted.matched = parted.matched, []
        for each in going:
            assert isinstance(element, cst.MatchSequenceElement)
            inner = match_pattern(interp, element.value, item, each)
            parted.matched.extend(inner.matched)
            parted.rest.extend(inner.rest)
    return parted


def _match_starred(
    interp: Interpreter,
    pattern: cst.CSTNode,
    patterns: list[cst.MatchSequenceElement | cst.MatchStar],
    items: tuple[Value, ...],
    state: State,
) -> Parted:
    """``[a, *rest, z]`` against known items."""
    from fclint.analysis.assignment import bind_name

    star = next(i for i, each in enumerate(patterns) if isinstance(each, cst.MatchStar))
    tail = len(patterns) - star - 1
    if len(items) < len(patterns) - 1:
        return Parted([], [state])
    end = len(items) - tail
    fixed = [*zip(patterns[:star], items[:star], strict=True)]
    fixed += zip(patterns[star + 1 :], items[end:], strict=True)
    parted = Parted([state], [])
    for element, item in fixed:
        going, parted.matched = parted.matched, []
        for each in going:
            assert isinstance(element, cst.MatchSequenceElement)
            inner = match_pattern(interp, element.value, item, each)
            parted.matched.extend(inner.matched)
            parted.rest.extend(inner.rest)
    starred = patterns[star]
    name = starred.name if isinstance(starred, cst.MatchStar) else None
    for each in parted.matched:
        if name is None:
            break
        rest = ListObject("list", list(items[star:end]))
        bind_name(interp, each, name.value, Value((Ref(each.allocate(pattern, rest)),)))
    return parted


def _is_scalar(shape: object) -> bool:
    from fclint.values import Bool, Bytes, Float, Int, NoneShape, Str

    return isinstance(shape, (Bool, Bytes, Float, Int, NoneShape, Str))


def _match_mapping(
    interp: Interpreter, pattern: cst.MatchMapping, value: Value, state: State
) -> Parted:
    """``{'key': pattern, **rest}``: each key must be there, each value must match."""
    if all(_is_scalar(shape) for shape in value.shapes):
        return Parted([], [state])
    parted = Parted([state], [])
    for element in pattern.elements:
        going, parted.matched = parted.matched, []
        for each in going:
            _match_entry(interp, element, value, each, parted)
    for each in parted.matched:
        if pattern.rest is not None:
            from fclint.analysis.assignment import bind_name

            bind_name(interp, each, pattern.rest.value, interp.opaque(each, pattern.rest))
    if value.may_be(Unknown) and not pattern.elements:
        return _either(interp, state, pattern)
    return parted


def _match_entry(
    interp: Interpreter,
    element: cst.MatchMappingElement,
    value: Value,
    state: State,
    parted: Parted,
) -> None:
    for after, key in interp.evaluate(element.key, state):
        present = test(interp, after, "in", key, value, element)
        true, false = split(after, present, interp.site(element))
        if false is not None:
            parted.rest.append(false)
        if true is None:
            continue
        for last, item in subscript(interp, true, value, key, element):
            inner = match_pattern(interp, element.pattern, item, last)
            parted.matched.extend(inner.matched)
            parted.rest.extend(inner.rest)


def _match_class(
    interp: Interpreter, pattern: cst.MatchClass, value: Value, state: State
) -> Parted:
    """``str()``, ``str(name)``, ``Point(x=0)``."""
    parted = Parted()
    for after, cls in interp.evaluate(pattern.cls, state):
        outcome = instance_test(interp, after, value, cls, pattern)
        true, false = split(after, outcome, interp.site(pattern))
        if false is not None:
            parted.rest.append(false)
        if true is None:
            continue
        inner = _match_arguments(interp, pattern, value, true)
        parted.matched.extend(inner.matched)
        parted.rest.extend(inner.rest)
    return parted


def _match_arguments(
    interp: Interpreter, pattern: cst.MatchClass, value: Value, state: State
) -> Parted:
    if not pattern.patterns and not pattern.kwds:
        return Parted([state], [])
    simple = len(pattern.patterns) == 1 and not pattern.kwds
    if simple and all(_is_scalar(shape) for shape in state.resolve(value).shapes):
        return match_pattern(interp, pattern.patterns[0].value, state.resolve(value), state)
    parted = Parted([state], [])
    if pattern.patterns:
        parted = _either(interp, state, pattern)
        for each in parted.matched:
            _bind_captures(interp, pattern, each)
        return parted
    for keyword in pattern.kwds:
        going, parted.matched = parted.matched, []
        for each in going:
            for last, attribute in interp.attribute(each, value, keyword.key.value, keyword):
                inner = match_pattern(interp, keyword.pattern, attribute, last)
                parted.matched.extend(inner.matched)
                parted.rest.extend(inner.rest)
    return parted
