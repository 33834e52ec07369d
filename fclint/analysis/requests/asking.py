"""Asking: what a handler asks of the request, and on which paths, noted for whoever wants to send
it requests that it answers differently.

Nothing is noted unless that is wanted. What a test compares may be computed from a part of the
request (``path.strip('/') == 'orders'``): then a part for which the test comes out true is looked
for among a few likely ones, by computing it for each (:mod:`fclint.analysis.requests.solving`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fclint.analysis.builtin.patterns import sample
from fclint.analysis.domain.comparisons import member_values
from fclint.analysis.domain.heap import DictObject, EnvironObject, ListObject
from fclint.analysis.domain.shapes import Address, Ref, constant_of, known_text, single
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import (
    Comparison,
    Composed,
    EnvironGet,
    EnvironItem,
    Operand,
    Pure,
    Taken,
)
from fclint.analysis.requests.origins import origin_of
from fclint.analysis.requests.solving import (
    Test,
    holding,
    kind_of_item,
    part_of,
    parts_of_place,
    relation,
    shares,
)
from fclint.questions import Answer, Condition, Part, Question
from fclint.values import Bool, Instance, Int, NoneShape, Sequence, Shape, Str, Unknown, Value

_MOST_MEMBERS = 64
_MOST_CONTEXTS = 6
"""On so many different paths one question is worth asking."""
_MATCHING = frozenset({"match", "fullmatch", "search", "findall", "finditer", "split"})
_TESTS = frozenset({"startswith", "endswith", "find", "index", "count", "rfind", "rindex"})
ALWAYS = frozenset({"REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "CONTENT_LENGTH"})
"""What every request has: for the rest, not to be something is to be absent."""
_TELLING = 64
"""Of so many facts of a path the conditions are told."""


class Asking:
    """The questions of one handler's run, in the order in which they turn up."""

    def __init__(self) -> None:
        """Nothing has been asked yet."""
        self._found: dict[tuple[Part, Answer, type], dict[tuple[Condition, ...], None]] = {}
        self._environ: Address | None = None
        self._matches: dict[object, Condition] = {}
        """What must hold for a regular expression to have matched, by the identity of the match."""

    def questions(self) -> tuple[Question, ...]:
        """What was asked."""
        return tuple(
            Question(part, value, given)
            for (part, value, _), contexts in self._found.items()
            for given in contexts
        )

    # --- what the interpreter comes across

    def read(self, state: State, address: Address, key: str) -> None:
        """A key of the environ at ``address`` is asked for."""
        thing = state.heap.get(address)
        origin = thing.origin if isinstance(thing, EnvironObject) else None
        self._environ = self._environ or origin or address
        if not isinstance(thing, EnvironObject) or key not in thing.values:
            self._note(state, Part("environ", key))

    def compared(self, state: State, symbol: str, left: Value, right: Value) -> None:
        """``left symbol right`` is evaluated, with ``==``, ``is``, ``<`` or ``in``."""
        if symbol == "in":
            self._member(state, left, right)
            return
        if symbol == "==" and self._of_tuples(state, left, right):
            return
        for asked, other in ((left, right), (right, left)):
            part = part_of(asked) or _unfollowed(asked)
            if part is None or single(asked)[0]:
                continue
            for constant in _constants((other,)):
                if symbol != "<":
                    self._wanted(state, part, asked, constant)
                elif isinstance(constant, int):
                    for near in (constant - 1, constant, constant + 1):
                        self._wanted(state, part, asked, near)

    def tested(
        self, state: State, operation: str, receiver: Value, arguments: tuple[Value, ...]
    ) -> None:
        """A method that looks for something in text or bytes is called."""
        part = part_of(receiver) if operation in _TESTS and arguments else None
        if part is None:
            return
        for constant in _constants(_alternatives(state, arguments[0])):
            if isinstance(constant, (str, bytes)):
                self._wanted(state, part, receiver, constant, relation(operation, constant))

    def looked_up(self, state: State, keys: Iterable[Value], asked: Value) -> None:
        """A table whose keys are ``keys`` is asked for ``asked``."""
        part = part_of(asked)
        if part is not None:
            for constant in _constants(keys):
                self._wanted(state, part, asked, constant)
        elif asked.must_be(Sequence):
            for key in list(keys)[:_MOST_MEMBERS]:
                self._of_tuples(state, asked, key)

    def matched(
        self, state: State, qualified: str, given: tuple[Value, ...], result: Value
    ) -> None:
        """A regular expression (``re.match(pattern, text)``, ``compiled.match(text)``) is asked
        whether it matches; ``result`` is what that gives."""
        method = qualified.removeprefix("re.").removeprefix("Pattern.")
        if method not in _MATCHING or len(given) < 2:
            return
        subject = state.resolve(given[1])
        part, pattern = part_of(subject), _pattern(given[0])
        text = sample(pattern) if part is not None and pattern is not None else None
        if part is None or pattern is None or text is None:
            return

        def test(computed: object) -> bool:
            return getattr(re, method)(pattern, computed) is not None

        value = self._wanted(state, part, subject, text, test)
        if value is not None and result.term is not None:
            self._matches[result.term] = Condition(part, value)

    def taken(self, state: State, container: Value, key: Value) -> None:
        """An item is taken out of (or looked for in) something that may be request data."""
        known, name = single(key)
        if not known or not isinstance(name, str):
            return
        for shape in container.shapes:
            kind = _kind(state, shape, container)
            if kind is None and _is_unfollowed(state, shape):
                self._note(state, Part("unknown", name))
            elif kind is not None:
                above: tuple[str, ...] = ()
                if isinstance(container.term, Taken) and kind == "member":
                    above = parts_of_place(container.term.place)
                self._note(state, Part(kind, ".".join((*above, name))))

    # --- inside

    def _of_tuples(self, state: State, left: Value, right: Value) -> bool:
        """Tuples are compared, such as method and path: each part on the condition that the others
        are as the constant tuple has them. False where they aren't tuples."""
        items, others = _items(left), _items(right)
        if items is None or others is None or len(items) != len(others):
            return False
        answers: dict[Part, Answer] = {}
        for asked, other in (*zip(items, others, strict=True), *zip(others, items, strict=True)):
            part = part_of(asked) if not single(asked)[0] else None
            known, constant = single(other)
            if part is not None and known:
                value = holding(asked, part, relation("==", constant), constant)
                answers |= {part: value} if value is not None else {}
        self._note_together(state, answers)
        return True

    def _note_together(self, state: State, answers: dict[Part, Answer]) -> None:
        """Each part has to be as ``answers`` says, all at once."""
        for part, value in answers.items():
            rest = [Condition(other, each) for other, each in answers.items() if other != part]
            self._note(state, part, value, _settled((*self._given(state), *rest)))

    def _member(self, state: State, left: Value, right: Value) -> None:
        part = part_of(left)
        if part is not None and not single(left)[0]:
            for constant in _constants(_alternatives(state, right)):
                self._wanted(state, part, left, constant)
        known, constant = single(left)
        if not known or not isinstance(constant, (str, bytes)):
            return
        whole = part_of(right) or _of_items(state, right)
        if whole is not None and not right.may_be(Unknown):
            self._wanted(state, whole, right, constant, relation("in", constant))
        self.taken(state, right, left)

    def _wanted(
        self,
        state: State,
        part: Part,
        asked: Value,
        constant: Answer,
        test: Test | None = None,
    ) -> Answer:
        """A test (default: for equality) of what is computed of ``part`` looks for ``constant``;
        gives a part that passes it."""
        several = shares(asked, constant) if test is None else None
        if several is not None:
            self._note_together(state, several)
            return None
        given = self._given(state)
        hints = [each.value for each in given if each.part == part and each.holds and each.value]
        value = holding(asked, part, test or relation("==", constant), constant, hints)
        if value is not None:
            self._note(state, part, value, given)
        return value

    def _note(
        self,
        state: State,
        part: Part,
        value: Answer = None,
        given: tuple[Condition, ...] | None = None,
    ) -> None:
        conditions = self._given(state) if given is None else given
        if value is not None:
            own = [each.value for each in conditions if each.part == part and each.holds]
            conditions = tuple(each for each in conditions if each.part != part)
            if own and not part.name and part.kind in ("query", "form"):  # a name, then its value
                part = Part(part.kind, str(own[0]))
        if _contradict(conditions):
            return
        contexts = self._found.setdefault((part, value, type(value)), {})
        if len(contexts) < _MOST_CONTEXTS:
            contexts[conditions] = None

    def _given(self, state: State) -> tuple[Condition, ...]:
        """What is known of the request on the path of ``state``."""
        found: dict[Condition, None] = {}
        for term, shapes in list(state.facts.items())[:_TELLING]:
            found.update(dict.fromkeys(_conditions(term, shapes)))
            match = self._matches.get(term)
            if match is not None and not Value(shapes).may_be(NoneShape):
                found[match] = None
        thing = state.heap.get(self._environ) if self._environ is not None else None
        if isinstance(thing, EnvironObject):
            for key in sorted(thing.absent):
                found[Condition(Part("environ", key), None)] = None
            for key in sorted(thing.present):
                found[Condition(Part("environ", key), None, holds=False)] = None
        return _settled(found)


