"""What a manifest says of the function that is run: its folder, environment, timeout, memory."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fclint.finding import Span
from fclint.source.deployment import Deployment, Manifest, ManifestError
from fclint.targets.runtimes import EVENT, serving


class DeploymentError(Exception):
    """It isn't certain which function is meant, or it is no WSGI handler; one line."""


@dataclass(frozen=True, slots=True)
class Deployed:
    """A function as a manifest deploys it; None where the manifest is silent."""

    manifest: str | None = None
    root: str | None = None
    name: str | None = None
    runtime: str | None = None
    target: str | None = None
    timeout: float | None = None
    memory: int | None = None
    methods: tuple[str, ...] | None = None
    """The methods that its trigger lets through."""
    environment: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    """Variables whose values are templates, and so not known."""
    reason: str = ""
    """Why the runtime calls an event handler, where it does; then ``target`` is None."""


def find_deployment(handler: str, folder: str, root: str | None) -> Deployed:
    """The function whose handler is written ``handler``, in the manifests in, below and above
    ``folder``; with ``root`` only one whose code is there (its manifest may be there, too).

    Raises :class:`DeploymentError` where several are meant, and where none is found but a manifest
    can't be read, unless ``root`` says where the code is.
    """
    manifests = list(_manifests([folder] if root is None else [folder, root]))
    found = [
        each
        for manifest in manifests
        for each in manifest.deployments
        if each.handler is not None and each.handler.written == handler
    ]
    if root is not None:
        found = [each for each in found if each.code and _same(each.code.path, root)]
    here = [each for each in found if each.code and _same(each.code.path, folder)]
    chosen = here or found
    if not chosen:
        for error in (each for manifest in manifests for each in manifest.errors):
            if root is None:
                place = f"{os.path.relpath(error.span.filename, folder)}:{error.span.row}"
                raise DeploymentError(f"{place}: {error.message}; --root does without manifests")
        return Deployed()
    if len({each.code.path if each.code else "" for each in chosen}) > 1:
        folders = ", ".join(
            sorted({os.path.relpath(each.code.path, folder) for each in chosen if each.code})
        )
        raise DeploymentError(
            f"several functions have the handler {handler!r} (in {folders}): choose with --root"
        )
    return of_deployment(chosen[0])


def written_handlers(folder: str) -> list[str]:
    """The handlers that manifests in, below and above ``folder`` name, as they are written."""
    return [
        each.handler.written
        for manifest in _manifests([folder])
        for each in manifest.deployments
        if each.handler is not None
    ]


def _manifests(folders: Sequence[str]) -> Iterator[Manifest]:
    """The manifests in, below and above ``folders``."""
    from fclint.source.manifests import find_manifests

    return map(_manifest, find_manifests(folders))


def _manifest(filename: str) -> Manifest:
    """What the file says; an error where it can't be read."""
    from fclint.source.manifests import read_manifest

    try:
        with open(filename, "rb") as file:
            data = file.read()
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        return Manifest(filename, errors=(ManifestError(Span(filename, 1, 1, 1, 1), reason),))
    return read_manifest(filename, data)


def of_deployment(deployment: Deployment) -> Deployed:
    """What ``deployment`` says of the function that is run."""
    served = serving(deployment.runtime, deployment.generation, deployment.http)
    known = [each for each in deployment.environment if each.value is not None]
    return Deployed(
        manifest=deployment.manifest,
        root=deployment.code.path if deployment.code else None,
        name=deployment.name or None,
        runtime=deployment.runtime,
        target=None if served.target == EVENT else served.target,
        timeout=deployment.timeout,
        memory=deployment.memory,
        methods=deployment.methods,
        environment=tuple((each.name, each.value or "") for each in known),
        unknown=tuple(each.name for each in deployment.environment if each.value is None),
        reason=served.reason if served.target == EVENT else "",
    )


def read_env_file(text: str) -> dict[str, str]:
    """Variables, one ``NAME=value`` a line; ``#`` begins a comment line, quotes around a value and
    a leading ``export`` are taken off. Raises ValueError, which names the line."""
    found: dict[str, str] = {}
    for row, line in enumerate(text.splitlines(), start=1):
        line = line.strip().removeprefix("export ").lstrip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        name, value = name.strip(), value.strip()
        if not equals or not name or any(char.isspace() for char in name):
            raise ValueError(f"line {row}: no NAME=value")
        if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        found[name] = value
    return found


def variables(written: tuple[str, ...], own: Mapping[str, str]) -> dict[str, str]:
    """What ``--env`` says: ``NAME=value``, or ``NAME`` for what it is in our own environment.

    Raises ValueError for anything else.
    """
    found: dict[str, str] = {}
    for each in written:
        name, equals, value = each.partition("=")
        if not name or any(char.isspace() or char == "\0" for char in name) or "\0" in value:
            raise ValueError(f"no NAME=value: {each!r}")
        if equals:
            found[name] = value
        elif name in own:
            found[name] = own[name]
        else:
            raise ValueError(f"{name} is not set here: write {name}=value")
    return found


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
