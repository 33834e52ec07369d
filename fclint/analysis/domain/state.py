"""The state of one path: heap, what tests have shown, the protocol, and the witness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from fclint.analysis.domain.heap import Heap, HeapObject, Scope
from fclint.analysis.domain.shapes import PERMANENT, Address
from fclint.analysis.domain.terms import Symbol, Term
from fclint.values import Shape, Size, Value

if TYPE_CHECKING:
    from fclint.analysis.functions import Site
    from fclint.analysis.requests.provenance import Provenance
    from fclint.conditions import Expression

Facts = dict[Term, tuple[Shape, ...]]
"""What tests have shown about the objects behind terms."""
Kind = TypeVar("Kind", bound=HeapObject)


NOTHING = Size()


@dataclass(frozen=True, slots=True)
class Start:
    """The last call of start_response on a path."""

    site: Site
    status: Value | None
    headers: Value | None
    declared: Size | None = None
    """The Content-Length of the headers, where it is known, if only by name."""


@dataclass(frozen=True, slots=True)
class Protocol:
    """How far the WSGI protocol has got on a path.

    ``calls`` counts certain calls of start_response, up to 2. ``escaped``: unknown code got
    start_response and may have called it. ``chunk``: a non-empty chunk went out.
    """

    calls: int = 0
    escaped: bool = False
    exposed: bool = False
    """start_response was stored where unknown code can find it, and will call it if it runs."""
    chunk: bool = False
    body_bytes: bool | None = False
    """Whether a byte of the body is known to be sent (None: unknown content was)."""
    sent: Size | None = NOTHING
    """How much of the body is sent, where that is known, if only by name."""
    first_yield: Site | None = None
    start: Start | None = None
    received: bool = False
    """A message came through a queue or from another thread."""
    relayed: bool = False
    """A test that was open came out as it did after a message was received. What the messages say
    and in which order they come is settled between sender and receiver, so that whether
    start_response has been called by then isn't known."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One step of a witness: at ``site`` a test came out as ``outcome`` says.

    Where it is asked for, ``test`` says the same of the request. What is only taken for granted
    (that a call raised nothing) has no ``site``, and is no step.
    """

    site: Site | None
    outcome: str
    previous: Decision | None
    length: int
    test: tuple[Expression, bool] | None = None


class Sites(dict[object, int]):
    """Numbers what allocates, for all states of a program: numbers hash quickly.

    What importing makes has even numbers, what serving a request makes has odd ones: a module may
    be executed in the middle of a run, when something in it is first asked for, and what that
    makes must not be taken for objects of the run.
    """

    __slots__ = ("first", "provenance", "serving")

    def __init__(self, serving: Sites | None = None) -> None:
        """``serving`` numbers for the runs; without it these are they."""
        super().__init__()
        self.provenance: Provenance | None = None
        """Where it is noted how values came about, if that is asked for."""
        self.first = 0 if serving is not None else 1
        self.serving = serving or self

    def number(self, site: object) -> int:
        """The number of a site."""
        known = self.get(site)
        if known is None:
            known = self[site] = 2 * len(self) + self.first
        return known


class State:
    """One path's knowledge. Not hashable; ``same`` compares, ``fork`` copies cheaply."""

    __slots__ = (
        "counts",
        "epochs",
        "facts",
        "heap",
        "owned",
        "pending",
        "protocol",
        "sites",
        "sources",
        "witness",
    )

    def __init__(self, sites: Sites) -> None:
        """Nothing is known yet."""
        self.sites = sites
        self.heap = Heap()
        self.owned: set[Address] = set()
        self.facts: Facts = {}
        self.epochs: dict[Term, int] = {}
        self.counts: dict[int, int] = {}
        self.protocol = Protocol()
        self.witness: Decision | None = None
        self.sources: dict[object, Expression] = {}
        """What is noted of how values came about: :mod:`fclint.analysis.requests.provenance`."""
        self.pending: tuple[object, ...] = ()

    def fork(self) -> State:
        """A copy that can go its own way. Objects are shared until one side changes them."""
        other = State.__new__(State)
        other.sites = self.sites
        other.heap = self.heap.copy()
        other.owned = set()
        self.owned = set()
        other.facts = self.facts.copy()
        other.epochs = self.epochs.copy() if self.epochs else {}
        other.counts = self.counts.copy()
        other.protocol = self.protocol
        other.witness = self.witness
        other.sources = self.sources.copy() if self.sources else {}
        other.pending = self.pending
        return other

    def settled(self) -> State:
        """A copy for a run to begin with: what is there now is there before the run."""
        other = self.fork()
        other.sites = self.sites.serving
        other.heap = Heap(base=self.heap.everything())
        return other

    # --- heap

    def allocate(self, site: object, thing: HeapObject) -> Address:
        """Puts ``thing`` on the heap as a new object made at ``site``."""
        number = self.sites.number(site)
        address = Address(number, self._next(number))
        self.heap[address] = thing
        self.owned.add(address)
        return address

    def symbol(self, site: object) -> Symbol:
        """A fresh identity for a value made at ``site``."""
        number = self.sites.number(site)
        return Symbol(number, self._next(number))

    def _next(self, number: int) -> int:
        count = self.counts.get(number, 0)
        self.counts[number] = count + 1
        return count

    def mutable(self, address: Address, kind: type[Kind]) -> Kind:
        """The object at ``address`` for changing."""
        thing = self.heap[address]
        if address not in self.owned:
            thing = thing.copy()
            self.heap[address] = thing
            self.owned.add(address)
        assert isinstance(thing, kind)
        return thing

    # --- knowledge

    def resolve(self, value: Value) -> Value:
        """``value``, narrowed to what tests on this path have shown about it."""
        if value.term is None or not self.facts:
            return value
        shapes = self.facts.get(value.term)  # type: ignore[call-overload]
        if shapes is None or shapes == value.shapes:
            return value
        return Value(shapes, value.term)

    def epoch(self, term: Term) -> int:
        """How often something that may have changed the opaque object has happened."""
        return self.epochs.get(term, 0)

    def touch(self, term: object) -> None:
        """Something may have changed the attributes of the opaque object ``term``."""
        if isinstance(term, Term):
            self.epochs[term] = self.epochs.get(term, 0) + 1

    # --- protocol and witness

    def escape_start_response(self) -> None:
        """Unknown code got hold of start_response."""
        if not self.protocol.escaped:
            self.protocol = replace(self.protocol, escaped=True)

    def receive(self) -> None:
        """What another part of the program sent has come."""
        if not self.protocol.received:
            self.protocol = replace(self.protocol, received=True)

    def relay(self) -> None:
        """A test that was open came out as some message has it."""
        if not self.protocol.relayed:
            self.protocol = replace(self.protocol, relayed=True)

    def decide(self, site: Site, outcome: str, value: Value | None = None) -> None:
        """Notes a decision that led here; ``value`` is what was tested."""
        length = self.witness.length + 1 if self.witness else 1
        known = self.sites.provenance
        test = known.decided(self, site.node, outcome, value) if known is not None else None
        self.witness = Decision(site, outcome, self.witness, length, test)

    def grant(self, expression: Expression | None, truth: bool) -> None:
        """Notes what is taken for granted on this path, and is no decision of the code's."""
        if expression is not None and expression.is_of_request:
            length = self.witness.length if self.witness else 0
            self.witness = Decision(None, "", self.witness, length, (expression, truth))

    def signature(self, known: dict[int, int]) -> int:
        """A number that is the same for states that are the ``same``.

        ``known`` keeps the hashes of what states share, by identity, while they are compared."""
        scopes = 0
        for address, thing in self.heap.items():
            if isinstance(thing, Scope) and address.serial != PERMANENT:
                own = known.get(id(thing))
                if own is None:
                    own = known[id(thing)] = hash(tuple(thing.names.values()))
                scopes ^= own
        protocol = self.protocol
        return hash(
            (
                (protocol.calls, protocol.escaped, protocol.chunk, protocol.body_bytes),
                len(self.facts),
                len(self.heap),
                scopes,
            )
        )

    def same(self, other: State) -> bool:
        """Whether the two paths have come to the same point with the same knowledge."""
        return (
            self.protocol == other.protocol
            and self.pending == other.pending
            and self.facts == other.facts
            and self.epochs == other.epochs
            and self.heap == other.heap
        )


def shortest(states: Iterable[State]) -> Decision | None:
    """The shortest of the states' witnesses."""
    best: State | None = None
    for state in states:
        if state.witness is None:
            return None
        if best is None or (best.witness and state.witness.length < best.witness.length):
            best = state
    return best.witness if best else None
