"""Which function is run: what the user says of it, and what its manifest says."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

from fclint.configuration.config import Config, ConfigFinder
from fclint.dryrun.context import FunctionFacts
from fclint.dryrun.deployed import Deployed, find_deployment, read_env_file, variables
from fclint.dryrun.process import Function
from fclint.registry import load_rules
from fclint.request import UsageError
from fclint.targets import DEFAULT_TARGET

_ACCESS = {
    "access_key_id": "ALIBABA_CLOUD_ACCESS_KEY_ID",
    "access_key_secret": "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    "security_token": "ALIBABA_CLOUD_SECURITY_TOKEN",
}
"""Where a function that has a role finds its keys, beside the context."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user says of a function; None or empty where nothing.

    ``timeout`` is in seconds, ``memory`` in MB, ``env`` has ``NAME=value``, or ``NAME`` for the
    value that it has here, ``env_files`` have lines of ``NAME=value``.
    """

    handler: str
    root: str | None = None
    target: str | None = None
    timeout: float | None = None
    memory: int | None = None
    env: tuple[str, ...] = ()
    env_files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A function to run, what a manifest says of it, and the configuration of its code."""

    function: Function
    deployed: Deployed
    config: Config


def plan(wanted: Wanted, folder: str | None = None) -> Plan:
    """What is to be run. Manifests are looked for from ``folder`` on (default: the current one),
    which is the code directory where nothing says another.

    Raises :class:`UsageError`, :class:`~fclint.configuration.config.ConfigError` and
    :class:`~fclint.dryrun.deployed.DeploymentError`, as :func:`plan_deployed` does; their messages
    are one line.
    """
    here = os.path.abspath(folder or os.curdir)
    given = os.path.join(here, wanted.root) if wanted.root is not None else None
    return plan_deployed(wanted, find_deployment(wanted.handler, here, given), here)


def plan_deployed(wanted: Wanted, deployed: Deployed, folder: str) -> Plan:
    """What is to be run of a function that is deployed as ``deployed`` says. Its code is in
    ``wanted.root``, else where the manifest says, else in ``folder``.

    Raises :class:`UsageError`, :class:`~fclint.configuration.config.ConfigError` and, before
    anything is run, :class:`~fclint.distributions.RulesError`.
    """
    load_rules()
    if deployed.reason and wanted.target is None:
        raise UsageError(
            f"{wanted.handler} is no WSGI handler: {deployed.reason}; "
            "name a target to run it as one nevertheless"
        )
    given = os.path.join(folder, wanted.root) if wanted.root is not None else None
    root = os.path.abspath(given or deployed.root or folder)
    if not os.path.isdir(root):
        raise UsageError(f"no such folder: {wanted.root or root!r}")
    config = ConfigFinder().for_folder(root)
    target = wanted.target or deployed.target or config.target or DEFAULT_TARGET
    environment = _environment(wanted, deployed)
    facts = FunctionFacts(handler=wanted.handler)
    facts = replace(
        facts,
        name=deployed.name or facts.name,
        runtime=deployed.runtime,
        timeout=wanted.timeout or deployed.timeout or facts.timeout,
        memory=wanted.memory or deployed.memory or facts.memory,
        **{field: environment[name] for field, name in _ACCESS.items() if name in environment},
    )
    return Plan(Function(root, facts, target, environment), deployed, config)


def _environment(wanted: Wanted, deployed: Deployed) -> dict[str, str]:
    """The variables that are set for the function. Raises :class:`UsageError`."""
    environment = dict(deployed.environment)
    try:
        for name in wanted.env_files:
            with open(name, encoding="utf-8") as file:
                environment.update(_checked(name, file.read()))
        environment.update(variables(wanted.env, os.environ))
    except OSError as error:
        raise UsageError(f"cannot read {error.filename!r}: {error.strerror or error}") from None
    except ValueError as error:
        raise UsageError(str(error)) from None
    return environment


def _checked(name: str, text: str) -> dict[str, str]:
    try:
        return read_env_file(text)
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from None
