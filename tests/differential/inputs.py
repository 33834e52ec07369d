"""What a program reads: an environ whose keys are decided on when somebody looks, and ``oracle``,
a module that the analysis doesn't know."""

from __future__ import annotations

import builtins
import io
import re
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from choices import Choices, Stop

from fclint.targets import TARGETS, Presence

Options = tuple[object, ...]
"""What a key may hold; :data:`ABSENT` stands for a request without it."""


class _Absent:
    """No value."""


ABSENT = _Absent()

_KEY = re.compile(r"'((?:HTTP|REQUEST|PATH|QUERY|CONTENT)_[A-Z_]+|wsgi\.input)'")
_HEADER = ("HTTP_A", "HTTP_B")
_TEXTS: Options = ("", "x", "y", "z")
_VALUES: Mapping[str, Options] = {
    "REQUEST_METHOD": ("GET", "POST", "HEAD", "x", "y"),
    "PATH_INFO": ("/", "/a", "/b"),
    "QUERY_STRING": ("", "x", "a=x", "y"),
    "CONTENT_TYPE": ("", "text/plain", "x"),
    "CONTENT_LENGTH": ("", "0", "1", "2"),
    "wsgi.input": (b"", b"ab", b"a=x\nb\n"),
}
_FIXED = {
    "SERVER_NAME": "example.org",
    "SERVER_PORT": "9000",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "SCRIPT_NAME": "",
    "REMOTE_ADDR": "127.0.0.1",
    "wsgi.url_scheme": "http",
}

_RAISED = re.compile(r"\b([A-Z]\w*(?:Error|Exception))\b|\b(Boom|Bang)\b")
_KINDS = (
    *("LookupError", "ValueError", "KeyError", "TypeError", "OSError"),
    *("Boom", "Bang", "RuntimeError"),
)


def domain(source: str, target: str) -> dict[str, Options]:
    """What the keys that ``source`` names may hold on ``target``."""
    found: dict[str, Options] = {}
    for key in dict.fromkeys((*_HEADER, *_KEY.findall(source))):
        values = _VALUES.get(key, _TEXTS)
        if key.isupper() and re.search(r"\bint\(|isdigit|isdecimal", source):
            values = ("", "x", "y", "7") if key not in _VALUES else (*values, "7")
            values = (*values, "0") if "case 0" in source and "0" not in values else values
        if key == "PATH_INFO" and "startswith" in source:
            values = (*values, "/ab")
        presence = TARGETS[target].presence(key)
        if presence is Presence.ALWAYS:
            found[key] = values
        elif presence is Presence.NEVER:
            found[key] = (ABSENT,)
        else:
            found[key] = (ABSENT, *values)
    return found


def kinds(source: str) -> tuple[str, ...]:
    """What unknown code may raise: the exceptions that ``source`` names, and another one."""
    mentioned = {name for pair in _RAISED.findall(source) for name in pair if name}
    return tuple(each for each in _KINDS if each in mentioned or each == "RuntimeError")


def handles(source: str) -> bool:
    """Whether exceptions may end before they leave the program."""
    return re.search(r"except|suppress|__exit__", source) is not None


class Environ(dict[str, Any]):
    """The environ of one run. Only what the file ``program`` reads is decided on."""

    def __init__(self, oracle: Oracle, options: Mapping[str, Options], program: str) -> None:
        super().__init__(_FIXED)
        self._oracle = oracle
        self._is_ordered = False
        self.mirrors: list[dict[str, Any]] = []
        """Copies that somebody made of it before the program ran."""
        self._open = dict(options)
        self._program = program

    def _is_asked(self) -> bool:
        return sys._getframe(2).f_code.co_filename == self._program

    def _decide(self, key: object) -> None:
        if key not in self._open:
            return
        options = self._open.pop(str(key))
        value = options[self._oracle.pick(len(options)) if len(options) > 1 else 0]
        if value is ABSENT:
            return
        given = Input(value, self._oracle.may_fail) if isinstance(value, bytes) else value
        for each in (self, *self.mirrors):
            dict.__setitem__(each, str(key), given)

    def _decide_all(self) -> None:
        """Somebody looks at all keys, which may be in any order."""
        for key in list(self._open):
            self._decide(key)
        if not self._is_ordered:
            self._is_ordered = True
            if self._oracle.pick(2):
                for key in _FIXED:
                    if key in self.keys():
                        super().__setitem__(key, super().pop(key))

    def __getitem__(self, key: str) -> Any:
        if self._is_asked():
            self._decide(key)
        return super().__getitem__(key)

    def __setitem__(self, key: str, value: Any) -> None:
        self._open.pop(key, None)
        super().__setitem__(key, value)

    def __delitem__(self, key: str) -> None:
        self._decide(key)
        super().__delitem__(key)

    def __contains__(self, key: object) -> bool:
        if self._is_asked():
            self._decide(key)
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        if self._is_asked():
            self._decide_all()
        return super().__iter__()

    def __len__(self) -> int:
        if self._is_asked():
            self._decide_all()
        return super().__len__()

    def get(self, key: str, default: Any = None) -> Any:
        if self._is_asked():
            self._decide(key)
        return super().get(key, default)

    def pop(self, key: str, *default: Any) -> Any:
        self._decide(key)
        return super().pop(key, *default)

    def setdefault(self, key: str, default: Any = None) -> Any:
        self._decide(key)
        return super().setdefault(key, default)

    def keys(self) -> Any:
        if self._is_asked():
            self._decide_all()
        return super().keys()

    def items(self) -> Any:
        if self._is_asked():
            self._decide_all()
        return super().items()

    def values(self) -> Any:
        if self._is_asked():
            self._decide_all()
        return super().values()

    def clear(self) -> None:
        self._open.clear()
        super().clear()

    def copy(self) -> dict[str, Any]:
        self._decide_all()
        return dict(super().items())

    def update(self, *others: Any, **named: Any) -> None:
        for key, value in dict(*others, **named).items():
            self[key] = value

    def __or__(self, other: Any) -> Any:
        self._decide_all()
        return {**dict(super().items()), **other}

    def __ior__(self, other: Any) -> Any:
        self.update(other)
        return self


