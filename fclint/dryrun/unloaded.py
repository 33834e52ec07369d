"""A handler that is not there: its module has not been loaded, or could not be."""

from __future__ import annotations

from fclint import events
from fclint.dryrun.handlers import file_spot
from fclint.dryrun.loading import LoadError, module_file
from fclint.dryrun.places import NoDecisions
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.response import ResponseError, unhandled
from fclint.events import Event, Handler
from fclint.finding import Place

EXITED = "Process exited unexpectedly before completing request"
"""What the platform says of a process that ended."""


def unloaded_handler(written: str, root: str, target: str) -> Handler:
    """The handler that is written ``written``, as far as it is known without its module."""
    place = file_spot(module_file(written, root))
    return Handler(written.rpartition(".")[2], place, target)


def load_failure(handler: Handler, failed: LoadError, log: str = "") -> Recorded:
    """What comes of a request whose handler could not be loaded."""
    if failed.exited:
        return death(handler, failed.exited, failed.place, log)
    event = events.LoadFailed(
        handler=handler,
        place=failed.place,
        trace=NoDecisions(),
        error_type=failed.error.type,
        message=failed.error.message,
    )
    return unanswered(handler, event, failed.error, log)


def death(handler: Handler, how: str, place: Place, log: str = "") -> Recorded:
    """What comes of a request on which the process ended; ``how`` says in what way."""
    event = events.ProcessDied(handler=handler, place=place, trace=NoDecisions(), how=how[:200])
    return unanswered(handler, event, ResponseError("", EXITED), log)


def unanswered(handler: Handler, event: Event, error: ResponseError, log: str) -> Recorded:
    """What comes of a request that the platform answers in the handler's place."""
    return Recorded(handler, (event,), unhandled(error, handler.target), log=log, died=True)
