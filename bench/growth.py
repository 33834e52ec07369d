#!/usr/bin/env python3
"""Measures how fclint's time grows with the size of a handler, and fits the exponent.

Each shape is a module of a given size whose handler ends in a mistake: if that is not reported,
fclint has given up on the module, and the table says so.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from fclint.linter import lint_source

SIZES = (10, 32, 100, 316, 1000)
NESTED_SIZES = (6, 12, 24, 48, 90)
"""Python refuses a hundred levels of indentation."""
LOOP_SIZES = (2, 4, 8, 12, 16)
"""CPython refuses more than twenty statically nested loops."""
FITTED = 3
"""The exponent is fitted to that many of the largest sizes: below, fixed costs prevail."""
EXPECTED = "FC301"

HEAD = "def handler(environ, start_response):\n    total = 0\n"
TAIL = "    start_response('200 OK', [('Content-Type', 'text/plain')])\n    return 'text'\n"


@dataclass(frozen=True, slots=True)
class Point:
    """The least CPU seconds that a module of ``size`` took, and whether its mistake was found."""

    size: int
    seconds: float
    reported: bool


def repeated(text: str) -> Callable[[int], str]:
    """Modules whose handler holds ``text`` n times; ``{i}`` in it is the number of the copy."""
    return lambda size: HEAD + "".join(text.replace("{i}", str(i)) for i in range(size)) + TAIL


def elif_chain(size: int) -> str:
    """One if statement with ``size`` branches."""
    branches = "".join(
        f"    {'elif' if i else 'if'} environ['PATH_INFO'] == '/{i}':\n        total = {i}\n"
        for i in range(size)
    )
    return HEAD + branches + TAIL


def nested_ifs(size: int) -> str:
    """``size`` if statements, each within the one before."""
    lines = [f"{'    ' * (i + 1)}if environ.get('HTTP_X_{i}'):\n" for i in range(size)]
    return HEAD + "".join(lines) + "    " * (size + 1) + "total += 1\n" + TAIL


def nested_loops(size: int) -> str:
    """``size`` loops, each within the one before."""
    lines = [f"{'    ' * (i + 1)}for _ in environ.get('HTTP_X_{i}', ''):\n" for i in range(size)]
    return HEAD + "".join(lines) + "    " * (size + 1) + "total += 1\n" + TAIL


def flat_helpers(size: int) -> str:
    """``size`` helpers that the handler calls one after the other."""
    helpers = "".join(
        f"def helper_{i}(environ, count):\n    if environ.get('HTTP_X_{i}'):\n"
        f"        return count + {i}\n    return count\n"
        for i in range(size)
    )
    calls = "".join(f"    total = helper_{i}(environ, total)\n" for i in range(size))
    return helpers + HEAD + calls + TAIL


def chained_helpers(size: int) -> str:
    """``size`` helpers, each of which calls the next one twice."""
    helpers = "".join(
        f"def helper_{i}(environ, count):\n    if environ.get('HTTP_X_{i}'):\n"
        f"        return helper_{i + 1}(environ, count)\n"
        f"    return helper_{i + 1}(environ, count + 1)\n"
        for i in range(size)
    )
    last = f"def helper_{size}(environ, count):\n    return count\n"
    return helpers + last + HEAD + "    total = helper_0(environ, total)\n" + TAIL


def many_handlers(size: int) -> str:
    """``size`` handlers in one module."""
    return "".join((HEAD + TAIL).replace("handler", f"handler_{i}") for i in range(size))


SHAPES: Mapping[str, tuple[Callable[[int], str], Sequence[int]]] = {
    "statements": (repeated("    total = total + {i}\n"), SIZES),
    "branches": (repeated("    if environ.get('HTTP_X_{i}'):\n        total += {i}\n"), SIZES),
    "flags": (repeated("    flag_{i} = 'HTTP_X_{i}' in environ\n"), SIZES),
    "early returns": (
        repeated(
            "    if environ['PATH_INFO'] == '/{i}':\n"
            "        start_response('404 Not Found', [('Content-Type', 'text/plain')])\n"
            "        return [b'']\n"
        ),
        SIZES,
    ),
    "elif chain": (elif_chain, SIZES),
    "try statements": (
        repeated(
            "    try:\n        total += int(environ.get('HTTP_X_{i}', ''))\n"
            "    except ValueError:\n        total -= 1\n"
        ),
        SIZES,
    ),
    "loops": (
        repeated("    for item in environ.get('HTTP_X_{i}', ''):\n        total += {i}\n"),
        SIZES,
    ),
    "flat helpers": (flat_helpers, SIZES),
    "chained helpers": (chained_helpers, SIZES),
    "handlers": (many_handlers, SIZES),
    "nested ifs": (nested_ifs, NESTED_SIZES),
    "nested loops": (nested_loops, LOOP_SIZES),
}


def measure(source: bytes, size: int, repetitions: int) -> Point:
    """Lints ``source`` several times."""
    seconds = math.inf
    reported = False
    for _ in range(repetitions):
        began = time.process_time()
        findings = lint_source(source)
        seconds = min(seconds, time.process_time() - began)
        reported = any(finding.code == EXPECTED for finding in findings)
    return Point(size, seconds, reported)


def series(
    build: Callable[[int], str], sizes: Sequence[int], repetitions: int, patience: float
) -> list[Point]:
    """The points of one shape, until one of them takes more than ``patience`` seconds."""
    points: list[Point] = []
    for size in sizes:
        points.append(measure(build(size).encode(), size, repetitions))
        if points[-1].seconds > patience:
            break
    return points


def exponent(points: Sequence[Point]) -> float:
    """The k for which seconds ~ size**k fits the largest sizes best; NaN for a single point."""
    last = points[-FITTED:]
    if len(last) < 2:
        return math.nan
    sizes = [math.log(point.size) for point in last]
    return statistics.linear_regression(sizes, [math.log(point.seconds) for point in last]).slope


def row(name: str, points: Sequence[Point]) -> str:
    """One line of the table."""
    times = " · ".join(f"{point.size}: {point.seconds * 1000:.0f}" for point in points)
    silent = ", ".join(str(point.size) for point in points if not point.reported)
    return f"| {name} | {times} | {exponent(points):.2f} | {silent or '–'} |"


def main() -> int:
    """Measures and prints; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("shapes", nargs="*", help=f"of: {', '.join(SHAPES)} (default: all)")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--patience", type=float, default=20, help="seconds for one measurement")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.shapes if name not in SHAPES]
    if unknown:
        parser.error(f"no shape is called {unknown[0]!r}; there are {', '.join(SHAPES)}")

    lint_source((HEAD + TAIL).encode())  # imports are no part of the growth
    print("| shape | size: milliseconds of CPU | exponent | not reported at |")
    print("|---|---|---:|---|")
    for name in arguments.shapes or SHAPES:
        build, sizes = SHAPES[name]
        print(
            row(name, series(build, sizes, arguments.repetitions, arguments.patience)), flush=True
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
