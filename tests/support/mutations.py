"""Mutations: real files, damaged as editors, merges, encodings and mischief damage them."""

from __future__ import annotations

import io
import random
import tokenize
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]


def mutated(data: bytes, seed: int) -> bytes:
    """``data`` after one to three mutations; the same for the same ``seed``."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(MUTATIONS)(data, chance)
    return data


def _tokens(data: bytes) -> list[tuple[int, int]]:
    """Where the tokens of a UTF-8 file are, in bytes; those before a place that can't be read."""
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    lines = data.splitlines(keepends=True)
    try:
        for token in tokenize.tokenize(io.BytesIO(data).readline):
            if token.string.strip() and token.type != tokenize.ENCODING:
                (row, column), (end_row, end_column) = token.start, token.end
                start = len(lines[row - 1].decode("utf-8")[:column].encode())
                end = len(lines[end_row - 1].decode("utf-8")[:end_column].encode())
                found.append((starts[row - 1] + start, starts[end_row - 1] + end))
    except (tokenize.TokenError, SyntaxError, UnicodeError, IndexError):
        pass
    return found


def _delete_tokens(data: bytes, chance: random.Random) -> bytes:
    for start, end in sorted(_some(_tokens(data), chance), reverse=True):
        data = data[:start] + data[end:]
    return data


def _double_tokens(data: bytes, chance: random.Random) -> bytes:
    for start, end in sorted(_some(_tokens(data), chance), reverse=True):
        data = data[:end] + b" " + data[start:end] + data[end:]
    return data


def _swap_tokens(data: bytes, chance: random.Random) -> bytes:
    tokens = _tokens(data)
    if len(tokens) < 2:
        return data
    first, second = sorted(chance.sample(tokens, 2))
    return b"".join(
        (
            data[: first[0]],
            data[second[0] : second[1]],
            data[first[1] : second[0]],
            data[first[0] : first[1]],
            data[second[1] :],
        )
    )


def _nest(data: bytes, chance: random.Random) -> bytes:
    """A token within so many brackets, unary operators, or calls."""
    tokens = _tokens(data)
    if not tokens:
        return data
    start, end = chance.choice(tokens)
    depth = chance.choice((3, 40, 150, 900, 5000))
    opening, closing = chance.choice(
        ((b"(", b")"), (b"[", b"]"), (b"-", b""), (b"not ", b""), (b"f(", b")"), (b"{", b"}"))
    )
    return data[:start] + opening * depth + data[start:end] + closing * depth + data[end:]


def _indent(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if lines:
        row = chance.randrange(len(lines))
        lines[row] = chance.choice((b" ", b"\t", b"    ", b"\x0c", b"\\\n")) + lines[row]
    return b"".join(lines)


def _move_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if lines:
        line = lines.pop(chance.randrange(len(lines)))
        lines.insert(chance.randint(0, len(lines)), line)
    return b"".join(lines)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _noise(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.randbytes(chance.randint(1, 8)) + data[at:]


def _line_ends(data: bytes, chance: random.Random) -> bytes:
    return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\x0c\n", b"\n\r\n")))


def _encoding(data: bytes, chance: random.Random) -> bytes:
    name, cookie = chance.choice(
        (
            *(("utf-8-sig", ""), ("utf-16", ""), ("utf-7", "utf-7"), ("latin-1", "latin-1")),
            *(("utf-8", "ascii"), ("utf-8", "cp1252"), ("utf-8", "no-such-codec"), ("cp037", "")),
        )
    )
    text = data.decode("utf-8", "replace")
    if cookie:
        text = f"# -*- coding: {cookie} -*-\n{text}"
    return text.encode(name, "replace")


def _some(tokens: list[tuple[int, int]], chance: random.Random) -> list[tuple[int, int]]:
    return chance.sample(tokens, min(len(tokens), chance.randint(1, 4)))


MUTATIONS: tuple[Mutation, ...] = (
    *(_delete_tokens, _delete_tokens, _double_tokens, _swap_tokens, _nest, _indent),
    *(_move_line, _cut, _noise, _line_ends, _encoding),
)
