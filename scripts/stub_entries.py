"""Makes the entries of ``stdlib.json``, which fclint.analysis.libraries reads, of some stubs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from typeshed_client.parser import ImportedName, OverloadedName

from fclint.analysis.libraries.typeexpr import NONE, SELF, UNKNOWN, TypeExpr, substitute
from stub_types import Definition, Scope, Stubs

Function = ast.FunctionDef | ast.AsyncFunctionDef
Entry = str | dict[str, Any]

_KNOWN_DECORATORS = {
    *("staticmethod", "classmethod", "abstractmethod", "overload", "final", "deprecated"),
    *("type_check_only", "override", "setter", "deleter", "getter", "coroutine"),
}
_PROPERTIES = {
    *("property", "cached_property", "abstractproperty", "DynamicClassAttribute"),
    *("_magic_enum_attr", "_builtins_property"),
}
_UNINTERESTING = {
    *("__slots__", "__match_args__", "__class_getitem__", "__init_subclass__", "__all__"),
    *("__doc__", "__buffer__", "__release_buffer__", "__reduce__", "__reduce_ex__"),
    *("__setstate__", "__getstate__", "__getnewargs__", "__sizeof__", "__subclasshook__"),
    *("__copy__", "__deepcopy__", "__path__", "__file__", "__replace__", "__type_params__"),
}
_GENERICS = {"Generic", "Protocol"}
_OPEN = {"types.SimpleNamespace", "argparse.Namespace", "_thread._local", "threading.local"}
_OPEN |= {"typing.Any", "types.ModuleType", "optparse.Values"}
"""Classes whose instances have attributes of any name."""


@dataclass(frozen=True)
class Argument:
    """A parameter of one overload, with the kinds of text that it takes."""

    word: str
    """The name with its stars, ``/`` or ``*`` alone."""
    required: bool = True
    takes: frozenset[str] = frozenset()
    annotation: TypeExpr = UNKNOWN
    variable: str = ""
    """The type variable that is its whole annotation."""


@dataclass(frozen=True)
class Signature:
    """One overload of a function."""

    arguments: tuple[Argument, ...]
    returns: TypeExpr
    variables: frozenset[str] = frozenset()


class Module:
    """Makes the entries of one module."""

    def __init__(self, stubs: Stubs, name: str) -> None:
        """The module ``name`` of ``stubs``."""
        self.stubs = stubs
        self.name = name
        self.scope = Scope(name)

    def entries(self) -> dict[str, Entry]:
        """All names of the module that are its own or handed on."""
        made: dict[str, Entry] = {}
        exported = self.stubs.exported(self.name)
        for name, info in sorted(self.stubs.names(self.name).items()):
            is_own = not isinstance(info.ast, ImportedName)
            if name in _UNINTERESTING or not (is_own or name in exported):
                continue
            found = self.stubs.definition(self.name, name)
            if found is not None and (entry := self.entry(name, found)) is not None:
                made[name] = entry
        return made

    def entry(self, name: str, found: Definition) -> Entry | None:
        """What is said of a name that is defined at ``found``."""
        if found.info is None:
            return f"a {found.name}"
        public = self.stubs.public_name(found)
        if public != f"{self.name}.{name}":
            return None if public.startswith("_typeshed.") else f"a {public}"
        home = Module(self.stubs, found.module)
        return home.own_entry(found, ())

    def own_entry(self, found: Definition, classes: tuple[Definition, ...]) -> Entry | None:
        """What is said of a definition of this module, in the given classes."""
        assert found.info is not None
        scope = self._class_scope(classes)
        node: Any = found.info.ast
        nodes = node.definitions if isinstance(node, OverloadedName) else [node]
        if isinstance(node, ast.ClassDef):
            private = found.path[-1].startswith("_") and self.stubs.is_protocol(found)
            return None if private else self._class(found, node, classes)
        functions = [each for each in nodes if isinstance(each, Function)]
        if functions and len(functions) == len(nodes):
            return self._function(functions, scope, in_class=bool(classes))
        if len(nodes) > 1:
            return "v ?"
        return self._variable(found, node, scope, in_class=bool(classes))

    def _variable(
        self, found: Definition, node: ast.AST, scope: Scope, *, in_class: bool
    ) -> Entry | None:
        if self.stubs.type_variable(ast.Name(found.path[-1]), scope) is not None:
            return None
        alias = self.stubs.alias(found)
        if alias is not None:
            if isinstance(alias, ast.Attribute) and (bound := self._bound(alias, scope)):
                return bound
            target = self.stubs.resolve(alias, scope)
            if target is not None and target.path[-1:] != found.path[-1:]:
                if target.info is None:
                    return f"a {target.name}"
                if not isinstance(target.info.ast, ast.AnnAssign):
                    name = self.stubs.public_name(target)
                    return None if name.startswith("_typeshed.") else f"a {name}"
            return None if found.path[-1].startswith("_") else "v ?"
        if isinstance(node, ast.AnnAssign):
            is_final = isinstance(node.annotation, ast.Name) and node.annotation.id == "Final"
            kind = self.stubs.type(_constant(node.value) if is_final else node.annotation, scope)
            shared = not in_class or "ClassVar" in ast.unparse(node.annotation)
            return f"{'v' if shared else 'p'} {kind}"
        value = node.value if isinstance(node, ast.Assign) else None
        return f"v {self.stubs.type(_constant(value), scope)}"

    def _bound(self, alias: ast.Attribute, scope: Scope) -> Entry | None:
        """The entry of ``randint = _inst.randint``: the method, where the class is known."""
        owner = self.stubs.resolve(alias.value, scope)
        node = owner.info.ast if owner and owner.info else None
        if owner is None or not isinstance(node, ast.AnnAssign):
            return None
        kind = self.stubs.type(node.annotation, Scope(owner.module))
        return f"a {kind.name}.{alias.attr}" if kind.kind == "instance" else None

    # Classes

    def _class_scope(self, classes: tuple[Definition, ...]) -> Scope:
        scope = replace(self.scope, classes=classes)
        for found in classes:
            assert found.info is not None
            scope = scope.binding(
                {
                    name: TypeExpr("parameter", index=index)
                    for index, name in enumerate(self._type_parameters(found.info.ast, scope))
                }
            )
        return scope

    def _type_parameters(self, node: Any, scope: Scope) -> list[str]:
        def order(expressions: list[ast.expr]) -> list[str]:
            names = (node for each in expressions for node in _preorder(each))
            found = (self.stubs.type_variable(name, scope) for name in names)
            return list(dict.fromkeys(variable[0] for variable in found if variable))

        for base in node.bases:
            if isinstance(base, ast.Subscript) and ast.unparse(base.value) in _GENERICS:
                return order([base.slice])
        return order(list(node.bases))

    def _class(
        self, found: Definition, node: ast.ClassDef, around: tuple[Definition, ...]
    ) -> dict[str, Any]:
        assert found.info is not None
        classes = (*around, found)
        scope = self._class_scope(classes)
        bases, complete = self._bases(node, replace(scope, classes=around))
        made: dict[str, Any] = {}
        if [str(base) for base in bases] != ["builtins.object"]:
            made["b"] = [str(base) for base in bases]
        if not complete or found.name in _OPEN:
            made["u"] = True
        members: dict[str, Entry] = {}
        enum_members: dict[str, int | str | None] = {}
        is_enum = self._is_enum(found)
        for name, info in (found.info.child_nodes or {}).items():
            if name in _UNINTERESTING or isinstance(info.ast, ImportedName):
                continue
            if is_enum and isinstance(info.ast, ast.Assign) and not name.startswith("_"):
                enum_members[name] = _literal(info.ast.value)
                members[name] = f"v {self.stubs.public_name(found)}"
                continue
            inner = self.stubs.inner(found, name)
            assert inner is not None
            entry = self._inner_alias(inner, classes) or self.own_entry(inner, classes)
            if entry is not None:
                members[name] = entry
        if members:
            made["m"] = dict(sorted(members.items()))
        if enum_members:
            made["e"] = enum_members
        return made

    def _inner_alias(self, inner: Definition, classes: tuple[Definition, ...]) -> Entry | None:
        """The entry of ``__radd__ = __add__``: that of what it is another name for."""
        assert inner.info is not None
        node = inner.info.ast
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
            target = self.stubs.inner(classes[-1], node.value.id)
            if target is not None and target.path != inner.path:
                return self.own_entry(target, classes)
        return None

    def _bases(self, node: ast.ClassDef, scope: Scope) -> tuple[list[TypeExpr], bool]:
        bases: list[TypeExpr] = []
        complete = True
        for expr in node.bases:
            head = expr.value if isinstance(expr, ast.Subscript) else expr
            if isinstance(head, ast.Name) and head.id in _GENERICS:
                continue
            base = self._base(expr, head, scope)
            if base is None:
                complete = False
            elif not base.name.startswith("_typeshed."):
                bases.append(base)
        return bases or [TypeExpr("instance", name="builtins.object")], complete

    def _base(self, expr: ast.expr, head: ast.expr, scope: Scope) -> TypeExpr | None:
        found = self.stubs.resolve(head, scope)
        if found is None or found.info is None:
            return None
        if found.name in {"typing.NamedTuple", "typing_extensions.NamedTuple"}:
            return TypeExpr("tuple")
        if found.name == "typing.TypedDict":
            return TypeExpr("dict")
        if found.name == "builtins.object":
            return TypeExpr("instance", name="builtins.object")
        if isinstance(found.info.ast, ast.ClassDef):
            args: list[ast.expr] = []
            if isinstance(expr, ast.Subscript):
                args = expr.slice.elts if isinstance(expr.slice, ast.Tuple) else [expr.slice]
            base = self.stubs.instance(found, args, scope)
        else:
            base = self.stubs.type(expr, scope)
        return base if base.is_known and base.kind != "union" else None

    def _is_enum(self, found: Definition) -> bool:
        scope = Scope(found.module)
        alias = self.stubs.alias(found)
        if alias is not None:
            target = self.stubs.resolve(alias, scope)
            return target is not None and target != found and self._is_enum(target)
        if found.info is None or not isinstance(found.info.ast, ast.ClassDef):
            return False
        if found.name == "enum.Enum":
            return True
        bases = (self.stubs.resolve(base, scope) for base in found.info.ast.bases)
        return any(self._is_enum(base) for base in bases if base is not None)

    # Functions

    def _function(self, nodes: list[Function], scope: Scope, *, in_class: bool) -> str:
        names = {name for node in nodes for name in _decorators(node)}
        if names & _PROPERTIES:
            first = self._signature(nodes[0], scope, in_class=in_class)
            return f"p {first.returns}"
        if {"setter", "deleter"} & names:
            return "p ?"
        binding = "d"
        if in_class:
            if "staticmethod" in names or nodes[0].name == "__new__":
                binding = "s"
            elif "classmethod" in names:
                binding = "c"
        is_plain_static = "staticmethod" in names
        signatures = [
            self._signature(node, scope, in_class=in_class and not is_plain_static)
            for node in nodes
        ]
        arguments, returns = merged(signatures)
        if names - _KNOWN_DECORATORS:
            returns = UNKNOWN
        prefix = "A" if isinstance(nodes[0], ast.AsyncFunctionDef) else ""
        return f"{prefix}{binding}{words(arguments)}->{returns}"

    def _signature(self, node: Function, scope: Scope, *, in_class: bool) -> Signature:
        parameters = list(_parameters(node.args, skip_first=in_class))
        own: dict[str, TypeExpr] = {}
        if in_class:
            own.update(self._self_variable(node, scope))
        scope = scope.binding(own)
        variables = [self._whole_variable(each.annotation, scope) for each, _, _ in parameters]
        plain = [each.annotation for each, word, _ in parameters if not word.startswith("*")]
        for index, variable in enumerate(variables):
            if variable is None or parameters[index][1].startswith("*"):
                continue
            name, constrained, optional = variable
            if name in scope.variables:
                continue
            mentions = sum(self._mentions(each, name, scope) for each in plain)
            if constrained:
                scope = scope.binding({name: TypeExpr("argument", index=index)})
            elif mentions == 1 and not optional:
                scope = scope.binding({name: TypeExpr("same", index=index)})
        arguments = tuple(
            Argument(
                word,
                required=required,
                takes=self._takes(each.annotation, scope),
                annotation=self.stubs.type(each.annotation, scope),
            )
            for (each, word, required) in parameters
        )
        arguments = _with_markers(node.args, arguments, skip_first=in_class)
        returns = self.stubs.type(node.returns, scope)
        if node.name == "__exit__" and _says(node.returns, "Literal[False]"):
            returns = NONE  # it never swallows, which is None elsewhere
        if isinstance(node, ast.AsyncFunctionDef):
            returns = TypeExpr("coroutine", (returns,) if returns.is_known else ())
        return Signature(arguments, returns)

    def _self_variable(self, node: Function, scope: Scope) -> dict[str, TypeExpr]:
        first = next(iter([*node.args.posonlyargs, *node.args.args]), None)
        annotation = first.annotation if first else None
        if isinstance(annotation, ast.Subscript):  # cls: type[T]
            annotation = annotation.slice
        variable = self._whole_variable(annotation, scope)
        return {variable[0]: SELF} if variable else {}

    def _whole_variable(
        self, annotation: ast.expr | None, scope: Scope
    ) -> tuple[str, bool, bool] | None:
        """The type variable that an annotation is, perhaps ``| None``: its name, whether it is
        constrained, and whether None is allowed."""
        optional = False
        if isinstance(annotation, ast.BinOp) and _says(annotation.right, "None"):
            annotation, optional = annotation.left, True
        if not isinstance(annotation, ast.Name):
            return None
        found = self.stubs.type_variable(annotation, scope)
        return (*found, optional) if found else None

    def _mentions(self, annotation: ast.expr | None, name: str, scope: Scope) -> bool:
        return annotation is not None and any(
            (self.stubs.type_variable(node, scope) or ("",))[0] == name
            for node in ast.walk(annotation)
            if isinstance(node, ast.Name)
        )

    def _takes(self, annotation: ast.expr | None, scope: Scope) -> frozenset[str]:
        """Whether an annotation takes str or bytes, aliases and AnyStr expanded."""
        if annotation is None:
            return frozenset({"str", "bytes"})
        if isinstance(annotation, ast.BinOp):
            return self._takes(annotation.left, scope) | self._takes(annotation.right, scope)
        variable = self.stubs.type_variable(annotation, scope)
        if variable:
            return frozenset({"str", "bytes"})
        head = annotation.value if isinstance(annotation, ast.Subscript) else annotation
        found = self.stubs.resolve(head, scope)
        if found is None or found.info is None:
            return frozenset()
        if found.name in {"builtins.object", "typing.Any", "typing.Union", "typing.Optional"}:
            return frozenset({"str", "bytes"})
        if found.name in {"typing.Iterable", "typing.Sequence", "typing.Collection"}:
            return frozenset({"str", "bytes"})
        if found.name == "typing.Literal":
            return frozenset({"str", "bytes"})
        if found.path[-1] in {"Buffer", "SizedBuffer"}:
            return frozenset({"bytes"})
        if found.name in {"builtins.str", "typing.LiteralString"}:
            return frozenset({"str"})
        if found.name == "builtins.bytes":
            return frozenset({"bytes"})
        if isinstance(found.info.ast, ast.ClassDef):
            # Protocols that text has are no way to tell str from bytes; PathLike it has not.
            vague = self.stubs.is_protocol(found) and found.path[-1] != "PathLike"
            return frozenset({"str", "bytes"}) if vague else frozenset()
        alias = self.stubs.alias(found)
        if alias is None or found.name in scope.expanding:
            return frozenset()
        return self._takes(alias, Scope(found.module, expanding=scope.expanding | {found.name}))


def merged(signatures: list[Signature]) -> tuple[tuple[Argument, ...] | None, TypeExpr]:
    """What overloads agree on: their parameters (None where they don't), and what a call gives."""
    arguments = _common_arguments([signature.arguments for signature in signatures])
    first = signatures[0].returns
    if all(signature.returns == first for signature in signatures):
        returns = first
    else:
        returns = _by_text(signatures) if arguments is not None else UNKNOWN
        if not returns.is_known:
            returns = common([signature.returns for signature in signatures])
    if arguments is None and any(sign in str(returns) for sign in "@="):
        returns = UNKNOWN
    return arguments, returns


def common(types: list[TypeExpr]) -> TypeExpr:
    """What all types are: one kind or class, its type arguments unknown; else unknown."""
    heads = {TypeExpr(each.kind, name=each.name, index=each.index) for each in types}
    if len(heads) > 1 or types[0].kind in {"union", "argument"}:
        return UNKNOWN
    return heads.pop()


def _by_text(signatures: list[Signature]) -> TypeExpr:
    """What a call gives where it only depends on one argument's being str or bytes."""
    least = min(len(_named(signature.arguments)) for signature in signatures)
    for index in range(least):
        outcomes: dict[str, set[TypeExpr]] = {"str": set(), "bytes": set()}
        for signature in signatures:
            argument = _named(signature.arguments)[index]
            if argument.word.startswith("*"):
                break
            for text in sorted(argument.takes):
                kind = TypeExpr(text)
                outcomes[text].add(
                    substitute(
                        signature.returns,
                        argument=partial(_only, index, kind),
                    )
                )
        else:
            if all(len(results) == 1 for results in outcomes.values()):
                (of_text,), (of_data,) = outcomes["str"], outcomes["bytes"]
                if of_text == of_data:
                    continue
                plain = (of_text.kind, of_data.kind) == ("str", "bytes")
                return TypeExpr("argument", () if plain else (of_text, of_data), index=index)
    return UNKNOWN


def _only(wanted: int, kind: TypeExpr, index: int) -> TypeExpr:
    """The type of argument ``index`` where only that of ``wanted`` is known."""
    return kind if index == wanted else UNKNOWN


def _named(arguments: tuple[Argument, ...]) -> list[Argument]:
    return [argument for argument in arguments if argument.word not in {"/", "*"}]


def _common_arguments(
    overloads: list[tuple[Argument, ...]],
) -> tuple[Argument, ...] | None:
    longest = max(overloads, key=len)
    required = dict.fromkeys((argument.word for argument in _named(longest)), True)
    order = list(required)
    for overload in overloads:
        own = [argument.word for argument in _named(overload)]
        if (
            own != [word for word in order if word in own]
            or _positional(overload) != order[: len(_positional(overload))]
        ):
            return None
        needed = {argument.word for argument in _named(overload) if argument.required}
        for word in order:
            required[word] &= word in needed
    return tuple(
        replace(argument, required=required.get(argument.word, False)) for argument in longest
    )


def _positional(arguments: tuple[Argument, ...]) -> list[str]:
    found: list[str] = []
    for argument in arguments:
        if argument.word.startswith("*"):
            break
        if argument.word != "/":
            found.append(argument.word)
    return found


def words(arguments: tuple[Argument, ...] | None) -> str:
    """Parameters in the notation of the data file."""
    if arguments is None:
        return ""
    return (
        "("
        + ",".join(
            each.word
            if each.required or not each.word.strip("/*") or "*" in each.word
            else f"{each.word}="
            for each in arguments
        )
        + ")"
    )


def _parameters(args: ast.arguments, *, skip_first: bool) -> Iterator[tuple[ast.arg, str, bool]]:
    positional = [*args.posonlyargs, *args.args]
    optional = len(positional) - len(args.defaults)
    for index, each in enumerate(positional):
        if not (skip_first and index == 0):
            yield each, each.arg, index < optional
    if args.vararg:
        yield args.vararg, f"*{args.vararg.arg}", False
    for each, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        yield each, each.arg, default is None
    if args.kwarg:
        yield args.kwarg, f"**{args.kwarg.arg}", False


def _with_markers(
    args: ast.arguments, arguments: tuple[Argument, ...], *, skip_first: bool
) -> tuple[Argument, ...]:
    made = list(arguments)
    positional = len(args.posonlyargs) + len(args.args) - skip_first
    if args.kwonlyargs and not args.vararg:
        made.insert(max(positional, 0), Argument("*"))
    only = args.posonlyargs
    count = len(only) - (skip_first and bool(only))
    old_style = [a for a in arguments if a.word.startswith("__") and not a.word.endswith("__")]
    if count > 0:
        made.insert(count, Argument("/"))
    elif old_style and not only:
        made.insert(len(old_style), Argument("/"))
    return tuple(made)


def _decorators(node: Function) -> Iterator[str]:
    for decorator in node.decorator_list:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        yield target.attr if isinstance(target, ast.Attribute) else ast.unparse(target)


def _says(annotation: ast.expr | None, text: str) -> bool:
    return annotation is not None and ast.unparse(annotation) == text


def _preorder(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _preorder(child)


def _constant(value: ast.expr | None) -> ast.expr | None:
    """An annotation for what a constant is."""
    if isinstance(value, ast.UnaryOp):
        value = value.operand
    if isinstance(value, ast.Constant) and type(value.value) in {int, str, bytes, float, bool}:
        return ast.Name(type(value.value).__name__)
    return None


def _literal(value: ast.expr) -> int | str | None:
    try:
        found = ast.literal_eval(value)
    except ValueError:
        return None
    return found if isinstance(found, int | str) else None
