"""Messages: what one part of a program sends and another receives, through a queue or a thread.

Which message comes first and what each says is settled between sender and receiver. A receiver that
tests its messages (``if kind == 'start': start_response(...)``) has paths that no sender ever takes
it along, so after such a test nothing is said of the order of calls (``Protocol.relayed``).
"""

from __future__ import annotations

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.values import Bool, Float, Int

_RECEIVING = frozenset(
    {
        "queue.Queue.get", "queue.Queue.get_nowait", "queue.SimpleQueue.get",
        "queue.SimpleQueue.get_nowait", "multiprocessing.queues.Queue.get",
        "multiprocessing.queues.Queue.get_nowait", "multiprocessing.queues.SimpleQueue.get",
        "multiprocessing.connection._ConnectionBase.recv", "threading.Event.wait",
        "threading.Condition.wait", "threading.Condition.wait_for",
        "multiprocessing.synchronize.Event.wait", "multiprocessing.synchronize.Condition.wait",
    }
)  # fmt: skip
_BY_NAME = frozenset({"get_nowait", "recv", "wait", "wait_for"})


def is_receiving(qualified: str) -> bool:
    """Whether a method of the library gives a message of another thread or process, or waits until
    one has been left somewhere."""
    return qualified in _RECEIVING


def looks_receiving(node: cst.CSTNode, arguments: Arguments) -> bool:
    """Whether calling a method of an object that isn't known reads like receiving a message:
    ``self.queue.get()`` has no key to look up, as a mapping's ``get`` would."""
    if not (isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute)):
        return False
    name = node.func.attr.value
    if name == "get":
        options = {"block", "timeout"}
        return all(each.must_be(Bool, Int, Float) for each in arguments.positional) and all(
            keyword in options for keyword, _ in arguments.keywords
        )
    return name in _BY_NAME
