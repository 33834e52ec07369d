"""Makes programs: small handlers of every shape, from a source of random choices.

Every name that a block uses is bound before; everything unknown comes from environ and ``oracle``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import conditions
import reading
import responses
import statements
from programs import PRELUDE, Block, Program, Statement, parsed

_JUMPS = ("return", "raise", "break", "continue")
_TABLES = {
    "start": statements.STARTS,
    "set": statements.ASSIGNMENTS,
    "unknown": statements.UNKNOWNS,
    "list": statements.LISTS,
    "key": statements.KEYS,
    "call": statements.CALLS,
    "yield": statements.YIELDS,
    "more": statements.MORE,
    "stream": statements.STREAMS,
    "headers": responses.HEADERS,
    "answer": responses.STARTS,
    "write": responses.WRITES,
    "read": reading.STATEMENTS,
    "guard": reading.GUARDS,
}
"""Simple statements, by kind."""
_FLOW = ["more"] * 7 + ["start"] * 5 + ["set"] * 4 + ["unknown", "call"] * 3 + ["list", "key"] * 2
_SUBJECTS = {
    "flow": _FLOW,
    "response": ["headers"] * 8 + ["answer"] * 5 + ["status"] * 3 + ["write", "set", "unknown"] * 2,
    "request": ["read"] * 7 + ["guard"] * 6 + ["start"] * 3 + ["set", "unknown"] * 2 + ["list"],
}
"""What a program is mostly about, and how often it then has which kinds of statements."""
_WRAPPINGS = (
    *("Traced(handler)", "Guarded(handler)", "Serving(handler).serve", "joined(handler)"),
    *("encoding(handler)", "marking(handler)", "Traced(app=safely(handler))"),
)
_DECORATORS = ("safely", "logged", "started", "Guarded", "joined", "marking", "retried(2)")
_HOLE = re.compile("<(test|pair|status|key)>")
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
    """Makes a program from ``choose``, which may be seeded, or hypothesis's."""

    def __init__(self, choose: random.Random) -> None:
        self.random = choose
        self.size = 0
        self.subject = "flow"

    def program(self) -> Program:
        """One program."""
        choose = self.random
        self.subject = choose.choice(("flow", "flow", "response", "request"))
        self.size = choose.choice((3, 5, 7, 9, 12))
        context = _Context(generator=choose.random() < 0.22)
        made: list[Statement] = list(PRELUDE)
        if choose.random() < (0.3 if self.subject == "flow" else 0.1):
            call, definition = self._nested()
            made.append(definition)
            context = replace(context, nested=(call,))
        made.extend(self._block(context, choose.randint(1, 5)))
        if choose.random() < 0.6:
            kind = "answer" if self.subject == "response" else "start"
            made.append(self._pick(_TABLES[kind]))
        if context.generator:
            made.append("yield b'ok'")
        if choose.random() < 0.9 and not (context.generator and choose.random() < 0.8):
            made.append("return " + self._body(plain=0.75))
        decorators = [choose.choice(_DECORATORS)] if choose.random() < 0.12 else []
        wrapping = choose.choice(_WRAPPINGS) if choose.random() < 0.06 else ""
        return Program(made, decorators, wrapping).pruned()

    def _nested(self) -> tuple[str, Block]:
        """A function inside the handler, and how it is called."""
        test = f"if {self._test()}"
        begin = self._pick(statements.STARTS)
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
                rebound = "nonlocal environ, done, found, answer, body, status, count, out, reply"
                body = [rebound, *self._block(_Context(depth=2), 2)]
                return "inner()", Block([("def inner()", body)])
            case 3:
                body = [Block([(test, ["return [b'in']"])])]
                return "fetch()", Block([("def fetch()", body)])
        body = [Block([(test, [begin])]), "yield b'p'"]
        return "produce()", Block([("def produce()", body)])

    def _pick(self, lines: Sequence[str]) -> str:
        """One of ``lines``, with what it asks for put in."""
        picked = self.random.choice(lines)
        # One key for all of a line is what makes a guard guard.
        key = self.random.choice(reading.KEYS)
        other = self.random.choice(reading.KEYS) if self.random.random() < 0.15 else key

        def put(match: re.Match[str]) -> str:
            match match[1]:
                case "test":
                    return self._test()
                case "pair":
                    return self._pick(responses.PAIRS)
                case "status":
                    return self._pick(responses.STATUSES)
            return key if match.start() == picked.find("<key>") else other

        return _HOLE.sub(put, picked)

    # --- statements

    def _block(self, context: _Context, count: int) -> list[Statement]:
        """Statements; what follows a jump is left out."""
        made: list[Statement] = []
        for _ in range(count):
            each = self._statement(context)
            made.extend(each)
            if isinstance(each[-1], str) and each[-1].split()[0] in _JUMPS:
                break
        return made

    def _statement(self, context: _Context) -> list[Statement]:
        choose = self.random
        self.size -= 1
        if context.depth < 4 and self.size > 0 and choose.random() < 0.5:
            return [self._compound(context)]
        kinds = [*_SUBJECTS[self.subject], "return", "return", "raise", "assert"]
        if context.loop:
            kinds += ["break", "continue"] * 2
        if context.handling:
            kinds += ["raise again"]
        if context.generator:
            kinds += ["yield"] * 4 + ["stream"]
        kind = choose.choice(kinds)
        match kind:
            case "call" if context.nested and choose.random() < 0.3:
                return [choose.choice(context.nested)]
            case "return":
                return ["return " + self._body()]
            case "raise":
                return ["raise " + self._pick(statements.RAISES)]
            case "raise again":
                return ["raise"]
            case "assert":
                return ["assert " + self._test()]
            case "break" | "continue":
                return [kind]
            case "status":
                return ["status = " + self._pick(responses.STATUSES)]
        return parsed(self._pick(_TABLES[kind]).split("\n"))

    def _body(self, plain: float = 0.45) -> str:
        if self.subject != "flow" and self.random.random() < 0.6:
            return self._pick(responses.BODIES)
        ordinary = self.random.random() < plain
        return self._pick(statements.PLAIN_BODIES if ordinary else statements.BODIES)

    def _test(self, depth: int = 0) -> str:
        if depth < 2 and self.random.random() < 0.22:
            left, right = self._test(depth + 1), self._test(depth + 1)
            shape = self.random.choice(_CONNECTED)
            return shape.format(left=left, right=right)
        if self.subject == "request" and self.random.random() < 0.6:
            return self._pick(reading.TESTS)
        return self._pick(conditions.TESTS)

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
                return Block([(self._pick(conditions.MANAGERS), self._inner(context))])
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
        header = self._pick(conditions.LOOPS)
        body = self._inner(context, loop=True)
        if choose.random() < 0.3 and re.search(r"\bk\b", header.split(" in ")[0]):
            tests = ("k == 'k'", "k", "not k", "k != 'l'")
            if "HTTP_A" in header or "environ" in header:
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
            (self._pick(conditions.HANDLERS), self._inner(context, handling=True))
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
        subject = self.random.choice(list(conditions.SUBJECTS))
        cases = conditions.SUBJECTS[subject]
        count = self.random.randint(1, min(3, len(cases)))
        patterns = list(dict.fromkeys(self._pick(cases) for _ in range(count)))
        # A pattern that always matches has to be the last one.
        patterns.sort(key=lambda pattern: pattern in conditions.IRREFUTABLE)
        while len(patterns) > 1 and patterns[-2] in conditions.IRREFUTABLE:
            patterns.pop()
        inner: list[Statement] = [
            Block([(f"case {pattern}", self._inner(context))]) for pattern in patterns
        ]
        return Block([(f"match {subject}", inner)])
