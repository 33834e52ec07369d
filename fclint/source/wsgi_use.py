"""Which functions may use two parameters as a WSGI handler uses them, told from ``ast`` alone.

A function whose parameters have other names is a handler if it asks the first for environ keys and
calls the second, or hands it on (RULEBOOK, "What is a handler"). Only running it tells for sure;
but most functions of two parameters never use the second as something that can be called, and
need neither LibCST nor a run.
"""

from __future__ import annotations

import ast

from fclint.source.module import TopLevel

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_MAPPING_METHODS = frozenset(dir(dict))


def functions_in(node: ast.AST) -> list[Function]:
    """The functions and lambdas below ``node``, in source order."""
    found = [each for each in ast.walk(node) if isinstance(each, _FUNCTIONS)]
    return sorted(found, key=lambda each: (each.lineno, each.col_offset))


def plausible_definitions(statement: TopLevel) -> frozenset[int]:
    """Those of the ``def`` statements in ``statement``, counted from 0 in source order, that may
    use two of their parameters as WSGI does."""
    found: list[ast.AST] = []
    for node in statement.nodes:
        found.extend(each for each in functions_in(node) if not isinstance(each, ast.Lambda))
    return frozenset(index for index, each in enumerate(found) if may_be_wsgi(each))


def may_be_wsgi(function: ast.AST) -> bool:
    """Whether a function or lambda may use its first two parameters, or as a method the two after
    ``self``, as WSGI does. Errs on the side of yes."""
    if not isinstance(function, _FUNCTIONS):
        return False
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    pairs = [pair for pair in (names[:2], names[1:3]) if len(pair) == 2]
    if not pairs:
        return False
    body = function.body if isinstance(function.body, list) else [function.body]
    asked, handed = _uses(body)
    return any(first in asked and second in handed for first, second in pairs)


def _uses(body: list[ast.stmt] | list[ast.expr]) -> tuple[set[str], set[str]]:
    """The names that may be asked for keys, and those that may be called; a name that goes
    anywhere (an argument, a value that is bound or returned) may be both."""
    asked: set[str] = set()
    called: set[str] = set()
    plain: set[int] = set()
    names: list[ast.Name] = []
    pending: list[ast.AST] = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Name):
            names.append(node)
            continue
        for each in _without_consequence(node, asked):
            plain.add(id(each))
        pending.extend(ast.iter_child_nodes(node))
    for name in names:
        if id(name) not in plain:
            asked.add(name.id)
            called.add(name.id)
    return asked, called


def _without_consequence(node: ast.AST, asked: set[str]) -> list[ast.AST]:
    """The operands of ``node`` that it neither calls nor passes on. What it asks for keys joins
    ``asked``."""
    match node:
        case ast.Attribute(value=ast.Name(id=name) as owner, attr=attribute):
            if attribute in _MAPPING_METHODS:
                asked.add(name)
            return [owner]
        case ast.Subscript(value=ast.Name(id=name) as owner, slice=index):
            if not _is_position(index):
                asked.add(name)
            return [owner, index]
        case ast.Subscript(slice=index):
            return [index]
        case ast.Compare(left=left, ops=operators, comparators=others):
            for operator, each in zip(operators, others, strict=True):
                if isinstance(operator, (ast.In, ast.NotIn)) and isinstance(each, ast.Name):
                    asked.add(each.id)
            return [left, *others]
        case ast.BinOp(left=left, right=right):
            # A dict is merged with `|`.
            return [] if isinstance(node.op, ast.BitOr) else [left, right]
        case ast.UnaryOp(operand=operand):
            return [operand]
        case ast.For(iter=items) | ast.comprehension(iter=items):
            if isinstance(items, ast.Name):
                asked.add(items.id)
            return [items]
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            return [test]
        case ast.FormattedValue(value=value):
            return [value]
    return []


def _is_position(index: ast.expr) -> bool:
    """Whether a subscript is that of a sequence."""
    if isinstance(index, ast.UnaryOp):
        index = index.operand
    return isinstance(index, ast.Slice) or (
        isinstance(index, ast.Constant) and isinstance(index.value, int)
    )
