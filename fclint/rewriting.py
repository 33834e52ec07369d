"""What rules write in place of an expression: the same one encoded, in a list, as another literal.

Everything here goes from text to text, so that layout and comments inside an expression stay. None
stands for what is better left to a person.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from fclint.finding import Fix, Snippet

_ATOMS = ("str", "f-string", "name", "attribute", "subscript", "call", "list", "dict", "tuple")
_PREFIX = re.compile(r"[a-zA-Z]*")


def fix(snippet: Snippet | None, text: str | None, message: str, *, safe: bool) -> Fix | None:
    """The fix that puts ``text`` in the place of ``snippet``; None without one of them, where
    nothing would change, or where the text can't stand there."""
    if snippet is None or text is None or text == snippet.text:
        return None
    try:
        edit = snippet.edit(text)
    except ValueError:
        return None
    return Fix(message, (edit,), safe, snippet.scope)


def encoded(snippet: Snippet) -> str:
    """The expression, which is a str, as bytes: a bytes literal where it is an ASCII constant."""
    text = snippet.text
    if snippet.form == "str":
        literal = bytes_literal(text)
        if literal is not None:
            return literal
    several = "\n" in text or len(_literals(text)) > 1
    simple = snippet.form in _ATOMS and not (several and snippet.form in ("str", "f-string"))
    return f"{text}.encode()" if simple else f"({text}).encode()"


def operand(snippet: Snippet) -> str:
    """The expression as an operand: in parentheses, unless it is a name, a call or the like."""
    return snippet.text if snippet.form in _ATOMS else f"({snippet.text})"


def in_list(text: str) -> str:
    """``[text]``; what can't stand in a list as it is gets parentheses."""
    parsed = _parse(f"[{text}]")
    alone = isinstance(parsed, ast.List) and len(parsed.elts) == 1
    return f"[{text}]" if alone else f"[({text})]"


def bytes_literal(text: str) -> str | None:
    """The literal, or the literals side by side, ``text`` as bytes, if they are ASCII."""
    parts = _literals(text)
    value = _constant(text)
    if not parts or not isinstance(value, str) or not value.isascii():
        return None
    result = _prefixed(text, parts, lambda prefix: "b" + prefix.replace("u", "").replace("U", ""))
    return result if _constant(result) == value.encode("ascii") else None


def str_literal(text: str) -> str | None:
    """The bytes literal, or the literals side by side, ``text`` as str, if they are ASCII."""
    parts = _literals(text)
    value = _constant(text)
    if not parts or not isinstance(value, bytes) or not value.isascii():
        return None
    result = _prefixed(text, parts, lambda prefix: prefix.replace("b", "").replace("B", ""))
    return result if _constant(result) == value.decode("ascii") else None


def quoted(value: str, like: str) -> str | None:
    """``value`` as a literal in the quotes that ``like``, source text, uses; None where it would
    need escapes."""
    if not value.isprintable() or not value.isascii() or any(each in value for each in "'\"\\"):
        return None
    quote = '"' if '"' in like and "'" not in like else "'"
    return f"{quote}{value}{quote}"


def with_default(text: str, default: str) -> str | None:
    """``mapping[key]`` as ``mapping.get(key, default)``."""
    node = _parse(text)
    if not isinstance(node, ast.Subscript) or isinstance(node.slice, (ast.Slice, ast.Tuple)):
        return None
    where = _Offsets(text)
    mapping, key = where.of(node.value), where.of(node.slice)
    opening, closing = text[mapping[1] : key[0]], text[key[1] :]
    if opening.strip() != "[" or closing.strip() != "]" or mapping[0] != 0:
        return None
    behind = text[key[1] : -1]
    quotes = quoted(default, text[key[0] : key[1]])
    if quotes is None or behind.strip():
        return None
    return f"{text[: mapping[1]]}.get({text[key[0] : key[1]]}, {quotes})"


def by_position(text: str, order: Sequence[str]) -> str | None:
    """The arguments of a call, ``text``, without keywords; ``order`` names the parameters.

    The arguments change places only where evaluating them has no effect that could be seen.
    """
    where = _Offsets(call := f"_({text}\n)")
    node = _parse(call)
    if not isinstance(node, ast.Call) or any(isinstance(a, ast.Starred) for a in node.args):
        return None
    names = [*order[: len(node.args)], *(keyword.arg for keyword in node.keywords)]
    if None in names or sorted(map(str, names)) != sorted(order[: len(names)]):
        return None
    values = [*node.args, *(keyword.value for keyword in node.keywords)]
    edits: list[tuple[int, int, str]] = []
    for keyword in node.keywords:
        start = where.of(keyword)[0]
        equals = re.compile(rf"{keyword.arg}\s*=\s*").match(call, start)
        if equals is None:
            return None
        edits.append((start, equals.end(), ""))
    if names != list(order[: len(names)]):
        if not all(map(_is_inert, values)) or "#" in _outside(call, map(where.of, values)):
            return None
        for slot, wanted in zip(map(where.of, values), order, strict=False):
            start, end = where.of(values[names.index(wanted)])
            edits.append((*slot, call[start:end]))
    return _edited(call, edits)[2:-2]


