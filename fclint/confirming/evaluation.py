"""Evaluation: what an expression over the request is for one request."""

from __future__ import annotations

import builtins
import io
from collections.abc import Mapping
from typing import Any

from fclint.conditions import (
    Applied,
    Constant,
    Environ,
    Expression,
    Key,
    Some,
    Test,
    Token,
)
from fclint.confirming import operations
from fclint.confirming.operations import NotKnownError
from fclint.dryrun.environ import build_environ
from fclint.dryrun.request import Request

_INPUT = "wsgi.input"
_KINDS: Mapping[str, type] = {
    each.__name__: each
    for each in (str, bytes, int, bool, float, dict, list, tuple, set, frozenset, bytearray)
} | {"NoneType": type(None)}
_RAISED = {
    "json.decoder.JSONDecodeError": "ValueError",
    "binascii.Error": "ValueError",
    "an exception": "Exception",
}


class Evaluation:
    """The expressions' values for ``request`` on ``target``, where the process environment is
    ``process``. An item that a loop gives is the last one."""

    def __init__(self, request: Request, target: str, process: Mapping[str, str]) -> None:
        """Builds environ as the dry run does."""
        self._request = request
        self._environ = build_environ(request, target, process=process)

    def holds(self, test: Test) -> bool | None:
        """Whether ``test`` comes out as it should; None where that isn't known."""
        try:
            return bool(self.value(test.expression)) is test.outcome
        except NotKnownError:
            return None
        except Exception:  # what the handler's expression raises: the path ends before the test
            return False

    def known(self, expression: Expression, default: Any = None) -> Any:
        """The value; ``default`` where it isn't known or computing it raises."""
        try:
            return self.value(expression)
        except Exception:
            return default

    def value(self, expression: Expression) -> Any:
        """The value. Raises :class:`NotKnownError`, and what computing it raises."""
        match expression:
            case Constant(value=value):
                return value
            case Token():
                return expression
            case Environ():
                return self._environ
            case Key(name="wsgi.input"):
                return io.BytesIO(self._request.body)
            case Key(name=name):
                return self._environ[name]
            case Some(source=source):
                return list(self.value(source))[-1]
            case Applied():
                return self._applied(expression)
        raise NotKnownError

    def _applied(self, expression: Applied) -> Any:
        operation, operands = expression.operation, expression.operands
        match operation:
            case "raises":
                return self._raises(operands[0], operands[1])
            case "completes":
                self.value(operands[0])
                return True
            case "matches":
                return self._matches(self.value(operands[0]), operands[1])
            case "isinstance":
                subject, kinds = self.value(operands[0]), self.value(operands[1])
                if not _KINDS.keys() >= set(kinds):
                    raise NotKnownError
                return isinstance(subject, tuple(_KINDS[each] for each in kinds))
        given = [self.value(each) for each in operands]
        keywords = {name: self.value(value) for name, value in expression.keywords}
        if operation == "attribute":
            return operations.attribute(given[0], given[1])
        if operation.startswith("."):
            return operations.method(operation[1:], given[0], given[1:], keywords)
        return operations.function(operation, given, keywords)

    def _raises(self, subject: Expression, kind: Expression) -> bool:
        name = str(self.value(kind))
        name = _RAISED.get(name, name).rpartition(".")[2]
        expected = getattr(builtins, name, Exception)
        try:
            self.value(subject)
        except NotKnownError:
            raise
        except Exception as error:
            return isinstance(error, expected)
        return False

    def _matches(self, subject: Any, allowed: Expression) -> bool:
        for kind, known in self.value(allowed):
            if kind == "constant":
                if type(subject) is type(known) and subject == known:
                    return True
            elif type(subject).__name__ == kind and (subject or not known):
                return True
        return False