class Input(io.BytesIO):
    """A body whose reading may fail, as that of a request may whose client is gone."""

    def __init__(self, content: bytes, may_fail: Callable[[], None]) -> None:
        super().__init__(content)
        self._may_fail = may_fail

    def read(self, *size: Any) -> bytes:
        if not size or isinstance(size[0], (int, type(None))):  # others are refused before
            self._may_fail()
        return super().read(*size)

    def readline(self, *size: Any) -> bytes:
        self._may_fail()
        return super().readline(*size)

    def readlines(self, *size: Any) -> list[bytes]:
        self._may_fail()
        return super().readlines(*size)

    def __next__(self) -> bytes:
        self._may_fail()
        return super().__next__()

    def __iter__(self) -> Input:
        return self


_ITEMS: tuple[tuple[str, ...], ...] = (
    *((), ("k",), ("k", ""), ("", "k")),
    *(("k", "l"), ("", ""), ("l",), ("l", "l"), ("k", "k", "k"), ("l", "l", "l"), ("l", "z")),
    ("", "k", "k"),
)


def answers(source: str) -> tuple[Options, Options]:
    """What ``oracle.flag()`` and ``oracle.value()`` may give; more where that matters."""
    flags: Options = (True, False)
    values: Options = (None, "x", "", "y", 7, 0)
    if re.search(r"oracle\.flag\(\d+\)\)? is None", source):
        flags = (*flags, None)
    if "match oracle.value()" in source or "match answer" in source:
        values = (*values, "z")
    return flags, values


class Oracle(types.ModuleType):
    """The module of which nothing is known: its functions answer, or raise one of ``kinds``.

    ``handles``: the program is ready for exceptions, so that other things may fail as well;
    ``given``: what ``flag()`` and ``value()`` answer.
    """

    def __init__(
        self,
        choices: Choices,
        kinds: tuple[str, ...],
        given: tuple[Options, Options],
        *,
        handles: bool,
    ) -> None:
        super().__init__("oracle")
        self.namespace: Mapping[str, Any] = {}
        """Where the program's own exceptions are."""
        self.over = False
        """Nobody asks any more: what is left are generators that are thrown away."""
        self.stopped = False
        self.on_stop: Callable[[], None] = lambda: None
        self._choices = choices
        self._kinds = kinds
        self._handles = handles
        flags, values = given
        self.flag = self._function(flags)
        self.risky = self._function(("x", None, "", 7))
        self.value = self._function(values)
        self.items = self._function(tuple(map(list, _ITEMS)))

    def _function(self, options: tuple[Any, ...]) -> Callable[..., Any]:
        def answer(*_: object) -> Any:
            if self.over:
                return options[0]
            pick = self.pick(len(options) + len(self._kinds))
            if pick < len(options):
                given = options[pick]
                return list(given) if isinstance(given, list) else given
            raise self._error(pick - len(options))

        return answer

    def may_fail(self) -> None:
        """Raises something, or does not."""
        if self._handles and not self.over:
            pick = self.pick(len(self._kinds) + 1)
            if pick:
                raise self._error(pick - 1)

    def _error(self, kind: int) -> BaseException:
        name = self._kinds[kind]
        found: BaseException = (self.namespace.get(name) or getattr(builtins, name))("oracle")
        return found

    def pick(self, width: int) -> int:
        """One of ``width`` answers; no answer once the run is stopped."""
        if self.stopped:
            raise Stop
        try:
            return self._choices.choose(width)
        except Stop:
            self.stop()
            raise

    def stop(self) -> None:
        """The run has gone on for too long: what it does from now on doesn't count."""
        self.stopped = True
        self.on_stop()
