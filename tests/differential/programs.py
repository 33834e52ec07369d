"""Programs: small handlers of every shape, made from a seed.

A program is a tree of statements, so that it can be made smaller while it keeps a property. Every
name that a block uses is bound before; everything unknown comes from environ and ``oracle``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import vocabulary


@dataclass(slots=True)
class Block:
    """A compound statement: its clauses, each a header and a body."""

    clauses: list[tuple[str, list[Statement]]]


Statement = str | Block

_ORDER = list(vocabulary.DEFINITIONS)
_IMPORTS = {
    "suppress(": "from contextlib import suppress",
    "contextmanager": "from contextlib import contextmanager",
    "ExitStack": "from contextlib import ExitStack",
    "partial(": "from functools import partial",
    "functools.": "import functools",
    "oracle.": "import oracle",
    "sys.": "import sys",
    "(Enum)": "from enum import Enum",
    "@dataclass": "from dataclasses import dataclass, field",
    "json.": "import json",
}
_PRELUDE = (
    *("done = False", "found = None", "answer = None", "out = []"),
    *("body = b'ok'", "status = '200 OK'", "count = 0", "reply = start_response"),
    "reply = start_response",
)  # fmt: skip


@dataclass(slots=True)
class Program:
    """A handler: decorators, what is bound at its top, its statements."""

    statements: list[Statement]
    decorators: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The module."""
        body = list(_lines(self.statements, 1)) or ["    pass"]
        joined = "\n".join(body)
        handler = [
            *(f"@{each}" for each in self.decorators),
            "def handler(environ, start_response):",
            *body,
        ]
        needed = "\n".join([*self.decorators, joined])
        definitions: list[str] = []
        chosen: dict[str, str] = {}
        changed = True
        while changed:
            changed = False
            for name in _ORDER:
                if name not in chosen and re.search(rf"\b{name}\b", needed):
                    chosen[name] = vocabulary.DEFINITIONS[name]
                    needed += "\n" + vocabulary.DEFINITIONS[name]
                    changed = True
        for name in _ORDER:
            if name in chosen:
                definitions.extend([*chosen[name].split("\n")])
        imports = [line for mark, line in _IMPORTS.items() if mark in needed]
        return "\n".join([*imports, *definitions, *handler]) + "\n"

    def pruned(self) -> Program:
        """Without what is bound at the top and used nowhere."""
        body = "\n".join(_lines(self.statements, 1))
        kept = [
            each
            for each in self.statements
            if each not in _PRELUDE
            or len(re.findall(rf"\b{str(each).split(' = ')[0]}\b", body)) > 1
        ]
        return Program(kept, self.decorators)


def _lines(statements: list[Statement], depth: int) -> Iterator[str]:
    pad = "    " * depth
    for each in statements:
        if isinstance(each, str):
            yield pad + each
            continue
        for header, body in each.clauses:
            yield f"{pad}{header}:"
            yield from _lines(body or ["pass"], depth + 1)