def _items(value: Value) -> tuple[Value, ...] | None:
    """The items of a tuple."""
    shape = value.shapes[0] if len(value.shapes) == 1 else None
    return shape.items if isinstance(shape, Sequence) and shape.kind == "tuple" else None


def _pattern(value: Value) -> str | None:
    """The regular expression that a text, or what ``re.compile()`` gave, is."""
    if isinstance(value.term, Composed) and value.term.operation == "re.compile":
        value = value.term.operands[0].value
    return known_text(value)


def _settled(found: Iterable[Condition]) -> tuple[Condition, ...]:
    """Conditions without those that go without saying: a request that lacks a header doesn't hold
    the wrong one; where it is known what a part begins with, the longest beginning says it all."""
    values: dict[Part, Answer] = {}
    for each in found:
        known = values.get(each.part)
        if each.holds and (known is None or _begins(each.value, known)):
            values[each.part] = each.value
    kept: dict[Condition, None] = {}
    for each in found:
        if each.part in values:
            if each.holds and (_begins(values[each.part], each.value)):
                each = Condition(each.part, values[each.part])
            elif not each.holds:
                continue
        elif each.value is not None and each.part.name not in ALWAYS:
            continue
        if each.value in (None, "") and each.part.name in ALWAYS:
            continue
        kept[each] = None
    return tuple(sorted(kept, key=repr))


