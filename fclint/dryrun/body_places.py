"""Places of a body: the ``return`` that handed it over, the ``yield`` a chunk came from."""

from __future__ import annotations

import ast
import inspect
import types
from typing import Any

from fclint.dryrun import places
from fclint.dryrun.exits import Exit, holds_both
from fclint.dryrun.usercode import UserCode
from fclint.events import Handler
from fclint.finding import Place, Related


class BodyPlaces:
    """Finds them for one run of ``handler``, called with ``environ`` and ``start_response``."""

    def __init__(
        self, handler: Handler, user: UserCode, environ: object, start_response: object
    ) -> None:
        """``user`` says which code is the user's own."""
        self._handler = handler
        self._user = user
        self._passed = (environ, start_response)
        self._yields: dict[tuple[types.CodeType, int], Place] = {}
        self.unit: types.CodeType | None = None
        """The code that returned the body, or that of a handler that is a generator itself."""

    def is_own_generator(self, body: Any) -> bool:
        """Whether the handler itself is a generator function, which hasn't begun to run."""
        if not isinstance(body, types.GeneratorType) or body.gi_frame is None:
            return self.unit is not None and getattr(body, "gi_code", None) is self.unit
        if self.unit is not None:
            return body.gi_code is self.unit
        return (
            inspect.getgeneratorstate(body) == inspect.GEN_CREATED
            and self._user.holds(body.gi_code.co_filename)
            and holds_both(body.gi_frame, self._passed)
        )

    def own_coroutine(self, last: Exit | None, body: Any) -> types.CodeType | None:
        """The ``async def`` of user code that the handler handed the request on to, and whose
        coroutine (or async generator) it returns; None where the body is something else."""
        match body:
            case types.CoroutineType(cr_code=code, cr_frame=frame):
                pass
            case types.AsyncGeneratorType(ag_code=code, ag_frame=frame):
                pass
            case _:
                return None
        if last is None or frame is None or not self._user.holds(code.co_filename):
            return None
        exit_ = last.innermost()
        node = places.return_statement(exit_.where, exit_.code)
        if node is None or not _returns_call(node) or not holds_both(frame, self._passed):
            return None
        return code

    def of_return(self, last: Exit | None, body: Any) -> tuple[Place, bool, tuple[Related, ...]]:
        """Where the handler returned, whether it fell off its end, and the helper's ``return``."""
        if last is None:
            return self._handler.place, False, ()
        exit_ = last.innermost()
        self.unit = exit_.code
        node = places.return_statement(exit_.where, exit_.code)
        if node is None:
            return places.definition_spot(exit_.code), body is None, ()
        related: tuple[Related, ...] = ()
        helper = exit_.helper
        if helper is not None and helper.value is body and _returns_call(node):
            inner = places.return_statement(helper.where, helper.code)
            if inner is not None:
                span = places.source(helper.where.filename).spot(inner).span
                related = (Related(span, "this is where the helper returns it"),)
        return places.source(exit_.where.filename).spot(node), False, related

    def of_exit(self, last: Exit | None) -> Place:
        """Where the handler returned."""
        return self.of_return(last, None)[0]

    def of_chunk(self, iterator: Any, place: Place) -> tuple[Place, bool]:
        """The innermost ``yield`` of user code that produced a chunk, and whether there is one."""
        found: Place | None = None
        generator = iterator
        while isinstance(generator, types.GeneratorType):
            frame = generator.gi_frame
            code = generator.gi_code
            named = code.co_name != "<genexpr>"
            if frame is not None and named and self._user.holds(code.co_filename):
                rests = (code, frame.f_lasti)
                known = self._yields.get(rests)
                if known is None:
                    known = self._yields[rests] = places.yield_spot(places.of_frame(frame))
                found = known
            generator = generator.gi_yieldfrom
        return (found, True) if found is not None else (place, False)


def _returns_call(node: ast.AST) -> bool:
    return isinstance(node.value if isinstance(node, ast.Return) else node, ast.Call)