_JUMPS = ("return", "raise", "break", "continue")
_TABLES = {
    "start": vocabulary.STARTS,
    "set": vocabulary.ASSIGNMENTS,
    "unknown": vocabulary.UNKNOWNS,
    "list": vocabulary.LISTS,
    "key": vocabulary.KEYS,
    "call": vocabulary.CALLS,
    "yield": vocabulary.YIELDS,
}
_COMPOUND = ["try"] * 6 + ["if"] * 5 + ["for", "with"] * 3 + ["while", "match"] * 2
_CONNECTED = (
    "{left} and {right}",
    "{left} or {right}",
    "not ({left} and {right})",
    "not ({left})",
    "({left} or {right})",
    "({left} if {right} else False)",
)


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a statement stands."""

    depth: int = 0
    loop: bool = False
    handling: bool = False
    generator: bool = False
    nested: tuple[str, ...] = ()
    """Calls of the functions that the handler defines."""


class Maker:
    """Makes programs from ``seed``; no word of the vocabulary that ``avoid`` matches is used."""

    def __init__(self, seed: int, avoid: str = "") -> None:
        self.random = random.Random(seed)
        self.size = 0
        self.avoid = re.compile(avoid) if avoid else None

    def program(self) -> Program:
        """One program."""
        choose = self.random
        self.size = choose.choice((3, 5, 7, 9, 12))
        context = _Context(generator=choose.random() < 0.22)
        statements: list[Statement] = list(_PRELUDE)
        if choose.random() < 0.3:
            call, definition = self._nested()
            statements.append(definition)
            context = replace(context, nested=(call,))
        statements.extend(self._block(context, choose.randint(1, 5)))
        if choose.random() < 0.6:
            statements.append(self._pick(vocabulary.STARTS))
        if context.generator:
            statements.append("yield b'ok'")
        if choose.random() < 0.9 and not (context.generator and choose.random() < 0.8):
            statements.append("return " + self._body(plain=0.75))
        decorators: list[str] = []
        if choose.random() < 0.12:
            decorators.append(choose.choice(("safely", "logged", "started")))
        return Program(statements, decorators).pruned()

    def _nested(self) -> tuple[str, Block]:
        """A function inside the handler, and how it is called."""
        test = f"if {self._test()}"
        begin = self._pick(vocabulary.STARTS)
        match self.random.randrange(5):
            case 0:
                body: list[Statement] = [
                    "nonlocal done",
                    "start_response(status, [])",
                    "done = True",
                ]
                return "finish('200 OK')", Block([("def finish(status)", body)])
            case 1:
                once: Statement = Block([("if not done", [begin, "done = True"])])
                return "finish_once()", Block([("def finish_once()", ["nonlocal done", once])])
            case 2:
                rebound = "nonlocal done, found, answer, body, status, count, out, reply"
                body = [rebound, *self._block(_Context(depth=2), 2)]
                return "inner()", Block([("def inner()", body)])
            case 3:
                body = [Block([(test, ["return [b'in']"])])]
                return "fetch()", Block([("def fetch()", body)])
        body = [Block([(test, [begin])]), "yield b'p'"]
        return "produce()", Block([("def produce()", body)])

    def _pick(self, lines: list[str]) -> str:
        """One of ``lines``, with tests where it asks for them."""
        picked = self.random.choice(lines)
        while self.avoid is not None and self.avoid.search(picked):
            picked = self.random.choice(lines)
        return re.sub("<test>", lambda _: self._test(), picked)

    # --- statements

    def _block(self, context: _Context, count: int) -> list[Statement]:
        """Statements; what follows a jump is left out."""
        made: list[Statement] = []
        for _ in range(count):
            each = self._statement(context)
            made.append(each)
            if isinstance(each, str) and each.split()[0] in _JUMPS:
                break
        return made

    def _statement(self, context: _Context) -> Statement:
        choose = self.random
        self.size -= 1
        if context.depth < 4 and self.size > 0 and choose.random() < 0.5:
            return self._compound(context)
        kinds = ["more"] * 7 + ["start"] * 5 + ["set"] * 4 + ["unknown", "call"] * 3
        kinds += ["list", "key", "return"] * 2 + ["raise", "assert"]
        if context.loop:
            kinds += ["break", "continue"] * 2
        if context.handling:
            kinds += ["raise again"]
        if context.generator:
            kinds += ["yield"] * 4 + ["stream"]
        kind = choose.choice(kinds)
        match kind:
            case "call" if context.nested and choose.random() < 0.3:
                return choose.choice(context.nested)
            case "more" | "stream":
                picked = self._pick(vocabulary.MORE if kind == "more" else vocabulary.STREAMS)
                return _parsed(picked.split("\n")) if "\n" in picked else picked
            case "return":
                return "return " + self._body()
            case "raise":
                return "raise " + self._pick(vocabulary.RAISES)
            case "raise again":
                return "raise"
            case "assert":
                return "assert " + self._test()
            case "break" | "continue":
                return kind
        return self._pick(_TABLES[kind])

    def _body(self, plain: float = 0.45) -> str:
        ordinary = self.random.random() < plain
        return self._pick(vocabulary.PLAIN_BODIES if ordinary else vocabulary.BODIES)

    def _test(self, depth: int = 0) -> str:
        if depth < 2 and self.random.random() < 0.22:
            left, right = self._test(depth + 1), self._test(depth + 1)
            shape = self.random.choice(_CONNECTED)
            return shape.format(left=left, right=right)
        return self._pick(vocabulary.TESTS)

    # --- compound statements

    def _compound(self, context: _Context) -> Block:
        match self.random.choice(_COMPOUND):
            case "if":
                return self._if(context)
            case "for":
                return self._for(context)
            case "while":
                return self._while(context)
            case "try":
                return self._try(context)
            case "with":
                return Block([(self._pick(vocabulary.MANAGERS), self._inner(context))])
        return self._match(context)

    def _inner(
        self, context: _Context, *, loop: bool = False, handling: bool = False
    ) -> list[Statement]:
        inner = replace(
            context,
            depth=context.depth + 1,
            loop=context.loop or loop,
            handling=context.handling or handling,
        )
        return self._block(inner, self.random.choice((1, 1, 2, 2, 3)))

    def _if(self, context: _Context) -> Block:
        clauses = [(f"if {self._test()}", self._inner(context))]
        while self.random.random() < 0.2:
            clauses.append((f"elif {self._test()}", self._inner(context)))
        if self.random.random() < 0.45:
            clauses.append(("else", self._inner(context)))
        return Block(clauses)

    def _for(self, context: _Context) -> Block:
        choose = self.random
        header = self._pick(vocabulary.LOOPS)
        body = self._inner(context, loop=True)
        if choose.random() < 0.3 and re.search(r"\bk\b", header.split(" in ")[0]):
            tests = ("k == 'k'", "k", "not k", "k != 'l'")
            if "HTTP_A" in header:
                tests = ("k == 'HTTP_A'", "k in environ", "k", "not k")
            body.insert(0, Block([(f"if {choose.choice(tests)}", self._inner(context, loop=True))]))
        if "HTTP_A" in header and choose.random() < 0.6:
            body.insert(0, "found = environ[k]")
        return self._with_else(header, body, context)

    def _while(self, context: _Context) -> Block:
        body = self._inner(context, loop=True)
        match self.random.randrange(5):
            case 0:
                header = "while True"
                body += ["break"] if self.random.random() < 0.7 else []
            case 1:
                header = "while not done"
                body.append("done = True")
            case 2:
                header = "while count < 2"
                body.insert(0, "count += 1")
            case 3:
                header = "while (answer := oracle.value())"
            case _:
                header = f"while {self._test()}"
        return self._with_else(header, body, context)

    def _with_else(self, header: str, body: list[Statement], context: _Context) -> Block:
        clauses = [(header, body)]
        if self.random.random() < 0.35:
            clauses.append(("else", self._inner(context)))
        return Block(clauses)

    def _try(self, context: _Context) -> Block:
        choose = self.random
        clauses = [("try", self._inner(context))]
        handlers = choose.choice((0, 1, 1, 1, 2))
        clauses.extend(
            (self._pick(vocabulary.HANDLERS), self._inner(context, handling=True))
            for _ in range(handlers)
        )
        if handlers and choose.random() < 0.15:
            clauses.append(("except", self._inner(context, handling=True)))
        if handlers and choose.random() < 0.35:
            clauses.append(("else", self._inner(context)))
        if not handlers or choose.random() < 0.35:
            clauses.append(("finally", self._inner(context)))
        return Block(clauses)

    def _match(self, context: _Context) -> Block:
        subject = self.random.choice(list(vocabulary.SUBJECTS))
        cases = vocabulary.SUBJECTS[subject]
        count = self.random.randint(1, min(3, len(cases)))
        patterns = list(dict.fromkeys(self._pick(cases) for _ in range(count)))
        # A pattern that always matches has to be the last one.
        patterns.sort(key=lambda pattern: pattern in vocabulary.IRREFUTABLE)
        while len(patterns) > 1 and patterns[-2] in vocabulary.IRREFUTABLE:
            patterns.pop()
        inner: list[Statement] = [
            Block([(f"case {pattern}", self._inner(context))]) for pattern in patterns
        ]
        return Block([(f"match {subject}", inner)])


def _parsed(lines: list[str]) -> Block:
    """Several lines as one statement: under ``if True``, which the analysis sees through."""
    return Block([("if True", _nest(lines)[0])])


def _nest(lines: list[str], at: int = 0, pad: int = 0) -> tuple[list[Statement], int]:
    made: list[Statement] = []
    while at < len(lines):
        line = lines[at]
        indent = (len(line) - len(line.lstrip())) // 4
        if indent < pad:
            break
        if line.endswith(":"):
            body, after = _nest(lines, at + 1, pad + 1)
            header = line.strip()[:-1]
            if header.split()[0].rstrip(":") in ("else", "except", "finally") and made:
                previous = made[-1]
                assert isinstance(previous, Block)
                previous.clauses.append((header, body))
            else:
                made.append(Block([(header, body)]))
            at = after
        else:
            made.append(line.strip())
            at += 1
    return made, at