def pairs_of_dict(text: str) -> str | None:
    """The dict display ``text`` as a list of tuples."""
    node = _parse(text)
    if not isinstance(node, ast.Dict):
        return None
    keys = [each.value if isinstance(each, ast.Constant) else None for each in node.keys]
    if None in keys or len(set(keys)) < len(keys):  # a key that counts once would count twice
        return f"list({text}.items())"
    where = _Offsets(text)
    edits: list[tuple[int, int, str]] = [(0, 1, "["), (len(text) - 1, len(text), "]")]
    for key, value in zip(node.keys, node.values, strict=True):
        assert key is not None
        (start, colon), (begin, end) = where.of(key), where.of(value)
        between = re.fullmatch(r"\s*(:)\s*", text[colon:begin])
        if between is None or isinstance(value, (ast.Lambda, ast.IfExp, ast.NamedExpr)):
            return f"list({text}.items())"
        edits += [(start, start, "("), (colon, colon + between.end(1), ","), (end, end, ")")]
    return _edited(text, edits)


def list_of_pairs(text: str) -> str | None:
    """The tuple or list display ``text`` as a list; in it, pairs that are lists become tuples, and
    literals in pairs that are bytes or int become str. A pair alone becomes a list of it. None
    where an item is text, so that it isn't clear what the pairs are."""
    node = _parse(text)
    if not isinstance(node, (ast.Tuple, ast.List)):
        return None
    texts = [isinstance(item, (ast.Constant, ast.JoinedStr)) for item in node.elts]
    if isinstance(node, ast.Tuple) and texts == [True, True] and text.startswith("("):
        return f"[{text}]"
    if any(texts):
        return None
    where = _Offsets(text)
    edits: list[tuple[int, int, str]] = []
    if isinstance(node, ast.Tuple):
        if not (text.startswith("(") and text.endswith(")")):
            return None
        comma = re.search(r",[ \t]*\)$", text)
        edits += [(0, 1, "["), (comma.start() if comma else len(text) - 1, len(text), "]")]
    for item in node.elts:
        if not isinstance(item, (ast.Tuple, ast.List)) or len(item.elts) != 2:
            continue
        start, end = where.of(item)
        if isinstance(item, ast.List):
            edits += [(start, start + 1, "("), (end - 1, end, ")")]
        for part in item.elts:
            literal = _as_text(part, text[slice(*where.of(part))], text)
            if literal is not None:
                edits.append((*where.of(part), literal))
    return _edited(text, edits)


def _as_text(node: ast.expr, source: str, like: str) -> str | None:
    """A literal of bytes or a number as a str literal; None for anything else."""
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return None
    if isinstance(node.value, bytes):
        return str_literal(source)
    return quoted(str(node.value), like) if isinstance(node.value, int) else None


# --- text and syntax


@dataclass(frozen=True, slots=True)
class _Literal:
    start: int
    prefix: str


class _Offsets:
    """Offsets of ``ast`` nodes in the text that they were parsed from."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def of(self, node: ast.expr | ast.keyword) -> tuple[int, int]:
        """Where the node begins and ends."""
        last, column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return self._at(node.lineno, node.col_offset), self._at(last, column)

    def _at(self, row: int, column: int) -> int:
        # The text is parsed with a parenthesis in front of it.
        before = self._lines[row - 1].encode()[: column - (row == 1)]
        return self._starts[row - 1] + len(before.decode())


def _parse(text: str) -> ast.expr | None:
    """The expression ``text``; its columns in the first row count from 1, because it is parsed in
    parentheses, which let it go over several lines."""
    try:
        node = ast.parse(f"({text}\n)", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if isinstance(node, ast.Tuple) and node.col_offset == 0:
        return None  # several expressions, to which the parentheses gave one tuple
    return node


def _constant(text: str) -> object:
    try:
        return ast.literal_eval(f"({text}\n)")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _literals(text: str) -> list[_Literal]:
    """The string literals that ``text`` consists of; none where it is anything else."""
    import io
    import tokenize

    if not re.match(r"[a-zA-Z]{0,2}['\"]", text):
        return []
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found: list[_Literal] = []
    depth = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(f"({text}\n)").readline):
            name = tokenize.tok_name[token.type]
            if name in ("STRING", "FSTRING_START") and not depth:
                start = starts[token.start[0] - 1] + token.start[1] - (token.start[0] == 1)
                prefix = _PREFIX.match(token.string)
                found.append(_Literal(start, prefix[0] if prefix else ""))
            depth += (name == "FSTRING_START") - (name == "FSTRING_END")
    except (tokenize.TokenError, SyntaxError):
        return []
    return found


def _prefixed(text: str, parts: list[_Literal], change: Callable[[str], str]) -> str:
    edits = [(each.start, each.start + len(each.prefix), change(each.prefix)) for each in parts]
    return _edited(text, edits)


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """``text`` with stretches of it replaced; none of them overlap."""
    pieces: list[str] = []
    position = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [text[position:start], new]
        position = max(position, end)
    return "".join(pieces) + text[position:]


def _outside(text: str, spans: Iterator[tuple[int, int]]) -> str:
    return _edited(text, [(start, end, "") for start, end in spans])


def _is_inert(node: ast.expr) -> bool:
    """Whether evaluating it surely has no effect and depends on none: constants, variables, and
    displays of such."""
    return all(
        isinstance(each, (ast.Constant, ast.Name, ast.List, ast.Tuple, ast.Dict, ast.Load))
        for each in ast.walk(node)
    )
