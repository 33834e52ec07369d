"""What a server does with start_response, write and the body: one class for each target.

Sources: for ``fc2`` the behaviour of the platform's own Python 3 runtimes (builds of 2023), for
``wsgi`` PEP 3333, sections "The start_response() Callable" and "Unicode Issues".
"""

from __future__ import annotations

from typing import Any

from fclint.dryrun.observe import has_method, plain_text
from fclint.protocol.headers import TOKEN

INVALID_RESPONSE = "invalid response type"
_MOST_HEADERS = 100_000
_LEGAL = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(map(chr, range(0xA0, 0x100))) | {"\t"}


class InvalidResponseError(Exception):
    """The server can't send what the handler returned."""


class OutOfMemoryError(Exception):
    """The body has more bytes than the function has memory."""


class FunctionComputeServer:
    """The built-in Python 3 runtimes of Function Compute 2.0: they check next to nothing."""

    name = "fc2"
    calls_close = False
    keywords = True
    """start_response takes keywords (``status``, ``headers``)."""

    def accept(self, status: Any, headers: Any) -> tuple[int, str, list[tuple[Any, Any]]]:
        """Status code, reason and pairs of a call of start_response; raises as the runtime does."""
        word = status.split()[0]
        code = int(word)
        text = status if isinstance(status, str) else status.decode("latin-1")
        pairs: list[tuple[Any, Any]] = []
        for name, value in headers:
            pairs.append((name, value))
            if len(pairs) > _MOST_HEADERS:
                raise MemoryError("the headers have no end")
        return code, text.partition(" ")[2], pairs

    def check_order(self, started: bool, sent: bool, exc_info: Any) -> None:
        """Whether start_response may be called now: always, and the last call wins."""

    def check_start(self, started: bool) -> None:
        """Whether a body may be sent now: always."""

    def written(self, data: Any) -> bytes:
        """What write() sends. Raises TypeError for anything but bytes."""
        if not isinstance(data, bytes):
            raise TypeError(f"sequence item 0: expected a bytes-like object, {_kind(data)} found")
        return data

    def sendable(self, body: Any) -> Any:
        """What to iterate for a returned object. Raises :class:`InvalidResponseError`."""
        if isinstance(body, (str, bytes)):
            return (body,)
        if not has_method(type(body), "__iter__"):
            raise InvalidResponseError(INVALID_RESPONSE)
        return body

    def chunk(self, item: Any) -> bytes:
        """The bytes of one item. Raises :class:`InvalidResponseError`."""
        if isinstance(item, bytes):
            return bytes(item)
        if isinstance(item, str):
            try:
                return plain_text(item).encode()
            except UnicodeEncodeError:
                pass
        raise InvalidResponseError(INVALID_RESPONSE)

    def unserialisable(self, headers: list[tuple[Any, Any]]) -> str:
        """Why the runtime fails to write the headers as JSON, or ``""``."""
        for name, value in headers:
            for each in (name, value):
                if isinstance(each, (bytes, bytearray)):
                    return f"Object of type {_kind(each)} is not JSON serializable"
        return ""

    def undecodable(self, headers: list[tuple[Any, Any]]) -> str:
        """Why the platform can't read the headers that the runtime sent, or ``""``."""
        for name, value in headers:
            if not isinstance(name, str) or not isinstance(value, str):
                return f"the value of header {_shown(name)} is no string"
        return ""


class WsgiServer(FunctionComputeServer):
    """A server that does what PEP 3333 says, and checks what it demands."""

    name = "wsgi"
    calls_close = True
    keywords = False

    def accept(self, status: Any, headers: Any) -> tuple[int, str, list[tuple[Any, Any]]]:
        """As PEP 3333 has it: a str of the form ``999 Message``, a list of tuples of two str."""
        if not isinstance(status, str):
            raise TypeError(f"the status must be str, not {_kind(status)}")
        number, space, reason = plain_text(status).partition(" ")
        if not (number.isascii() and number.isdigit() and len(number) == 3 and space and reason):
            raise ValueError("the status must be of the form '999 Message here'")
        if not 100 <= int(number) <= 599:
            raise ValueError("the status code must be from 100 to 599")
        if not _LEGAL.issuperset(reason) or reason != reason.strip():
            raise ValueError("the status holds an illegal character")
        if not isinstance(headers, list):
            raise TypeError(f"the headers must be a list, not {_kind(headers)}")
        pairs = [self._header(item) for item in list.__iter__(headers)]
        return int(number), reason, list(pairs)

    def _header(self, item: Any) -> tuple[str, str]:
        if not isinstance(item, tuple) or tuple.__len__(item) != 2:
            raise TypeError("each header must be a tuple (name, value)")
        name, value = tuple.__iter__(item)
        if not isinstance(name, str) or not isinstance(value, str):
            raise TypeError("names and values of headers must be str")
        if not name or not TOKEN.issuperset(plain_text(name)):
            raise ValueError("the name of a header holds an illegal character")
        if not _LEGAL.issuperset(plain_text(value)):
            raise ValueError("the value of a header holds an illegal character")
        return plain_text(name), plain_text(value)

    def check_order(self, started: bool, sent: bool, exc_info: Any) -> None:
        """A second call needs exc_info; with headers sent, that exception is raised again."""
        if exc_info:
            error = exc_info[1] if isinstance(exc_info, tuple) and len(exc_info) == 3 else None
            if sent and isinstance(error, BaseException):
                raise error
        elif started:  # a late first call is told by the body that went out before it
            raise AssertionError("start_response was called before")

    def check_start(self, started: bool) -> None:
        """The headers go out before the body."""
        if not started:
            raise InvalidResponseError("start_response was not called")

    def sendable(self, body: Any) -> Any:
        """What iter() takes."""
        if has_method(type(body), "__iter__") or has_method(type(body), "__getitem__"):
            return body
        raise InvalidResponseError(f"{_kind(body)!r} object is not iterable")

    def chunk(self, item: Any) -> bytes:
        """Bytes alone."""
        if not isinstance(item, bytes):
            raise InvalidResponseError(f"an item of the body is {_kind(item)}, not bytes")
        return bytes(item)

    def unserialisable(self, headers: list[tuple[Any, Any]]) -> str:
        """Nothing is left to be refused."""
        return ""


def server(target: str) -> FunctionComputeServer:
    """The server of a target; raises KeyError for an unknown one."""
    return {"fc2": FunctionComputeServer, "wsgi": WsgiServer}[target]()


def bind(names: tuple[str, ...], args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any]:
    """The arguments of a call of start_response, as Python binds them to ``names``, of which the
    last has the default None. Raises TypeError in Python's words."""
    if len(args) > len(names):
        raise TypeError(
            f"start_response() takes from 2 to {len(names)} positional arguments "
            f"but {len(args)} were given"
        )
    bound = dict(zip(names, args, strict=False))
    for key, value in kwargs.items():
        if key not in names:
            raise TypeError(f"start_response() got an unexpected keyword argument {key!r}")
        if key in bound:
            raise TypeError(f"start_response() got multiple values for argument {key!r}")
        bound[key] = value
    for name in names[:-1]:
        if name not in bound:
            raise TypeError(f"start_response() missing a required positional argument: {name!r}")
    return [bound.get(name) for name in names]


def _kind(thing: Any) -> str:
    return type(thing).__name__


def _shown(name: Any) -> str:
    return repr(plain_text(name)[:60]) if isinstance(name, str) else f"of type {_kind(name)}"