def _begins(longer: Answer, beginning: Answer) -> bool:
    both = isinstance(longer, str) and isinstance(beginning, str)
    return longer == beginning or (both and str(longer).startswith(str(beginning)))


def _contradict(conditions: tuple[Condition, ...]) -> bool:
    """Whether a part is said to be two things at once, as the analysis, which doesn't reason about
    text, may have it."""
    holding = [each.part for each in conditions if each.holds]
    return len(set(holding)) < len(holding)


def _conditions(term: object, shapes: tuple[Shape, ...]) -> Iterator[Condition]:
    """What a fact says of the request."""
    constants = list(_constants((Value(shapes),)))
    if len(constants) < len(shapes) or not constants:
        return
    first = constants[0]
    match term:
        case EnvironItem() | EnvironGet():
            part = part_of(Value((Unknown(),), term))
            if part is not None and first is not None:
                yield Condition(part, first)
        case Comparison(operator="==" | "is", left=left, right=right) if isinstance(first, bool):
            for asked, other in ((left, right), (right, left)):
                yield from _of_test(asked, "==", other, first)
        case Pure(operation="startswith" | "endswith" as name, operands=(asked, other)) if (
            isinstance(first, bool)
        ):
            yield from _of_test(asked, name, other, first)
        case Pure(operation="in", operands=(other, asked)) if isinstance(first, bool):
            yield from _of_test(asked, "in", other, first)
        case Pure() if not isinstance(first, bool):
            whole = Value((Unknown(),), term)
            part = part_of(whole)
            value = holding(whole, part, relation("==", first), first) if part else None
            if part is not None and value is not None:
                yield Condition(part, value)


def _of_test(asked: Operand, operation: str, other: Operand, truth: bool) -> Iterator[Condition]:
    part = part_of(asked.value)
    known, constant = single(other.value)
    if part is None or not known or constant is None:
        return
    value = holding(asked.value, part, relation(operation, constant), constant)
    if value is not None:
        yield Condition(part, value, holds=truth)


def _constants(values: Iterable[Value]) -> Iterator[Answer]:
    """The constants among values, and among their alternatives."""
    count = 0
    for value in values:
        for shape in value.shapes:
            known, constant = constant_of(shape)
            if known and not (isinstance(shape, Bool) and shape.value is None):
                count += 1
                if count > _MOST_MEMBERS:
                    return
                yield constant


def _of_items(state: State, container: Value) -> Part | None:
    """The part that a list of texts was made from."""
    for shape in container.shapes:
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        origin = origin_of(state, shape) if isinstance(thing, ListObject) else None
        if origin is not None:
            return part_of(Value((Str(origin=origin),)))
    return None


def _is_unfollowed(state: State, shape: Shape) -> bool:
    """Whether it isn't known what a container holds."""
    thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
    return isinstance(shape, Unknown) or (isinstance(thing, DictObject) and thing.rest is not None)


def _unfollowed(value: Value) -> Part | None:
    """What may have come from the request in a way that isn't followed."""
    return Part("unknown") if value.may_be(Unknown, Str, Int) else None


def _alternatives(state: State, value: Value) -> tuple[Value, ...]:
    """The items of a container whose items are known; the value itself for anything else."""
    return member_values(state, value) or (value,)


def _kind(state: State, shape: Shape, container: Value) -> str | None:
    """What kind of part an item of a container is; None where it is no request data."""
    if isinstance(shape, Instance) and shape.name.startswith("http.cookies."):
        return "cookie"
    if isinstance(shape, Unknown):
        return kind_of_item((shape,))
    origin = origin_of(state, shape) if isinstance(shape, Ref) else None
    return kind_of_item((Str(origin=origin),))
