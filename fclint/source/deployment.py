"""What a manifest deploys: facts about one function, each with its place in the manifest.

A value that is a template (``${vars.x}``, ``{{ name }}``) is None here, as is one that is absent:
neither is known.
"""

from __future__ import annotations

from dataclasses import dataclass

from fclint.finding import Span


@dataclass(frozen=True, slots=True)
class NamedHandler:
    """A handler as a manifest names it, such as ``index.handler``.

    ``role`` is ``handler``, ``initializer``, ``pre_stop`` or ``pre_freeze``.
    """

    written: str
    span: Span
    role: str = "handler"


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable that a manifest sets; ``value`` is None where it is a template."""

    name: str
    span: Span
    value: str | None = None


@dataclass(frozen=True, slots=True)
class CodeDirectory:
    """Where the function's code is: an absolute path, whether or not it is there."""

    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Deployment:
    """One function of one manifest.

    ``kind`` says what the manifest is: ``Serverless Devs (FC 2.0)``, ``Serverless Devs (FC 3.0)``,
    ``Fun``, ``ROS``, ``Terraform``. ``span`` is the function's name or, without one, its beginning.
    """

    manifest: str
    kind: str
    name: str
    span: Span
    generation: int
    """Of Function Compute: 2 or 3."""
    handler: NamedHandler | None = None
    lifecycle: tuple[NamedHandler, ...] = ()
    runtime: str | None = None
    """Such as ``python3.9`` or ``custom.debian10``."""
    code: CodeDirectory | None = None
    http: bool | None = None
    """Whether an HTTP trigger calls the function (None: not known)."""
    methods: tuple[str, ...] | None = None
    """The methods of its HTTP trigger, in upper case (None: not known)."""
    environment: tuple[Variable, ...] = ()
    environment_known: bool = True
    """Whether ``environment`` is all of it; not where a template stands for variables."""
    memory: int | None = None
    """In megabytes."""
    timeout: float | None = None
    """In seconds."""
    concurrency: int | None = None
    """How many requests one instance serves at a time."""


@dataclass(frozen=True, slots=True)
class ManifestError:
    """Something in a manifest that can't be used; ``message`` is one line."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one manifest says. A file of the same name that deploys nothing has neither."""

    filename: str
    deployments: tuple[Deployment, ...] = ()
    errors: tuple[ManifestError, ...] = ()
