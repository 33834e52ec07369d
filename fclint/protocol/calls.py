"""How a server calls a handler, and a handler start_response.

Source: PEP 3333, "The Application/Framework Side" and "The start_response() Callable": both are
called with positional arguments.
"""

from __future__ import annotations

from fclint.events import Parameter, Signature, StartResponseCalled
from fclint.values import Instance, NoneShape, Sequence, Shape, Unknown, describe

HANDLER_PARAMETERS = ("environ", "start_response")
HANDLER_SIGNATURE = tuple(
    Parameter(name, "POSITIONAL_OR_KEYWORD", required=True) for name in HANDLER_PARAMETERS
)
"""How a function is declared that a handler hands the request on to."""
START_RESPONSE_PARAMETERS = ("status", "headers", "exc_info")
"""The names Function Compute's runtime gives them; PEP 3333 promises none."""


def positional_parameters(signature: Signature) -> tuple[Parameter, ...]:
    """The parameters that a positional argument can fill one by one, in order."""
    kinds = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD")
    return tuple(parameter for parameter in signature.parameters if parameter.kind in kinds)


def refusal(signature: Signature, passed: int = len(HANDLER_PARAMETERS)) -> str | None:
    """Why ``handler(environ, start_response)``, or a call with as many arguments as are
    ``passed``, raises TypeError; None where it does not."""
    named = positional_parameters(signature)
    required = sum(parameter.required for parameter in named)
    if required > passed:
        return f"requires {required} positional arguments"
    open_ended = any(parameter.kind == "VAR_POSITIONAL" for parameter in signature.parameters)
    if len(named) < passed and not open_ended:
        return {0: "takes no argument", 1: "takes one argument"}[len(named)]
    for parameter in signature.parameters:
        if parameter.kind == "KEYWORD_ONLY" and parameter.required:
            return f"requires the keyword argument {parameter.name!r}"
    return None


def is_swapped(signature: Signature) -> bool:
    """Whether the handler is declared ``(start_response, environ)``."""
    names = tuple(parameter.name for parameter in positional_parameters(signature)[:2])
    return names == HANDLER_PARAMETERS[::-1]


def lacks_exc_info(event: StartResponseCalled) -> bool:
    """Whether start_response is certainly called without an exc_info: not passed, or None."""
    exc_info = event.exc_info
    if exc_info is None:
        return event.complete
    return exc_info.must_be(NoneShape)


def exc_info_flaw(shape: Shape) -> str | None:
    """What an exc_info of this shape is instead of the triple that ``sys.exc_info()`` gives: the
    words for it. None where it is one, or None, or may be one."""
    match shape:
        case NoneShape() | Unknown() | Sequence(kind="tuple", items=None):
            return None
        case Sequence(kind="tuple", items=items) if items is not None:
            return None if len(items) == 3 else f"a tuple of length {len(items)}"
        case Instance(iterable=iterable) if iterable is not False:
            return None
    return describe(shape)
