"""Makes a program smaller while something holds of it."""

from __future__ import annotations

import ast
import builtins
import time
from collections.abc import Callable, Iterator

from comparison import Comparison, compare
from programs import PRELUDE, VARIABLES

_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


def minimise(comparison: Comparison, *, seconds: float = 60.0) -> Comparison:
    """The smallest program found that disagrees in the same way, with the same code."""
    kinds = disagreements(comparison)

    def still(source: str) -> Comparison | None:
        try:
            found = compare(source, target=comparison.target)
        except Exception:
            return None
        return found if disagreements(found) & kinds else None

    return _shrink(comparison, still, time.monotonic() + seconds)


def disagreements(comparison: Comparison) -> set[str]:
    """What kinds of disagreement there are: ``missed FC203``, ``infeasible FC401``."""
    return {
        *(f"missed {code}" for code, _ in comparison.missed),
        *(f"infeasible {code}" for code, _ in comparison.infeasible),
    }


def _shrink(
    best: Comparison, still: Callable[[str], Comparison | None], deadline: float
) -> Comparison:
    going = True
    while going:
        going, step = False, 0
        while time.monotonic() < deadline:
            tree = ast.parse(best.source)
            if step >= _count(tree):
                break
            smaller = _changed(tree, step)
            found = still(smaller) if smaller is not None else None
            if found is not None and len(found.source) < len(best.source):
                best, going = found, True
            else:
                step += 1
    return best


def _changed(tree: ast.Module, step: int) -> str | None:
    """The program with the change of that number; None where it makes no sense."""
    if not _apply(tree, step) or not _is_bound(tree):
        return None
    try:
        text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        compile(text, "<program>", "exec")
    except (SyntaxError, ValueError, AttributeError):
        return None
    return text


def _is_bound(tree: ast.Module) -> bool:
    """Whether every name that is used may be bound, and every variable is where it ought to be."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    used = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    bound = {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    first: set[str] = set()
    own: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            bound.add(node.name)
        if isinstance(node, ast.FunctionDef) and _is_handler(node):
            first = set(_bound_first(node))
            own = {
                inner.id
                for inner in ast.walk(node)
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load)
            }
        if isinstance(node, ast.arg):
            bound.add(node.arg)
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            bound.update(each.asname or each.name for each in node.names)
        if isinstance(node, (ast.MatchAs, ast.MatchStar, ast.ExceptHandler)) and node.name:
            bound.add(node.name)
    return used <= bound | set(dir(builtins)) and own & set(VARIABLES) <= first


def _bound_first(handler: ast.FunctionDef) -> Iterator[str]:
    """The variables that the handler begins with."""
    for each in handler.body:
        if isinstance(each, ast.FunctionDef):
            continue
        if ast.unparse(each) not in PRELUDE:
            break
        yield ast.unparse(each).split()[0]


def _places(tree: ast.Module) -> list[tuple[ast.AST, str, int]]:
    """What stands at the top, and every item of every block of the handler, from the outside
    inwards. Other functions stay whole: half of a context manager says nothing."""
    found: list[tuple[ast.AST, str, int]] = [(tree, "body", row) for row in range(len(tree.body))]
    for node in (inner for each in tree.body if _is_handler(each) for inner in ast.walk(each)):
        for name in _BLOCKS:
            items = getattr(node, name, None)
            if isinstance(items, list):
                found.extend((node, name, index) for index in range(len(items)))
    return found


def _is_handler(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == "handler"


def _expressions(tree: ast.Module) -> list[ast.AST]:
    return [
        node
        for each in tree.body
        if _is_handler(each)
        for node in ast.walk(each)
        if isinstance(node, (ast.BoolOp, ast.IfExp, ast.UnaryOp))
    ]


def _count(tree: ast.Module) -> int:
    return 2 * len(_places(tree)) + 3 * len(_expressions(tree))


def _apply(tree: ast.Module, change: int) -> bool:
    """Makes the change of that number in place; False where it makes no sense."""
    places = _places(tree)
    if change < 2 * len(places):
        node, name, index = places[change % len(places)]
        items: list[ast.AST] = getattr(node, name)
        if change < len(places):
            del items[index]
            if not items and name in ("body", "handlers", "cases"):
                if name != "body" or isinstance(node, (ast.Module,)):
                    return name == "handlers" and bool(getattr(node, "finalbody", None))
                items.append(ast.Pass())
            return True
        inner = _inside(items[index])
        if inner is None:
            return False
        items[index : index + 1] = inner
        return True
    number, which = divmod(change - 2 * len(places), 3)
    target = _expressions(tree)[number]
    return _replace(tree, target, which)


def _inside(statement: ast.AST) -> list[ast.AST] | None:
    """The statements of a compound statement, without it."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return None
    if isinstance(statement, ast.Match):
        return [each for case in statement.cases for each in case.body]
    found = [
        each
        for name in ("body", "orelse", "finalbody")
        for each in getattr(statement, name, None) or ()
        if isinstance(each, ast.AST)
    ]
    return found or None


def _replace(tree: ast.Module, target: ast.AST, which: int) -> bool:
    """Puts a part of an expression in its place."""
    match target:
        case ast.BoolOp(values=values):
            parts: list[ast.expr] = values
        case ast.IfExp(test=test, body=body, orelse=orelse):
            parts = [body, orelse, test]
        case ast.UnaryOp(operand=operand):
            parts = [operand]
        case _:
            return False
    if which >= len(parts):
        return False
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            if value is target:
                setattr(node, field, parts[which])
                return True
            if isinstance(value, list) and any(each is target for each in value):
                value[:] = [parts[which] if each is target else each for each in value]
                return True
    return False
